"""The public pages, and what is mine."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Engine
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import clock
from portal.frontend import still
from proposals import places, presenting, queries
from proposals.forms import FilterForm
from proposals.models import Proposal, Support
from proposals.queries.listing import ORDERS
from proposals.rules import writing as rules
from proposals.states import State

MOST = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everybody's proposals: search, filters, three orders, pages by cursor."""
    asked = any(request.GET.get(name) for name in FilterForm.base_fields)
    form = FilterForm(request.GET) if asked else None
    order = request.GET.get("sort", "")
    order = order if order in ORDERS else "newest"
    wish = form.wish(order) if form else queries.Wish(order=order)
    found = queries.listing(wish, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context: dict[str, Any] = {
        "filters": _filters(form),
        "found": found,
        "rows": [presenting.row(each) for each in found.items],
        "orders": presenting.order_tabs(request.GET, order),
        "after_query": presenting.query(request.GET, after=found.after, before=""),
        "before_query": presenting.query(request.GET, before=found.before, after=""),
    }
    return render(request, "proposals/list.html", context)


def _filters(form: FilterForm | None) -> SafeString:
    """The bar above the list. While nothing is asked it is the same for all, with hundreds of options."""
    if form is not None:
        return render_to_string("proposals/_filters.html", {"form": form})
    choices = (repr(places.area_choices()), repr(places.unit_choices()))
    text = still.draw(
        Engine.get_default(), "proposals/_filters.html", lambda: {"form": FilterForm()}, choices
    )
    return mark_safe(text)  # noqa: S308  (drawn by our own template)


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
