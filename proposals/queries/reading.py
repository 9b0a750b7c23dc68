"""A proposal and its way, as its page reads them: one statement each, said once (portal.rows)."""

from __future__ import annotations

from functools import cache

from django.http import Http404

from portal import rows
from portal.accounts.models import User
from portal.comments.models import Thread
from portal.organisations.models import Agency, Area, Unit
from portal.rows import Part
from proposals.models import Commitment, Decision, Proposal, ProposalEvent

AUTHOR = Part(User, "author", only=("id", "nickname", "erased_at"))
AREA, ABOVE, UNIT, AGENCY = (
    Part(Area, "area"),
    Part(Area, "above"),
    Part(Unit, "unit"),
    Part(Agency, "agency"),
)
PROPOSAL = (Part(Proposal, "proposal"), AUTHOR, AREA, ABOVE, UNIT, AGENCY, Part(Thread, "thread"))
STANCE = Part(
    Proposal, "proposal", only=("id", "public_id", "author_id", "state", "visibility", "support_count")
)
EVENT = Part(ProposalEvent, "event")
ANSWER = (Part(Decision, "decision"), UNIT, AGENCY, Part(Commitment, "promise"))


@cache
def _proposal() -> str:
    # Two tables more and PostgreSQL thinks six times as long about their order as it needs to read them.
    return f"""
SELECT {rows.columns(*PROPOSAL)} FROM proposals_proposal proposal
JOIN accounts_user author ON author.id = proposal.author_id
LEFT JOIN organisations_area area ON area.id = proposal.area_id
LEFT JOIN organisations_area above ON above.id = area.parent_id
LEFT JOIN organisations_unit unit ON unit.id = proposal.unit_id
LEFT JOIN organisations_agency agency ON agency.id = unit.agency_id
LEFT JOIN comments_thread thread ON thread.id = proposal.thread_id
WHERE proposal.public_id = %(proposal)s
"""  # noqa: S608  (names of our own columns)


def proposal_of(public_id: str) -> Proposal:
    """Whatever its state; of its author only what other people see. Raises Http404."""
    for proposal, author, area, above, unit, agency, thread in rows.fetch(
        _proposal(), {"proposal": public_id}, *PROPOSAL
    ):
        proposal.author, proposal.area, proposal.unit, proposal.thread = author, area, unit, thread
        if area is not None:
            area.parent = above
        if unit is not None:
            unit.agency = agency
        found: Proposal = proposal
        return found
    raise Http404


@cache
def _stance() -> str:
    return f"""
SELECT {rows.columns(STANCE)} FROM proposals_proposal proposal
WHERE proposal.public_id = %(proposal)s AND proposal.published_at IS NOT NULL AND proposal.hidden_at IS NULL
"""  # noqa: S608  (names of our own columns)


def stance_of(public_id: str) -> Proposal:
    """Of what a stranger may open (SHOWN), what the box with its button and the rule behind it look at: the
    page's eight joined tables would cost more than the support itself. Raises Http404."""
    found: Proposal | None = rows.one(_stance(), {"proposal": public_id}, STANCE)
    if found is None:
        raise Http404
    return found


@cache
def _events() -> str:
    return f"""
SELECT {rows.columns(EVENT)} FROM proposals_proposalevent event
WHERE event.proposal_id = %(proposal)s ORDER BY event.at, event.id
"""  # noqa: S608  (names of our own columns)


def events_of(proposal: Proposal) -> list[ProposalEvent]:
    """The whole way. Most steps are taken by the unit that holds the proposal, which is known already."""
    events = [event for (event,) in rows.fetch(_events(), {"proposal": proposal.pk}, EVENT)]
    others = {event.unit_id for event in events} - {proposal.unit_id, None}
    units = Unit.objects.select_related("agency").in_bulk(others) if others else {}
    for event in events:
        known = proposal.unit if event.unit_id == proposal.unit_id else units.get(event.unit_id or 0)
        event.unit = known
    return events


@cache
def _answers() -> str:
    return f"""
SELECT {rows.columns(*ANSWER)} FROM proposals_decision decision
JOIN organisations_unit unit ON unit.id = decision.unit_id
JOIN organisations_agency agency ON agency.id = unit.agency_id
LEFT JOIN proposals_commitment promise ON promise.proposal_id = decision.proposal_id
WHERE decision.proposal_id = %(proposal)s ORDER BY decision.round
"""  # noqa: S608  (names of our own columns)


def answers_of(proposal: Proposal) -> tuple[list[Decision], Commitment | None]:
    """Its answers, the first one first, and what was promised with them."""
    decisions, commitment = [], None
    for decision, unit, agency, promise in rows.fetch(_answers(), {"proposal": proposal.pk}, *ANSWER):
        decision.unit, unit.agency, commitment = unit, agency, promise
        decisions.append(decision)
    return decisions, commitment
