"""One proposal: fetched and authorised together. Whoever may not see it learns nothing, not even that it
exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.http import Http404

from portal.organisations.models import Membership, Role, Unit
from portal.refusals import Refusal
from proposals import counting
from proposals.models import Commitment, Decision, Proposal, ProposalEvent
from proposals.queries import reading
from proposals.rules import writing
from proposals.rules.supporting import support_refusal
from proposals.states import State

DESK = (Role.OFFICER, Role.APPROVER)


def for_reader(public_id: str, user: Any) -> Proposal:
    """What is public; to its author and to the unit that holds it also what is not. Raises Http404."""
    proposal = reading.proposal_of(public_id)
    if proposal.is_shown or (user.is_authenticated and proposal.author_id == user.pk):
        return proposal
    if proposal.state != State.DRAFT and user.is_authenticated and _on_desk(user, proposal):
        return proposal
    raise Http404


def for_author(public_id: str, user: Any) -> Proposal:
    """Only the author's own, in whatever state. Raises Http404."""
    proposal = reading.proposal_of(public_id)
    if proposal.author_id != user.pk:
        raise Http404
    return proposal


def for_officer(public_id: str, user: Any) -> Proposal:
    """What lies on the desk of this person's units. Raises Http404."""
    proposal = reading.proposal_of(public_id)
    if proposal.state == State.DRAFT or not _on_desk(user, proposal):
        raise Http404
    return proposal


def desk_units(user: Any) -> list[Unit]:
    """The units whose desk this person may see."""
    held = Unit.objects.filter(memberships__user=user, memberships__role__in=DESK)
    return list(held.select_related("agency").distinct())


def _on_desk(user: Any, proposal: Proposal) -> bool:
    held = Membership.objects.filter(user=user, role__in=DESK)
    if proposal.unit_id is not None:
        held = held.filter(unit=proposal.unit_id)
    elif proposal.state != State.SUBMITTED:
        return False
    return held.exists()


STANDING = f"""
SELECT ({counting.SEEN}),
    EXISTS (SELECT FROM proposals_support WHERE proposal_id = %(proposal)s AND person_id = %(person)s
        AND withdrawn_at IS NULL),
    EXISTS (SELECT FROM proposals_follow WHERE proposal_id = %(proposal)s AND person_id = %(person)s)
"""  # noqa: S608


@dataclass
class Standing:
    """How one person stands to one proposal: what the box with the button shows."""

    supported: bool
    followed: bool
    refusal: Refusal | None
    count: int


def standing(proposal: Proposal, user: Any) -> Standing:
    """One query for somebody who is logged in, none for strangers.

    Whoever just supported, or took it back, sees that in the number before the worker comes by.
    """
    refusal = support_refusal(user, proposal)
    if not user.is_authenticated:
        return Standing(False, False, refusal, proposal.support_count)
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"proposal": proposal.pk, "person": user.pk})
        count, supported, followed = cursor.fetchone() or (proposal.support_count, False, False)
    return Standing(supported, followed, refusal, count)


@dataclass
class Detail:
    """Everything that the page of one proposal shows."""

    proposal: Proposal
    events: list[ProposalEvent]
    decisions: list[Decision]
    commitment: Commitment | None
    standing: Standing
    reexamination_until: datetime | None
    is_author: bool
    is_desk: bool

    @property
    def answer(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None


def detail(proposal: Proposal, user: Any, at: datetime) -> Detail:
    is_author = user.is_authenticated and user.pk == proposal.author_id
    is_desk = user.is_authenticated and user.level >= 4 and _on_desk(user, proposal)
    events = reading.events_of(proposal)
    if not (proposal.shows_body or is_author or is_desk):
        _leave_out_her_words(events)
    decisions, commitment = reading.answers_of(proposal) if proposal.decided_at else ([], None)
    return Detail(
        proposal=proposal,
        events=events,
        decisions=decisions,
        commitment=commitment,
        standing=standing(proposal, user),
        reexamination_until=writing.reexamination_until(proposal) if is_author else None,
        is_author=is_author,
        is_desk=is_desk,
    )


def _leave_out_her_words(events: list[ProposalEvent]) -> None:
    """Of a title-only proposal also what its author wrote later: with a supplement, for a second look."""
    for event in events:
        if event.unit_id is None:
            event.note = ""
