"""The unit takes the proposal in: receive, ask for more, pass on, publish."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.actions import action
from portal.comments import threads
from portal.organisations import clocks, deadlines
from portal.organisations.models import Unit
from portal.refusals import Refusal, Refused, refuse
from proposals.actions.submission import stop_clock
from proposals.lifecycle import note_event, transition
from proposals.models import Proposal
from proposals.rules import intake
from proposals.states import Happening, Outcome, State

NO_NOTE = Refusal("no_note", _("모두에게 보일 안내를 적어 주세요."), field="note")


@action
def receive_proposal(
    *, officer: Any, proposal: Proposal, unit: Unit, note: str, reason: str, at: datetime
) -> Proposal:
    """접수: ``unit`` takes it, and its thirty days begin (규정 제10조 ①; 민법 제157조, the first day does
    not count)."""
    _authorise(officer, unit, note)
    refuse(intake.own_refusal(officer, proposal) or intake.receipt_refusal(proposal))
    deadline = deadlines.start(subject=proposal.audit_target, rule=intake.ANSWER, at=at)
    transition(
        proposal,
        State.RECEIVED,
        happening=Happening.RECEIVED,
        actor=officer,
        unit=unit,
        note=note,
        reason=reason,
        at=at,
        received_at=at,
        deadline=deadline,
        due_at=deadline.due_at,
        holder=unit,
    )
    return proposal


@action
def ask_supplement(*, officer: Any, proposal: Proposal, note: str, reason: str, at: datetime) -> Proposal:
    """보완 요청: what is missing and until when; the unit's clock stands still meanwhile."""
    _authorise(officer, proposal.unit, note)
    refuse(intake.own_refusal(officer, proposal) or intake.supplement_refusal(proposal, at))
    assert proposal.deadline is not None
    deadlines.pause(proposal.deadline, kind="supplement", at=at)
    transition(
        proposal,
        State.SUPPLEMENT,
        happening=Happening.SUPPLEMENT_ASKED,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        at=at,
        due_at=None,
        supplement_until=clocks.late_from(at, intake.SUPPLEMENT),
    )
    return proposal


@action
def transfer_proposal(
    *, officer: Any, proposal: Proposal, to: Unit | None, note: str, reason: str, at: datetime
) -> Proposal:
    """이송: another unit holds it from now on. The clock does not stop: the citizen did not choose the wrong
    door."""
    _authorise(officer, proposal.unit, note)
    refuse(intake.transfer_refusal(proposal, to))
    assert to is not None
    was = proposal.unit
    if not Proposal.objects.filter(pk=proposal.pk, unit=was, state=proposal.state).update(unit=to):
        raise Refused(intake.NOT_NOW)
    proposal.unit = to
    note_event(
        proposal,
        Happening.TRANSFERRED,
        actor=officer,
        unit=was,
        note=note,
        reason=reason,
        detail={"from": _full_name(was), "to": _full_name(to)},
        at=at,
    )
    return proposal


@action
def publish_proposal(*, officer: Any, proposal: Proposal, note: str, reason: str, at: datetime) -> Proposal:
    """Let everybody read, support and discuss it while the unit examines it."""
    _authorise(officer, proposal.unit, note)
    refuse(intake.own_refusal(officer, proposal) or intake.publication_refusal(proposal))
    thread = proposal.thread or threads.open_thread("proposals.proposal", at=at)
    if not proposal.shows_body and thread.is_open:
        threads.close(thread, at=at)  # its author wanted title and result to be seen, not discussed
    transition(
        proposal,
        State.REVIEWING,
        happening=Happening.PUBLISHED,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        at=at,
        thread=thread,
        published_at=at,
    )
    return proposal


@action
def close_unsupplemented(
    *, officer: Any, proposal: Proposal, note: str, reason: str, at: datetime
) -> Proposal:
    """종결 after the supplement never came (규정 제6조 ③); the author is told, and may hand in anew."""
    _authorise(officer, proposal.unit, note)
    refuse(intake.own_refusal(officer, proposal) or intake.closing_refusal(proposal, at))
    transition(
        proposal,
        State.CLOSED,
        happening=Happening.CLOSED,
        actor=officer,
        unit=proposal.unit,
        note=note,
        reason=reason,
        at=at,
        outcome=Outcome.NO_SUPPLEMENT,
    )
    stop_clock(proposal, at)
    return proposal


def _authorise(officer: Any, unit: Unit | None, note: str) -> None:
    refuse(intake.officer_refusal(officer, unit))
    if not note.strip():
        raise Refused(NO_NOTE)


def _full_name(unit: Unit | None) -> str:
    return f"{unit.agency.name} {unit.name}" if unit else ""
