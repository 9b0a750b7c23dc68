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
    try:
        running = start(var, durable="--fast" not in words)
    except ServiceProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    for name, value in running.environment().items():
        print(f"export {name}={shlex.quote(value)}", flush=True)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while not running.dead():
            time.sleep(0.5)
    except KeyboardInterrupt:
        running.stop()
        return 0
    print(f"A server ended by itself; see the logs in {var}.", file=sys.stderr)
    running.stop()
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
