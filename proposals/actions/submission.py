"""The author hands in, supplements, withdraws, and asks for a second look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.actions import action
from portal.comments import threads
from portal.organisations import deadlines
from portal.refusals import Refused, refuse
from proposals import suggestions
from proposals.lifecycle import transition
from proposals.models import Proposal
from proposals.receipts import fingerprint
from proposals.rules import intake, writing
from proposals.states import Happening, State


@action
def submit_proposal(*, author: Any, proposal: Proposal, at: datetime) -> Proposal:
    """Hand the draft in. Without a unit of the author's choice the portal finds the one that takes in the
    topic."""
    proposal.refresh_from_db()
    refuse(writing.submission_refusal(author, proposal))
    unit = proposal.unit or suggestions.unit_for(proposal.topic, proposal.area)
    transition(
        proposal,
        State.SUBMITTED,
        happening=Happening.SUBMITTED,
        actor=author,
        detail={"fingerprint": fingerprint(proposal), "unit": str(unit or "")},
        at=at,
        submitted_at=at,
        holder=unit,
    )
    return proposal


@action
def supplement_proposal(*, author: Any, proposal: Proposal, note: str = "", at: datetime) -> Proposal:
    """Send what the unit asked for; from today the clock counts again (규정 제6조 ②)."""
    proposal.refresh_from_db()
    refuse(writing.supplement_refusal(author, proposal))
    assert proposal.deadline is not None
    deadlines.resume(proposal.deadline, at=at)
    transition(
        proposal,
        State.RECEIVED,
        happening=Happening.SUPPLEMENTED,
        actor=author,
        note=note,
        detail={"fingerprint": fingerprint(proposal)},
        at=at,
        due_at=proposal.deadline.due_at,
        supplement_until=None,
    )
    return proposal


@action
def withdraw_proposal(*, author: Any, proposal: Proposal, note: str = "", at: datetime) -> Proposal:
    """Take it back before it is answered. What was public stays readable, marked as withdrawn."""
    refuse(writing.withdrawal_refusal(author, proposal))
    transition(
        proposal, State.WITHDRAWN, happening=Happening.WITHDRAWN, actor=author, note=note, at=at, due_at=None
    )
    stop_clock(proposal, at)
    if proposal.thread:
        threads.close(proposal.thread, at=at)
    return proposal


@action
def request_reexamination(*, author: Any, proposal: Proposal, note: str, at: datetime) -> Proposal:
    """Within 15 days of a refusal (규정 제12조); a new thirty-day clock runs, and a committee must look."""
    rounds = proposal.decisions.count()
    refuse(writing.reexamination_refusal(author, proposal, rounds, at))
    if not note.strip():
        raise Refused(writing.NO_GROUNDS)
    clock = deadlines.start(subject=proposal.audit_target, rule=intake.ANSWER, at=at)
    transition(
        proposal,
        State.REEXAMINING,
        happening=Happening.REEXAMINATION_REQUESTED,
        actor=author,
        note=note,
        at=at,
        deadline=clock,
        due_at=clock.due_at,
    )
    return proposal


def stop_clock(proposal: Proposal, at: datetime) -> None:
    """The duty to answer ended, by an answer or by a withdrawal."""
    if proposal.deadline:
        deadlines.meet(proposal.deadline, at=at)
