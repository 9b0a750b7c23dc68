"""From a million rows in PostgreSQL to winners: CPU seconds and memory of what a counting worker does.

PostgreSQL's own seconds are not in them.

python scripts/with_services.py --scratch python -m benchmarks.tally_million [VOTERS [PROJECTS]]
"""

from __future__ import annotations

import os
import resource
import sys
import time
import uuid
from typing import Any

DATABASE = "gwangjang_million"


def main(voters: int = 1_000_000, projects: int = 200) -> int:
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit(
            "Needs PostgreSQL: scripts/with_services.py --scratch python -m benchmarks.tally_million"
        )
    os.environ["DATABASE_NAME"] = DATABASE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from benchmarks import house

    with house.scratch_database(DATABASE):
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        envelope = _filled(voters, projects)
        print(f"{voters:,} ballots are in the table", flush=True)
        for line in _measured(envelope):
            print(line, flush=True)
    return 0


def _filled(voters: int, projects: int) -> Any:
    from datetime import timedelta

    from django.db import connection

    from benchmarks import tally_towns
    from budgets.models import Envelope, Project, Round
    from portal import clock

    at, costs = clock.now(), tally_towns.costs(projects)
    dates = {"opens_at": at - timedelta(days=2), "closes_at": at - timedelta(days=1), "created_at": at}
    round_ = Round.objects.create(title="million", **dates)
    envelope = Envelope.objects.create(round=round_, name="million", amount=int(sum(costs) * 0.3))
    Project.objects.bulk_create(
        Project(envelope=envelope, number=n, title=str(n), cost=cost) for n, cost in enumerate(costs, start=1)
    )
    columns = "COPY budgets_sealedballot (id, envelope_id, place, choices) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(columns) as copy:
        for place, choices in enumerate(tally_towns.ballots(voters, projects)):
            numbers = "{" + ",".join(str(index + 1) for index in choices) + "}"
            copy.write_row((str(uuid.UUID(int=place)), envelope.pk, place, numbers))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE budgets_sealedballot")
    return envelope


def _measured(envelope: Any) -> Any:
    from budgets import counting
    from budgets.tally import Rule, count, verify

    begun = time.process_time()
    yield f"memory before: {_megabytes()} MB"
    told: list[int] = []
    instance = counting.instance_of(envelope, told.append)
    yield (
        f"read and merged in {time.process_time() - begun:.1f} s: {len(instance.ballots):,} different, "
        f"{len(instance.ballots.choices):,} choices; peak {_megabytes()} MB; told {len(told):,} times"
    )
    for rule in (Rule(), Rule(method="equal_shares", completion="none"), Rule(method="phragmen"),
                 Rule(method="equal_shares", start="floor", increment_permille=5)):  # fmt: skip
        begun = time.process_time()
        result = count(instance, rule)
        counted = time.process_time()
        verify(instance, rule, result)
        yield (
            f"{rule.method} {rule.completion}: {len(result.winners)} winners, {result.steps} runs, "
            f"counted in {counted - begun:.1f} s, replayed in {time.process_time() - counted:.1f} s; "
            f"peak {_megabytes()} MB"
        )
    begun = time.process_time()
    yield f"digest {instance.digest[:12]} in {time.process_time() - begun:.1f} s; peak {_megabytes()} MB"


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main(*(int(word.replace("_", "")) for word in sys.argv[1:])))
