"""What anybody may read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions import clocks, presenting, queries, rules
from petitions.grounds import cite
from petitions.models import Petition
from petitions.queries import Sort, Tab
from petitions.states import Response, State
from petitions.tasks import FOLD_SECONDS
from portal import clock

LONGEST_QUESTION = 100


@require_safe
def petition_list(request: HttpRequest) -> HttpResponse:
    """Open, awaiting, answered, refused; or what the search box finds."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    tab, sort = _choice(Tab, request.GET.get("tab")), _choice(Sort, request.GET.get("sort"))
    number = _number(request.GET.get("page", ""))
    page = queries.search_page(words, number) if words else queries.list_page(tab, sort, number)
    context = {
        "page": page,
        "rows": [presenting.row(petition, with_state=bool(words)) for petition in page.items],
        "words": words,
        "tab": tab,
        "sort": sort,
        "tabs": _tabs(tab, bool(words)),
        "sorts": _sorts(tab, sort),
    }
    return render(request, "petitions/list.html", context)


def _choice(kind: Any, value: str | None) -> Any:
    return kind(value) if value in kind.values else next(iter(kind))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 1


def _tabs(chosen: Tab, searching: bool) -> list[dict[str, Any]]:
    address = reverse("petitions:list")
    return [
        {"label": tab.label, "url": f"{address}?tab={tab.value}", "current": tab == chosen and not searching}
        for tab in Tab
    ]


def _sorts(tab: Tab, chosen: Sort) -> list[dict[str, Any]]:
    """Only open petitions have a trend."""
    offered = list(Sort) if tab == Tab.OPEN else [Sort.NEW, Sort.SIGNED]
    current = chosen if chosen in offered else Sort.NEW
    address = reverse("petitions:list")
    return [
        {
            "label": sort.label,
            "url": f"{address}?tab={tab.value}&sort={sort.value}",
            "current": sort == current,
        }
        for sort in offered
    ]


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One petition: text, number, timeline, clock, answer, comments."""
    petition = queries.visible(public_id, request.user)
    if petition.is_hidden and petition.creator_id != request.user.pk:
        return render(request, "petitions/hidden.html", status=410)
    return render(request, "petitions/detail.html", page_context(request, petition))


def page_context(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    at = clock.now()
    mine = queries.my_signature(petition, request.user)
    own = petition.creator_id == request.user.pk
    count, waiting = queries.count_seen(petition, mine)
    return {
        "petition": petition,
        "own": own,
        "mine": mine,
        "at": at,
        "tone": presenting.tone(petition),
        "state_label": presenting.label(petition),
        "steps": presenting.steps(petition),
        "ranks": {"desks": presenting.ranks(petition)},
        "count": count if petition.final_count is None else petition.final_count,
        "waiting": waiting,
        "goal": petition.goal,
        "closed_refusal": rules.standing_refusal(petition, at),
        "may_withdraw": own and rules.withdraw_refusal(petition) is None,
        "may_unsign": mine is not None and rules.unsign_refusal(petition, mine, at) is None,
        "events": presenting.timeline(queries.events_of(petition)),
        "provinces": presenting.most(queries.provinces_of(petition)) if petition.published_at else [],
        "cited": cite(petition.ground) if petition.ground else None,
        "answer": getattr(petition, "answer", None) if petition.response == Response.ANSWERED else None,
        "fold_seconds": int(2 * FOLD_SECONDS),
        "closes": clocks.shown(petition.closes_at),
        "gather_until": clocks.shown(petition.gather_until),
        "answer_due": _answer_due(petition),
        "check_text": _check_text(petition) if own and petition.state == State.CHECKING else "",
        "write_url": reverse("petitions:write", args=[petition.public_id, "text"]),
        "share_text": _share_text(petition),
        "support_url": request.build_absolute_uri(reverse("petitions:support", args=[petition.support_key])),
        "page_url": request.build_absolute_uri(petition.get_absolute_url()),
    }


def _answer_due(petition: Petition) -> datetime | None:
    """While an answer is owed; once it is there, the timeline tells."""
    owed = petition.response == Response.AWAITING and petition.answer_clock is not None
    return clocks.shown(petition.answer_clock.due_at) if owed and petition.answer_clock else None


def _check_text(petition: Petition) -> str:
    due = clocks.last_day(petition.check_clock.due_at) if petition.check_clock else None
    if due is None:
        return ""
    return _("%(day)s까지 결과를 알려 드립니다.") % {"day": f"{due.year}. {due.month}. {due.day}."}


def _share_text(petition: Petition) -> str:
    """What people paste beside the address."""
    if petition.state == State.OPEN:
        return _("‘%(title)s’ 청원에 함께해 주세요. 광장에서 서명할 수 있습니다.") % {"title": petition.title}
    return _("‘%(title)s’ 청원을 광장에서 읽어 보세요.") % {"title": petition.title}
