"""A voter's own ballots, as long as the box is open. Afterwards nobody can find them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from budgets import box
from budgets.models import Ballot, Envelope, Round


class OnBallot(NamedTuple):
    """A project as the ballot shows it: plain values, so that its card can be kept by them."""

    public_id: str
    number: int
    title: str
    summary: str
    category: str
    place: str
    cost: int


def on_ballot(envelope: Envelope) -> list[OnBallot]:
    """The projects of an envelope by number; the page shuffles them."""
    return [OnBallot(*row) for row in envelope.projects.values_list(*OnBallot._fields)]


def my_ballot(voter: Any, envelope: Envelope) -> Ballot | None:
    key = _key(voter, envelope.round)
    if key is None:
        return None
    name = box.pseudonym(key, envelope.pk, voter.pk)
    return Ballot.objects.filter(envelope_id=envelope.pk, pseudonym=name).first()


def _key(voter: Any, round_: Round) -> bytes | None:
    if not voter.is_authenticated or round_.sealed_at is not None:
        return None
    try:
        return box.read_key(round_.public_id)
    except box.KeyMissing:
        return None


def my_receipt(voter: Any, envelope: Envelope) -> tuple[Ballot, str] | None:
    """The voter's ballot and its receipt code; worked out anew, since the code itself is nowhere kept."""
    ballot = my_ballot(voter, envelope)
    if ballot is None:
        return None
    key = box.read_key(envelope.round.public_id)
    return ballot, box.receipt_code(key, ballot.pseudonym, ballot.choices, ballot.points)


def voted_envelopes(voter: Any, envelopes: list[Envelope]) -> set[int]:
    """In which of one round's envelopes she has a ballot now; one query."""
    if not envelopes:
        return set()
    return has_voted(voter, envelopes[0].round, [envelope.pk for envelope in envelopes])


HELD = "SELECT envelope_id FROM budgets_ballot WHERE envelope_id = ANY(%s) AND pseudonym = ANY(%s)"


def has_voted(voter: Any, round_: Round, envelopes: Sequence[int]) -> set[int]:
    """Those of the envelopes (by id) in which she has a ballot now."""
    key = _key(voter, round_) if envelopes else None
    if key is None:
        return set()
    names = [box.pseudonym(key, envelope, voter.pk) for envelope in envelopes]
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(envelopes), names])
        return {envelope for (envelope,) in cursor.fetchall()}
