"""What of ideas and costed drafts can be found: what everybody may read, nothing more."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from budgets.models import Idea, IdeaState, Round
from portal.search import Doc, register


def _findable() -> Iterable[str]:
    shown = Idea.objects.shown().exclude(state=IdeaState.WITHDRAWN)
    return shown.values_list("public_id", flat=True).iterator()


def load(public_id: str) -> Doc | None:
    found = Idea.objects.shown().exclude(state=IdeaState.WITHDRAWN).select_related("round")
    idea = found.filter(public_id=public_id, round__state__in=Round.State.public()).first()
    if idea is None or idea.submitted_at is None:
        return None
    return Doc(
        title=idea.title,
        body="\n".join([idea.problem, idea.remedy, idea.place]),
        url=idea.get_absolute_url(),
        area_id=idea.area_id,
        published_at=idea.submitted_at,
        kind_label=_("참여예산 의견"),
    )


register("budgets.idea", load=load, refs=_findable)
