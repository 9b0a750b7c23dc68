"""Before the announcement an administrator may change everything; afterwards nothing (rules.FROZEN)."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from budgets import rules
from budgets.models import Envelope, Project, Round
from budgets.tally import Rule
from portal import audit, locks
from portal.actions import action
from portal.refusals import refuse


@action
def create_round(
    *, actor: Any, title: str, summary: str, opens_at: datetime, closes_at: datetime, at: datetime
) -> Round:
    """Begin a round. Nobody but administrators sees it until it is announced."""
    round_ = Round.objects.create(
        title=title, summary=summary, opens_at=opens_at, closes_at=closes_at, created_at=at, created_by=actor
    )
    audit.record(actor_id=actor.pk, verb="budgets.created", target=round_.target, at=at)
    return round_


@action
def edit_round(*, actor: Any, round_id: int, changes: dict[str, Any], at: datetime) -> None:
    round_ = _draft(round_id)
    _save(round_, changes)
    audit.record(actor_id=actor.pk, verb="budgets.edited", target=round_.target, at=at)


@action
def add_envelope(*, actor: Any, round_id: int, fields: dict[str, Any], rule: Rule, at: datetime) -> Envelope:
    """Add a sum of money with its ballot and its way of counting."""
    round_ = _draft(round_id)
    envelope = Envelope.objects.create(round=round_, rule=rule.record(), **fields)
    audit.record(actor_id=actor.pk, verb="budgets.envelope_added", target=envelope.target, at=at)
    return envelope


@action
def edit_envelope(*, actor: Any, envelope_id: int, fields: dict[str, Any], rule: Rule, at: datetime) -> None:
    envelope = Envelope.objects.get(pk=envelope_id)
    _draft(envelope.round_id)
    _save(envelope, fields | {"rule": rule.record()})
    audit.record(actor_id=actor.pk, verb="budgets.envelope_edited", target=envelope.target, at=at)


@action
def add_project(*, actor: Any, envelope_id: int, fields: dict[str, Any], at: datetime) -> Project:
    """Put a costed project on the ballot of an envelope, under the next number."""
    envelope = Envelope.objects.get(pk=envelope_id)
    _draft(envelope.round_id)
    last = envelope.projects.aggregate(last=Max("number"))["last"] or 0
    project = Project.objects.create(envelope=envelope, number=last + 1, **fields)
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
    _save(project, fields)
    target = f"budgets.project:{project.public_id}"
    audit.record(
        actor_id=actor.pk, verb="budgets.project_edited", target=target, at=at, detail={"cost": project.cost}
    )


def _draft(round_id: int) -> Round:
    """The round, if it may still be changed. The announcement takes this lock alone."""
    locks.share("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    refuse(None if round_.state in Round.State.preparing() else rules.FROZEN)
    return round_


def _save(thing: Round | Envelope | Project, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(changes))
