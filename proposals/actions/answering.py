"""The unit answers, explains a delay, keeps or moves its promise."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from portal import clock, outbox
from portal.actions import action
from portal.comments import threads
from portal.refusals import Refused, refuse
from proposals.actions.intake import NO_NOTE
from proposals.actions.submission import stop_clock
from proposals.lifecycle import note_event, transition
from proposals.models import Commitment, Decision, Proposal
from proposals.models.decision import CRITERIA
from proposals.rules import answering, intake
from proposals.states import Happening, Outcome, State


@action
def answer_proposal(
    *,
    officer: Any,
    proposal: Proposal,
    outcome: str,
    summary: str,
    body: str,
    reason: str,
    reason_code: str = "",
    planned_on: date | None = None,
    cost: int | None = None,
    scores: dict[str, int | None] | None = None,
    committee: bool = False,
    at: datetime,
) -> Decision:
    """채택, 일부 채택 or 불채택, with its reason; an adoption promises a date (규정 제10조 ②)."""
    refuse(intake.officer_refusal(officer, proposal.unit) or intake.own_refusal(officer, proposal))
    refuse(
        answering.answer_refusal(
            proposal,
            outcome=outcome,
            reason_code=reason_code,
            planned_on=planned_on,
            committee=committee,
            at=at,
        )
    )
    assert proposal.unit is not None  # officer_refusal has looked
    promises = outcome in Outcome.promising()
    decision = Decision.objects.create(
        proposal=proposal,
        round=2 if proposal.state == State.REEXAMINING else 1,
        outcome=outcome,
        reason_code="" if promises else reason_code,
        summary=summary,
        body=body,
        committee=committee,
        unit=proposal.unit,
        officer=officer,
        at=at,
        **{name: (scores or {}).get(name) for name in CRITERIA},
    )
    _conclude(officer, proposal, decision, reason, at)
    if promises:
        _promise(proposal, planned_on, cost, at)
    return decision


def _conclude(officer: Any, proposal: Proposal, decision: Decision, reason: str, at: datetime) -> None:
    promises = decision.outcome in Outcome.promising()
    transition(
        proposal,
        State.FOLLOWING if promises else State.DECIDED,
        happening=Happening.ANSWERED,
        actor=officer,
        unit=proposal.unit,
        note=decision.summary,
        reason=reason,
        detail={"outcome": decision.outcome, "round": decision.round},
        at=at,
        outcome=decision.outcome,
        decided_at=at,
        due_at=None,
    )
    stop_clock(proposal, at)


def _promise(proposal: Proposal, planned_on: date | None, cost: int | None, at: datetime) -> None:
    assert planned_on is not None
    Commitment.objects.create(
        proposal=proposal, first_planned_on=planned_on, planned_on=planned_on, cost=cost
    )
    if cost:
        # budgets makes its own Project of it: voters must see what was costed, not what is edited later.
        payload = {"id": proposal.public_id, "title": proposal.title, "cost": cost}
        outbox.emit("proposals.selected", payload, at=at)


@action
def explain_delay(*, officer: Any, proposal: Proposal, note: str, reason: str, at: datetime) -> None:
    """An interim notice: why the answer takes longer. The due date stays where the law put it."""
    _authorise(officer, proposal, note)
    refuse(answering.delay_refusal(proposal))
    note_event(
        proposal,
        Happening.DELAY_EXPLAINED,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        at=at,
    )


@action
def postpone_commitment(
    *, officer: Any, proposal: Proposal, planned_on: date | None, note: str, reason: str, at: datetime
) -> None:
    """규정 제11조 ②: a promise that cannot be kept in time is moved openly, with its reason and a new
    date."""
    _authorise(officer, proposal, note)
    commitment = Commitment.objects.select_for_update().get(proposal=proposal)
    refuse(answering.postponement_refusal(proposal, commitment, planned_on))
    assert planned_on is not None
    moved = {"from": commitment.planned_on.isoformat(), "to": planned_on.isoformat()}
    commitment.planned_on = planned_on
    commitment.save(update_fields=["planned_on"])
    note_event(
        proposal,
        Happening.COMMITMENT_DELAYED,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        detail=moved,
        at=at,
    )


@action
def complete_commitment(*, officer: Any, proposal: Proposal, note: str, reason: str, at: datetime) -> None:
    """It was done; ``note`` says where and how one can see it."""
    _authorise(officer, proposal, note)
    refuse(answering.completion_refusal(proposal))
    transition(
        proposal,
        State.DONE,
        happening=Happening.COMMITMENT_DONE,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        at=at,
    )
    Commitment.objects.filter(proposal=proposal).update(done_on=clock.local(at).date(), evidence=note)
    if proposal.thread:
        threads.close(proposal.thread, at=at)


def _authorise(officer: Any, proposal: Proposal, note: str) -> None:
    refuse(intake.officer_refusal(officer, proposal.unit) or intake.own_refusal(officer, proposal))
    if not note.strip():
        raise Refused(NO_NOTE)
