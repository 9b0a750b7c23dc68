"""`python -m portal.services [--fast]`: both servers in the foreground, until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import time
from pathlib import Path

from portal.services import ServiceProblem, start


def main(words: list[str]) -> int:
    var = Path(os.environ.get("GWANGJANG_VAR", "var"))
    # Before anything runs and anybody is told: who asks us to stop at once must not leave servers behind.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        running = start(var, durable="--fast" not in words)
    except ServiceProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        for name, value in running.environment().items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        while not running.dead():
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        running.stop()
    print(f"A server ended by itself; see the logs in {var}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
