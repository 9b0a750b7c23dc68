"""A department carries out a project in public: steps, moved days, money, reports, the closed account."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from budgets import execution_rules as rules
from budgets.models import (
    DayCorrection,
    Execution,
    Milestone,
    ProgressReport,
    Project,
    ProjectFollow,
    Slip,
    Spending,
    Stop,
    Withdrawal,
)
from portal import attachments, audit, locks, outbox
from portal.actions import action
from portal.refusals import refuse


@action
def begin_execution(*, actor: Any, project: Project, unit: Any, at: datetime) -> Execution:
    """Give a funded project to the department that carries it out; a second time moves it to another one."""
    tally = getattr(project.envelope, "tally", None)
    winners = {row["project"] for row in (tally.result or {"winners": []})["winners"]} if tally else set()
    refuse(rules.begin_refusal(project, project.ballot_id in winners))
    held = Execution.objects.filter(project=project).first()
    if held is not None:
        _open(held)
    execution, _new = Execution.objects.update_or_create(
        project=project, defaults={"unit": unit}, create_defaults=_first(project, unit, at)
    )
    _record(execution, actor, "budgets.execution_given", at, {"unit": unit.public_id})
    return execution


def _first(project: Project, unit: Any, at: datetime) -> dict[str, Any]:
    return {"unit": unit, "amount": project.cost, "begun_at": at}


@action
def plan_milestone(
    *, actor: Any, execution: Execution, title: str, planned_on: date, at: datetime
) -> Milestone:
    _working(execution)
    milestone = Milestone.objects.create(
        execution=execution, title=title, planned_on=planned_on, first_planned_on=planned_on
    )
    _record(execution, actor, "budgets.milestone_planned", at, {"title": title})
    return milestone


@action
def finish_milestone(*, actor: Any, milestone: Milestone, on: date, at: datetime) -> None:
    """The step was done on that day. Followers are told."""
    execution = _working(milestone.execution)
    refuse(rules.day_refusal(execution, on, at))
    milestone.refresh_from_db()
    refuse(rules.waiting_refusal(milestone))
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])
    _record(execution, actor, "budgets.milestone_done", at, {"title": milestone.title})
    outbox.emit("budgets.milestone_done", _payload(milestone), at=at)


@action
def move_milestone(*, actor: Any, milestone: Milestone, planned_on: date, reason: str, at: datetime) -> None:
    """Another day, with the reason that everybody reads. Followers are told."""
    execution = _working(milestone.execution)
    milestone.refresh_from_db()
    refuse(rules.move_refusal(milestone, planned_on))
    Slip.objects.create(
        milestone=milestone, before=milestone.planned_on, after=planned_on, reason=reason, actor=actor, at=at
    )
    milestone.planned_on = planned_on
    milestone.save(update_fields=["planned_on"])
    _record(execution, actor, "budgets.milestone_moved", at, {"title": milestone.title})
    outbox.emit("budgets.milestone_moved", _payload(milestone) | {"reason": reason}, at=at)


@action
def withdraw_milestone(*, actor: Any, milestone: Milestone, reason: str, at: datetime) -> None:
    """Take a step out of the plan that is not done, with the reason that everybody reads. Without it whoever
    wrote a step by mistake could only call it done, or give the whole work up. Followers are told."""
    execution = _working(milestone.execution)
    milestone.refresh_from_db()
    refuse(rules.waiting_refusal(milestone))
    Withdrawal.objects.create(milestone=milestone, reason=reason, actor=actor, at=at)
    _record(execution, actor, "budgets.milestone_withdrawn", at, {"title": milestone.title})
    outbox.emit("budgets.milestone_withdrawn", _payload(milestone) | {"reason": reason}, at=at)


@action
def correct_done(
    *, actor: Any, milestone: Milestone, reason: str, at: datetime, on: date | None = None
) -> None:
    """The day was written down wrong; without `on` the step is not done after all. Everybody reads what stood
    before and why, and followers are told: they had been told the other day."""
    execution = _open(milestone.execution)
    milestone.refresh_from_db()
    refuse(rules.correct_day_refusal(milestone, on))
    refuse(rules.day_refusal(execution, on, at) if on else None)
    assert milestone.done_on is not None  # refused above
    DayCorrection.objects.create(
        milestone=milestone, before=milestone.done_on, after=on, reason=reason, actor=actor, at=at
    )
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])
    _record(execution, actor, "budgets.milestone_corrected", at, {"title": milestone.title})
    payload = _payload(milestone) | {"reason": reason, "done_on": f"{on}" if on else ""}
    outbox.emit("budgets.milestone_corrected", payload, at=at)


def _payload(milestone: Milestone) -> dict[str, Any]:
    project = milestone.execution.project
    return {"project": project.public_id, "title": milestone.title, "planned_on": f"{milestone.planned_on}"}


@action
def record_spending(
    *, actor: Any, execution: Execution, spent_on: date, amount: int, purpose: str, at: datetime
) -> Spending:
    """An entry in the account; never above what was appropriated."""
    _open(execution)
    wrong = rules.day_refusal(execution, spent_on, at)
    refuse(wrong and replace(wrong, field="spent_on"))
    refuse(rules.spending_refusal(execution, _spent(execution), amount))
    entry = Spending.objects.create(
        execution=execution, spent_on=spent_on, amount=amount, purpose=purpose, actor=actor, at=at
    )
    _record(execution, actor, "budgets.spent", at, {"amount": amount, "entry": entry.public_id})
    return entry


@action
def correct_spending(*, actor: Any, entry: Spending, amount: int, reason: str, at: datetime) -> Spending:
    """A wrong entry gets another one beside it; an amount of 0 takes it back."""
    execution = _open(entry.execution)
    refuse(rules.correct_refusal(entry))
    refuse(rules.spending_refusal(execution, _spent(execution) - entry.amount, amount))
    fields = {"spent_on": entry.spent_on, "purpose": entry.purpose, "reason": reason}
    corrected = Spending.objects.create(
        execution=execution, corrects=entry, amount=amount, actor=actor, at=at, **fields
    )
    detail = {"amount": amount, "corrects": entry.public_id}
    _record(execution, actor, "budgets.spending_corrected", at, detail)
    return corrected


def _spent(execution: Execution) -> int:
    return execution.spending.standing().aggregate(sum=Sum("amount"))["sum"] or 0


@action
def report_progress(
    *, actor: Any, execution: Execution, body: str, photos: Sequence[Any], at: datetime
) -> ProgressReport:
    """Say and show how the work goes."""
    _open(execution)
    report = ProgressReport.objects.create(execution=execution, body=body, actor=actor, at=at)
    report.files.set([attachments.store(actor, photo, at) for photo in photos])
    _record(execution, actor, "budgets.progress_reported", at, {"report": report.public_id})
    return report


@action
def stop_execution(*, actor: Any, execution: Execution, reason: str, at: datetime) -> None:
    """Give the work up, with the reason that everybody reads. Followers are told; the account is settled
    later."""
    _working(execution)
    Stop.objects.create(execution=execution, reason=reason, actor=actor, at=at)
    _record(execution, actor, "budgets.execution_stopped", at, {})
    payload = {"project": execution.project.public_id, "reason": reason}
    outbox.emit("budgets.execution_stopped", payload, at=at)


@action
def settle(*, actor: Any, execution: Execution, settlement: str, at: datetime) -> None:
    """Close the account: everything is done, nothing is written any more."""
    _open(execution)
    steps = list(execution.milestones.filter(withdrawal=None))
    refuse(rules.settle_refusal(steps, rules.is_stopped(execution)))
    execution.settled_at, execution.settlement = at, settlement
    execution.save(update_fields=["settled_at", "settlement"])
    _record(execution, actor, "budgets.settled", at, {"spent": _spent(execution)})
    outbox.emit("budgets.settled", {"project": execution.project.public_id}, at=at)


@action
def follow_project(*, person: Any, project: Project, on: bool, at: datetime) -> None:
    """News of a project, or no more of it. Twice is like once."""
    if on:
        ProjectFollow.objects.get_or_create(project=project, person=person, defaults={"at": at})
    else:
        ProjectFollow.objects.filter(project=project, person=person).delete()


def _open(execution: Execution) -> Execution:
    """Its lock alone, so that two entries do not both find the last won."""
    locks.alone("budgets.execution", execution.pk)
    execution.refresh_from_db(fields=["settled_at", "amount"])
    refuse(rules.write_refusal(execution))
    return execution


def _working(execution: Execution) -> Execution:
    """Open, and the work was not given up."""
    _open(execution)
    refuse(rules.STOPPED if rules.is_stopped(execution) else None)
    return execution


def _record(execution: Execution, actor: Any, verb: str, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(actor_id=actor.pk, verb=verb, target=execution.target, at=at, detail=detail)
