from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from petitions import answering_clock, milestones, rules, signing
from petitions.lifecycle import LOCK, transition
from petitions.models import Petition
from petitions.states import Happening, Response, State
from portal import locks
from portal.actions import action
from portal.comments import threads
from portal.refusals import refuse

if TYPE_CHECKING:
    from portal.accounts.models import User


@action
def close_petition(*, petition_id: str, at: datetime) -> bool:
    """Close what is past its deadline, as of the deadline. False when there is nothing to do (rung twice)."""
    locks.alone(LOCK, petition_id)
    petition = (
        Petition.objects.due_to_close(at)
        .select_related("type", "answer_clock")
        .filter(public_id=petition_id)
        .first()
    )
    if petition is None or petition.closes_at is None:
        return False
    deadline = petition.closes_at
    # Exact, not folded: every signer who passed the shared lock has committed by now.
    final = signing.valid_count(petition)
    milestones.raise_rank(petition, final, deadline)
    transition(
        petition,
        State.CLOSED,
        Happening.CLOSED,
        actor_id=None,
        at=deadline,
        closed_at=deadline,
        final_count=final,
    )
    answering_clock.owe(petition, at=deadline)
    return True


@action
def lapse_petition(*, petition_id: str, at: datetime) -> bool:
    """End what did not find its first supporters in time. The exact count decides, not the folded one."""
    locks.alone(LOCK, petition_id)
    petition = Petition.objects.due_to_lapse(at).filter(public_id=petition_id).first()
    if petition is None or signing.valid_count(petition) >= petition.first_supporters:
        return False
    until = petition.gather_until
    assert until is not None
    transition(petition, State.LAPSED, Happening.LAPSED, actor_id=None, at=until, ended_at=until)
    return True


@action
def withdraw_petition(*, creator: User, petition_id: str, reason: str, at: datetime) -> Petition:
    """The creator ends it. A draft just goes away; once others stand behind it, they are told why."""
    locks.alone(LOCK, petition_id)
    petition = Petition.objects.select_related("thread").get(public_id=petition_id, creator=creator)
    refuse(rules.withdraw_refusal(petition))
    if petition.submitted_at:
        refuse(rules.reason_refusal(reason))
    transition(
        petition,
        State.WITHDRAWN,
        Happening.WITHDRAWN,
        actor_id=creator.pk,
        at=at,
        note=reason,
        withdrawal_reason=reason,
        response=Response.NONE,
        ended_at=at,
    )
    if petition.thread:
        threads.close(petition.thread, at=at)
    return petition
