"""What people are told of ideas and of the panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets.models import Idea, IdeaEvent, IdeaMark, Panel
from portal import notifications
from portal.notifications import Kind
from portal.outbox.models import Event

Happening = IdeaEvent.Kind


def _idea(event: Event) -> Idea:
    return Idea.objects.select_related("round", "plan", "unit__agency").get(public_id=event.payload["id"])


def _author(event: Event) -> Iterable[int]:
    author = _idea(event).author_id
    return [author] if author else []


def _everybody(event: Event) -> Iterable[int]:
    """The author, and whoever supports or follows; each once."""
    marks = IdeaMark.objects.filter(idea__public_id=event.payload["id"], ended_at=None)
    return {*_author(event), *marks.values_list("person", flat=True)}


def _url(event: Event) -> str:
    return _idea(event).get_absolute_url()


def _context(event: Event) -> dict[str, Any]:
    idea = _idea(event)
    happened = IdeaEvent.objects.get(pk=event.payload["event"])
    code = idea.screenings.order_by("-turn").first() if happened.kind == Happening.INELIGIBLE else None
    return {
        "title": idea.title,
        "round": idea.round.title,
        "unit": f"{idea.unit.agency.display_name} {idea.unit.display_name}" if idea.unit else "",
        "note": happened.note,
        "code": str(code.get_code_display()) if code else "",
    }


def _kind(happening: Happening, recipients: Any, label: Any = "", always: bool = False) -> Kind:
    return Kind(f"budgets.idea_{happening.value}", recipients, _url, _context, label=label, always=always)


def _panel(event: Event) -> Panel:
    return Panel.objects.select_related("round").get(round__public_id=event.payload["round"])


def _applied(event: Event) -> Iterable[int]:
    return _panel(event).applicants.filter(withdrawn_at=None).values_list("person", flat=True).iterator()


def _panel_url(event: Event) -> str:
    return reverse("budgets:panel", args=[event.payload["round"]])


def _panel_context(event: Event) -> dict[str, Any]:
    panel = _panel(event)
    return {"title": panel.round.title, "size": panel.size}


KINDS = [
    _kind(Happening.TAKEN, _author),
    _kind(Happening.PASSED_ON, _author),
    _kind(Happening.ASKED, _author, always=True),
    _kind(Happening.ELIGIBLE, _everybody, _("공감하거나 소식을 받는 의견의 심사 결과가 나왔을 때")),
    _kind(Happening.INELIGIBLE, _everybody, always=True),
    _kind(Happening.COSTED, _everybody),
    _kind(Happening.MERGED, _everybody),
    _kind(Happening.DROPPED, _everybody),
    _kind(Happening.ON_BALLOT, _everybody, _("공감하거나 소식을 받는 의견이 투표할 사업이 됐을 때")),
    Kind(
        "budgets.panel_drawn", _applied, _panel_url, _panel_context, label=_("참여단 추첨 결과가 나왔을 때")
    ),
    Kind(
        "budgets.panel_stepped_in",
        lambda event: [event.payload["person"]],
        _panel_url,
        _panel_context,
        always=True,
    ),
]
notifications.register(*KINDS)
