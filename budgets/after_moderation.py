"""How moderation hides what members of the watch and residents wrote; runs inside moderation's own action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from budgets.models import Inspection, Satisfaction
from portal import moderation


def _page(row: Any) -> str:
    project = row.execution.project
    return reverse("budgets:project_execution", args=[project.envelope.round.public_id, project.public_id])


def _get(model: Any) -> Any:
    rows = model.objects.select_related("execution__project__envelope__round")
    return lambda public_id: rows.filter(public_id=public_id).first()


def _hide(model: Any) -> Any:
    def hide(public_id: str, at: datetime) -> None:
        model.objects.filter(public_id=public_id).update(hidden_at=at)

    return hide


def _restore(model: Any) -> Any:
    def restore(public_id: str, at: datetime) -> None:
        model.objects.filter(public_id=public_id).update(hidden_at=None)

    return restore


def _inspector(inspection: Inspection) -> int:
    return int(inspection.watcher.person_id)


moderation.register(
    "budgets.inspection",
    moderation.Adapter(
        get=_get(Inspection),
        hide=_hide(Inspection),
        restore=_restore(Inspection),
        excerpt=lambda inspection: inspection.seen[:150],
        url=lambda inspection: f"{_page(inspection)}#inspection-{inspection.public_id}",
        author_id=_inspector,
        label=pgettext_lazy("one", "감시단 점검"),
        readable=lambda user, inspection: inspection.hidden_at is None,
        is_anonymous=True,
    ),
)
moderation.register(
    "budgets.satisfaction",
    moderation.Adapter(
        get=_get(Satisfaction),
        hide=_hide(Satisfaction),
        restore=_restore(Satisfaction),
        excerpt=lambda rating: rating.comment[:150],
        url=_page,
        author_id=lambda rating: rating.person_id,
        label=pgettext_lazy("one", "만족도 한마디"),
        readable=lambda user, rating: rating.hidden_at is None and bool(rating.comment),
        is_anonymous=True,
    ),
)
