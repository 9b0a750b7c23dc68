"""Sealing: web and paper ballots go together into fresh rows in random order, their hashes into a tree, the
key is destroyed.

Rows pass as the text of COPY: a million ballots are read, shuffled, hashed and written in seconds.
"""

import secrets
import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction

from budgets import box, paper_queries, paper_rules, seeding
from budgets.models import Ballot, Envelope, Keying, MerkleLevel, OwedCut, PaperBallot, Round, Tally
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import Refusal, refuse

Marks = tuple[str, str, str]  # choices "{1,2}", points "{4,6}" or NULL, hash of the receipt
NULL = r"\N"
WEB = "SELECT choices, points, receipt_hash FROM budgets_ballot WHERE envelope_id = {}"
PAPER = "SELECT choices, points FROM budgets_paperballot WHERE state = 'counted' AND envelope_id = {}"
FRESH = "COPY budgets_sealedballot (id, envelope_id, place, choices, points, receipt_hash, blind) FROM STDIN"
shuffle = secrets.SystemRandom().shuffle


@action
def seal_round(*, round_id: int, at: datetime) -> None:
    """After closing, once: nobody can link a voter to a ballot any more. Safe to ring twice.

    Refused while a booth's box does not add up: a sheet that is missing now could never be added.
    """
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    if round_.state != Round.State.CLOSED or round_.sealed_at is not None:
        return
    refuse(sealing_refusal(round_))
    for envelope in round_.envelopes.all():
        _seal(envelope)
        Tally.objects.create(envelope=envelope)
    _empty(round_)
    round_.sealed_at = at
    round_.lot_seed = seeding.opened(round_.lot_seed, round_.lot_commitment)
    round_.save(update_fields=["sealed_at", "lot_seed"])
    OwedCut.objects.create(round=round_)
    audit.record(actor_id=None, verb="budgets.sealed", target=round_.target, at=at, detail=_roots(round_))
    outbox.emit("budgets.sealed", {"round": round_.public_id}, at=at)
    transaction.on_commit(lambda: box.destroy_key(round_.public_id))


def sealing_refusal(round_: Round) -> Refusal | None:
    """What keeps the box from being sealed, before anything is read or written."""
    paper = paper_rules.sealing_refusal(paper_queries.boxes(round_))
    return paper or seeding.refusal(round_.lot_seed, round_.lot_commitment)


def _seal(envelope: Envelope) -> None:
    ballots = [*_web(envelope), *_paper(envelope)]
    shuffle(ballots)
    write_tree(envelope, _write(envelope, ballots))


def _web(envelope: Envelope) -> Iterator[Any]:
    yield from _rows(WEB.format(envelope.pk))


def _paper(envelope: Envelope) -> Iterator[Marks]:
    for choices, points in _rows(PAPER.format(envelope.pk)):
        yield choices, points, box.no_receipt()


def _rows(query: str) -> Iterator[tuple[str, ...]]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as lines:
        for line in lines:
            yield tuple(bytes(line).decode().rstrip("\n").split("\t"))


def _write(envelope: Envelope, ballots: list[Marks]) -> list[str]:
    """Write the fresh rows in the order given; returns their leaves."""
    leaves: list[str] = []
    write_rows(_fresh(envelope, ballots, leaves))
    return leaves


def _fresh(envelope: Envelope, ballots: list[Marks], leaves: list[str]) -> Iterator[str]:
    for place, (choices, points, receipt) in enumerate(ballots):
        blind = secrets.token_hex(16)
        inside = box.content(_numbers(choices), _numbers(points) if points != NULL else None, blind)
        leaves.append(box.leaf(envelope.public_id, receipt, inside))
        yield f"{uuid.uuid4()}\t{envelope.pk}\t{place}\t{choices}\t{points}\t{receipt}\t{blind}\n"


def write_rows(lines: Iterator[str]) -> None:
    """Sealed ballots as the text of COPY; a thousand at a time, since each handing over costs as well."""
    with connection.cursor() as cursor, cursor.copy(FRESH) as rows:
        while block := "".join(islice(lines, 1000)):
            rows.write(block)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text[1:-1].split(",")]


def _empty(round_: Round) -> None:
    """Take what was chosen away from everything that has another name: pseudonyms, serials, keyings."""
    Ballot.objects.filter(envelope__round=round_).delete()
    Keying.objects.filter(sheet__booth__round=round_, void="").delete()
    counted = PaperBallot.objects.filter(booth__round=round_, state=PaperBallot.State.COUNTED)
    counted.update(state=PaperBallot.State.SEALED, choices=None, points=None)


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
