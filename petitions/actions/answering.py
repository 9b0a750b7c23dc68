from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from petitions import clocks, rules
from petitions.lifecycle import LOCK, note_event
from petitions.models import Answer, Petition
from petitions.states import Happening, Response
from portal import locks
from portal.actions import action
from portal.refusals import refuse

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.organisations.models import Unit


@action
def answer_petition(
    *,
    officer: User,
    unit: Unit | None,
    petition_id: str,
    decision: str,
    summary: str,
    body: str,
    at: datetime,
) -> Answer:
    """Publish the answer, once; everybody who signed is told. A late answer is still an answer, and shows
    as late."""
    petition = _locked(petition_id)
    refuse(rules.desk_refusal(officer, petition) or rules.answer_refusal(petition))
    refuse(rules.rank_refusal(officer, petition))  # it may have risen since she opened the page
    answer = Answer.objects.create(
        petition=petition,
        decision=decision,
        summary=summary.strip(),
        body=body.strip(),
        rank=petition.rank,
        unit=unit,
        author=officer,
        at=at,
    )
    clocks.meet(petition.answer_clock, at=at)
    Petition.objects.filter(pk=petition.pk).update(response=Response.ANSWERED, answered_at=at)
    petition.response, petition.answered_at = Response.ANSWERED, at
    note_event(petition, Happening.ANSWERED, actor_id=officer.pk, at=at, note=answer.summary)
    return answer


@action
def extend_answer(*, officer: User, petition_id: str, reason: str, at: datetime) -> Petition:
    """Once, before the deadline, with a reason; the new date is told to all who signed (청원법 §21 ②, ③)."""
    refuse(rules.reason_refusal(reason))
    petition = _locked(petition_id)
    refuse(rules.desk_refusal(officer, petition) or rules.answer_refusal(petition))
    clocks.extend_answer(petition, reason=reason, at=at)
    assert petition.answer_clock is not None
    detail = {"due": petition.answer_clock.due_at.isoformat()}
    note_event(petition, Happening.EXTENDED, actor_id=officer.pk, at=at, note=reason, detail=detail)
    return petition


def _locked(petition_id: str) -> Petition:
    locks.alone(LOCK, petition_id)
    return Petition.objects.select_related("type", "agency", "answer_clock").get(public_id=petition_id)
