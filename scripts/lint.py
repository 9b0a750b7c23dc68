"""Every judge of the code that needs no browser, one after the other; any failure fails: `make lint`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COMPOSE = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
JUDGES: dict[str, list[str]] = {
    "style": ["ruff", "check", "--quiet", "."],
    "format": ["ruff", "format", "--quiet", "--check", "."],
    "types": ["mypy", "--no-error-summary", "."],
    "arrows": ["lint-imports", "--no-logo"],
    "security": ["bandit", "--quiet", "-r", "portal", "proposals", "budgets", "reservations", "petitions",
                 "-c", "pyproject.toml", "--severity-level", "medium"],
    "templates": ["djlint", "--quiet", "--lint", "templates"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "system": ["python", "manage.py", "check", "--fail-level", "WARNING"],
    "compose": COMPOSE,
}  # fmt: skip


def judge(name: str, words: list[str], environment: dict[str, str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    print(f"{'ok  ' if good else 'FAIL'} {name:<11}{time.monotonic() - begun:5.1f} s", flush=True)
    if not good:
        print((done.stdout + done.stderr).strip()[-6000:], flush=True)
    return good


def main(wanted: list[str]) -> int:
    chosen = {name: words for name, words in JUDGES.items() if not wanted or name in wanted}
    with tempfile.TemporaryDirectory(prefix="gj-") as var:
        # Nothing is connected: the judges read models and settings only.
        environment = {"GWANGJANG_MODE": "test", **os.environ, "GWANGJANG_VAR": var}
        verdicts = [judge(name, words, environment) for name, words in chosen.items()]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
