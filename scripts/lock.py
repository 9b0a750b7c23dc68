"""Write requirements/*.lock: the newest versions that the .in files allow, by hash, without addresses.

A lock names no registry, so that every machine uses its own. The demo contains the runtime, and the tests
contain the demo, with the same versions.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from setup import uv_environment

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "bin" / "uv"
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--upgrade",
    "--no-header", "--no-emit-index-url", "--no-emit-find-links",
]  # fmt: skip
# Each set with the lock that it must agree with.
SETS = {"tools": None, "node": None, "runtime": None, "demo": "runtime", "dev": "demo"}


def lock(name: str, agrees_with: str | None) -> None:
    words = [
        str(UV),
        "pip",
        "compile",
        *OPTIONS,
        f"requirements/{name}.in",
        "-o",
        f"requirements/{name}.lock",
    ]
    if agrees_with:
        words += ["-c", f"requirements/{agrees_with}.lock"]
    print(f"· requirements/{name}.lock", flush=True)
    subprocess.run(words, cwd=ROOT, env=uv_environment(dict(os.environ)), check=True)


def main() -> int:
    for name, agrees_with in SETS.items():
        lock(name, agrees_with)
    return 0


if __name__ == "__main__":
    sys.exit(main())
