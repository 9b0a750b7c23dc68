"""From when an answer is owed. Every published petition gets one; many signatures only bring it sooner
and higher."""

from __future__ import annotations

from datetime import datetime

from petitions import clocks
from petitions.lifecycle import note_event
from petitions.models import Petition
from petitions.states import Happening, Response
from portal import outbox


def owe(petition: Petition, *, at: datetime) -> None:
    """Start the answer's clock, once. `at` is when the threshold was reached or the collection closed."""
    if petition.response != Response.NONE:
        return
    deadline = clocks.start_answer(petition, at=at)
    owed = Petition.objects.filter(pk=petition.pk, response=Response.NONE)
    owed.update(response=Response.AWAITING, answer_clock=deadline)
    petition.response, petition.answer_clock = Response.AWAITING, deadline
    note_event(
        petition, Happening.ANSWER_DUE, actor_id=None, at=at, detail={"due": deadline.due_at.isoformat()}
    )
    wanted = "answer" if petition.agency_id else "agency"
    outbox.emit(f"petitions.{wanted}_wanted", {"id": petition.public_id}, at=at)
