"""숙성: a department costs, describes, merges or drops; an administrator puts the card on a ballot."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from budgets import idea_queries, idea_rules, rules
from budgets import plan_rules as questions
from budgets.categories import kept
from budgets.idea_lifecycle import Happening, settle, tell_all
from budgets.models import CostRevision, Envelope, Idea, Plan, PlanLike, PlanState, Project, Round
from portal import audit, locks, outbox
from portal.actions import action
from portal.comments import threads
from portal.organisations.models import Unit
from portal.refusals import Refused, refuse

DESCRIBING = ("title", "summary", "description", "place", "category", "feasibility", "opinion")


@action
def take_plan(*, officer: Any, plan: Plan, unit: Unit | None, at: datetime) -> None:
    """For what came from an adopted proposal and belongs to nobody yet."""
    refuse(idea_rules.taking_refusal(officer, unit, plan.area))
    if not Plan.objects.filter(pk=plan.pk, unit=None, state__in=PlanState.open()).update(unit=unit):
        raise Refused(idea_rules.TAKEN)
    plan.unit = unit
    tell_all(plan.ideas.all(), Happening.TAKEN, actor=officer, unit=unit, at=at)


@action
def describe_plan(*, officer: Any, plan: Plan, fields: dict[str, Any], at: datetime) -> None:
    """What will be done, where, and whether it can be done."""
    refuse(questions.work_refusal(officer, plan, at))
    columns = kept({name: fields[name] for name in DESCRIBING if name in fields})
    if not columns.get("feasibility"):
        raise Refused(questions.NO_FEASIBILITY)
    if not Plan.objects.filter(pk=plan.pk, state__in=PlanState.open()).update(**columns):
        raise Refused(idea_rules.MOVED_ON)
    audit.record(actor_id=officer.pk, verb="budgets.plan_described", target=plan.target, at=at)


@action
def revise_cost(
    *,
    officer: Any,
    plan: Plan,
    amount: int | None,
    reason: str,
    seen: int,
    sure: bool = False,
    at: datetime,
) -> CostRevision:
    """The next figure, with its reason. ``seen``: how many figures the officer had before her eyes; when
    somebody was quicker the number is taken and she is told, instead of overwriting unseen. ``sure``: she
    has said once more that it is more than any envelope holds."""
    refuse(questions.work_refusal(officer, plan, at))
    refuse(next(questions.cost_refusals(plan, amount, reason), None))
    assert amount is not None  # cost_refusals has looked
    refuse(None if sure else questions.dear_doubt(plan, amount, idea_queries.most_money(plan)))
    revision = add_cost(plan, amount, reason.strip(), officer=officer, number=seen + 1, at=at)
    settle(plan, PlanState.COSTED, cost=amount)
    note = f"{amount:,}원. {revision.reason}"
    tell_all(plan.ideas.all(), Happening.COSTED, actor=officer, unit=plan.unit, note=note, at=at)
    return revision


def add_cost(
    plan: Plan, amount: int, reason: str, *, officer: Any, number: int, at: datetime
) -> CostRevision:
    """One row of the history; part of the caller's transaction."""
    last = plan.revisions.aggregate(last=Max("number"))["last"] or 0
    refuse(questions.REVISED if number <= last else None)
    return CostRevision.objects.create(
        plan=plan, number=last + 1, amount=amount, reason=reason, unit=plan.unit, officer=officer, at=at
    )


@action
def merge_plans(*, officer: Any, plan: Plan, into: Plan | None, note: str, at: datetime) -> None:
    """Its ideas go over to the other plan, and with them the credit to everybody who had one."""
    refuse(questions.work_refusal(officer, plan, at) or questions.merging_refusal(plan, into))
    if into is None or not note.strip():
        raise Refused(idea_rules.NO_NOTE)
    # In the order of keys, so that two merges that cross wait for each other instead of for ever.
    list(Plan.objects.select_for_update().filter(pk__in=[plan.pk, into.pk]).order_by("pk"))
    into.refresh_from_db(fields=["state"])
    refuse(questions.merging_refusal(plan, into))
    moved = list(plan.ideas.all())
    Idea.objects.filter(plan=plan).update(plan=into)
    settle(plan, PlanState.MERGED, merged_into=into)
    threads.close(plan.thread, at=at)
    tell_all(moved, Happening.MERGED, actor=officer, unit=plan.unit, note=note.strip(), at=at)


@action
def drop_plan(*, officer: Any, plan: Plan, note: str, at: datetime) -> None:
    """It cannot be done after all; the reason is for everybody."""
    refuse(questions.work_refusal(officer, plan, at))
    if len(note.strip()) < 10:
        raise Refused(idea_rules.NO_NOTE)
    settle(plan, PlanState.DROPPED, opinion=note.strip())
    threads.close(plan.thread, at=at)
    tell_all(plan.ideas.all(), Happening.DROPPED, actor=officer, unit=plan.unit, note=note.strip(), at=at)


@action
def like_plan(*, person: Any, plan: Plan, at: datetime) -> None:
    refuse(questions.like_refusal(person, plan, at))
    PlanLike.objects.create(plan=plan, person=person, at=at)


@action
def unlike_plan(*, person: Any, plan: Plan, at: datetime) -> bool:
    refuse(questions.unlike_refusal(person, plan, at))
    return bool(PlanLike.objects.filter(plan=plan, person=person, ended_at=None).update(ended_at=at))


@action
def put_on_ballot(*, actor: Any, plan: Plan, envelope: Envelope | None, at: datetime) -> Project:
    """Freeze the plan as a card of an envelope, while the round may still be changed."""
    locks.share("budgets.round", plan.round_id)  # the announcement takes this lock alone
    round_ = Round.objects.get(pk=plan.round_id)
    # Whoever revises the cost at this moment waits, and then finds that it is frozen.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("area", "unit__agency").get(pk=plan.pk)
    refuse(None if round_.state in Round.State.preparing() else rules.FROZEN)
    refuse(questions.ballot_refusal(plan, envelope))
    assert envelope is not None  # ballot_refusal has looked
    project = Project.objects.create(envelope=envelope, number=_next_number(envelope), **kept(_card(plan)))
    settle(plan, PlanState.ON_BALLOT, project=project)
    threads.close(plan.thread, at=at)
    audit.record(
        actor_id=actor.pk,
        verb="budgets.project_added",
        target=f"budgets.project:{project.public_id}",
        at=at,
        detail={"cost": project.cost, "plan": plan.public_id},
    )
    tell_all(plan.ideas.all(), Happening.ON_BALLOT, actor=actor, unit=plan.unit, note=envelope.name, at=at)
    outbox.emit("search.changed", {"kind": "budgets.project", "id": project.public_id}, at=at)
    return project


def _next_number(envelope: Envelope) -> int:
    last: int = envelope.projects.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def _card(plan: Plan) -> dict[str, Any]:
    """What the voter will see, copied: nothing that is edited later changes it."""
    words = ("title", "summary", "description", "place", "category", "cost")
    unit = f"{plan.unit.agency.name} {plan.unit.name}" if plan.unit else ""
    return {name: getattr(plan, name) for name in words} | {"department": unit[:80], "photo": photo(plan)}


def photo(plan: Plan) -> Any:
    """The first picture that came with one of its ideas."""
    for idea in plan.ideas.filter(hidden_at=None).order_by("pk").prefetch_related("files"):
        for file in idea.files.all():
            if file.is_image:
                return file
    return None
