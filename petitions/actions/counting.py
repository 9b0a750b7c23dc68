from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from petitions import counting, milestones
from petitions.models import Petition, Recount
from portal import audit, outbox
from portal.actions import action

if TYPE_CHECKING:
    from portal.accounts.models import User


@action
def fold_signatures(*, at: datetime) -> int:
    """Bring the public numbers up to the horizon; answers how many petitions changed."""
    changes = counting.fold(at)
    for change in changes:
        milestones.note(change, at)
    return len(changes)


@action
def refresh_trends(*, at: datetime) -> None:
    counting.refresh_recent(at)


@action
def audit_counts(*, at: datetime) -> list[counting.Difference]:
    """Recount everything. A difference becomes an alarm, a notice to staff, and the public number is put
    right."""
    found = counting.differences()
    if found:
        counting.hold_mark()
        found = counting.differences()
        counting.repair([difference.petition_id for difference in found])
    for difference in found:
        counting.correct(difference, at)
        _raise_alarm(difference, at)
    return found


def _raise_alarm(difference: counting.Difference, at: datetime) -> None:
    petition = Petition.objects.get(pk=difference.petition_id)
    numbers = {
        "valid": difference.valid,
        "ledger": difference.ledger,
        "folded": difference.folded,
        "shown": difference.shown,
    }
    Recount.objects.update_or_create(petition=petition, cleared_at=None, defaults={**numbers, "at": at})
    audit.record(actor_id=None, verb="petitions.miscounted", target=petition.target, at=at, detail=numbers)
    outbox.emit("petitions.miscounted", {"id": petition.public_id, **numbers}, at=at)


@action
def clear_alarm(*, officer: User, recount_id: int, at: datetime) -> None:
    """Somebody understood the difference; the row stays as history."""
    Recount.objects.filter(pk=recount_id, cleared_at=None).update(cleared_at=at)
    audit.record(
        actor_id=officer.pk, verb="petitions.alarm_cleared", target=f"petitions.recount:{recount_id}", at=at
    )
