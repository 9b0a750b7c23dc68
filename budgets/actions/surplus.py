"""More sheets in a booth's box than were handed out: said by an officer, agreed to by an administrator."""

from datetime import datetime
from typing import Any

from budgets import paper_queries, paper_rules
from budgets.actions.booths import locked
from budgets.models import Surplus
from portal import audit
from portal.actions import action
from portal.refusals import Refused, refuse


@action
def note_surplus(*, officer: Any, booth_id: int, reason: str, at: datetime) -> Surplus:
    """Say why of one ballot more sheets lay in the box than were handed out. Public once it is sealed."""
    booth = locked(booth_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    box = paper_queries.box_of(booth)
    refuse(paper_rules.entry_refusal(booth, booth.round, at))
    if box.over is None:
        raise Refused(paper_rules.NO_SURPLUS)
    over, words = box.over, reason.strip()
    noted = booth.surpluses.create(
        envelope_id=over.envelope, number=over.number, reason=words, noted_by=officer, noted_at=at
    )
    detail = {"number": over.number, "ballot": over.name, "reason": words}
    audit.record(actor_id=officer.pk, verb="budgets.surplus_noted", target=booth.target, at=at, detail=detail)
    return noted


@action
def agree_surplus(*, actor: Any, booth_id: int, at: datetime) -> Surplus:
    """These sheets are counted like all others: an administrator who did not write the reason herself."""
    booth = locked(booth_id)
    box = paper_queries.box_of(booth)
    refuse(paper_rules.entry_refusal(booth, booth.round, at))
    noted = box.over.noted if box.over else None
    if noted is None:  # of other numbers somebody must write anew
        raise Refused(paper_rules.NO_SURPLUS)
    refuse(paper_rules.agreeing_refusal(noted, actor))
    noted.agreed_by, noted.agreed_at = actor, at
    noted.save(update_fields=["agreed_by", "agreed_at"])
    detail = {"number": noted.number, "ballot": noted.envelope.name}
    audit.record(actor_id=actor.pk, verb="budgets.surplus_agreed", target=booth.target, at=at, detail=detail)
    return noted
