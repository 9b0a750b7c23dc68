"""The scenes of benchmarks.casting: who votes, who reads, and the closing in the middle of it."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, cycle

from django.db import connection
from django.urls import reverse

from benchmarks import house, load, scenes, tally_towns
from benchmarks.filling import PROJECTS, Town
from benchmarks.load import Answer, Call, Outcome
from benchmarks.measuring import Crowd
from benchmarks.meter import Meter, cpu_ms
from budgets import actions, box, receipts
from budgets.importing import import_election, source_of
from budgets.models import Ballot, Envelope, Project, Round
from budgets.tally import pb_write
from portal import clock
from portal.refusals import Refused

VOTERS, READERS = 6, 2  # clients
PAGES = 15  # pages per second, as long as the house keeps up
CREATED, REFUSED, BUSY = 201, 409, 503  # the box is closed; the one who closes it has the lock
MOST = 400  # ballots per second for which people are made beforehand
PAST = (20_000, 60)  # voters and projects of the election whose result is read


@dataclass
class Spell:
    """Some seconds of load. CPU in milliseconds."""

    name: str
    votes: Outcome
    pages: Outcome
    spent: dict[str, float]
    load: float
    failures: list[str]

    @property
    def ballots(self) -> int:
        return len(self.votes.times_ms)

    @property
    def reads(self) -> int:
        return len(self.pages.times_ms)

    @property
    def rate(self) -> float:
        return self.votes.per_second

    @property
    def cpu(self) -> float:
        return self.spent["app"] + self.spent["database"]

    @property
    def cores(self) -> float:
        """How many cores the house and its load really had; the rest was idle or the neighbours'."""
        return (self.cpu + self.spent["load"]) / 1000 / self.votes.seconds

    def __str__(self) -> str:
        seconds = max(self.votes.seconds, self.pages.seconds)
        votes = ["–"] * 3 if not self.ballots else _figures(self.votes, 50, 95)
        pages = ["–"] * 2 if not self.reads else _figures(self.pages, 95)
        spent = [f"{self.spent[name] / 1000:.1f}" for name in ("app", "database", "load")]
        cells = [self.name, f"{seconds:.1f}", *votes, *pages, str(len(self.failures)), *spent]
        return f"| {' | '.join(cells)} |"


def _figures(outcome: Outcome, *shares: int) -> list[str]:
    return [f"{outcome.per_second:.0f}", *(f"{outcome.percentile(share):.0f}" for share in shares)]


@dataclass
class Closing:
    """What the closing left. `before`: ballots in the box when the scene began; `late`: accepted though sent
    after the deadline."""

    spell: Spell
    before: int
    accepted: int
    refused: int
    late: int
    missing: int
    leaves: int
    failures: list[str]

    @property
    def is_whole(self) -> bool:
        return not self.late and not self.missing and self.leaves == self.before + self.accepted


def play(town: Town, seconds: int) -> tuple[Spell, Spell, Spell, Closing]:
    addresses = past_election()
    crowd = Crowd(town)
    with house.web() as (port, pid):
        stage = Stage(town, crowd, port, Meter({"app": pid, "database": house.postmaster()}), addresses)
        stage.warm()
        alone = stage.spell("ballots alone", seconds, votes=True)
        pages = stage.spell("pages alone", seconds, pages=True)
        both = stage.spell("ballots and pages", seconds, votes=True, pages=True)
        return alone, pages, both, closing(stage, seconds)


def past_election() -> list[str]:
    """Addresses of the result page and of the project pages of an election that is over."""
    source = source_of("past.pb", "".join(_file(*PAST)).encode())
    round_ = import_election(source, clock.now())
    envelope = round_.envelopes.get()
    names = Project.objects.filter(envelope=envelope).values_list("public_id", flat=True)
    result = reverse("budgets:results", args=[round_.public_id, envelope.public_id])
    projects = [reverse("budgets:project", args=[round_.public_id, name]) for name in names]
    return [page for project in projects for page in (result, project)]


def _file(voters: int, projects: int) -> Iterator[str]:
    costs = tally_towns.costs(projects)
    meta = {
        "description": "지난 투표", "country": "Korea", "unit": "종로구", "instance": "2025",
        "currency": "KRW",
        "num_projects": str(projects), "num_votes": str(voters), "budget": str(int(sum(costs) * 0.3)),
        "vote_type": "approval", "rule": "equalshares/add1", "date_begin": "2025", "date_end": "2025",
    }  # fmt: skip
    rows = [{"project_id": str(n), "cost": str(c), "name": f"사업 {n}"} for n, c in enumerate(costs, start=1)]
    yield from pb_write.head(list(meta.items()), rows, ["voter_id", "vote"])
    for number, choices in enumerate(tally_towns.ballots(voters, projects)):
        yield pb_write.line([str(number), ",".join(str(index + 1) for index in choices)])


