"""What a citizen was told is saved survives SIGKILL of the worker, the broker, the database and the launcher.

The demo's own launcher with its real processes, in a folder and on a port of their own; people act over HTTP.
Only what was answered as saved is demanded: a request that failed promised nothing.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from portal.services import places, processes

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a" * 32  # a form's token; it must only equal the cookie
# A worker that dies in the midst of a delivery keeps its claim for two minutes (portal.outbox.relay.CLAIM).
PATIENCE = 150.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420), pytest.mark.xdist_group("survival")]


@dataclass
class House:
    """A running demo, seen from outside."""

    var: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    town: dict[str, Any] = field(default_factory=dict)
    free_people: list[str] = field(default_factory=list)
    free_slots: list[dict[str, Any]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "REDIS_"))
        }
        return inherited | {
            "GWANGJANG_MODE": "demo",
            "GWANGJANG_VAR": str(self.var),
            "PORT": str(self.port),
            "SEED": "no",
            "PYTHONPATH": str(ROOT),
        }

    def start(self) -> None:
        (self.var / "demo.address").unlink(missing_ok=True)
        with (self.var / "demo.log").open("ab") as log:
            words = [sys.executable, "-m", "portal.services.demo"]
            self.process = subprocess.Popen(words, cwd=ROOT, env=self.environment(), stdout=log, stderr=log)
        assert processes.wait_until((self.var / "demo.address").is_file, 180, 0.2), self.said()
        assert self.is_ready(), self.said()

    def said(self) -> str:
        return (self.var / "demo.log").read_text()[-3000:]

    def is_ready(self) -> bool:
        """Pages and the database: for a moment after its death the connections that it had still answer."""
        return processes.wait_until(
            lambda: self.ask("GET", "/health/ready")[0] == 200 and self.takes_connections(), PATIENCE, 0.3
        )

    def takes_connections(self) -> bool:
        try:
            return self.rows("SELECT 1") == [(1,)]
        except psycopg.OperationalError:
            return False

    def child(self, words: str) -> int:
        """The process number of the launcher's own child whose command contains these words."""
        listed = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", words], capture_output=True, text=True, check=True
        )
        return int(listed.stdout.split()[0])

    def kill(self, words: str) -> None:
        os.kill(self.child(words), signal.SIGKILL)

    @property
    def database_url(self) -> str:
        sockets = places.socket_folder(self.var, processes.owner_for(self.var))
        return f"postgresql://gwangjang@/gwangjang?host={sockets}"

    @property
    def redis_url(self) -> str:
        kept = self.var / "valkey"
        return f"redis://:{(kept / 'password').read_text()}@127.0.0.1:{(kept / 'port').read_text()}/0"

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database_url) as wire:
            return wire.execute(query, values).fetchall()

    def ask(self, method: str, path: str, *, who: str = "", **body: Any) -> tuple[int, str, str]:
        """(status, Location, text); status 0 when nobody answered. `form=` or `data=` is the body."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookie = f"csrftoken={TOKEN}; sessionid={self.town['sessions'][who]}" if who else ""
        headers = {"Host": f"localhost:{self.port}", "Cookie": cookie, "X-CSRFToken": TOKEN}
        content = None
        if "form" in body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            content = urlencode(body["form"] | {"csrfmiddlewaretoken": TOKEN})
        elif "data" in body:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body["data"])
        try:
            wire.request(method, path, body=content, headers=headers)
            reply = wire.getresponse()
            return reply.status, reply.headers.get("Location", ""), reply.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, "", ""
        finally:
            wire.close()

    # What people do; each answers whether they were told that it is saved.

    def sign(self, who: str) -> bool:
        return self.ask("POST", f"/api/v1/petitions/{self.town['petition']}/signature/", who=who)[0] == 201

    def vote(self, who: str) -> bool:
        box = self.town["envelope"]
        path = f"/api/v1/budgets/rounds/{box['round']}/envelopes/{box['envelope']}/ballot/"
        return self.ask("PUT", path, who=who, data={"choices": box["choices"]})[0] == 201

    def book(self, who: str) -> str:
        """The public id of a booking that was confirmed to this person; empty when none was."""
        wish = dict(self.free_slots.pop())
        room = wish.pop("room")
        form = wish | {"people": 1, "purpose": "생존 시험"}
        status, location, _text = self.ask("POST", f"/reservations/rooms/{room}/book/", who=who, form=form)
        return location.rstrip("/").rsplit("/", 1)[-1] if status == 302 and "/bookings/" in location else ""

    def somebody(self) -> str:
        return self.free_people.pop()


def settle(house: House) -> None:
    """People, petitions, rounds and rooms, made by the demo's own seeds."""
    environment = house.environment() | {"DATABASE_URL": house.database_url, "REDIS_URL": house.redis_url}
    environment["GWANGJANG_PROCESS"] = "worker"  # one lasting connection, no pool
    words = [sys.executable, "-m", "tests.portal.survival_town"]
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    house.town = json.loads(done.stdout.split("TOWN ", 1)[1])
    # The seeds leave thousands of events; those are not tried here, and ours must not wait behind them.
    with psycopg.connect(house.database_url) as wire:
        wire.execute("UPDATE outbox_event SET done_at = now() WHERE done_at IS NULL")
    house.free_people, house.free_slots = list(house.town["sessions"]), list(house.town["slots"])


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="gj-demo-", ignore_cleanup_errors=True) as folder:
        found = House(Path(folder), places.free_port())
        try:
            found.start()
            settle(found)
            yield found
        finally:
            found.process.send_signal(signal.SIGINT)
            code = found.process.wait(20)
        assert code == 0, found.said()
        # The launcher's promise to leave nothing behind.
        assert not processes.working_in((found.var / "postgresql").resolve())


