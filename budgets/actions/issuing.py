"""Handing out paper: first the roll, then the sheets."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F

from budgets import eligibility, paper_queries, paper_rules, residents, roll, rules
from budgets.models import Booth, Envelope, Round, SheetsGiven
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import Refused, refuse

# Leap: who stands on the roll already, on the web or on paper, gets no second entry; the row says which.
ENTER = """
INSERT INTO budgets_voterroll (round_id, voter_id, person, channel, booth_id)
VALUES (%s::bigint, %s::bigint, %s, 'paper', %s::bigint)
ON CONFLICT (round_id, person) DO NOTHING RETURNING id
"""


@action
def issue_paper(
    *, officer: Any, booth_id: int, somebody: residents.Resident, district: str = "", at: datetime
) -> list[Envelope]:
    """Enter somebody on the roll before she is given paper; returns the ballots that are hers.

    `district`: the name of one of them, where she could vote in several districts and must choose one
    (`bundles`).

    Neither the roll nor the audit trail knows which sheets she got: their serials are drawn by lot.
    """
    booth = Booth.objects.select_related("round").get(pk=booth_id)
    # Closing takes this lock alone, as it does for voters on the web.
    locks.share("budgets.round", booth.round_id)
    round_ = Round.objects.get(pk=booth.round_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    refuse(rules.time_refusal(round_, at))
    refuse(paper_rules.issuing_refusal(booth, at))
    found, refusal = allowed(round_, somebody, at)
    refuse(None if found else refusal)
    ballots = _chosen(found, district)
    refuse(_enter(booth, somebody))
    _count(booth, ballots)
    audit.record(actor_id=officer.pk, verb="budgets.paper_issued", target=booth.target, at=at)
    if somebody.pk is not None:  # she has an account, so she can be told
        payload = {"round": round_.public_id, "booth": booth.public_id, "voter": somebody.pk}
        outbox.emit("budgets.paper_issued", payload, at=at)
    return ballots


def _chosen(found: list[list[Envelope]], district: str) -> list[Envelope]:
    if len(found) == 1:
        return found[0]
    for ballots in found:
        if district == ballots[-1].public_id:
            return ballots
    raise Refused(paper_rules.WHICH_DISTRICT)


def allowed(round_: Round, somebody: residents.Resident, at: datetime) -> tuple[list[list[Envelope]], Any]:
    """The ballots that she may have (`bundles`), and why not the last other one."""
    envelopes = paper_queries.ballots_for(round_)
    found = eligibility.refusals(somebody, envelopes, at)
    why_not = [refusal for refusal in found.values() if refusal is not None]
    hers = bundles([one for one in envelopes if found[one.pk] is None])
    return hers, why_not[-1] if why_not else None


def bundles(ballots: list[Envelope]) -> list[list[Envelope]]:
    """Each set of these ballots that one person may have together, the money of its district last.

    Who lives in one district and works in another chooses one of them, on paper as on the web
    (`eligibility.rivals`): two sheets would be two votes for one round's money.
    """
    placed = sorted((one for one in ballots if one.area), key=_path)
    inner = [one for one in placed if not any(_lies_in(other, one) for other in placed)]
    paths = sorted({_path(one) for one in inner})
    city = [one for one in ballots if not one.area]
    if not paths:
        return [city] if city else []
    return [city + [one for one in placed if path.startswith(_path(one))] for path in paths]


def _path(envelope: Envelope) -> str:
    return envelope.area.path if envelope.area else ""


def _lies_in(inner: Envelope, outer: Envelope) -> bool:
    return _path(inner) != _path(outer) and _path(inner).startswith(_path(outer))


def _count(booth: Booth, ballots: list[Envelope]) -> None:
    """One more sheet given of each, in the order of their keys, so that two tables of a booth never wait for
    each other for ever."""
    for envelope in sorted(ballots, key=lambda one: one.pk):
        SheetsGiven.objects.get_or_create(booth=booth, envelope=envelope)
        SheetsGiven.objects.filter(booth=booth, envelope=envelope).update(number=F("number") + 1)


def _enter(booth: Booth, somebody: residents.Resident) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [booth.round_id, somebody.pk, somebody.name, booth.pk])
        if cursor.fetchone() is not None:
            return None
    return roll.standing_refusal(booth.round_id, somebody.name)
