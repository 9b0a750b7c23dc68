"""Before the announcement an administrator may change everything; afterwards nothing (rules.FROZEN)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from budgets import removal_rules, rules
from budgets.actions.sandbox import remove_copies
from budgets.categories import kept
from budgets.models import DATED, Envelope, Project, Round, RoundState, RoundStep
from budgets.schedule_rules import SANDBOX
from budgets.tally import Rule
from portal import audit, locks
from portal.actions import action
from portal.refusals import refuse

OWN_WORDS = ("title", "summary", "office", "contact")


@action
def create_round(
    *,
    actor: Any,
    title: str,
    summary: str,
    opens_at: datetime,
    closes_at: datetime,
    office: str = "",
    contact: str = "",
    dates: Mapping[RoundState, datetime] | None = None,
    form_key: str | None = None,
    at: datetime,
) -> Round:
    """Begin a round, with proposed `dates` of other phases if there are any. Nobody but administrators sees
    it until its first phase begins. The same form sent twice is answered with the first round."""
    if form_key:
        locks.alone("budgets.new_round", form_key)
        first = Round.objects.filter(form_key=form_key, created_by=actor).first()
        if first is not None:
            return first
    round_ = Round.objects.create(
        title=title,
        summary=summary,
        opens_at=opens_at,
        closes_at=closes_at,
        office=office,
        contact=contact,
        form_key=form_key or None,
        created_at=at,
        created_by=actor,
    )
    RoundStep.objects.bulk_create(
        [RoundStep(round=round_, state=state, starts_at=dates[state]) for state in DATED if state in dates]
        if dates
        else []
    )
    audit.record(actor_id=actor.pk, verb="budgets.created", target=round_.target, at=at)
    return round_


@action
def edit_round(*, actor: Any, round_id: int, changes: dict[str, Any], at: datetime) -> None:
    """Its name and people. Dates are the schedule's (actions/schedule.py)."""
    round_ = _draft(round_id)
    _save(round_, {name: value for name, value in changes.items() if name in OWN_WORDS})
    audit.record(actor_id=actor.pk, verb="budgets.edited", target=round_.target, at=at)


@action
def add_envelope(*, actor: Any, round_id: int, fields: dict[str, Any], rule: Rule, at: datetime) -> Envelope:
    """Add a sum of money with its ballot and its way of counting."""
    round_ = _draft(round_id)
    envelope = Envelope.objects.create(round=round_, rule=rule.record(), **fields)
    audit.record(actor_id=actor.pk, verb="budgets.envelope_added", target=envelope.target, at=at)
    return envelope


@action
def edit_envelope(*, actor: Any, envelope_id: int, fields: dict[str, Any], at: datetime) -> None:
    envelope = Envelope.objects.get(pk=envelope_id)
    _draft(envelope.round_id)
    _save(envelope, fields)
    audit.record(actor_id=actor.pk, verb="budgets.envelope_edited", target=envelope.target, at=at)


@action
def set_rule(*, actor: Any, envelope_id: int, rule: Rule, at: datetime) -> None:
    """Decide how an envelope is counted."""
    envelope = Envelope.objects.get(pk=envelope_id)
    _draft(envelope.round_id)
    _save(envelope, {"rule": rule.record()})
    detail = {"rule": rule.digest}
    audit.record(actor_id=actor.pk, verb="budgets.rule_set", target=envelope.target, at=at, detail=detail)


@action
def remove_envelope(*, actor: Any, envelope_id: int, at: datetime) -> None:
    """Take an envelope that has no projects off a draft: nobody but administrators has seen it."""
    envelope = Envelope.objects.get(pk=envelope_id)
    envelope.round = _draft(envelope.round_id)
    refuse(removal_rules.envelope_refusal(envelope))
    envelope.delete()
    audit.record(actor_id=actor.pk, verb="budgets.envelope_removed", target=envelope.target, at=at)


@action
def add_project(*, actor: Any, envelope_id: int, fields: dict[str, Any], at: datetime) -> Project:
    """Put a costed project on the ballot of an envelope, under the next number."""
    envelope = Envelope.objects.get(pk=envelope_id)
    _draft(envelope.round_id)
    last = envelope.projects.aggregate(last=Max("number"))["last"] or 0
    project = Project.objects.create(envelope=envelope, number=last + 1, **kept(fields))
    audit.record(
        actor_id=actor.pk,
        verb="budgets.project_added",
        target=f"budgets.project:{project.public_id}",
        at=at,
        detail={"cost": project.cost},
    )
    return project


@action
def edit_project(*, actor: Any, project_id: int, fields: dict[str, Any], at: datetime) -> None:
    project = Project.objects.select_related("envelope").get(pk=project_id)
    _draft(project.envelope.round_id)
    _save(project, kept(fields))
    target = f"budgets.project:{project.public_id}"
    audit.record(
        actor_id=actor.pk, verb="budgets.project_edited", target=target, at=at, detail={"cost": project.cost}
    )


@action
def remove_project(*, actor: Any, project_id: int, at: datetime) -> None:
    """Take a project that an administrator typed off the ballot, while nobody votes about it yet."""
    project = Project.objects.select_related("envelope").get(pk=project_id)
    project.envelope.round = _draft(project.envelope.round_id)
    refuse(removal_rules.project_refusal(project))
    target = f"budgets.project:{project.public_id}"
    detail = {"cost": project.cost, "title": project.title}
    audit.record(actor_id=actor.pk, verb="budgets.project_removed", target=target, at=at, detail=detail)
    project.delete()


@action
def remove_round(*, actor: Any, round_id: int, at: datetime) -> None:
    """Take a draft away, with its copies for trying out: no citizen has seen it or done anything in it."""
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    refuse(removal_rules.round_refusal(round_))
    detail = {"title": round_.title}
    audit.record(actor_id=actor.pk, verb="budgets.removed", target=round_.target, at=at, detail=detail)
    remove_copies(round_.sandboxes.all())
    Project.objects.filter(envelope__round=round_).delete()
    round_.envelopes.all().delete()
    round_.steps.all().delete()
    round_.delete()


def _draft(round_id: int) -> Round:
    """The round, if it may still be changed. The announcement takes this lock alone."""
    locks.share("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    refuse(None if round_.state in Round.State.preparing() else rules.FROZEN)
    refuse(SANDBOX if round_.is_sandbox else None)
    return round_


def _save(thing: Round | Envelope | Project, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(changes))
