"""What the home page, my page and the staff's home want to know of this room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from petitions import clocks
from petitions.models import Petition, PetitionQuerySet, Signature
from petitions.queries import staff
from petitions.states import Response, SignatureStatus, State
from portal.counts import counts
from portal.mine import Mine, Queue

CARD_ITEMS = 4
CARD_ANSWERS = 3
MINE = 50
ENOUGH = 1000


def home_card(at: datetime) -> dict[str, Any]:
    """3 queries, each bounded, however many petitions there are."""
    known = Petition.objects
    rows = known.open().order_by("-recent_count", "-id").only("public_id", "title", "signature_count")
    signing, waiting, answered = counts(known.open(), known.awaiting(), known.answered())
    return {
        "title": _("청원"),
        "lead": _("서명 수와 관계없이 30일 안에 답변합니다."),
        "url": reverse("petitions:list"),
        "numbers": [
            {"label": _("서명 받는 중"), "value": signing},
            {"label": _("답변 기다림"), "value": waiting},
            {"label": _("답변 완료"), "value": answered},
        ],
        "items": [_item(petition) for petition in rows[:CARD_ITEMS]],
        "answers": [_answer(petition) for petition in _last_answered()],
    }


def _last_answered() -> PetitionQuerySet:
    read = Petition.objects.answered().select_related("answer").order_by("-answered_at", "-id")
    fields = ("summary", "decision", "at")
    return read.only("public_id", "title", *(f"answer__{name}" for name in fields))[:CARD_ANSWERS]


def _answer(petition: Petition) -> dict[str, Any]:
    return {
        "title": petition.title,
        "url": petition.get_absolute_url(),
        "excerpt": petition.answer.summary,
        "badge": petition.answer.get_decision_display(),
        "kind": _("청원"),
        "at": petition.answer.at,
    }


def _item(petition: Petition) -> dict[str, str]:
    meta = ngettext("%(count)s명 서명", "%(count)s명 서명", petition.signature_count) % {
        "count": f"{petition.signature_count:,}"
    }
    return {"title": petition.title, "url": petition.get_absolute_url(), "meta": meta}


def mine(user: Any, at: datetime) -> list[Mine]:
    """My petitions and the petitions that I signed, 2 queries."""
    own = Petition.objects.filter(creator=user).exclude(state=State.WITHDRAWN, submitted_at=None)
    own = own.select_related("answer_clock").order_by("-created_at")[:MINE]
    signed = Signature.objects.filter(signer=user, status=SignatureStatus.VALID, petition__hidden_at=None)
    signed = signed.exclude(petition__creator=user).select_related("petition").order_by("-signed_at")[:MINE]
    return [_own(petition, at) for petition in own] + [_signed(signature) for signature in signed]


def _own(petition: Petition, at: datetime) -> Mine:
    return Mine(
        title=petition.title,
        url=petition.get_absolute_url(),
        state_label=state_label(petition),
        at=petition.submitted_at or petition.created_at,
        deadline=_next_deadline(petition),
        kind=_("내 청원"),
    )


def _next_deadline(petition: Petition) -> datetime | None:
    """What the creator should keep in mind next."""
    if petition.state == State.GATHERING:
        return clocks.shown(petition.gather_until)
    if petition.response == Response.AWAITING and petition.answer_clock:
        return clocks.shown(petition.answer_clock.due_at)
    return clocks.shown(petition.closes_at) if petition.state == State.OPEN else None


def _signed(signature: Signature) -> Mine:
    petition = signature.petition
    return Mine(
        title=petition.title,
        url=petition.get_absolute_url()
        if petition.shown_at
        else reverse("petitions:support", args=[petition.support_key]),
        state_label=state_label(petition),
        at=signature.signed_at,
        kind=_("서명한 청원"),
    )


def state_label(petition: Petition) -> str:
    """One word for where it stands; what is owed or given weighs more than that the collection closed."""
    if petition.response != Response.NONE and petition.state == State.CLOSED:
        return str(Response(petition.response).label)  # a look-up; get_…_display hashes all choices each time
    return str(State(petition.state).label)


def queues(user: Any, at: datetime) -> list[Queue]:
    """Two piles for an officer, one for an administrator, none for others."""
    desk = reverse("petitions_staff:desk")
    checks, answers = staff.to_check(user), staff.to_answer(user)
    piles = [
        (_("맡을 기관을 정할 청원"), staff.to_assign(user), "check_clock__due_at"),
        (_("요건을 검토할 청원"), checks, "check_clock__due_at"),
        (_("답변할 청원"), answers, "answer_clock__due_at"),
    ]
    found = []
    for label, rows, due in piles:
        dues = list(rows.values_list(due, flat=True)[:ENOUGH])
        if dues:
            found.append(Queue(label, desk, len(dues), clocks.shown(dues[0])))
    return found
