"""The sealed box as it is read for a count: each row once, and what is counted is what the tree holds.

Between sealing and counting the rows lie in a table. Whoever can write there could add, change or take away
ballots, and the whole city would be told a false result with our signature under it. So whoever reads them
works out the leaves and the root again and compares them with what was made public at sealing.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from django.db import connection
from django.utils.translation import gettext_noop

from budgets import box
from budgets.models import Envelope
from portal.audit.models import Entry

Reading = Callable[[int], None]
Marks = tuple[list[int], list[int] | None]  # numbers of projects, points or None
PAGE = 10_000
# `said` is what the leaf hashes (budgets.box.content): 3,1,7 or with points 1=4,3=6. It is also what is
# counted, so that nothing can be counted that was not hashed. PostgreSQL hashes: Python would take longer.
ROWS = """
SELECT place, said, sha256('\\x00'::bytea || convert_to(
    %(name)s || ':' || coalesce(receipt_hash, '') || ':' || CASE WHEN blind = '' THEN said
    ELSE encode(sha256(convert_to('ballot:' || blind || ':' || said, 'UTF8')), 'hex') END, 'UTF8'))
FROM (
    SELECT place, receipt_hash, blind,
        CASE WHEN points IS NULL THEN array_to_string(choices, ',') ELSE coalesce((
            SELECT string_agg(number || '=' || given, ',' ORDER BY turn)
            FROM unnest(choices, points) WITH ORDINALITY AS pair (number, given, turn)
        ), '') END AS said
    FROM budgets_sealedballot WHERE envelope_id = %(envelope)s AND place > %(after)s
    ORDER BY place LIMIT %(page)s
) AS page
"""

NOT_THE_ROWS = gettext_noop(
    "봉인한 뒤에 투표지가 바뀌었습니다. 봉인할 때의 지문(머클 루트)과 맞지 않아 세지 않았습니다."
)
NOT_THE_NUMBER = gettext_noop(
    "봉인한 뒤에 투표지의 수가 바뀌었습니다. 봉인할 때의 수와 맞지 않아 세지 않았습니다."
)
NOT_THE_TRAIL = gettext_noop(
    "공개된 지문(머클 루트)이 봉인할 때의 감사 기록과 다릅니다. 그래서 세지 않았습니다."
)
NO_PROJECT = gettext_noop("투표지에 없는 사업의 번호가 있습니다. 그래서 세지 않았습니다.")


class Altered(ValueError):
    """The rows are not those that were sealed. Says what does not fit; nobody may count them."""


def ballots(envelope: Envelope, reading: Reading) -> Iterator[tuple[*Marks, int]]:
    """(choices, points, how many such ballots), in constant memory. Raises `Altered` after the last row, so
    what came before it may only be kept by who has read to the end."""
    tree = box.Tree()
    for page in _pages(envelope):
        reading(tree.total)
        for _place, _said, leaf in page:
            tree.add(leaf)
        for said, many in Counter(said for _place, said, _leaf in page).items():
            yield (*_marks(said), many)
    reading(tree.total)
    _compare(envelope, tree)


def hold(envelope: Envelope) -> None:
    """Read the whole box only to see that it is the sealed one; else `Altered`."""
    for _ballot in ballots(envelope, lambda total: None):
        pass


def _pages(envelope: Envelope) -> Iterator[list[tuple[int, str, bytes]]]:
    """By place, as the leaves stand in the tree. Between two pages the connection is free: whoever waits for
    the count is told how far it is."""
    wanted: dict[str, str | int] = {"name": envelope.public_id, "envelope": envelope.pk, "page": PAGE}
    after = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, wanted | {"after": after})
            page = cursor.fetchall()
        if not page:
            return
        yield page
        after = page[-1][0]


def _marks(said: str) -> Marks:
    if "=" not in said:
        return [int(number) for number in said.split(",")] if said else [], None
    pairs = [pair.split("=") for pair in said.split(",")]
    return [int(number) for number, _given in pairs], [int(given) for _number, given in pairs]


def _compare(envelope: Envelope, tree: box.Tree) -> None:
    """A rehearsal has voters who do not exist and no tree. Whatever came from elsewhere has one, but was not
    sealed here, so no entry of the trail speaks of it."""
    round_ = envelope.round
    if round_.is_sandbox:
        return
    published = Envelope.objects.only("merkle_root", "ballots_total").get(pk=envelope.pk)
    if tree.total != published.ballots_total:
        raise Altered(NOT_THE_NUMBER)
    if tree.root() != published.merkle_root:
        raise Altered(NOT_THE_ROWS)
    if not round_.origin and published.merkle_root != _noted(envelope):
        raise Altered(NOT_THE_TRAIL)


def _noted(envelope: Envelope) -> str | None:
    """The root as the chained trail has it; who changed the envelope's row has not changed that one."""
    entries = Entry.objects.filter(verb="budgets.sealed", target=envelope.round.target).order_by("id")
    first = entries.values_list("detail", flat=True).first() or {}
    found = first.get(envelope.public_id)
    return str(found) if found else None
