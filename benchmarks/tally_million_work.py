"""What benchmarks.tally_million measures: each piece of work in a process of its own, told as a line of JSON.

python -m benchmarks.tally_million_work seal|count|export ENVELOPE [RULE]
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    import portal.celery  # noqa: F401  (so that events ring at our broker)

from django.db import connection

from benchmarks import tally_towns
from budgets import actions, box, counting, export, seeding
from budgets.models import Envelope, Project, Round, Tally
from budgets.tally import Rule
from portal import clock

OPEN_BOX = "COPY budgets_ballot (id, envelope_id, pseudonym, choices, receipt_hash) FROM STDIN"
SHARES = {"method": "equal_shares", "start": "floor", "increment_permille": 5}
RULES = {
    "most votes": Rule(),
    "Equal Shares": Rule(method="equal_shares", completion="none"),
    "Equal Shares, Add1": Rule(**SHARES),
    "Equal Shares, Add1, comparison": Rule(**SHARES, comparison="greedy"),
    "Phragmén": Rule(method="phragmen"),
}


def fill(voters: int, projects: int) -> Envelope:
    """A closed round whose open box holds so many ballots."""
    from datetime import timedelta

    at, costs = clock.now(), tally_towns.costs(projects)
    dates = {"opens_at": at - timedelta(days=2), "closes_at": at - timedelta(days=1), "created_at": at}
    kept, commitment = seeding.fresh()
    dates |= {"closed_at": dates["closes_at"]}
    round_ = Round.objects.create(
        title="million", state="closed", lot_seed=kept, lot_commitment=commitment, **dates
    )
    box.make_key(round_.public_id)
    envelope = Envelope.objects.create(
        round=round_, name="million", amount=int(sum(costs) * 0.3), max_choices=10, rule=Rule().to_json()
    )
    Project.objects.bulk_create(
        Project(envelope=envelope, number=n, title=str(n), cost=cost) for n, cost in enumerate(costs, start=1)
    )
    with connection.cursor() as cursor, cursor.copy(OPEN_BOX) as copy:
        for choices in tally_towns.ballots(voters, projects):
            numbers = ",".join(str(index + 1) for index in choices)
            name, receipt = os.urandom(32).hex(), os.urandom(32).hex()
            copy.write(f"{uuid.uuid4()}\t{envelope.pk}\t{name}\t{{{numbers}}}\t{receipt}\n")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE budgets_ballot")
        cursor.execute("CHECKPOINT")
    return envelope


def ready_to_count(envelope: Envelope) -> None:
    """The same box for the next rule: the database would refuse it, so its guards are off for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Tally.objects.filter(envelope=envelope).delete()
        cursor.execute("SET session_replication_role = DEFAULT")
        Tally.objects.create(envelope=envelope)
        cursor.execute("ANALYZE budgets_sealedballot")


def seal(envelope: Envelope) -> str:
    actions.seal_round(round_id=envelope.round_id, at=clock.now())
    envelope.refresh_from_db()
    return f"{envelope.ballots_total:,} leaves"


def count(envelope: Envelope, name: str) -> str:
    """As the worker does it; a watch hangs on each of its parts. (The envelope's own rule is frozen.)"""
    Envelope.tally_rule = lambda *_: RULES[name]
    watch: dict[str, float] = {}
    for part, word in (
        ("instance_of", "read"),
        ("count", "count"),
        ("verify", "replay"),
        ("to_json", "file"),
    ):
        setattr(counting, part, _watched(getattr(counting, part), word, watch))
    counting.count_envelope(envelope.pk, clock.now(), clock.now)
    tally = Tally.objects.get(envelope=envelope)
    if tally.state != Tally.State.DONE or tally.result is None:
        raise SystemExit(f"the count stopped: {tally.trouble}")
    spent = ", ".join(f"{word} {seconds:.1f}" for word, seconds in watch.items())
    return f"{len(tally.result['winners'])} winners, {tally.steps} runs; {spent}"


def _watched(work: Callable[..., Any], word: str, watch: dict[str, float]) -> Callable[..., Any]:
    def watched(*args: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*args)
        finally:
            watch[word] = time.process_time() - begun

    return watched


def stream(envelope: Envelope) -> str:
    """The whole file, line by line; how much more memory it holds at the end than after its first page."""
    size, first = 0, 0
    for number, line in enumerate(export.lines(envelope)):
        size += len(line.encode())
        if number == 2 * export.PAGE:
            first = megabytes()
    return f"{size / 1e6:,.0f} MB of text, memory {first} → {megabytes()} MB"


def megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    work = {"seal": seal, "count": count, "export": stream}[sys.argv[1]]
    wanted = Envelope.objects.select_related("round").get(pk=sys.argv[2])
    started, spent = time.monotonic(), time.process_time()
    parts = work(wanted, *sys.argv[3:])
    print(
        json.dumps(
            {
                "wall": time.monotonic() - started,
                "cpu": time.process_time() - spent,
                "megabytes": megabytes(),
                "parts": parts,
            }
        )
    )
