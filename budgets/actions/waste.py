"""A waste report's way: received, looked into, perhaps passed on or given more time, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Sum

from budgets import waste_rules as rules
from budgets.models import Execution, WasteEvent, WasteReport
from portal import attachments, audit, locks, outbox
from portal.actions import action
from portal.organisations import deadlines
from portal.refusals import refuse

State, Kind = WasteReport.State, WasteEvent.Kind
SAID = ("outcome", "answer", "recovered", "summary")
"""What a correction may change, as rules.standing reads it."""


@action
def report_waste(
    *,
    person: Any,
    execution: Execution,
    body: str,
    amount: int | None = None,
    tells_name: bool = False,
    wishes_shown: bool = False,
    attached: Sequence[Any] = (),
    at: datetime,
) -> WasteReport:
    """Send a report to the department in charge; its thirty days begin. Neither the audit trail nor the
    department's notice says who reported: she may work there. The same words about the same project, while
    the first report still waits, are that report: a second press of the button starts no second clock."""
    locks.alone("budgets.waste_reporter", person.pk)
    mine = WasteReport.objects.filter(reporter=person.pk)
    again = mine.filter(execution=execution, body=body.strip(), state__in=State.open()).last()
    if again is not None and again.files.count() == len(attached):
        return again
    refuse(rules.report_refusal(person, execution))
    refuse(rules.pace_refusal(mine.filter(at__gt=at - rules.DAY).count()))
    report = WasteReport(
        execution=execution,
        unit=execution.unit,
        reporter=person,
        body=body.strip(),
        amount=amount,
        tells_name=tells_name,
        wishes_shown=wishes_shown,
        at=at,
    )
    report.deadline = deadlines.start(subject=report.target, rule=rules.ANSWER, at=at)
    report.save(force_insert=True)
    report.files.set([attachments.store(person, one, at) for one in attached])
    _note(report, Kind.RECEIVED, None, "", at)
    outbox.emit("budgets.waste_reported", {"report": report.public_id}, at=at)
    return report


@action
def review_waste(*, officer: Any, report: WasteReport, note: str = "", at: datetime) -> None:
    """The department has begun to look into it."""
    current = _locked(report)
    refuse(rules.review_refusal(current))
    _set(current, state=State.REVIEWING)
    _note(current, Kind.REVIEWING, officer, note, at)


@action
def extend_waste(*, officer: Any, report: WasteReport, reason: str, at: datetime) -> None:
    """Once, before the deadline, with the reason and the new date that the reporter is told."""
    current = _locked(report)
    refuse(rules.desk_refusal(current))
    deadlines.extend(current.deadline, by=rules.EXTENSION, reason=reason, at=at)
    _note(current, Kind.EXTENDED, officer, reason, at)


@action
def pass_waste(
    *, officer: Any, report: WasteReport, unit: Any = None, elsewhere: str = "", reason: str, at: datetime
) -> None:
    """이송: another department takes over with the clock still running, or a body outside the portal gets it
    and this case ends with where it went."""
    current = _locked(report)
    refuse(rules.passing_refusal(current, unit, elsewhere))
    if unit:
        _set(current, unit=unit, state=State.RECEIVED)
        _note(current, Kind.PASSED_ON, officer, f"{unit.agency.name} {unit.name}: {reason}", at)
        outbox.emit("budgets.waste_reported", {"report": current.public_id}, at=at)
        return
    _set(current, state=State.TRANSFERRED)
    deadlines.meet(current.deadline, at=at)
    _note(current, Kind.TRANSFERRED, officer, f"{elsewhere}: {reason}", at)


@action
def answer_waste(
    *,
    officer: Any,
    report: WasteReport,
    outcome: str,
    answer: str,
    recovered: int = 0,
    shown: bool = False,
    summary: str = "",
    at: datetime,
) -> None:
    """Say what was found and what was done. Public, in the officer's own words, where the reporter wished so
    or the department decides so; late is still an answer, and shows as late."""
    current = _locked(report)
    shown = shown or current.wishes_shown
    elsewhere = _recovered_elsewhere(current)
    refuse(rules.answer_refusal(current, outcome, recovered, elsewhere, shown, summary))
    _set(
        current,
        state=State.ANSWERED,
        outcome=outcome,
        answer=answer.strip(),
        recovered=recovered,
        is_shown=shown,
        summary=summary.strip(),
        answered_at=at,
    )
    deadlines.meet(current.deadline, at=at)
    _note(current, Kind.ANSWERED, officer, "", at)


@action
def correct_waste(
    *,
    officer: Any,
    report: WasteReport,
    outcome: str,
    answer: str,
    recovered: int = 0,
    summary: str = "",
    reason: str,
    at: datetime,
) -> None:
    """The answer, or the money in it, was wrong. Whoever could read it reads what stood before and why, and
    the reporter is told: she had been told the other thing."""
    current = _locked(report)
    said = (outcome, answer.strip(), recovered, summary.strip())
    refuse(rules.correction_refusal(current, *said[:3], _recovered_elsewhere(current), said[3]))
    before = dict(zip(SAID, rules.standing(current), strict=True))
    current.corrections.create(**before, reason=reason.strip(), actor=officer, at=at)
    _set(current, **dict(zip(SAID, said, strict=True)))
    _note(current, Kind.CORRECTED, officer, reason.strip(), at)


@action
def forget_reporting(*, person_id: int, at: datetime) -> None:
    """Somebody has left: the report is still answered, and no officer reads a name beside it any more."""
    WasteReport.objects.filter(reporter=person_id).update(tells_name=False)


def _locked(report: WasteReport) -> WasteReport:
    """As it is now. Refused where it lies on another desk than when the officer opened it."""
    locks.alone("budgets.waste", report.pk)
    current = WasteReport.objects.select_related("deadline", "unit", "execution").get(pk=report.pk)
    refuse(rules.moved_refusal(report, current))
    return current


def _recovered_elsewhere(report: WasteReport) -> int:
    """What other reports about the project brought back; nobody adds to it until this one is written."""
    locks.alone("budgets.waste_execution", report.execution_id)
    others = WasteReport.objects.filter(execution=report.execution_id).exclude(pk=report.pk)
    return others.aggregate(total=Sum("recovered"))["total"] or 0


def _set(report: WasteReport, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=list(fields))


def _note(report: WasteReport, kind: WasteEvent.Kind, officer: Any, note: str, at: datetime) -> None:
    WasteEvent.objects.create(report=report, kind=kind, note=note[:500], actor=officer, at=at)
    actor_id = officer.pk if officer else None
    audit.record(actor_id=actor_id, verb=f"budgets.waste_{kind}", target=report.target, at=at)
    outbox.emit("budgets.waste_told", {"report": report.public_id, "kind": str(kind)}, at=at)
