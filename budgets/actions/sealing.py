"""Sealing: the ballots go into fresh rows in random order, their hashes into a tree, the key is destroyed."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from budgets import box
from budgets.models import Ballot, Envelope, MerkleLevel, Round, SealedBallot, Tally
from portal import audit, locks, outbox
from portal.actions import action

BATCH = 2000


@action
def seal_round(*, round_id: int, at: datetime) -> None:
    """After closing, once: nobody can link a voter to a ballot any more. Safe to ring twice."""
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    if round_.state != Round.State.CLOSED or round_.sealed_at is not None:
        return
    for envelope in round_.envelopes.all():
        _seal(envelope)
        Tally.objects.create(envelope=envelope)
    Ballot.objects.filter(envelope__round=round_).delete()
    round_.sealed_at = at
    round_.save(update_fields=["sealed_at"])
    audit.record(actor_id=None, verb="budgets.sealed", target=round_.target, at=at, detail=_roots(round_))
    outbox.emit("budgets.sealed", {"round": round_.public_id}, at=at)
    transaction.on_commit(lambda: box.destroy_key(round_.public_id))


def _seal(envelope: Envelope) -> None:
    ballots = list(envelope.ballots.values_list("choices", "points", "receipt_hash"))
    secrets.SystemRandom().shuffle(ballots)
    SealedBallot.objects.bulk_create(_fresh(envelope, ballots), batch_size=BATCH)
    leaves = [box.leaf(envelope.public_id, receipt, chosen, points) for chosen, points, receipt in ballots]
    write_tree(envelope, leaves)


def _fresh(
    envelope: Envelope, ballots: list[tuple[list[int], list[int] | None, str]]
) -> Iterator[SealedBallot]:
    for place, (choices, points, receipt) in enumerate(ballots):
        yield SealedBallot(
            envelope=envelope, place=place, choices=choices, points=points, receipt_hash=receipt
        )


def write_tree(envelope: Envelope, leaves: list[str]) -> None:
    """Publish the tree's root and the number of its leaves; keep what proves that a ballot is in it."""
    *levels, root = box.merkle_levels(leaves)
    for number, level in enumerate(levels):
        nodes = bytes.fromhex("".join(level))
        MerkleLevel.objects.create(envelope=envelope, level=number, nodes=nodes)
    envelope.merkle_root = root[0]
    envelope.ballots_total = len(leaves)
    envelope.save(update_fields=["merkle_root", "ballots_total"])


def _roots(round_: Round) -> dict[str, str]:
    return {envelope.public_id: envelope.merkle_root for envelope in round_.envelopes.all()}
