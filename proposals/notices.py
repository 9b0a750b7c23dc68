"""Who is told what. 규정 제6·10·11·12조 and 행정절차: receipt, supplement, transfer, decision, delay,
done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.notifications import Kind
from portal.organisations.models import Role
from proposals.models import Follow, Proposal, ProposalEvent, Support
from proposals.states import Happening


def _proposal(event: Any) -> Proposal:
    return Proposal.objects.for_detail().get(public_id=event.payload["id"])


def _author(event: Any) -> Iterable[int]:
    return [_proposal(event).author_id]


def _everybody(event: Any) -> Iterable[int]:
    """Author, supporters and followers, of what is public."""
    proposal = _proposal(event)
    yield proposal.author_id
    if proposal.is_shown:
        yield from Follow.objects.filter(proposal=proposal).values_list("person_id", flat=True).iterator()
        standing = Support.objects.filter(proposal=proposal, withdrawn_at=None)
        yield from standing.values_list("person_id", flat=True).iterator()


def _officers(event: Any) -> Iterable[int]:
    unit = _proposal(event).unit
    if unit is None:
        return []
    return unit.memberships.filter(role=Role.OFFICER).values_list("user_id", flat=True)


def _public_url(event: Any) -> str:
    return _proposal(event).get_absolute_url()


def _staff_url(event: Any) -> str:
    return f"/staff/proposals/{event.payload['id']}/"


def _context(event: Any) -> dict[str, Any]:
    """What the letters say; dates are the last day that is still in time."""
    proposal = _proposal(event)
    told = {
        "title": proposal.title,
        "code": proposal.public_id,
        "unit": f"{proposal.unit.agency.display_name} {proposal.unit.display_name}" if proposal.unit else "",
        "due": proposal.due_on,
        "supplement_until": proposal.supplement_on,
        "outcome": str(proposal.get_outcome_display()) if proposal.outcome else "",
        "planned_on": proposal.commitment.planned_on if hasattr(proposal, "commitment") else None,
    }
    return told | _event_context(event)


def _event_context(event: Any) -> dict[str, Any]:
    happened = ProposalEvent.objects.filter(pk=event.payload.get("event")).first()
    if happened is None:
        return {}
    return {"note": happened.note, "fingerprint": happened.detail.get("fingerprint", "")}


def _kind(happening: Happening, recipients: Any, label: Any = "", always: bool = False) -> Kind:
    return Kind(
        topic=f"proposals.{happening.value}",
        recipients=recipients,
        url=_public_url,
        context=_context,
        label=label,
        always=always,
    )


KINDS = [
    _kind(Happening.SUBMITTED, _author, always=True),
    _kind(Happening.RECEIVED, _author, always=True),
    _kind(Happening.SUPPLEMENT_ASKED, _author, always=True),
    _kind(Happening.TRANSFERRED, _everybody),
    _kind(Happening.PUBLISHED, _author),
    _kind(Happening.DELAY_EXPLAINED, _everybody),
    _kind(Happening.ANSWERED, _everybody, _("공감하거나 소식을 받는 제안에 답변이 나왔을 때")),
    _kind(Happening.COMMITMENT_DELAYED, _everybody),
    _kind(Happening.COMMITMENT_DONE, _everybody, _("약속한 일을 실행했을 때")),
    _kind(Happening.CLOSED, _author, always=True),
    Kind("proposals.due_soon", _officers, _staff_url, _context, _("맡은 제안의 답변 기한이 다가올 때")),
    Kind("proposals.overdue", _author, _public_url, _context),
]
