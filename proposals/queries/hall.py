"""What the hall shows of this room: the home page's card, my page, the staff's piles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.counts import counts
from portal.frontend import words
from portal.mine import Mine, Queue
from portal.organisations import clocks
from proposals.models import Decision, Proposal, Support
from proposals.queries.one import desk_units
from proposals.states import Outcome, State, Visibility

MOST = 50


def home_card(at: datetime) -> dict[str, Any]:
    """What people propose these days."""
    shown = Proposal.objects.shown()
    stages = (State.REVIEWING, State.FOLLOWING, State.DONE)
    reviewing, following, done = counts(*(shown.filter(state=stage) for stage in stages))
    liked = shown.filter(state=State.REVIEWING).order_by("-support_count", "-public_id")
    return {
        "key": "proposals",
        "title": _("국민제안"),
        "lead": _("생각을 보내면 담당 부서가 30일 안에 답합니다."),
        "url": reverse("proposals:list"),
        "numbers": [
            (_("검토 중"), reviewing),
            (_("실행 중"), following),
            (_("실행 완료"), done),
        ],
        "items": [
            {
                "title": each.title,
                "url": each.get_absolute_url(),
                "meta": ngettext("공감 %(count)s명", "공감 %(count)s명", each.support_count)
                % {"count": words.count(each.support_count)},
            }
            for each in liked.only("public_id", "title", "support_count")[:4]
        ],
        "action": {"label": _("제안하기"), "url": reverse("proposals:new")},
        "answers": [_answer(decision) for decision in _last_decisions()],
    }


def _last_decisions() -> Any:
    """Of proposals that are public in full: the others show title and outcome on their own page only."""
    decisions = Decision.objects.filter(proposal__published_at__isnull=False, proposal__hidden_at=None)
    decisions = decisions.filter(proposal__visibility=Visibility.FULL)
    read = decisions.select_related("proposal").only(
        "summary", "outcome", "at", "proposal__public_id", "proposal__title"
    )
    return read.order_by("-pk")[:3]


def _answer(decision: Decision) -> dict[str, Any]:
    return {
        "title": decision.proposal.title,
        "url": decision.proposal.get_absolute_url(),
        "excerpt": decision.summary,
        "badge": str(Outcome(decision.outcome).label),
        "kind": _("제안"),
        "at": decision.at,
    }


def mine(user: Any, at: datetime) -> list[Mine]:
    """My proposals, and those that I stand behind."""
    written = Proposal.objects.filter(author=user).order_by("-saved_at")[:MOST]
    deeds = [_written(each) for each in written]
    given = Support.objects.filter(person=user, withdrawn_at=None, proposal__hidden_at=None)
    return deeds + [_supported(each) for each in given.select_related("proposal").order_by("-at")[:MOST]]


def _written(proposal: Proposal) -> Mine:
    return Mine(
        title=str(proposal),
        url=reverse("proposals:edit", args=[proposal.public_id])
        if proposal.state in State.editable()
        else proposal.get_absolute_url(),
        state_label=str(proposal.get_state_display()),
        at=proposal.submitted_at or proposal.saved_at,
        deadline=_shown_until(
            proposal.supplement_until if proposal.state == State.SUPPLEMENT else proposal.due_at
        ),
        kind=_("제안"),
    )


def _supported(support: Support) -> Mine:
    proposal = support.proposal
    return Mine(
        title=proposal.title,
        url=proposal.get_absolute_url(),
        state_label=str(proposal.get_state_display()),
        at=support.at,
        kind=_("공감한 제안"),
    )


def _shown_until(late_from: datetime | None) -> datetime | None:
    return clocks.last_moment(late_from) if late_from else None


PILES = (
    ("submitted", Q(state=State.SUBMITTED)),
    ("received", Q(state=State.RECEIVED)),
    ("supplement", Q(state=State.SUPPLEMENT)),
    ("reviewing", Q(state__in=State.answerable())),
    ("following", Q(state=State.FOLLOWING)),
)


def pile_label(name: str) -> str:
    return {
        "submitted": _("접수할 제안"),
        "received": _("공개할 제안"),
        "supplement": _("보완을 기다리는 제안"),
        "reviewing": _("답변할 제안"),
        "following": _("실행을 약속한 제안"),
    }[name]


def piles(units: list[int]) -> dict[str, dict[str, Any]]:
    """name -> {count, due}: one query over the desk's index."""
    sums: dict[str, Any] = {}
    for name, condition in PILES:
        sums |= {f"{name}_n": Count("pk", filter=condition), f"{name}_due": Min("due_at", filter=condition)}
    found = Proposal.objects.on_desk_of(units).filter(state__in=_open()).aggregate(**sums)
    return {name: {"count": found[f"{name}_n"], "due": found[f"{name}_due"]} for name, _condition in PILES}


def _open() -> tuple[State, ...]:
    return (State.SUBMITTED, State.FOLLOWING, *State.awaiting_answer())


def queues(user: Any, at: datetime) -> list[Queue]:
    """The piles on this person's desk; nothing for those who hold no desk."""
    units = [unit.pk for unit in desk_units(user)]
    if not units:
        return []
    home = reverse("proposals_staff:queue")
    return [
        Queue(pile_label(name), f"{home}?pile={name}", pile["count"], _shown_until(pile["due"]))
        for name, pile in piles(units).items()
        if pile["count"]
    ]
