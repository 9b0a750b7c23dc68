"""The only writer of a proposal's state, and of the rows from which its public timeline is drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal import audit, outbox
from portal.organisations.models import Unit
from portal.refusals import Refusal, Refused
from proposals.models import Proposal, ProposalEvent
from proposals.states import STEPS, Happening, State

MOVED_ON = Refusal(
    "moved_on", _("그사이 이 제안의 단계가 바뀌었습니다. 화면을 새로 고쳐 지금 상태를 확인해 주세요.")
)


def transition(
    proposal: Proposal,
    to: State,
    *,
    happening: Happening,
    actor: Any,
    unit: Unit | None = None,
    note: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
    at: datetime,
    holder: Unit | None = None,
    **columns: Any,
) -> ProposalEvent:
    """Move ``proposal`` to ``to`` together with ``columns``, append the event, leave a trace, tell the
    outbox.

    ``unit`` is the unit that acts (None: the citizen), ``holder`` the one that holds the proposal from now
    on.
    Compare-and-set: of two officers who press at once one gets MOVED_ON, and nothing of hers is written.
    """
    if to not in STEPS.get(proposal.state, frozenset()):
        raise Refused(MOVED_ON)
    if holder is not None:
        columns["unit"] = holder
    moved = Proposal.objects.filter(pk=proposal.pk, state=proposal.state).update(state=to, **columns)
    if not moved:
        raise Refused(MOVED_ON)
    for name, value in {"state": to, **columns}.items():
        setattr(proposal, name, value)
    return note_event(
        proposal, happening, actor=actor, unit=unit, note=note, reason=reason, detail=detail, at=at
    )


def note_event(
    proposal: Proposal,
    happening: Happening,
    *,
    actor: Any,
    unit: Unit | None = None,
    note: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
    at: datetime,
) -> ProposalEvent:
    """Something happened that leaves the state as it is."""
    event = ProposalEvent.objects.create(
        proposal=proposal,
        kind=happening,
        state=proposal.state,
        actor=actor,
        unit=unit,
        note=note,
        reason=reason,
        detail=detail or {},
        at=at,
    )
    verb = f"proposals.{happening.value}"
    audit.record(
        actor_id=actor.pk if actor else None,
        verb=verb,
        target=proposal.audit_target,
        at=at,
        detail={"reason": reason},
    )
    outbox.emit(verb, {"id": proposal.public_id, "event": event.pk}, at=at)
    if proposal.published_at:
        outbox.emit("search.changed", {"kind": "proposals.proposal", "id": proposal.public_id}, at=at)
    return event
