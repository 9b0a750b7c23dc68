"""Petitions in the words and tones of a page: badges, rows, steps, timeline. No database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from petitions import clocks
from petitions.models import Petition, PetitionEvent
from petitions.queries.hall import state_label
from petitions.queries.public import OTHERS
from petitions.states import Happening, Response, State
from portal.frontend import words

TONES = {
    State.DRAFT: "neutral",
    State.GATHERING: "progress",
    State.CHECKING: "progress",
    State.SUPPLEMENT: "warn",
    State.OPEN: "progress",
    State.CLOSED: "closed",
    State.REFUSED: "bad",
    State.LAPSED: "closed",
    State.WITHDRAWN: "closed",
}
EVENT_TONES = {
    Happening.PUBLISHED: "accent",
    Happening.ANSWERED: "good",
    Happening.HEAD_REACHED: "good",
    Happening.BUREAU_REACHED: "good",
    Happening.REFUSED: "bad",
    Happening.SUPPLEMENT_ASKED: "warn",
    Happening.EXTENDED: "warn",
    Happening.WITHDRAWN: "closed",
    Happening.LAPSED: "closed",
    Happening.CLOSED: "closed",
}


def tone(petition: Petition) -> str:
    if petition.response == Response.ANSWERED:
        return "good"
    if petition.response == Response.AWAITING and petition.state == State.CLOSED:
        return "warn"
    return TONES[State(petition.state)]


def row(petition: Petition, *, with_state: bool) -> dict[str, Any]:
    """One line of a list, as components/item.html wants it. A tab's name already says the state."""
    return {
        "title": petition.title,
        "url": petition.get_absolute_url(),
        "state": label(petition) if with_state else "",
        "tone": tone(petition),
        "kind": petition.agency.display_name if petition.agency else "",
        "meta": _meta(petition),
        "deadline": _deadline(petition),
        "count": None if petition.state == State.REFUSED else shown_count(petition),
        "count_label": _("명 서명"),
    }


def label(petition: Petition) -> str:
    return str(Response.ANSWERED.label) if petition.response == Response.ANSWERED else state_label(petition)


def shown_count(petition: Petition) -> int:
    """After closing the exact count of that moment, else the folded one."""
    return petition.signature_count if petition.final_count is None else petition.final_count


def _meta(petition: Petition) -> str:
    if petition.state == State.OPEN and petition.recent_count > 0:
        recent = ngettext("지난 24시간 %(count)s명", "지난 24시간 %(count)s명", petition.recent_count)
        return recent % {"count": f"{petition.recent_count:,}"}
    return ""


def _deadline(petition: Petition) -> datetime | None:
    """What a reader of the list waits for: the end of signing, or the answer."""
    if petition.response == Response.AWAITING and petition.answer_clock and petition.state != State.OPEN:
        return clocks.shown(petition.answer_clock.due_at)
    return clocks.shown(petition.closes_at) if petition.state == State.OPEN else None


def timeline(events: Sequence[PetitionEvent]) -> list[dict[str, Any]]:
    """For components/timeline.html, oldest first; each note as it was written."""
    return [
        {
            "title": str(Happening(event.kind).label),
            "at": event.at,
            "text": _event_text(event),
            "tone": EVENT_TONES.get(Happening(event.kind), "neutral"),
        }
        for event in events
    ]


def _event_text(event: PetitionEvent) -> str:
    due = event.detail.get("due")
    if due:
        last = clocks.last_day(datetime.fromisoformat(due))
        assert last is not None
        said = _("%(day)s까지 답변합니다.") % {"day": words.day(last)}
        return f"{event.note}\n{said}" if event.note else said
    return event.note


def steps(petition: Petition) -> list[dict[str, Any]]:
    """The way of a petition, for components/steps.html, with the place where this one stands."""
    labels = [_("첫 찬성"), _("요건 검토"), _("서명"), _("답변")]
    now = _place(petition)
    states = ["done" if at < now else "current" if at == now else "todo" for at in range(len(labels))]
    return [{"label": text, "state": state} for text, state in zip(labels, states, strict=True)]


def _place(petition: Petition) -> int:
    if petition.response == Response.ANSWERED:
        return 4
    places = {State.DRAFT: 0, State.GATHERING: 0, State.LAPSED: 0, State.CHECKING: 1, State.SUPPLEMENT: 1}
    if petition.state == State.OPEN:
        return 2
    return places.get(State(petition.state), 1 if petition.published_at is None else 3)


class Desk(NamedTuple):
    """Who answers from `at` signatures on."""

    label: str
    at: int
    reached: bool


def ranks(petition: Petition) -> tuple[Desk, ...]:
    """Who answers at how many signatures, and how far this petition is; plain values, by which it is kept."""
    count = shown_count(petition)
    desks = [
        (_("담당 부서가 답변"), 1),
        (_("국장이 답변"), petition.bureau_threshold),
        (_("기관장이 답변"), petition.head_threshold),
    ]
    return tuple(Desk(text, needed, count >= needed) for text, needed in desks)


def most(counts: Sequence[tuple[str, int]], size: int = 8) -> list[tuple[str, int]]:
    """The longest bars, and all others in one; the whole list is in the JSON."""
    if len(counts) <= size + 1:
        return list(counts)
    others = str(OTHERS)
    return [*counts[:size], (others, sum(count for _name, count in counts[size:]))]
