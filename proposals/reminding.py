"""Answers that are nearly due, and answers that are late: the unit hears of the first, the author of the
second."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal import outbox
from portal.actions import action
from proposals.models import Proposal
from proposals.states import State

SOON = timedelta(days=3)


@action
def remind(*, at: datetime) -> int:
    """Announce each proposal once per due date and topic; returns how many were announced."""
    waiting = Proposal.objects.filter(
        state__in=State.awaiting_answer(), due_at__isnull=False, due_at__lt=at + SOON
    )
    announced = 0
    for proposal in waiting.only("pk", "public_id", "due_at", "reminded_for", "state"):
        mark = _mark(proposal, at)
        # Compare-and-set, so that a doorbell rung twice tells nobody twice.
        fresh = Proposal.objects.filter(pk=proposal.pk).exclude(reminded_for=mark)
        if fresh.update(reminded_for=mark):
            topic = mark.split("@")[0]
            outbox.emit(f"proposals.{topic}", {"id": proposal.public_id}, at=at)
            announced += 1
    return announced


def _mark(proposal: Proposal, at: datetime) -> str:
    assert proposal.due_at is not None
    topic = "overdue" if proposal.due_at <= at else "due_soon"
    return f"{topic}@{proposal.due_at:%Y-%m-%d}"
