"""The sheets of one booth by how far each is, named by their numbers.

Nothing here reads the roll, and numbers stand in the order of batch and number, never in that of keying: a
page that shows them says nothing about who came, nor when.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import paper_rules
from budgets.models import Booth, Keying, PaperBallot
from budgets.paper_queries import KEYED
from portal.refusals import Refused, refuse

State = PaperBallot.State
MOST_NAMED = 500  # numbers of one pile on a page; the others are looked up one by one
FINISHED = (State.COUNTED, State.SEALED)

Row = tuple[str, str, str, int]  # batch, number, state, primary key
Named = tuple[str, str]  # batch, or the name of the ballot where nobody has typed the sheet; number


@dataclass(frozen=True, slots=True)
class Pile:
    """Sheets that are equally far. `bundles`: name of the batch (of the ballot) and the numbers in it."""

    number: int
    bundles: list[tuple[str, list[str]]]

    @property
    def unnamed(self) -> int:
        return self.number - sum(len(serials) for _name, serials in self.bundles)


@dataclass(frozen=True, slots=True)
class Batch:
    """One stack of paper as the screen knows it, to be held against the stack itself."""

    name: str
    keyed: int
    once: int
    differs: int

    @property
    def finished(self) -> int:
        return self.keyed - self.once - self.differs


@dataclass(frozen=True, slots=True)
class Piles:
    """All sheets of a booth. What waits is split by whether the person who asks may do it herself."""

    untouched: Pile  # printed and typed by nobody: in the box, or never handed out
    once: Pile
    once_by_me: Pile
    differs: Pile
    differs_with_mine: Pile
    finished: Pile
    spoiled: Pile
    batches: list[Batch]


def piles(booth: Booth, user: Any) -> Piles:
    """Four queries, however many sheets."""
    rows = list(_keyed(booth))
    mine = _typed_by(user, booth)
    return Piles(
        untouched=_untouched(booth),
        once=_pile(rows, [State.ONCE], without=mine),
        once_by_me=_pile(rows, [State.ONCE], only=mine),
        differs=_pile(rows, [State.DIFFERS], without=mine),
        differs_with_mine=_pile(rows, [State.DIFFERS], only=mine),
        finished=_pile(rows, FINISHED),
        spoiled=_pile(rows, [State.SPOILED]),
        batches=list(_batches(rows)),
    )


def _keyed(booth: Booth) -> Iterable[Row]:
    rows = booth.sheets.filter(state__in=[*KEYED, State.SEALED]).order_by("batch", "serial")
    return rows.values_list("batch", "serial", "state", "pk")


def _typed_by(user: Any, booth: Booth) -> set[int]:
    waiting = Keying.objects.filter(sheet__booth=booth, sheet__state__in=[State.ONCE, State.DIFFERS])
    return set(waiting.filter(keyed_by=user.pk).values_list("sheet", flat=True))


def _untouched(booth: Booth) -> Pile:
    printed = booth.sheets.filter(state=State.PRINTED)
    named = printed.order_by("envelope", "serial").values_list("envelope__name", "serial")[:MOST_NAMED]
    return Pile(printed.count(), _bundles(named))


def _pile(
    rows: Iterable[Row],
    states: Collection[str],
    *,
    only: Collection[int] | None = None,
    without: Collection[int] = (),
) -> Pile:
    found = [
        (batch, serial)
        for batch, serial, state, pk in rows
        if state in states and (only is None or pk in only) and pk not in without
    ]
    return Pile(len(found), _bundles(found[:MOST_NAMED]))


def _bundles(named: Iterable[Named]) -> list[tuple[str, list[str]]]:
    return [(name, [serial for _name, serial in group]) for name, group in groupby(named, itemgetter(0))]


def _batches(rows: Iterable[Row]) -> Iterator[Batch]:
    for name, group in groupby(rows, itemgetter(0)):
        states = [state for _batch, _serial, state, _pk in group]
        yield Batch(name, len(states), states.count(State.ONCE), states.count(State.DIFFERS))


STANDS = {
    State.PRINTED: _("아직 아무도 입력하지 않았습니다."),
    State.ONCE: _("한 번 입력했습니다. 다른 분이 한 번 더 입력합니다."),
    State.DIFFERS: _("두 입력이 다릅니다. 세 번째 분이 판정합니다."),
    State.COUNTED: _("입력을 마쳤습니다. 셀 표입니다."),
    State.SPOILED: _("입력을 마쳤습니다. 무효표입니다."),
    State.SEALED: _("입력을 마쳤습니다. 셀 표입니다."),
}


@dataclass(frozen=True, slots=True)
class Found:
    """How far the sheet is that somebody holds in her hand."""

    serial: str
    batch: str
    stands: Any


def look_up(booth: Booth, typed: str) -> Found:
    """The sheet of that number. Raises Refused for a number that is mistyped or was not printed here."""
    serial = paper_rules.clean_serial(typed)
    refuse(paper_rules.serial_refusal(serial))
    sheet = booth.sheets.filter(serial=serial).first()
    if sheet is None:
        raise Refused(paper_rules.UNKNOWN_SHEET)
    return Found(sheet.serial, sheet.batch, STANDS[State(sheet.state)])
