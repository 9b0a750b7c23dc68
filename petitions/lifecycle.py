"""The one writer of `Petition.state` and of the events that the public timeline is drawn from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from petitions.models import Petition, PetitionEvent
from petitions.rules import STALE
from petitions.states import Happening, State, may_move
from portal import audit, outbox
from portal.refusals import Refused

LOCK = "petitions.petition"


def transition(
    petition: Petition,
    state: State,
    happening: Happening,
    *,
    actor_id: int | None,
    at: datetime,
    note: str = "",
    **fields: Any,
) -> PetitionEvent:
    """Move to `state`, set `fields` in the same statement, note the event. `at` is when it *became* true.

    Raises Refused(STALE) when somebody else moved it first: the row changes only from the state that was
    read,
    so of two officers who decide at once one is told, and no decision is overwritten.
    """
    if not may_move(petition.state, state):
        raise Refused(STALE)
    moved = Petition.objects.filter(pk=petition.pk, state=petition.state).update(state=state, **fields)
    if not moved:
        raise Refused(STALE)
    for name, value in {"state": state, **fields}.items():
        setattr(petition, name, value)
    return note_event(petition, happening, actor_id=actor_id, at=at, note=note)


def note_event(
    petition: Petition,
    happening: Happening,
    *,
    actor_id: int | None,
    at: datetime,
    note: str = "",
    detail: dict[str, Any] | None = None,
) -> PetitionEvent:
    """Write the timeline row, the audit entry and the outbox event `petitions.<happening>` together."""
    audit.record(
        actor_id=actor_id,
        verb=f"petitions.{happening}",
        target=petition.target,
        at=at,
        detail={"state": petition.state},
    )
    outbox.emit(f"petitions.{happening}", {"id": petition.public_id}, at=at)
    if petition.shown_at:
        outbox.emit("search.changed", {"kind": "petitions.petition", "id": petition.public_id}, at=at)
    return PetitionEvent.objects.create(
        petition=petition,
        kind=happening,
        state=petition.state,
        actor_id=actor_id,
        at=at,
        note=note,
        detail=detail or {},
    )
