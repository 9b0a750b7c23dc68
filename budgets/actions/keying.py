"""Paper into rows: keyed by two people, and where they differ, looked at by a third."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budgets import ballot_rules, paper_marks, paper_queries, paper_rules
from budgets.ballot_rules import Line
from budgets.models import Booth, Envelope, Keying, PaperBallot
from portal import audit, locks
from portal.actions import action
from portal.refusals import Refused, refuse

State = PaperBallot.State


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed of one sheet: either marks or the reason why it does not count."""

    serial: str
    batch: str
    marks: str
    void: str


@action
def key_sheet(*, officer: Any, booth_id: int, typed: Typed, at: datetime) -> PaperBallot:
    """Keep what one person read. The second keying settles the sheet, or puts it into the queue."""
    booth = _entering(booth_id, officer, at)
    sheet = _sheet(booth, typed.serial)
    keyings = list(sheet.keyings.all())
    refuse(paper_rules.turn_refusal(sheet, keyings, officer))
    choices, points = _reading(sheet.envelope, typed)
    keying = Keying.objects.create(
        sheet=sheet,
        turn=len(keyings) + 1,
        keyed_by=officer,
        choices=choices,
        points=points,
        void=typed.void,
    )
    sheet.batch = sheet.batch or typed.batch
    if not keyings:
        _move(sheet, State.ONCE)
    elif keyings[0].reading == keying.reading:
        _settle(sheet, keying)
    else:
        _move(sheet, State.DIFFERS)
    _record(officer, "budgets.sheet_keyed", sheet, at)
    return sheet


@action
def judge_sheet(
    *, officer: Any, booth_id: int, sheet_id: int, typed: Typed, reason: str, at: datetime
) -> PaperBallot:
    """A third person looks at the paper itself and says, with a reason, what stands on it."""
    booth = _entering(booth_id, officer, at)
    sheet = booth.sheets.select_related("envelope").get(pk=sheet_id)
    refuse(None if sheet.state == State.DIFFERS else paper_rules.NOT_DIFFERENT)
    keyed = sheet.keyings.filter(keyed_by=officer).exists()
    refuse(paper_rules.LOOKED_BY_KEYER if keyed else None)
    refuse(None if reason else paper_rules.NO_REASON)
    choices, points = _reading(sheet.envelope, typed)
    keying = Keying.objects.create(
        sheet=sheet,
        turn=Keying.THIRD,
        keyed_by=officer,
        choices=choices,
        points=points,
        void=typed.void,
        reason=reason,
    )
    _settle(sheet, keying)
    _record(officer, "budgets.sheet_judged", sheet, at)
    return sheet


def _entering(booth_id: int, officer: Any, at: datetime) -> Booth:
    booth = Booth.objects.only("round_id").get(pk=booth_id)
    # Sealing takes this lock alone, and who signs for the booth the next: nothing is keyed past either.
    locks.share("budgets.round", booth.round_id)
    locks.share("budgets.booth", booth_id)
    booth = Booth.objects.select_related("round").get(pk=booth_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    refuse(paper_rules.entry_refusal(booth, booth.round, at))
    return booth


def _sheet(booth: Booth, typed: str) -> PaperBallot:
    """The sheet with that serial, held until the end: two people may have it in two rooms."""
    serial = paper_rules.clean_serial(typed)
    refuse(paper_rules.serial_refusal(serial))
    sheets = booth.sheets.select_for_update(of=("self",)).select_related("envelope")
    sheet = sheets.filter(serial=serial).first()
    if sheet is None:
        raise Refused(paper_rules.UNKNOWN_SHEET)
    return sheet


def _reading(envelope: Envelope, typed: Typed) -> tuple[list[int], list[int] | None]:
    """What the sheet says, in the shape in which ballots are kept; judged like a ballot from the web."""
    if typed.void:
        return [], None
    projects = paper_queries.projects_by_number(envelope)
    numbers, points = paper_marks.read(envelope, typed.marks)
    chosen = paper_marks.names(projects, numbers)
    lines = {one.public_id: Line(one.number, one.cost, one.category) for one in projects.values()}
    refuse(ballot_rules.choices_refusal(envelope, lines, chosen, points))
    return ballot_rules.written(envelope, lines, chosen, points)


def _settle(sheet: PaperBallot, keying: Keying) -> None:
    if keying.void:
        sheet.void = keying.void
        _move(sheet, State.SPOILED)
    else:
        sheet.choices, sheet.points = keying.choices, keying.points
        _move(sheet, State.COUNTED)


def _move(sheet: PaperBallot, state: PaperBallot.State) -> None:
    sheet.state = state
    sheet.save(update_fields=["state", "batch", "choices", "points", "void"])


def _record(officer: Any, verb: str, sheet: PaperBallot, at: datetime) -> None:
    """Who handled which sheet; never what stands on it."""
    target = sheet.booth.target
    audit.record(actor_id=officer.pk, verb=verb, target=target, at=at, detail={"serial": sheet.serial})
