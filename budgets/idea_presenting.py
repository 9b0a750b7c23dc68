"""An idea in the words and tones of a page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from budgets.idea_queries import stage_label
from budgets.models import Field, Idea, IdeaEvent, IdeaState, PlanState
from portal.frontend import words
from portal.organisations import clocks

EXCERPT = 110
TONES: dict[str, str] = {
    IdeaEvent.Kind.ELIGIBLE: "good",
    IdeaEvent.Kind.INELIGIBLE: "bad",
    IdeaEvent.Kind.ASKED: "warn",
    IdeaEvent.Kind.RECHECK: "progress",
    IdeaEvent.Kind.COSTED: "progress",
    IdeaEvent.Kind.ON_BALLOT: "good",
    IdeaEvent.Kind.DROPPED: "closed",
    IdeaEvent.Kind.WITHDRAWN: "closed",
}


def row(idea: Any) -> dict[str, Any]:
    """What components/item.html shows; `supports` was counted by the listing."""
    text = " ".join(idea.remedy.split() or idea.problem.split())
    return {
        "title": idea.title,
        "url": idea.get_absolute_url(),
        "excerpt": text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…",
        "tone": tone(idea),
        "state": stage_label(idea),
        "kind": str(Field(idea.field).label),
        "meta": _meta(idea),
        "count": idea.supports,
        "count_label": _("공감"),
    }


def tone(idea: Idea) -> str:
    return idea.plan.tone if idea.plan is not None else idea.tone


def _meta(idea: Idea) -> str:
    parts = [idea.area.full_name if idea.area else _("시 전역"), idea.credit]
    if idea.submitted_at:
        parts.append(words.day(idea.submitted_at))
    if idea.thread is not None:
        parts.append(_("댓글 %(count)s") % {"count": words.count(idea.thread.visible_count)})
    return " · ".join(parts)


def steps(idea: Idea) -> list[dict[str, Any]]:
    """냄 → 심사 → 사업비 계산 → 투표할 사업, with the one where it stands now."""
    names = [_("의견 냄"), _("적격성 심사"), _("사업비 계산"), _("투표할 사업")]
    if idea.state in (IdeaState.INELIGIBLE, IdeaState.WITHDRAWN):
        names = names[:2]
    at = _step_of(idea)
    return [
        {"label": name, "state": "done" if place < at else "current" if place == at else "todo"}
        for place, name in enumerate(names)
    ]


def _step_of(idea: Idea) -> int:
    if idea.plan is None:
        return 2 if idea.state == IdeaState.INELIGIBLE else 1
    return {PlanState.COSTING: 2, PlanState.ON_BALLOT: 4}.get(PlanState(idea.plan.state), 3)


def files(idea: Idea) -> dict[str, Any]:
    """What came with it, as the author sees it before and everybody afterwards."""
    found = list(idea.files.all())
    return {
        "pictures": [file for file in found if file.is_image],
        "papers": [file for file in found if not file.is_image],
    }


def timeline(idea: Idea) -> list[dict[str, Any]]:
    """What components/timeline.html shows, newest first."""
    events = idea.events.select_related("unit__agency").order_by("-at", "-pk")
    return [_event(event) for event in events]


def _event(event: IdeaEvent) -> dict[str, Any]:
    unit = event.unit
    return {
        "title": str(event.get_kind_display()),
        "at": event.at,
        "actor": f"{unit.agency.display_name} {unit.display_name}" if unit else "",
        "text": event.note,
        "tone": TONES.get(event.kind, "info"),
    }


def last_day(late_from: datetime | None) -> date | None:
    return clocks.last_day(late_from) if late_from else None
