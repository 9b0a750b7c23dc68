"""Standing behind a proposal, and following one. One insert; no shared row is touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.actions import action
from portal.refusals import refuse
from proposals.models import Follow, Proposal, Support
from proposals.rules.supporting import support_refusal


@action
def support_proposal(*, person: Any, proposal: Proposal, at: datetime) -> None:
    """공감. A second press is refused by the constraint (ALREADY_SUPPORTED), however many arrive at once."""
    refuse(support_refusal(person, proposal))
    Support.objects.create(proposal=proposal, person=person, at=at)


@action
def unsupport_proposal(*, person: Any, proposal: Proposal, at: datetime) -> bool:
    """Take it back while the proposal still collects supports; False when there was nothing to take back."""
    refuse(support_refusal(person, proposal))
    given = Support.objects.filter(proposal=proposal, person=person, withdrawn_at=None)
    return bool(given.update(withdrawn_at=at))


@action
def follow_proposal(*, person: Any, proposal: Proposal, at: datetime) -> None:
    Follow.objects.bulk_create([Follow(proposal=proposal, person=person, at=at)], ignore_conflicts=True)


@action
def unfollow_proposal(*, person: Any, proposal: Proposal, at: datetime) -> None:
    """Following is a setting, not a civic act: the row goes."""
    Follow.objects.filter(proposal=proposal, person=person).delete()
