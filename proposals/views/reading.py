"""The public pages, and what is mine."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Engine
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import clock
from portal.frontend import still
from proposals import presenting, queries
from proposals.forms import FilterForm
from proposals.models import Proposal, Support
from proposals.queries.listing import ORDERS
from proposals.rules import writing as rules
from proposals.states import State, Topic

MOST = 100
FILTERS_KEPT = 60  # seconds; until then a new district or unit is missing from the choices


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everybody's proposals: search, filters, three orders, pages by cursor."""
    asked = any(request.GET.get(name) for name in FilterForm.base_fields)
    form = FilterForm(request.GET) if asked else None
    order = request.GET.get("sort", "")
    order = order if order in ORDERS else "newest"
    wish = form.wish(order) if form else queries.Wish(order=order)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    found = queries.listing(wish, after=after, before=before, load=queries.cards)
    context: dict[str, Any] = {
        "filters": _filters(form),
        "found": found,
        "rows": _rows(found.items),
        "orders": presenting.order_tabs(request.GET, order),
        "after_query": presenting.query(request.GET, after=found.after, before=""),
        "before_query": presenting.query(request.GET, before=found.before, after=""),
    }
    return render(request, "proposals/list.html", context)


def _rows(cards: list[queries.Card]) -> list[SafeString]:
    """Each drawn once a day for the values it shows; the day decides how many are left."""
    engine, today = Engine.get_default(), clock.today()
    return [mark_safe(_row(engine, card, today)) for card in cards]  # noqa: S308  (drawn by our own template)


def _row(engine: Engine, card: queries.Card, today: date) -> str:
    return still.draw(engine, "components/item.html", lambda: presenting.row(card.proposal), (card, today))


def _filters(form: FilterForm | None) -> SafeString:
    """The bar above the list. While nothing is asked it is the same for all, with hundreds of options."""
    if form is not None:
        return render_to_string("proposals/_filters.html", {"form": form})
    text: Any = cache.get_or_set(f"proposals.filters.{get_language()}", _unasked, FILTERS_KEPT)
    return mark_safe(text)  # noqa: S308  (drawn by our own template)


def _unasked() -> str:
    return render_to_string("proposals/_filters.html", {"form": FilterForm()})


@require_safe
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_reader(public_id, request.user)
    at = clock.now()
    shown = queries.detail(proposal, request.user, at)
    context: dict[str, Any] = {
        "shown": shown,
        "proposal": proposal,
        "steps": presenting.steps(proposal),
        "timeline": presenting.timeline(shown.events),
        "tone": presenting.tone(proposal),
        "label": presenting.label(proposal),
        "topic": Topic(proposal.topic).label,
        "answer_tone": presenting.OUTCOME_TONES.get(proposal.outcome, "info"),
        "is_overdue": proposal.is_overdue(at),
        "can_withdraw": shown.is_author and rules.withdrawal_refusal(request.user, proposal) is None,
        "can_reexamine": shown.is_author
        and rules.reexamination_refusal(request.user, proposal, len(shown.decisions), at) is None,
        "reexamine_until": presenting.last_day(shown.reexamination_until),
        "fingerprint": presenting.fingerprint(shown.events) if shown.is_author else "",
    }
    return render(request, "proposals/detail.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My drafts, what I handed in, what I support and follow."""
    user: Any = request.user
    written = Proposal.objects.filter(author=user).for_list().order_by("-saved_at")[:MOST]
    supported = (
        Support.objects.filter(person=user, withdrawn_at=None, proposal__hidden_at=None)
        .select_related("proposal__area__parent", "proposal__author", "proposal__unit__agency")
        .order_by("-at")[:MOST]
    )
    followed = (
        Proposal.objects.shown().filter(follows__person=user).for_list().order_by("-published_at")[:MOST]
    )
    groups = [
        {
            "title": _("작성 중"),
            "rows": [presenting.own_row(each) for each in written if each.state == State.DRAFT],
        },
        {
            "title": _("보낸 제안"),
            "rows": [presenting.own_row(each) for each in written if each.state != State.DRAFT],
        },
        {"title": _("공감한 제안"), "rows": [presenting.row(each.proposal) for each in supported]},
        {"title": _("소식을 받는 제안"), "rows": [presenting.row(each) for each in followed]},
    ]
    return render(request, "proposals/mine.html", {"groups": groups})
