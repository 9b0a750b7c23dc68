"""What the machine tells the portal: environment variables, read once, in one place.

A secret has no default that would work in production: without it the portal refuses to start.
In the demo and in tests the secrets are made at random and kept under VAR_DIR.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import environ

env = environ.Env()

ROOT = Path(__file__).resolve().parent.parent
MODES = ("production", "demo", "test")


def mode() -> str:
    """production (the default), demo or test; anything else stops the start."""
    chosen: str = env.str("GWANGJANG_MODE", default="production")
    if chosen not in MODES:
        raise SystemExit(f"GWANGJANG_MODE must be one of {', '.join(MODES)}, not {chosen!r}.")
    return chosen


def var_dir() -> Path:
    """Where this installation keeps its data; ignored by git."""
    return Path(env.str("GWANGJANG_VAR", default=str(ROOT / "var"))).resolve()


def given(name: str, *, otherwise: str, needed: bool) -> str:
    """What the variable NAME says; where it is needed and not said, the start stops with a sentence."""
    value: str = env.str(name, default="")
    if needed and not value:
        raise SystemExit(f"{name} is not set; see docs/running.md.")
    return value or otherwise


def secret(name: str, *, invent: bool, at: Path) -> str:
    """The secret called NAME, from the variable or from the file that NAME_FILE names (as container secrets
    are handed over), or, where `invent` allows it, one made at random and kept in a file.

    Raises SystemExit with a sentence when production lacks it: a guessable key would let
    anybody forge sessions, or link citizens to their ballots.
    """
    given: str = env.str(name, default="") or _from_file(env.str(f"{name}_FILE", default=""))
    if given:
        return given
    if not invent:
        raise SystemExit(f"{name} is not set. Give it a long random value; see docs/running.md.")
    return _kept(at / f"{name.lower()}.secret")


def _from_file(path: str) -> str:
    try:
        return Path(path).read_text().strip() if path else ""
    except OSError as error:
        raise SystemExit(f"{path} cannot be read: {error.strerror}.") from None


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(fd, "w") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value


def social_providers() -> dict[str, Any]:
    """allauth's providers, only the configured ones: a dead button teaches people to distrust the page.

    KAKAO_CLIENT_ID/KAKAO_SECRET, NAVER_…, GOOGLE_…, OPENID_ISSUER/OPENID_NAME/OPENID_CLIENT_ID/OPENID_SECRET.
    """
    found: dict[str, Any] = {}
    for name in ("kakao", "naver", "google"):
        if client := env.str(f"{name.upper()}_CLIENT_ID", default=""):
            key = env.str(f"{name.upper()}_SECRET", default="")
            found[name] = {"APPS": [{"client_id": client, "secret": key}]}
    if issuer := env.str("OPENID_ISSUER", default=""):
        found["openid_connect"] = {"APPS": [_openid(issuer)]}
    return found


def _openid(issuer: str) -> dict[str, Any]:
    return {
        "provider_id": "openid",
        "name": env.str("OPENID_NAME", default="OpenID"),
        "client_id": env.str("OPENID_CLIENT_ID"),
        "secret": env.str("OPENID_SECRET", default=""),
        "settings": {"server_url": issuer},
    }
