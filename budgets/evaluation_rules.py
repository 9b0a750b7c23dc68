"""평가: when a round is evaluated, by whom, and who may say how content she is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Execution, Round, RoundEvaluation
from portal.accounts.models import User
from portal.actions import constraints
from portal.refusals import Refusal

NOT_EVALUATING = Refusal("not_evaluating", _("참여예산이 평가 단계에 들어가면 할 수 있습니다."))
NOT_OPEN = Refusal("not_open", _("먼저 머리말과 만족도 조사 마감을 정해 주세요."))
NOT_ASKING = Refusal("not_asking", _("지금은 만족도를 묻는 기간이 아닙니다."))
NEEDS_IDENTITY = Refusal("level", _("본인확인을 하면 만족도를 남길 수 있습니다."))
ELSEWHERE = Refusal("elsewhere", _("이 사업은 그 지역 주민이 평가합니다. 거주확인을 한 지역이 다릅니다."))
PAST = Refusal("past", _("이미 지난 때입니다. 앞으로의 날을 적어 주세요."), "answers_until")
ENDED = Refusal(
    "ended", _("만족도 조사를 마쳤고 답을 공개했습니다. 마감을 바꿀 수 없습니다."), "answers_until"
)

constraints(
    {
        "budgets_satisfaction_once": Refusal("busy", _("방금 저장했습니다. 다시 열어 확인해 주세요.")),
        "budgets_satisfaction_one_to_five": Refusal("stars", _("1점에서 5점까지 골라 주세요."), "stars"),
        "budgets_evaluation_is_introduced": Refusal("empty", _("머리말을 적어 주세요."), "introduction"),
        "budgets_evaluation_says_why": Refusal("empty", _("평가를 적어 주세요."), "body"),
    }
)


def opening_refusal(
    round_: Round, opened: RoundEvaluation | None, answers_until: datetime, at: datetime
) -> Refusal | None:
    """Once the asking is over its day stands: beside the answers that were shown, those of a second asking
    could be told apart one by one. The words may still be mended."""
    if round_.state != Round.State.EVALUATING:
        return NOT_EVALUATING
    if opened is not None and not opened.takes_answers(at):
        return None if _minute(answers_until) == _minute(opened.answers_until) else ENDED
    return PAST if answers_until <= at else None


def _minute(at: datetime) -> datetime:
    """As exactly as a form writes it."""
    return at.replace(second=0, microsecond=0)


def evaluating_refusal(round_: Round) -> Refusal | None:
    return None if round_.state == Round.State.EVALUATING else NOT_EVALUATING


def satisfaction_refusal(
    person: Any, execution: Execution, evaluation: RoundEvaluation | None, at: datetime
) -> Refusal | None:
    """May she say how content she is with this project? A district's project is its residents' to judge."""
    envelope = execution.project.envelope
    if refusal := asking_refusal(envelope.round, evaluation, at):
        return refusal
    if not person.is_authenticated or person.level < User.Level.VERIFIED:
        return NEEDS_IDENTITY
    if envelope.area is not None and not envelope.area.contains(person.area):
        return ELSEWHERE
    return None


def asking_refusal(round_: Round, evaluation: RoundEvaluation | None, at: datetime) -> Refusal | None:
    if round_.state != Round.State.EVALUATING or evaluation is None:
        return NOT_ASKING
    return None if evaluation.takes_answers(at) else NOT_ASKING
