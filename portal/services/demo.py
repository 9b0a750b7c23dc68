"""`make demo`: the whole portal on this machine, as real processes, until Ctrl-C.

PostgreSQL and Valkey first, then migrations and example data, then post office, web server, worker, clock and
analyser. Whatever dies comes back at the same address, with a sentence on the terminal.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from portal.services import Running, ServiceProblem, family, members, places, processes, start
from portal.services.family import Child

ROOT = Path(__file__).resolve().parent.parent.parent
UNOPENED = "demo.unopened"  # lies in the data folder until tables and example data are whole
PEOPLE = """\
  alice  주민 (서울 종로구)         bob     주민 (부산 해운대구)
  minsu  본인확인을 마친 시민       jiyeon  가입만 한 시민
  carla  담당 공무원                gyeol   결재자
  mod    중재자                     auditor 감사
  admin  운영자                     admin2  두 번째 운영자 (결과 공개)
  dan    낯선 사람"""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def choose_port(wish: str) -> int:
    """PORT when given (busy is a refusal: somebody relies on it), else 8000 or the next free one."""
    if wish:
        if places.free_port(int(wish)) != int(wish):
            raise ServiceProblem(f"Port {wish} is in use. Choose another: make demo PORT=…")
        return int(wish)
    for port in range(8000, 8100):
        if places.free_port(port) == port:
            return port
    raise ServiceProblem("Ports 8000 to 8099 are all in use. Choose another: make demo PORT=…")


def prepare(environment: dict[str, str]) -> None:
    """Tables and example data (not with SEED=no); both are quick when nothing is new."""
    commands = [["migrate", "--noinput", "--verbosity", "0"]]
    if environment.get("SEED") != "no":
        commands.append(["seed_demo"])
    environment = environment | {"GWANGJANG_PROCESS": "worker"}  # one lasting connection, no pool
    for words in commands:
        done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=False)
        if done.returncode:
            raise ServiceProblem(f"`manage.py {words[0]}` failed; the reason stands above.")


def begin(var: Path) -> Running:
    """Start the servers. Data of a first start that was cut short is thrown away: half a town never becomes
    a whole one, and nobody had come in yet."""
    unopened = var / UNOPENED
    cut_short = unopened.exists()
    if not (var / "postgresql").exists():
        unopened.touch()
    running = start(var, durable=True)
    if cut_short and running.postgres:
        say("The first start was cut short before the portal opened; beginning anew.")
        running.postgres.empty()
    return running


def answers(host: str, port: int, seconds: float = 60.0) -> bool:
    """Wait until the portal says that it is ready (database and broker answer)."""
    return processes.wait_until(lambda: _ready(host, port), seconds, 0.2)


def _ready(host: str, port: int) -> bool:
    wire = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        wire.request("GET", "/health/ready", headers={"Host": f"localhost:{port}"})
        return wire.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        wire.close()


def announce(address: str, var: Path) -> None:
    (var / "demo.address").write_text(address)
    say(f"\n광장 is open:  {address}/\nLog in with one click, no password:  {address}/demo/\n{PEOPLE}\n")
    say(f"Data and logs: {var}   Ctrl-C stops everything.")


def watch(running: Running, children: list[Child]) -> NoReturn:
    """Bring back what dies, servers first: the others cannot live without them."""
    while True:
        for server in running.dead():
            say(f"{server.label} ended; starting it again.")
            try:
                server.start()
            except ServiceProblem as problem:
                say(str(problem))
        for child in children:
            if not child.alive():
                sentence = child.revive()
                if sentence:
                    say(sentence)
        time.sleep(0.3)


def settings(var: Path, port: int, running: Running) -> dict[str, str]:
    """What the children read. Everything else of the caller's environment passes through."""
    return {
        "PUBLIC_URL": f"http://localhost:{port}",
        **os.environ,
        **running.environment(),
        "GWANGJANG_MODE": "demo",
        "GWANGJANG_VAR": str(var),
        family.MARK: str(var),
        "PYTHONUNBUFFERED": "1",
    }


def serve(var: Path) -> None:
    """Start everything, then watch; an interrupt ends it in order."""
    say("Starting PostgreSQL and Valkey …")
    running = begin(var)
    children: list[Child] = []
    try:
        port = choose_port(os.environ.get("PORT", ""))
        environment = settings(var, port, running)
        prepare(environment)
        (var / UNOPENED).unlink(missing_ok=True)
        web, *others = members.all_of(ROOT, var, port, environment)
        children.append(web)  # alone at first: six programs that load at once keep the reader waiting longest
        web.start()
        address = f"http://localhost:{port}"
        if not answers(os.environ.get("HOST") or "127.0.0.1", port):
            say(f"The portal does not answer yet. See {var / 'logs'}; still trying.")
        for child in others:
            children.append(child)
            child.start()
        announce(address, var)
        watch(running, children)
    finally:
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, signal.SIG_IGN)
        (var / "demo.address").unlink(missing_ok=True)
        family.stop_all(children)
        running.stop()


def hold(var: Path) -> object:
    """Be the only demo of this folder; a second one learns where the first answers."""
    try:
        return places.hold(var, "demo")
    except ServiceProblem as problem:
        address = var / "demo.address"
        where = f" It answers at {address.read_text()}/" if address.is_file() else ""
        raise ServiceProblem(f"{problem}{where}") from None


def main() -> int:
    var = Path(os.environ.get("GWANGJANG_VAR") or ROOT / "var").absolute()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)
    try:
        lock = hold(var)
        family.end_orphans(var)
        serve(var)
    except ServiceProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopped; everything that people did is kept.")
        del lock
    return 0


if __name__ == "__main__":
    sys.exit(main())
