"""What tests about a panel share: its fields, its pages, applying and drawing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets.actions import panel as actions
from budgets.models import Applicant, Panel
from portal import clock


def fields(**changes: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "size": 2,
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=7),
        "term_from": clock.today() + timedelta(days=8),
        "term_to": clock.today() + timedelta(days=365),
        "scores_until": now + timedelta(days=60),
        "duties": "사업안을 읽고 한 달에 한 번 만나 이야기합니다.",
    } | changes


@pytest.fixture
def panel(collecting: Any, admin: Any) -> Panel:
    """It recruits."""
    return actions.announce_panel(actor=admin, round_=collecting, fields=fields(), at=clock.now())


def page(panel: Panel, name: str = "panel", *more: str, room: str = "budgets") -> str:
    return reverse(f"{room}:{name}", args=[panel.round.public_id, *more])


def offer(panel: Panel, person: Any, **words: Any) -> Applicant:
    return actions.apply_for_panel(person=person, panel=panel, agree=True, at=clock.now(), **words)


def draw(panel: Panel, admin: Any) -> Panel:
    """The recruiting is over, and the lot is drawn."""
    Panel.objects.filter(pk=panel.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    actions.draw_panel(actor=admin, panel=panel, at=clock.now())
    panel.refresh_from_db()
    return panel
