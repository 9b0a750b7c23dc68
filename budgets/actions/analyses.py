"""The life of an analysis: asked for, worked on in slices, kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from budgets.models import Analysis
from portal.actions import action

SILENCE = timedelta(minutes=5)  # a slice is done within half a minute; after this its worker was killed


def claimable(at: datetime) -> Q:
    waiting = Q(state=Analysis.State.WAITING)
    return waiting | Q(state=Analysis.State.RUNNING, touched_at__lt=at - SILENCE)


@action
def ask_for_analyses(*, envelope_id: int, at: datetime) -> None:
    """One row per kind for a finished count; safe to call twice."""
    rows = [Analysis(envelope_id=envelope_id, kind=kind, touched_at=at) for kind in Analysis.Kind.values]
    Analysis.objects.bulk_create(rows, ignore_conflicts=True)


@action
def claim_analysis(*, analysis_id: int, at: datetime) -> bool:
    """Take the next slice; False when another worker has it or nothing is left to do."""
    mine = Analysis.objects.filter(claimable(at), pk=analysis_id)
    return bool(mine.update(state=Analysis.State.RUNNING, touched_at=at))


@action
def keep_slice(*, analysis_id: int, outcomes: list[Any], total: int, at: datetime) -> None:
    """Put down what was worked out so far, for whoever takes the next slice."""
    Analysis.objects.filter(pk=analysis_id).update(
        state=Analysis.State.WAITING, partial=outcomes, done=len(outcomes), total=total, touched_at=at
    )


@action
def finish_analysis(*, analysis_id: int, result: dict[str, Any], total: int, at: datetime) -> None:
    Analysis.objects.filter(pk=analysis_id).update(
        state=Analysis.State.DONE, result=result, partial=None, done=total, total=total, touched_at=at
    )


@action
def fail_analysis(*, analysis_id: int, trouble: str, at: datetime) -> None:
    """Keep why it stopped; the result itself is not touched by it."""
    Analysis.objects.filter(pk=analysis_id).update(
        state=Analysis.State.FAILED, trouble=trouble[:300], touched_at=at
    )
