"""Who is told what by moderation. Reporters stay unnamed, moderators too; the rule and the reason are
said."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from portal.moderation.models import Case
from portal.notifications import Kind


def _case(event: Any) -> Case:
    return Case.objects.select_related("decision", "appeal").get(public_id=event.payload["case"])


def _author(event: Any) -> list[int]:
    author_id = _case(event).author_id
    return [author_id] if author_id else []


def _reporters(event: Any) -> list[int]:
    return list(_case(event).reports.values_list("reporter_id", flat=True))


def _case_url(event: Any) -> str:
    return reverse("moderation:case", args=[event.payload["case"]])


def _log_url(event: Any) -> str:
    return reverse("moderation:reports")


def _context(event: Any) -> dict[str, Any]:
    case = _case(event)
    decision = getattr(case, "decision", None)
    appeal = getattr(case, "appeal", None)
    return {
        "kind": case.kind_label,
        "excerpt": case.excerpt[:200],
        "rule": decision.get_rule_display() if decision and decision.rule else "",
        "note": decision.note if decision else "",
        "until": decision.until if decision else None,
        "state": case.get_state_display(),
        "kept": case.state == Case.State.KEPT,
        "answer": appeal.answer if appeal else "",
    }


def _kind(topic: str, recipients: Callable[[Any], list[int]], url: Callable[[Any], str]) -> Kind:
    return Kind(topic=topic, recipients=recipients, url=url, context=_context)


KINDS = [
    _kind("moderation.hidden", _author, _case_url),
    _kind("moderation.restored", _author, _case_url),
    _kind("moderation.appeal_refused", _author, _case_url),
    _kind("moderation.decided", _reporters, _log_url),
]
