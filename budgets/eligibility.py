"""What the rules want to know of a voter, read from the database: where she works or studies, and whether
she has voted in another district already."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from budgets import ballot_queries, rules
from budgets.models import Belonging, Envelope, Round
from portal import clock
from portal.refusals import Refusal


def places_of(voter: Any, at: datetime) -> list[str]:
    """Paths of the areas where she is known to work or study on this day."""
    if not voter.is_authenticated:
        return []
    valid = Belonging.objects.filter(person=voter.pk).valid(clock.local(at).date())
    return list(valid.values_list("area__path", flat=True))


def refusals(voter: Any, envelopes: Iterable[Envelope], at: datetime) -> dict[int, Refusal | None]:
    """Why she may not vote in each envelope (None: she may), by its id; at most one query."""
    envelopes = list(envelopes)
    belongs = places_of(voter, at) if any(map(rules.is_for_community, envelopes)) else []
    return {one.pk: rules.voter_refusal(voter, one, at=at, belongs=belongs) for one in envelopes}


def refusal(voter: Any, envelope: Envelope, at: datetime) -> Refusal | None:
    return refusals(voter, [envelope], at)[envelope.pk]


def moved(voter: Any, round_: Round, rivals: Sequence[int]) -> Refusal | None:
    """Has she, in this round, a ballot in another district? One district has her vote, not two."""
    return rules.MOVED if ballot_queries.has_voted(voter, round_, rivals) else None


RIVALS = """
SELECT other.id FROM budgets_envelope mine JOIN organisations_area here ON here.id = mine.area_id,
    budgets_envelope other JOIN organisations_area there ON there.id = other.area_id
WHERE mine.id = %s AND other.round_id = mine.round_id
    AND NOT starts_with(here.path, there.path) AND NOT starts_with(there.path, here.path)
"""


def rivals(envelope: Envelope) -> list[int]:
    """Envelopes of other districts in the same round: whoever votes there does not vote here.

    A district and the province around it are no rivals. Where somebody lives, works and studies may be three
    districts; she chooses one of them.
    """
    if envelope.area_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(RIVALS, [envelope.pk])
        return [row[0] for row in cursor.fetchall()]
