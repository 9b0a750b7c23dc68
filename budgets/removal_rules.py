"""May a draft, or an envelope or a project of one, be taken away? Each answered with a Refusal or None."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope, Project, Round, RoundStep
from budgets.rule_words import rule_of
from budgets.rules import FROZEN
from budgets.schedule_rules import HAS_PROJECTS, SANDBOX
from portal.refusals import Refusal

BEGUN = Refusal("begun", _("이미 시작해서 시민이 볼 수 있는 참여예산은 지울 수 없습니다."))
USED = Refusal("used", _("시민이 쓴 것이나 일정을 바꾼 기록이 있는 참여예산은 지울 수 없습니다."))
FROM_CITIZENS = Refusal("from_citizens", _("시민 제안에서 나온 사업은 지울 수 없습니다."))
IN_RULE = Refusal(
    "in_rule", _("‘함께 뽑을 수 없는 사업’에 이 사업의 번호가 있습니다. 세는 방법에서 먼저 빼 주세요.")
)
OURS = (Round, RoundStep, Envelope, Project)
"""What an administrator alone has made: everything else that hangs on a draft is somebody's act."""


def project_refusal(project: Project) -> Refusal | None:
    round_ = project.envelope.round
    if round_.is_sandbox:
        return SANDBOX
    if round_.state not in Round.State.preparing():
        return FROZEN
    if _have_acts(Project.objects.filter(pk=project.pk)):
        return FROM_CITIZENS
    # Its number is given to the next project, which nobody meant to exclude.
    rule = rule_of(project.envelope)
    named = rule is not None and any(project.ballot_id in group for group in rule.exclusive)
    return IN_RULE if named else None


def envelope_refusal(envelope: Envelope) -> Refusal | None:
    if envelope.round.is_sandbox:
        return SANDBOX
    if envelope.round.state not in Round.State.preparing():
        return FROZEN
    return HAS_PROJECTS if envelope.projects.exists() else None


def round_refusal(round_: Round) -> Refusal | None:
    if round_.is_sandbox:
        return SANDBOX
    if round_.state != Round.State.DRAFT:
        return BEGUN
    projects = Project.objects.filter(envelope__round=round_)
    parts = [Round.objects.filter(pk=round_.pk), round_.envelopes.all(), projects]
    return USED if any(_have_acts(rows) for rows in parts) else None


def _have_acts(rows: QuerySet[Any]) -> bool:
    """Does a row of anybody but administrators point at one of these?"""
    links = [link for link in rows.model._meta.get_fields(include_hidden=True) if link.auto_created]
    others = [link for link in links if link.related_model not in OURS and not link.concrete]
    return any(
        link.related_model._base_manager.filter(**{f"{link.field.name}__in": rows}).exists()
        for link in others
        if link.one_to_many or link.one_to_one
    )