@dataclass
class Stage:
    """The house under load, with the people who vote and those who read."""

    town: Town
    crowd: Crowd
    port: int
    meter: Meter
    addresses: list[str]
    answers: list[Answer] = field(default_factory=list)

    def warm(self) -> None:
        """Both web processes must have seen every template before the meter runs."""
        load.run(self.port, list(self._votes(60)), VOTERS)
        load.run(self.port, list(self._pages(threading.Event(), 60)), VOTERS)

    def spell(self, name: str, seconds: float, *, votes: bool = False, pages: bool = False) -> Spell:
        calls = list(self._votes(int(seconds * MOST))) if votes else []
        before = Ballot.objects.count()
        found = self.loaded(name, seconds, calls, pages)
        grown = Ballot.objects.count() - before
        accepted = found.ballots - len(found.votes.failures)
        if grown != accepted:
            found.failures.append(f"{accepted} answers said yes, the box grew by {grown}")
        return found

    def loaded(self, name: str, seconds: float, calls: list[Call], pages: bool) -> Spell:
        over = threading.Event()
        nothing = Outcome(0, [], [])
        outcomes = {"votes": nothing, "pages": nothing}

        def vote() -> None:
            outcomes["votes"] = load.run(self.port, _until(calls, seconds), VOTERS, self.answers.append)
            over.set()

        def read() -> None:
            outcomes["pages"] = load.run(self.port, self._pages(over), READERS)

        jobs = [vote] * bool(calls) + [read] * pages
        threads = [threading.Thread(target=job) for job in jobs]
        with self._metered() as spent:
            for thread in threads:
                thread.start()
            if not calls:
                over.wait(seconds)
                over.set()
            for thread in threads:
                thread.join(seconds + 120)
        failures = outcomes["votes"].failures + outcomes["pages"].failures
        return Spell(name, outcomes["votes"], outcomes["pages"], spent, os.getloadavg()[0], failures)

    @contextmanager
    def _metered(self) -> Iterator[dict[str, float]]:
        spent: dict[str, float] = {}
        self.meter.start()
        mine = cpu_ms(os.getpid())
        yield spent
        spent |= self.meter.stop() | {"load": cpu_ms(os.getpid()) - mine}

    def _votes(self, number: int) -> Iterator[Call]:
        """Ballots by the form, as citizens send them."""
        sessions, start = self.crowd.next(number)
        ballot = next(scene for scene in scenes.SCENES if scene.name == "ballot")
        return ballot.calls(self.town, sessions, start)

    def api_votes(self, number: int) -> Iterator[Call]:
        """Ballots by the API, whose answer carries the receipt."""
        sessions, start = self.crowd.next(number)
        path = reverse("budgets_api:ballot", args=[self.town.round.public_id, self.town.envelope.public_id])
        for session, n in zip(sessions, count(start), strict=False):
            choices = [self.town.projects[(n + step * 12) % PROJECTS] for step in range(5)]
            yield Call(
                "PUT",
                path,
                {
                    "Host": "localhost",
                    "Cookie": f"sessionid={session}; csrftoken={scenes.TOKEN}",
                    "X-CSRFToken": scenes.TOKEN,
                    "Content-Type": "application/json",
                },
                json.dumps({"choices": choices}),
                (CREATED, REFUSED, BUSY),
            )

    def _pages(self, over: threading.Event, most: int | None = None) -> Iterator[Call]:
        """Readers at a steady pace, with a session, until it is over."""
        sessions, _ = self.crowd.next(1)
        headers = {"Host": "localhost", "Cookie": f"sessionid={sessions[0]}", "Accept-Language": "ko"}
        for number, address in enumerate(cycle(self.addresses)):
            if over.wait(0 if most else 1 / PAGES) or number == most:
                return
            yield Call("GET", address, headers)


def _until(calls: list[Call], seconds: float) -> Iterator[Call]:
    """These calls one after the other, as long as there is time."""
    end = time.monotonic() + seconds
    for call in calls:
        if time.monotonic() >= end:
            return
        yield call


def closing(stage: Stage, seconds: int) -> Closing:
    """The deadline falls into the middle of the load; then what the beat does: close, seal."""
    round_ = stage.town.round
    before = Ballot.objects.filter(envelope=stage.town.envelope).count()
    calls = list(stage.api_votes(seconds * MOST))
    stage.answers.clear()
    deadline = clock.now() + timedelta(seconds=seconds / 2)
    Round.objects.filter(pk=round_.pk).update(closes_at=deadline)
    beat = threading.Thread(target=_close, args=(round_, deadline))
    beat.start()
    spell = stage.loaded("ballots and pages, closing half way", seconds, calls, True)
    beat.join(120)
    return judged(stage.town.envelope, stage.answers, spell, before, deadline.timestamp())


def _close(round_: Round, deadline: datetime) -> None:
    time.sleep(max(0, (deadline - clock.now()).total_seconds()))
    try:
        _patiently(lambda at: actions.close_round(round_id=round_.pk, at=at))
        _patiently(lambda at: actions.seal_round(round_id=round_.pk, at=at))
    finally:
        connection.close()


def _patiently(act: Callable[[datetime], None]) -> None:
    """Where voters hold the lock the beat rings again."""
    for _attempt in range(20):
        try:
            return act(clock.now())
        except Refused as refused:
            if refused.refusal.code != "busy":
                raise
    raise SystemExit("the round could not be closed: always busy")


def judged(envelope: Envelope, answers: list[Answer], spell: Spell, before: int, deadline: float) -> Closing:
    """Each receipt that was given must lead to the published root; nothing sent too late may have one."""
    envelope = Envelope.objects.select_related("round").get(pk=envelope.pk)
    given = [answer for answer in answers if answer.status == CREATED]
    codes = [box.codes_meant(json.loads(answer.body)["receipt"])[0] for answer in given]
    proofs = [receipts.proof(envelope.round, box.receipt_hash(code)) for code in codes]
    return Closing(
        spell=spell,
        before=before,
        accepted=len(given),
        refused=len(answers) - len(given),
        late=sum(answer.sent > deadline for answer in given),
        missing=sum(proof is None or not proof.holds for proof in proofs),
        leaves=envelope.ballots_total or 0,
        failures=spell.failures,
    )