def booking_made(house: House) -> str:
    """A booking that a citizen was shown as made."""
    for _attempt in range(8):
        if public_id := house.book(house.somebody()):
            return public_id
    raise AssertionError("no booking was accepted")


def delivered(house: House, public_id: str) -> bool:
    """The events of this booking have reached their subscribers, notices included."""
    mine = "FROM outbox_event WHERE payload::text LIKE %s"
    try:
        [(open_, all_)] = house.rows(
            f"SELECT count(*) FILTER (WHERE done_at IS NULL), count(*) {mine}", f"%{public_id}%"
        )
    except psycopg.OperationalError:
        return False
    return all_ > 0 and open_ == 0


def test_a_notice_whose_worker_was_killed_arrives_later(house: House) -> None:
    house.kill("celery.*worker -n worker")
    public_id = booking_made(house)
    assert processes.wait_until(lambda: delivered(house, public_id), PATIENCE, 0.5), house.said()


def test_an_act_while_the_broker_is_dead_is_saved_and_told_later(house: House) -> None:
    house.kill("valkey-server")
    public_id = booking_made(house)
    assert house.is_ready()
    assert processes.wait_until(lambda: delivered(house, public_id), PATIENCE, 0.5), house.said()
    assert house.rows("SELECT count(*) FROM reservations_booking WHERE public_id = %s", public_id) == [(1,)]


def during(house: House, disaster: Callable[[], None], acts: list[Callable[[], Any]]) -> list[Any]:
    """What the acts answered, while the disaster strikes in their midst."""
    strike = threading.Timer(0.15, disaster)
    strike.start()
    with ThreadPoolExecutor(6) as crowd:
        answers = list(crowd.map(lambda act: act(), acts))
    strike.join()
    return answers


def acts_of(house: House, many: int) -> tuple[list[str], list[Callable[[], Any]]]:
    people = [house.somebody() for _ in range(many)]
    return people, [lambda who=who: (house.sign(who), house.vote(who)) for who in people]


def test_signatures_and_ballots_that_were_acknowledged_survive_a_killed_database(house: House) -> None:
    before = house.rows("SELECT (SELECT count(*) FROM budgets_ballot)")[0][0]
    people, acts = acts_of(house, 12)
    public_id = booking_made(house)
    answers = during(house, lambda: house.kill("postgres -D"), acts)
    assert house.is_ready(), house.said()
    signed = {int(who) for who, (was_signed, _voted) in zip(people, answers, strict=True) if was_signed}
    kept = {row[0] for row in house.rows("SELECT signer_id FROM petitions_signature")}
    assert signed <= kept
    took_part = {row[0] for row in house.rows("SELECT voter_id FROM budgets_voterroll")}
    voted = {int(who) for who, (_signed, was_cast) in zip(people, answers, strict=True) if was_cast}
    assert voted <= took_part
    assert house.rows("SELECT count(*) FROM budgets_ballot")[0][0] - before >= len(voted)
    assert house.rows("SELECT count(*) FROM reservations_booking WHERE public_id = %s", public_id) == [(1,)]


def test_everything_is_there_after_the_launcher_itself_was_killed(house: House) -> None:
    people, acts = acts_of(house, 4)
    answers = [act() for act in acts]
    public_id = booking_made(house)
    assert any(signed for signed, _voted in answers), "nobody could sign"
    assert any(voted for _signed, voted in answers), "nobody could vote"
    house.process.kill()
    house.process.wait(10)
    begun = time.monotonic()
    house.start()
    assert time.monotonic() - begun < PATIENCE
    kept = {row[0] for row in house.rows("SELECT signer_id FROM petitions_signature")}
    assert {int(who) for who, (signed, _voted) in zip(people, answers, strict=True) if signed} <= kept
    for who, (_signed, voted) in zip(people, answers, strict=True):
        assert not voted or house.rows("SELECT 1 FROM budgets_voterroll WHERE voter_id = %s", int(who))
    assert processes.wait_until(lambda: delivered(house, public_id), PATIENCE, 0.5), house.said()
