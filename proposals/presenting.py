"""A proposal in the words and tones of a page. Pure: nothing here asks the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from portal.frontend import words
from portal.organisations import clocks
from proposals.models import Proposal, ProposalEvent
from proposals.states import Happening, Outcome, State, Topic

TONES: dict[str, str] = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "info",
    State.RECEIVED: "info",
    State.SUPPLEMENT: "warn",
    State.REVIEWING: "progress",
    State.REEXAMINING: "progress",
    State.FOLLOWING: "good",
    State.DONE: "good",
    State.CLOSED: "closed",
    State.WITHDRAWN: "closed",
}
EVENT_TONES: dict[str, str] = {
    Happening.SUPPLEMENT_ASKED: "warn",
    Happening.DELAY_EXPLAINED: "warn",
    Happening.COMMITMENT_DELAYED: "warn",
    Happening.PUBLISHED: "progress",
    Happening.REEXAMINATION_REQUESTED: "progress",
    Happening.COMMITMENT_DONE: "good",
    Happening.CLOSED: "closed",
    Happening.WITHDRAWN: "closed",
}
OUTCOME_TONES: dict[str, str] = {Outcome.ADOPTED: "good", Outcome.PARTLY: "good", Outcome.NOT_ADOPTED: "bad"}


def tone(proposal: Proposal) -> str:
    if proposal.state == State.DECIDED:
        return OUTCOME_TONES.get(proposal.outcome, "closed")
    return TONES.get(proposal.state, "neutral")


def label(proposal: Proposal) -> str:
    """The state as a badge says it: an answer names its outcome."""
    if proposal.state == State.DECIDED:
        return str(Outcome(proposal.outcome).label)
    if proposal.state == State.FOLLOWING:
        return _("%(outcome)s · 실행 중") % {"outcome": Outcome(proposal.outcome).label}
    return str(State(proposal.state).label)


def row(proposal: Proposal) -> dict[str, Any]:
    """What components/item.html shows."""
    return {
        "title": proposal.title,
        "url": proposal.get_absolute_url(),
        "excerpt": proposal.excerpt if proposal.shows_body else _("제안자가 제목과 결과만 공개했습니다."),
        "tone": tone(proposal),
        "state": label(proposal),
        "kind": str(Topic(proposal.topic).label),
        "meta": _meta(proposal),
        "deadline": proposal.due_on,
        "count": proposal.support_count if proposal.shows_body else None,
        "count_label": _("공감"),
    }


def own_row(proposal: Proposal) -> dict[str, Any]:
    """One of my own: leads to where I go on."""
    found = row(proposal)
    if proposal.state in State.editable():
        found["url"] = reverse("proposals:edit", args=[proposal.public_id])
    return found | {
        "title": str(proposal),
        "excerpt": proposal.excerpt,
        "deadline": proposal.supplement_on or proposal.due_on,
        "count": proposal.support_count if proposal.published_at else None,
        "meta": " · ".join([_area(proposal), _("%(day)s 저장") % {"day": words.day(proposal.saved_at)}]),
    }


def _meta(proposal: Proposal) -> str:
    parts = [_area(proposal), proposal.author.display_name]
    if proposal.published_at:
        parts.append(words.day(proposal.published_at))
    if proposal.thread_id and proposal.shows_body:
        assert proposal.thread is not None
        parts.append(_("댓글 %(count)s") % {"count": words.count(proposal.thread.visible_count)})
    return " · ".join(part for part in parts if part)


def _area(proposal: Proposal) -> str:
    return proposal.area.full_name if proposal.area else ""


def steps(proposal: Proposal) -> list[dict[str, Any]]:
    """보냄 → 접수 → 공개·검토 → 답변 → 실행, with the one where it stands now."""
    names = [_("보냄"), _("접수"), _("공개·검토"), _("답변"), _("실행")]
    if proposal.outcome == Outcome.NOT_ADOPTED:
        names.pop()
    at = _step_of(proposal)
    return [
        {"label": name, "state": "done" if place < at else "current" if place == at else "todo"}
        for place, name in enumerate(names)
    ]


def _step_of(proposal: Proposal) -> int:
    return {
        State.DRAFT: 0,
        State.SUBMITTED: 1,
        State.RECEIVED: 2,
        State.SUPPLEMENT: 1,
        State.REVIEWING: 2,
        State.REEXAMINING: 3,
        State.DECIDED: 5,
        State.FOLLOWING: 4,
        State.DONE: 5,
    }.get(State(proposal.state), 5 if proposal.decided_at else 1)


def timeline(events: list[ProposalEvent]) -> list[dict[str, Any]]:
    """What components/timeline.html shows, newest first."""
    return [_event(event) for event in reversed(events)]


def _event(event: ProposalEvent) -> dict[str, Any]:
    unit = event.unit
    return {
        "title": _event_title(event),
        "at": event.at,
        "actor": f"{unit.agency.display_name} {unit.display_name}" if unit else _("제안자"),
        "text": event.note,
        "tone": OUTCOME_TONES.get(event.detail.get("outcome", ""), EVENT_TONES.get(event.kind, "info")),
    }


def _event_title(event: ProposalEvent) -> str:
    detail = event.detail
    if event.kind == Happening.TRANSFERRED:
        return _("%(unit)s(으)로 보냈습니다") % {"unit": detail.get("to", "")}
    if event.kind == Happening.ANSWERED and detail.get("outcome"):
        return _("답변했습니다: %(outcome)s") % {"outcome": Outcome(detail["outcome"]).label}
    if event.kind == Happening.COMMITMENT_DELAYED:
        moved = parse_date(detail.get("to", ""))
        return _("실행 예정일을 %(day)s로 바꿨습니다") % {"day": words.day(moved) if moved else ""}
    return str(Happening(event.kind).label)


def fingerprint(events: list[ProposalEvent]) -> str:
    """Of the text as it was handed in last."""
    return next(
        (event.detail["fingerprint"] for event in reversed(events) if "fingerprint" in event.detail), ""
    )


def last_day(late_from: datetime | None) -> date | None:
    return clocks.last_day(late_from) if late_from else None


def query(asked: QueryDict, **changes: str) -> str:
    """The query string with some parameters changed; an empty value removes one."""
    changed = asked.copy()
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return "?" + changed.urlencode()


def order_tabs(asked: QueryDict, order: str) -> list[dict[str, Any]]:
    names = {"newest": _("최신순"), "supported": _("공감 많은 순"), "due": _("답변 기한 가까운 순")}
    return [
        {"label": name, "url": query(asked, sort=key, after="", before=""), "current": key == order}
        for key, name in names.items()
    ]
