"""The published ballots in the Pabulib format, streamed: anybody can count them again with another program.

Rows come in the order of the sealed rows' random ids, by which voters are named; in the order of the tree,
the way of a receipt's proof would lead whoever was shown the receipt straight to the row. The names were
drawn at sealing and stay, so that the file has the same bytes each time and its hash can be published.
No age, no sex, no district, no time: ballots are never asked for them, so no cell can be too small.
"""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from budgets import export_head
from budgets.models import BallotFile, Envelope, SealedBallot
from budgets.tally import Instance, Mismatch, PbError, pb, pb_write

PAGE = 5000
Row = tuple[str, list[str], list[int] | None]


def lines(envelope: Envelope) -> Iterator[str]:
    """The lines of the file; its head as it was frozen, if it was."""
    kept = BallotFile.objects.filter(envelope=envelope).values_list("head", flat=True).first()
    yield from [kept] if kept else head(envelope)
    scored = export_head.vote_type(envelope) == "cumulative"
    for voter, choices, points in ballots(envelope):
        cells = [voter, ",".join(choices)]
        yield pb_write.line([*cells, ",".join(map(str, points or []))] if scored else cells)


def head(envelope: Envelope) -> Iterator[str]:
    projects = list(envelope.projects.order_by("number"))
    columns = ["voter_id", "vote"] + (["points"] if export_head.vote_type(envelope) == "cumulative" else [])
    rows = export_head.projects_of(envelope, projects)
    yield from pb_write.head(export_head.meta(envelope, projects), rows, columns)


UNCOUNTED = {"votes": 0, "score": 0, "funded": False}


def head_holds(envelope: Envelope, instance: Instance) -> None:
    """Raise `Mismatch` unless budget and projects are read from the published file as they were counted. The
    ballots name projects by the same ids and numbers, so that the whole fingerprint is that of the file."""
    rows = [export_head.row_of(envelope, one, UNCOUNTED) for one in envelope.projects.order_by("number")]
    kind = export_head.vote_type(envelope)
    meta = [("budget", export_head.amount(envelope, envelope.amount)), ("vote_type", kind)]
    try:
        theirs = pb.read("".join(pb_write.head(meta, rows, ["voter_id", "vote", "points"])).encode())
    except PbError as trouble:
        raise Mismatch(f"the published file cannot be read: {trouble}") from trouble
    ours = replace(instance, groups=(), panels={})
    if theirs.instance().digest != ours.digest:
        raise Mismatch("the published file would not give the projects that were counted")


def ballots(envelope: Envelope, after: str = "", limit: int | None = None) -> Iterator[Row]:
    """Each sealed ballot: its name, the ids of its projects, its points. Page by page along the index, so
    that memory stays the same for any number, also behind a pooler that knows no cursors."""
    names = {number: external or str(number) for number, external in _projects(envelope)}
    left = limit
    while left is None or left > 0:
        page = _page(envelope, after, PAGE if left is None else min(PAGE, left))
        for key, choices, points in page:
            after = name_of(key)
            yield after, [names[number] for number in choices], points
        left = None if left is None else left - len(page)
        if not page:
            return


def _projects(envelope: Envelope) -> list[tuple[int, str]]:
    return list(envelope.projects.values_list("number", "external_id"))


def _page(envelope: Envelope, after: str, size: int) -> list[tuple[UUID, list[int], list[int] | None]]:
    rows = SealedBallot.objects.filter(envelope=envelope)
    if after:
        rows = rows.filter(id__gt=UUID(hex=after.ljust(32, "f")))
    return list(rows.order_by("id").values_list("id", "choices", "points")[:size])


def name_of(key: UUID) -> str:
    """How a ballot is called in every public file: 60 random bits."""
    return key.hex[:16]
