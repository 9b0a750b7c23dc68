"""Petitions as JSON. Never signers: only how many, and from where when there are at least five."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from petitions import clocks
from petitions.grounds import cite
from petitions.models import Petition, PetitionEvent
from petitions.presenting import shown_count


def count_shape(petition: Petition) -> dict[str, Any]:
    return {"id": petition.public_id, "signature_count": shown_count(petition), "state": petition.state}


def summary_shape(petition: Petition) -> dict[str, Any]:
    """One line of a list."""
    return {
        **count_shape(petition),
        "title": petition.title,
        "url": settings.PUBLIC_URL + petition.get_absolute_url(),
        "response": petition.response,
        "agency": petition.agency.name if petition.agency else None,
        "published_at": _time(petition.published_at),
        "closes_at": _time(petition.closes_at),
        "answer_due": _answer_due(petition),
    }


def petition_shape(
    petition: Petition, events: Sequence[PetitionEvent], provinces: Sequence[tuple[str, int]]
) -> dict[str, Any]:
    """All that a page shows."""
    return {
        **summary_shape(petition),
        "background": petition.background,
        "details": petition.details,
        "creator": petition.creator.display_name,
        "thresholds": {"bureau": petition.bureau_threshold, "head": petition.head_threshold},
        "final_count": petition.final_count,
        "answer_rank": petition.rank,
        "refusal": _refusal(petition),
        "withdrawal_reason": petition.withdrawal_reason or None,
        "answer": _answer(petition),
        "timeline": [{"event": event.kind, "at": _time(event.at), "note": event.note} for event in events],
        "signatures_by_province": [{"province": name, "count": count} for name, count in provinces],
    }


def _answer_due(petition: Petition) -> str | None:
    day = clocks.last_day(petition.answer_clock.due_at) if petition.answer_clock else None
    return day.isoformat() if day else None


def _refusal(petition: Petition) -> dict[str, str] | None:
    if not petition.ground:
        return None
    cited = cite(petition.ground)
    return {
        "ground": cited.ground,
        "sentence": str(cited.sentence),
        "article": str(cited.article),
        "note": petition.note,
    }


def _answer(petition: Petition) -> dict[str, Any] | None:
    answer = getattr(petition, "answer", None)
    if answer is None:
        return None
    return {
        "decision": answer.decision,
        "summary": answer.summary,
        "body": answer.body,
        "at": _time(answer.at),
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
