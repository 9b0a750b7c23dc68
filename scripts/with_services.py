"""Run a command beside PostgreSQL and Valkey: `with_services.py [--durable] [--scratch] COMMAND …`.

--durable uses the demo's data under var/ (or GWANGJANG_VAR); without it fresh data is made and thrown away.
--durable --scratch: fresh data that is thrown away, written as carefully as the demo's (to measure speed).
A portal that runs with DATABASE_URL and REDIS_URL set uses those.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal import services  # noqa: E402


def run_beside(var: Path, *, durable: bool, command: list[str]) -> int:
    running = services.start(var, durable=durable)
    try:
        environment = {
            "GWANGJANG_MODE": "demo",
            **os.environ,
            **running.environment(),
            "GWANGJANG_VAR": str(var),
        }
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    finally:
        running.stop()


def main(words: list[str]) -> int:
    flags = {word for word in words[:2] if word in ("--durable", "--scratch")}
    command, durable = words[len(flags) :], "--durable" in flags
    try:
        if durable and "--scratch" not in flags:
            var = Path(os.environ.get("GWANGJANG_VAR") or ROOT / "var")
            return run_beside(var, durable=True, command=command)
        with tempfile.TemporaryDirectory(prefix="gj-") as scratch:
            return run_beside(Path(scratch), durable=durable, command=command)
    except services.ServiceProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
