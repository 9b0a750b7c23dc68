"""The proof that a receipt's ballot is in the sealed box, for the page and for programs.

It shows the way from the ballot's leaf to the root, and of the ballot nothing but a blinded hash.
"""

from dataclasses import dataclass
from typing import Any

from budgets import box, queries
from budgets.models import Envelope, Round, SealedBallot


@dataclass(frozen=True, slots=True)
class Proof:
    """`leaf` = SHA-256(0x00, "envelope:receipt:inside"); each step of `path` is ("left" or "right", hash)."""

    envelope: Envelope
    receipt: str
    inside: str
    leaf: str
    path: list[tuple[str, str]]
    is_blinded: bool

    @property
    def holds(self) -> bool:
        """Does it lead to the root that was published?"""
        return box.root_of_path(self.leaf, self.path) == self.envelope.merkle_root

    def to_json(self) -> dict[str, Any]:
        return {
            "envelope": self.envelope.public_id,
            "name": self.envelope.name,
            "total": self.envelope.ballots_total,
            "root": self.envelope.merkle_root,
            "inside": self.inside,
            "path": [{"side": side, "hash": node} for side, node in self.path],
        }


def proof(round_: Round, *receipts: str) -> Proof | None:
    """The proof of the ballot with one of these hashes of receipt codes; None when there is none."""
    if round_.sealed_at is None:
        return None
    sealed = SealedBallot.objects.select_related("envelope")
    ballot = sealed.filter(receipt_hash__in=receipts, envelope__round=round_).first()
    return _proof(ballot) if ballot is not None else None


def blinded_proof(round_: Round, receipt: str) -> Proof | None:
    """The same for programs, which see what is inside: boxes sealed before ballots were blinded have none."""
    found = proof(round_, receipt)
    return found if found is not None and found.is_blinded else None


def _proof(ballot: SealedBallot) -> Proof:
    envelope = ballot.envelope
    inside = box.content(ballot.choices, ballot.points, ballot.blind)
    return Proof(
        envelope=envelope,
        receipt=ballot.receipt_hash or "",
        inside=inside,
        leaf=box.leaf(envelope.public_id, ballot.receipt_hash, inside),
        path=queries.inclusion_path(ballot),
        is_blinded=bool(ballot.blind),
    )
