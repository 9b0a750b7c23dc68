"""The steps by which an administrator sets a round up; each is saved by itself, can be left and resumed."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import Envelope, Round

ORDER = ["edit", "schedule", "envelopes", "rules", "preview_round", "announce"]


def _labels() -> dict[str, str]:
    return {
        "edit": _("이름과 사람"),
        "schedule": _("일정"),
        "envelopes": _("예산과 투표용지"),
        "rules": _("세는 방법"),
        "preview_round": _("미리 보기"),
        "announce": _("공고"),
    }


def tabs(round_: Round, current: str) -> list[dict[str, Any]]:
    """Links to all steps, for components/tabs.html."""
    labels = _labels()
    return [
        {"label": f"{number}. {labels[name]}", "url": url(name, round_), "current": name == current}
        for number, name in enumerate(ORDER, start=1)
    ]


def url(name: str, round_: Round) -> str:
    return reverse(f"budgets_staff:{name}", args=[round_.public_id])


def after(name: str, round_: Round) -> str:
    """Where the next step is."""
    return url(ORDER[min(ORDER.index(name) + 1, len(ORDER) - 1)], round_)


def resume(round_: Round, envelopes: Sequence[Envelope]) -> str:
    """The first step that still lacks something."""
    if not envelopes:
        return url("envelopes" if round_.steps.exists() else "schedule", round_)
    if any(not envelope.rule for envelope in envelopes):
        return url("rules", round_)
    if any(not envelope.projects.all() for envelope in envelopes):
        return url("envelopes", round_)
    return url("preview_round", round_)
