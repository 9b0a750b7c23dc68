"""Production mode, as an operator starts it: complete, or stopped with a sentence; never half open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "k3yQ-only-of-this-test-8f1c0d7e-72b5-4a53-b0d6-1f8a9c3e5d27-zzz",
    "IDENTITY_PEPPER": "pepper-only-of-this-test-5d0c9a7b-41de-4f6e-9a6b-7c2e8f1b3a90",
    "RESULT_SIGNING_KEY": "signing-only-of-this-test-2f7b1c60-93ae-4c5f-8e21-6d0a4b9c7f35",
    "DATABASE_URL": "postgres://gwangjang:word@db.example.kr/gwangjang",
    "REDIS_URL": "redis://:word@valkey.example.kr:6379/0",
    "PUBLIC_URL": "https://gwangjang.example.kr",
    "ALLOWED_HOSTS": "gwangjang.example.kr",
    "DEFAULT_FROM_EMAIL": "광장 <no-reply@gwangjang.example.kr>",
}
OURS = ("GWANGJANG", "DJANGO", "DATABASE", "REDIS", *NEEDED)


def run(words: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A process of its own with an operator's environment, and nothing of this test run's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {**kept, "GWANGJANG_MODE": "production", "GWANGJANG_VAR": str(folder), **variables}
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def ask(question: str, folder: Path, **variables: str) -> str:
    """The value of a Python expression inside the production portal."""
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'\n"
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.http import Http404\n"
        "from django.test import RequestFactory\n"
        "from django.urls import Resolver404, resolve\n"
        "def is_missing(path):\n"
        "    try: resolve(path).func(RequestFactory().get(path))\n"
        "    except Http404: return True\n"
        "def exists(path):\n"
        "    try: return bool(resolve(path))\n"
        "    except Resolver404: return False\n"
        f"print({question})"
    )
    done = run(["-c", code], folder, **{**NEEDED, **variables})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_djangos_own_deployment_check_is_silent(tmp_path: Path) -> None:
    done = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path, **NEEDED)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize("missing", NEEDED)
def test_without_a_needed_variable_nothing_starts_and_a_sentence_says_which(
    missing: str, tmp_path: Path
) -> None:
    given = {name: value for name, value in NEEDED.items() if name != missing}
    done = run(["-c", "import portal.settings"], tmp_path, **given)
    assert done.returncode != 0
    assert f"{missing} is not set" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [], "production must not make up a secret"


def test_a_mode_that_does_not_exist_stops_the_start(tmp_path: Path) -> None:
    done = run(["-c", "import portal.settings"], tmp_path, **{**NEEDED, "GWANGJANG_MODE": "staging"})
    assert done.returncode != 0
    assert "GWANGJANG_MODE must be one of" in done.stderr


def test_nothing_said_means_production(tmp_path: Path) -> None:
    done = run(["-c", "import portal.settings"], tmp_path, GWANGJANG_MODE="")
    assert done.returncode != 0, "an empty environment must never open a demonstration"


def test_debug_is_never_on_in_production(tmp_path: Path) -> None:
    assert ask("settings.DEBUG", tmp_path, DJANGO_DEBUG="1") == "False"


def test_the_doors_of_the_demonstration_do_not_exist_in_production(tmp_path: Path) -> None:
    paths = ["/demo/", "/demo/enter/", "/demo/mail/", "/demo/mail/letter/"]
    assert ask(f"[exists(path) for path in {paths}]", tmp_path) == "[False, False, False, False]"


def test_the_sandbox_vouches_for_nobody_in_production(tmp_path: Path) -> None:
    """Whoever opened it could vote as often as he likes."""
    offered = "__import__('portal.accounts.identity.providers', fromlist=['x']).available()"
    assert ask(f"(settings.IDENTITY_SANDBOX, {offered}, is_missing('/identity/sandbox/'))", tmp_path) == (
        "(False, [], True)"
    )


def test_staff_need_a_second_factor_and_cookies_travel_encrypted(tmp_path: Path) -> None:
    names = "STAFF_MFA SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SESSION_COOKIE_HTTPONLY"
    asked = ", ".join(f"settings.{name}" for name in names.split())
    assert ask(f"[{asked}]", tmp_path) == "[True, True, True, True, True]"
