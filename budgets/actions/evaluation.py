"""Evaluating a round: open it, judge its projects; residents say how content they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from budgets import evaluation_rules as rules
from budgets.models import Execution, Round, RoundEvaluation, Satisfaction
from portal import audit, locks
from portal.actions import action
from portal.refusals import refuse


@action
def open_evaluation(
    *, actor: Any, round_: Round, introduction: str, answers_until: datetime, at: datetime
) -> RoundEvaluation:
    """Say what the evaluation is about, and until when residents are asked; a second time changes both."""
    opened = RoundEvaluation.objects.select_for_update().filter(round=round_).first()
    refuse(rules.opening_refusal(round_, opened, answers_until, at))
    fields = {"introduction": introduction.strip(), "answers_until": answers_until}
    opened, _new = RoundEvaluation.objects.update_or_create(round=round_, defaults=fields)
    detail = {"answers_until": answers_until.isoformat()}
    audit.record(
        actor_id=actor.pk, verb="budgets.evaluation_opened", target=round_.target, at=at, detail=detail
    )
    return opened


@action
def evaluate_project(*, actor: Any, execution: Execution, reached: str, body: str, at: datetime) -> None:
    """Did it reach its purpose? Public at once; numbers are never typed here. A second time stands beside the
    first, and the same words sent twice are said once."""
    refuse(rules.evaluating_refusal(execution.project.envelope.round))
    locks.alone("budgets.execution", execution.pk)
    words, before = body.strip(), execution.evaluations.last()
    if before is not None and (before.reached, before.body) == (reached, words):
        return
    execution.evaluations.create(reached=reached, body=words, author=actor, at=at)
    audit.record(
        actor_id=actor.pk,
        verb="budgets.project_evaluated",
        target=execution.target,
        at=at,
        detail={"reached": reached},
    )


@action
def rate_project(
    *, person: Any, execution: Execution, stars: int, comment: str = "", at: datetime
) -> Satisfaction:
    """From 1 to 5 and a sentence; once for a person, and hers to change until the asking ends."""
    locks.share("budgets.execution", execution.pk)
    round_ = execution.project.envelope.round
    evaluation = RoundEvaluation.objects.filter(round=round_).first()
    refuse(rules.satisfaction_refusal(person, execution, evaluation, at))
    fields = {"stars": stars, "comment": comment.strip(), "at": at}
    rating, _new = Satisfaction.objects.update_or_create(execution=execution, person=person, defaults=fields)
    return rating


@action
def forget_ratings(*, person_id: int, at: datetime) -> None:
    """Somebody has left: her sentence goes, her number stays in the sum."""
    Satisfaction.objects.filter(person=person_id).update(comment="")
