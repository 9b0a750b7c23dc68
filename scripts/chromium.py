"""Print the path of a Chromium that runs here, fetching one where there is none.

The machine's own, else apt where we are root, else Playwright's download, else a sentence and exit code 1.
Progress goes to stderr: stdout is the path and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def runs(path: str | None) -> bool:
    """Ubuntu's chromium-browser may be a shell that asks for snap: only one that answers counts."""
    if not path:
        return False
    try:
        return (
            subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def on_machine() -> str | None:
    candidates = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES)]
    return next((path for path in candidates if path and runs(path)), None)


def by_apt() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("· no Chromium here: apt-get install chromium", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "env": environment}
    packages = ["chromium", "fonts-noto-cjk"]
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
    subprocess.run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], check=False, **quiet
    )
    return on_machine()


def by_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    print("· fetching Chromium with Playwright", file=sys.stderr, flush=True)
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0:
        words.insert(4, "--with-deps")
    subprocess.run(words, stdout=sys.stderr, check=False)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


def main() -> int:
    path = on_machine() or by_apt() or by_playwright()
    if not path:
        print(
            "No Chromium runs here, and the journeys need one. Install it (Debian: apt install chromium) "
            "or name one: make test CHROMIUM=/path/to/chromium",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
