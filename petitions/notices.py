"""Who is told what, and when. The words are in templates/emails/petitions/."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from petitions import clocks, rules
from petitions.grounds import cite
from petitions.models import Petition
from petitions.states import Rank, SignatureStatus
from portal import notifications
from portal.notifications import Kind
from portal.organisations.models import Membership, Role

if TYPE_CHECKING:
    from portal.outbox.models import Event


def _petition(event: Event) -> Petition:
    rows = Petition.objects.select_related("creator", "agency", "check_clock", "answer_clock", "answer")
    return rows.get(public_id=event.payload["id"])


def _creator(event: Event) -> Iterable[int]:
    return [_petition(event).creator_id]


def _signers(event: Event) -> Iterable[int]:
    """Everybody whose name stands under it, the creator included. Streams: there may be a million."""
    petition = _petition(event)
    rows = petition.signatures.filter(status=SignatureStatus.VALID)
    return rows.values_list("signer_id", flat=True).iterator(chunk_size=5000)


def _struck(event: Event) -> Iterable[int]:
    return list(event.payload["signers"])


def _officers(event: Event) -> Iterable[int]:
    held = Membership.objects.filter(unit__agency=_petition(event).agency_id, role__in=rules.DESK)
    return held.values_list("user_id", flat=True).distinct()


def _administrators(event: Event) -> Iterable[int]:
    held = Membership.objects.filter(role=Role.ADMINISTRATOR)
    return held.values_list("user_id", flat=True).distinct()


def _auditors(event: Event) -> Iterable[int]:
    held = Membership.objects.filter(role__in=[Role.ADMINISTRATOR, Role.AUDITOR])
    return held.values_list("user_id", flat=True).distinct()


def _page(event: Event) -> str:
    return reverse("petitions:detail", args=[event.payload["id"]])


def _write_page(event: Event) -> str:
    return reverse("petitions:write", args=[event.payload["id"], "text"])


def _desk(event: Event) -> str:
    return reverse("petitions_staff:petition", args=[event.payload["id"]])


def _assign(event: Event) -> str:
    return reverse("petitions_staff:assign", args=[event.payload["id"]])


def _alarms(event: Event) -> str:
    return reverse("petitions_staff:desk")


def _context(event: Event) -> dict[str, Any]:
    petition = _petition(event)
    answer = getattr(petition, "answer", None)
    return {
        "title": petition.title,
        "agency": petition.agency.display_name if petition.agency else "",
        "support_url": settings.PUBLIC_URL + reverse("petitions:support", args=[petition.support_key]),
        "first_supporters": petition.first_supporters,
        "gather_until": _last_day(petition.gather_until),
        "check_due": _last_day(petition.check_clock.due_at if petition.check_clock else None),
        "answer_due": _last_day(petition.answer_clock.due_at if petition.answer_clock else None),
        "closes": _last_day(petition.closes_at),
        "count": petition.signature_count if petition.final_count is None else petition.final_count,
        "rank": str(Rank(petition.rank).label),
        "note": petition.note or event.payload.get("reason", ""),
        "ground": str(cite(petition.ground).sentence) if petition.ground else "",
        "article": str(cite(petition.ground).article) if petition.ground else "",
        "reason": petition.withdrawal_reason,
        "extension_reason": petition.answer_clock.extension_reason if petition.answer_clock else "",
        "decision": answer.get_decision_display() if answer else "",
        "summary": answer.summary if answer else "",
        "numbers": {name: event.payload.get(name) for name in ("valid", "ledger", "shown")},
        "strike_reason": event.payload.get("reason", ""),
    }


def _last_day(late_from: Any) -> Any:
    return clocks.last_day(late_from)


def _kind(
    happening: str,
    recipients: Callable[[Event], Iterable[int]],
    url: Callable[[Event], str] = _page,
    label: Any = "",
    always: bool = False,
) -> Kind:
    return Kind(
        topic=f"petitions.{happening}",
        recipients=recipients,
        url=url,
        context=_context,
        label=label,
        always=always,
    )


KINDS = [
    _kind("submitted", _creator, label=_("내 청원의 진행"), always=True),
    _kind("gathered", _creator, always=True),
    _kind("assigned", _creator, always=True),
    _kind("supplement_asked", _creator, _write_page, always=True),
    _kind("lapsed", _creator, always=True),
    _kind("published", _creator, always=True),
    _kind("refused", _creator, always=True),
    _kind("halfway", _creator, label=_("내 청원의 서명이 목표의 절반을 넘을 때")),
    _kind("bureau_reached", _creator),
    _kind("head_reached", _creator),
    _kind("answer_due", _creator, always=True),
    _kind("extended", _signers, label=_("서명한 청원의 답변 기한이 늘어날 때")),
    _kind("answered", _signers, label=_("서명한 청원에 답변이 나올 때")),
    _kind("withdrawn", _signers, label=_("서명한 청원이 취하될 때")),
    _kind("invalidated", _struck, always=True),
    _kind("agency_wanted", _administrators, _assign),
    _kind("check_wanted", _officers, _desk),
    _kind("answer_wanted", _officers, _desk),
    _kind("miscounted", _auditors, _alarms, always=True),
]


def declare() -> None:
    notifications.register(*KINDS)
