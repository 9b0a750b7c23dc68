"""Handing out paper: first the roll, then the sheets."""

from datetime import datetime
from typing import Any

from django.db import connection

from budgets import eligibility, paper_queries, paper_rules, residents, roll, rules
from budgets.models import Booth, Envelope, Round
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import refuse

# Leap: who stands on the roll already, on the web or on paper, gets no second entry; the row says which.
ENTER = """
INSERT INTO budgets_voterroll (round_id, voter_id, person, channel, booth_id)
VALUES (%s::bigint, %s::bigint, %s, 'paper', %s::bigint)
ON CONFLICT (round_id, person) DO NOTHING RETURNING id
"""


@action
def issue_paper(*, officer: Any, booth_id: int, somebody: residents.Resident, at: datetime) -> list[Envelope]:
    """Enter somebody on the roll before she is given paper; returns the ballots that are hers.

    Neither the roll nor the audit trail knows which sheets she got: their serials are drawn by lot.
    """
    booth = Booth.objects.select_related("round").get(pk=booth_id)
    # Closing takes this lock alone, as it does for voters on the web.
    locks.share("budgets.round", booth.round_id)
    round_ = Round.objects.get(pk=booth.round_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    refuse(rules.time_refusal(round_, at))
    refuse(paper_rules.issuing_refusal(booth, at))
    ballots, refusal = allowed(round_, somebody, at)
    refuse(None if ballots else refusal)
    refuse(_enter(booth, somebody))
    audit.record(actor_id=officer.pk, verb="budgets.paper_issued", target=booth.target, at=at)
    if somebody.pk is not None:  # she has an account, so she can be told
        payload = {"round": round_.public_id, "booth": booth.public_id, "voter": somebody.pk}
        outbox.emit("budgets.paper_issued", payload, at=at)
    return ballots


def allowed(round_: Round, somebody: residents.Resident, at: datetime) -> tuple[list[Envelope], Any]:
    """The ballots that she may have, and why not the last other one."""
    envelopes = paper_queries.ballots_for(round_)
    found = eligibility.refusals(somebody, envelopes, at)
    why_not = [refusal for refusal in found.values() if refusal is not None]
    return [one for one in envelopes if found[one.pk] is None], why_not[-1] if why_not else None


def _enter(booth: Booth, somebody: residents.Resident) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [booth.round_id, somebody.pk, somebody.name, booth.pk])
        if cursor.fetchone() is not None:
            return None
    return roll.standing_refusal(booth.round_id, somebody.name)
