"""What an operator receives: valid, complete, and without a secret that others know."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SECRETS = ("SECRET_KEY", "IDENTITY_PEPPER", "RESULT_SIGNING_KEY", "POSTGRES_PASSWORD", "VALKEY_PASSWORD")
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load(COMPOSE)["services"]


def test_the_compose_file_follows_the_published_schema() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    words = [str(checker), "--builtin-schema", "vendor.compose-spec", str(ROOT / "docker-compose.yml")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_must_be_given_and_has_no_default(secret: str) -> None:
    uses = re.findall(rf"\$\{{{secret}([^}}]*)\}}", COMPOSE)
    assert any(use.startswith(":?") for use in uses), f"{secret} is never demanded"
    assert all(use == "" or use.startswith(":?") for use in uses), f"{secret} has a default"


def test_every_service_says_whether_it_is_well(services: dict[str, dict]) -> None:
    without = [name for name, service in services.items() if "healthcheck" not in service]
    assert without == ["migrate"], "only the one that ends by itself needs no health check"


def test_database_and_broker_cannot_be_reached_from_outside(services: dict[str, dict]) -> None:
    assert yaml.safe_load(COMPOSE)["networks"]["data"]["internal"] is True
    for name in ("postgres", "valkey"):
        assert services[name]["networks"] == ["data"]
        assert "ports" not in services[name]


def test_the_portal_runs_without_privileges(services: dict[str, dict]) -> None:
    for name in ("web", "worker", "postman", "beat", "analyser", "migrate"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    assert "\nUSER gwangjang\n" in (ROOT / "deploy" / "Dockerfile").read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_restarted_hardened_and_gets_its_secrets_from_a_file(unit: Path) -> None:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(unit)
    service = parser["Service"]
    assert service["Restart"] == "always"
    assert service["User"] == "gwangjang"
    assert service["EnvironmentFile"] == "/etc/gwangjang/environment"
    assert service["ProtectSystem"] == "strict"


def test_the_example_environment_has_no_secret() -> None:
    lines = (ROOT / "deploy" / "environment.example").read_text().splitlines()
    values = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    ours = ("SECRET_KEY", "IDENTITY_PEPPER", "RESULT_SIGNING_KEY")
    for name in (*ours, "DATABASE_URL", "REDIS_URL", "EMAIL_HOST_PASSWORD"):
        assert values[name] == ""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    pinned = re.findall(r"^[a-z0-9][^\s]*==", text, re.MULTILINE)
    assert pinned
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z0-9])", text.strip()))


def test_the_front_end_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text()


def test_every_direct_dependency_has_a_reason() -> None:
    reasons = (ROOT / "docs" / "adr" / "0002-dependencies.md").read_text().lower()
    for source in (ROOT / "requirements").glob("*.in"):
        for line in source.read_text().splitlines():
            name = re.match(r"[A-Za-z0-9-]+", line)
            if name and not line.startswith("-"):
                assert name.group().lower() in reasons, f"{name.group()} of {source.name} has no reason"
