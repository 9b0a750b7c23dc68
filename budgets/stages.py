"""A round's stages as the step indicator shows them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from budgets.models import Round
from budgets.models import RoundState as State
from portal.frontend import words


def steps(round_: Round, at: datetime) -> list[dict[str, Any]]:
    """Four steps for citizens; checking by two administrators is part of counting."""
    phase = round_.phase(at)
    current = {
        **dict.fromkeys(State.preparing(), 0),
        State.ANNOUNCED: 0,
        State.VOTING: 1,
        State.CLOSED: 2,
        State.COUNTED: 2,
        **dict.fromkeys(State.decided(), 3),
    }[phase]
    labels = [
        (_("투표 예고"), ""),
        (_("투표"), f"{words.day(round_.opens_at, year=False)}–{words.day(round_.closes_at, year=False)}"),
        (_("개표와 확인"), ""),
        (_("결과 발표"), words.day(round_.published_at, year=False) if round_.published_at else ""),
    ]
    return [
        {"label": label, "note": note, "state": _mark(place, current, phase)}
        for place, (label, note) in enumerate(labels)
    ]


def _mark(place: int, current: int, phase: State) -> str:
    if place < current or phase in State.decided():
        return "done"
    return "current" if place == current else "todo"
