"""What the page of a round says of each envelope: plain values, by which its card is kept."""

from typing import Any, NamedTuple

from budgets.ballot_words import voters_sentences
from budgets.models import Envelope, RoundState
from portal.refusals import Refusal


class Offer(NamedTuple):
    """All that budgets/rounds/envelope.html shows, and nothing else. Some names are those of an Envelope, for
    the filters that read them."""

    round_id: str
    public_id: str
    name: str
    amount: int
    currency: str
    scale: int
    ballot_kind: str
    min_choices: int
    max_choices: int
    points_total: int
    voters: str  # in the reader's language
    projects: int | None  # None: not yet fixed
    opens: str  # ballot, results, projects, or "" while there is nothing to open
    voted: bool
    barred: bool  # from voting
    why_not: str


def offer(envelope: Envelope, phase: str, *, voted: bool, on_paper: bool, refusal: Refusal | None) -> Offer:
    """`on_paper`: she took a paper ballot, which the page says once for all envelopes."""
    elsewhere = refusal if refusal is not None and refusal.code == "elsewhere" else None
    frozen: Any = envelope
    return Offer(
        round_id=envelope.round.public_id,
        public_id=envelope.public_id,
        name=envelope.name,
        amount=envelope.amount,
        currency=envelope.currency,
        scale=envelope.scale,
        ballot_kind=envelope.ballot_kind,
        min_choices=envelope.min_choices,
        max_choices=envelope.max_choices,
        points_total=envelope.points_total,
        voters=" ".join(voters_sentences(envelope)),
        projects=frozen.projects_total if envelope.round.state in RoundState.frozen() else None,
        opens=_opens(envelope, phase),
        voted=voted,
        barred=on_paper or elsewhere is not None,
        why_not=str(elsewhere) if elsewhere and not on_paper else "",
    )


def _opens(envelope: Envelope, phase: str) -> str:
    if phase == RoundState.VOTING:
        return "ballot"
    if envelope.round.state in RoundState.decided():
        return "results"
    return "projects" if envelope.round.state in RoundState.frozen() else ""
