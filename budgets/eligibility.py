"""What the rules want to know of a voter or an applicant, read from the database: where she works or studies,
and whether she has voted in another district already."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from budgets import ballot_queries, panel_rules, rules
from budgets.models import Applicant, Belonging, Envelope, Panel, Round
from portal import clock
from portal.refusals import Refusal


def places_of(voter: Any, at: datetime) -> list[str]:
    """Paths of the areas where she is known to work or study on this day."""
    if not voter.is_authenticated:
        return []
    valid = Belonging.objects.filter(person=voter.pk).valid(clock.local(at).date())
    return list(valid.values_list("area__path", flat=True))


def places_by_person(people: Iterable[int], at: datetime) -> dict[int, list[str]]:
    """The same for many, by their primary key; who works and studies nowhere is missing. One query."""
    valid = Belonging.objects.filter(person__in=list(people)).valid(clock.local(at).date())
    found: dict[int, list[str]] = {}
    for person, path in valid.values_list("person", "area__path"):
        found.setdefault(person, []).append(path)
    return found


def refusals(voter: Any, envelopes: Iterable[Envelope], at: datetime) -> dict[int, Refusal | None]:
    """Why she may not vote in each envelope (None: she may), by its id; at most one query."""
    envelopes = list(envelopes)
    belongs = places_of(voter, at) if any(map(rules.is_for_community, envelopes)) else []
    return {one.pk: rules.voter_refusal(voter, one, at=at, belongs=belongs) for one in envelopes}


def refusal(voter: Any, envelope: Envelope, at: datetime) -> Refusal | None:
    return refusals(voter, [envelope], at)[envelope.pk]


def application_refusal(person: Any, panel: Panel, at: datetime) -> Refusal | None:
    """Why she may not apply for this panel now; at most one query."""
    belongs = places_of(person, at) if rules.is_for_community(panel) else []
    return panel_rules.application_refusal(person, panel, at, belongs)


def place_refusal(person: Any, panel: Panel, at: datetime) -> Refusal | None:
    """Why this panel does not speak for her, whether it recruits or not; at most one query."""
    belongs = places_of(person, at) if rules.is_for_community(panel) else []
    return panel_rules.place_refusal(person, panel, belongs)


def still_belonging(applicants: Sequence[Applicant], panel: Panel, at: datetime) -> list[Applicant]:
    """Those of the applicants for whom the panel speaks today, in their order; at most one query."""
    people = [one.person_id for one in applicants]
    places = places_by_person(people, at) if rules.is_for_community(panel) else {}
    return [
        one
        for one in applicants
        if panel_rules.place_refusal(one.person, panel, places.get(one.person_id, [])) is None
    ]


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
