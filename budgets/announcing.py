"""The guard before the announcement: a round whose numbers cannot work is refused, one sentence a reason.

After it nothing can be mended any more, and the person hurt is the voter whose ballot could not be counted.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.appraisal_rules import weights_refusal
from budgets.categories import is_plain
from budgets.envelope_rules import kind_refusal
from budgets.models import Envelope, Project, Round
from budgets.rule_words import rule_of
from budgets.rules import FROZEN, LONGEST
from budgets.schedule_rules import SANDBOX
from budgets.tally.rule import RuleError
from portal.refusals import Refusal

MOST_NAMED = 5
Check = Callable[[Envelope, Sequence[Project]], Refusal | None]


def announce_refusal(
    round_: Round, envelopes: Collection[Envelope], projects: Collection[Project], at: datetime
) -> Refusal | None:
    """The first thing that stands in the way, or None."""
    return next(obstacles(round_, envelopes, projects, at), None)


def obstacles(
    round_: Round, envelopes: Collection[Envelope], projects: Collection[Project], at: datetime
) -> Iterator[Refusal]:
    """Everything that stands in the way of announcing at `at`, the gravest first."""
    if round_.is_sandbox:
        yield SANDBOX
    if round_.state not in Round.State.preparing():
        yield FROZEN
        return
    yield from _round_obstacles(round_, envelopes, at)
    for envelope in envelopes:
        own = [project for project in projects if project.envelope_id == envelope.pk]
        found = (check(envelope, own) for check in CHECKS)
        yield from (refusal for refusal in found if refusal is not None)


def _round_obstacles(round_: Round, envelopes: Collection[Envelope], at: datetime) -> Iterator[Refusal]:
    if round_.closes_at <= at:
        yield Refusal("past", _("투표 마감이 이미 지났습니다. 날짜를 고쳐 주세요."), "closes_at")
    if round_.closes_at - round_.opens_at > LONGEST:
        sentence = _("투표는 %(days)d일까지만 열 수 있습니다. 날짜를 고쳐 주세요.")
        yield Refusal("too_long", sentence % {"days": LONGEST.days}, "closes_at")
    if not envelopes:
        yield Refusal("no_envelope", _("예산을 하나 이상 만들어 주세요."))
    spread = sum(envelope.amount for envelope in envelopes)
    if round_.total_amount is not None and envelopes and spread != round_.total_amount:
        sentence = _("나눈 예산의 합 %(sum)s원이 전체 예산 %(total)s원과 다릅니다.")
        yield Refusal("sum", sentence % {"sum": f"{spread:,}", "total": f"{round_.total_amount:,}"})


def _refusal(code: str, sentence: Any, envelope: Envelope, **words: Any) -> Refusal:
    return Refusal(code, sentence % {"name": envelope.name, **words})


def _rule(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    """A record that can be counted with, and whose ties always end with the lot."""
    if not envelope.rule:
        return _refusal("no_rule", _("‘%(name)s’을(를) 세는 방법을 정해 주세요."), envelope)
    try:
        envelope.tally_rule()
    except RuleError as error:
        if error.field == "ties":
            sentence = _("‘%(name)s’에서 표가 같을 때 정하는 차례는 추첨으로 끝나야 합니다.")
            return _refusal("no_tie_rule", sentence, envelope)
        sentence = _("‘%(name)s’을(를) 세는 방법에 잘못이 있습니다: %(reason)s")
        return _refusal("bad_rule", sentence, envelope, reason=str(error))
    return None


def _number(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    if len(projects) < 2:
        return _refusal("few_projects", _("‘%(name)s’에 사업이 두 개 이상 있어야 합니다."), envelope)
    return None


def _cost(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    dearest = max((project.cost for project in projects), default=0)
    if dearest > envelope.amount:
        return _too_dear(envelope, projects)
    if envelope.project_cap is not None and dearest > envelope.project_cap:
        sentence = _("‘%(name)s’에 사업 하나의 최고 금액 %(cap)s원을 넘는 사업이 있습니다.")
        return _refusal("over_cap", sentence, envelope, cap=f"{envelope.project_cap:,}")
    return None


def _too_dear(envelope: Envelope, projects: Sequence[Project]) -> Refusal:
    """No rule can ever fund these."""
    dear = [project.title for project in projects if project.cost > envelope.amount]
    sentence = _("‘%(projects)s’ 사업비가 ‘%(name)s’ 예산보다 많습니다.")
    return _refusal("too_dear", sentence, envelope, projects="’, ‘".join(dear[:MOST_NAMED]))


def _limits(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    """Can anybody fill in this ballot at all?"""
    kind, most, least = envelope.ballot_kind, envelope.max_choices, envelope.min_choices
    if kind == Envelope.Ballot.KNAPSACK:
        return None
    if kind == Envelope.Ballot.CHOOSE_ONE:
        return None if least == 1 else _one(envelope)
    if least > most:
        return _refusal("min_max", _("‘%(name)s’에서 최소 수가 최대 수보다 큽니다."), envelope)
    if len(projects) < least:
        return _refusal("impossible", _("‘%(name)s’은(는) 골라야 하는 수보다 사업이 적습니다."), envelope)
    if kind == Envelope.Ballot.RANKED and len(projects) < most:
        sentence = _("‘%(name)s’의 순위가 사업 수(%(number)d개)보다 깁니다. 최대 수를 줄여 주세요.")
        return _refusal("long_ranking", sentence, envelope, number=len(projects))
    if kind == Envelope.Ballot.POINTS and envelope.points_total < least:
        sentence = _("‘%(name)s’의 나눌 점수 %(points)d점이 골라야 하는 사업 %(least)d개보다 적습니다.")
        return _refusal("few_points", sentence, envelope, points=envelope.points_total, least=least)
    return None


def _one(envelope: Envelope) -> Refusal:
    sentence = _("‘%(name)s’은(는) 하나만 고르는 투표입니다. 최소 수를 1로 해 주세요.")
    return _refusal("min_max", sentence, envelope)


def _categories(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    """Limits per field must name fields that exist, and leave room for the least number of picks."""
    limits = envelope.category_limits
    if not limits:
        return None
    known = [project.category for project in projects]
    strange = [name for name in limits if name not in known]
    if strange:
        sentence = _("‘%(name)s’에 ‘%(category)s’ 분야의 사업이 없습니다. 분야별 수를 고쳐 주세요.")
        return _refusal("strange_category", sentence, envelope, category=strange[0])
    room = sum(min(known.count(name), limits.get(name, known.count(name))) for name in set(known))
    if envelope.ballot_kind != Envelope.Ballot.KNAPSACK and room < envelope.min_choices:
        sentence = _("‘%(name)s’은(는) 분야별로 고를 수 있는 수를 모두 더해도 최소 수보다 적습니다.")
        return _refusal("category_limits", sentence, envelope)
    return None


def _spelling(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    """A category that the published file cannot carry would be counted by others as another one."""
    odd = [project.title for project in projects if not is_plain(project.category)]
    if not odd:
        return None
    sentence = _(
        "‘%(name)s’에서 ‘%(projects)s’의 분야에 쉼표나 보이지 않는 글자가 있습니다. 다시 저장해 주세요."
    )
    return _refusal("odd_category", sentence, envelope, projects="’, ‘".join(odd[:MOST_NAMED]))


def _rule_parts(envelope: Envelope, projects: Sequence[Project]) -> Refusal | None:
    """What the rule names must be on the ballot, and what it counts must be what the ballot asks for."""
    rule = rule_of(envelope)
    if rule is None:
        return None
    known = {project.ballot_id for project in projects}
    strange = [one for group in rule.exclusive for one in group if one not in known]
    if strange:
        sentence = _("‘%(name)s’의 함께 뽑을 수 없는 사업에 없는 번호 %(number)s이(가) 있습니다.")
        return _refusal("strange_project", sentence, envelope, number=strange[0])
    unknown = sorted(set(rule.caps) - {project.category for project in projects})
    if unknown:
        sentence = _("‘%(name)s’에 ‘%(category)s’ 분야의 사업이 없습니다. 분야별 상한을 고쳐 주세요.")
        return _refusal("strange_cap", sentence, envelope, category=unknown[0])
    if rule.method == "borda" and envelope.ballot_kind != Envelope.Ballot.RANKED:
        sentence = _("‘%(name)s’을(를) 순위 점수로 세려면 투표 방식이 ‘순위 매기기’여야 합니다.")
        return _refusal("no_ranks", sentence, envelope)
    if kind_refusal(envelope.ballot_kind, rule) is not None:
        sentence = _("‘%(name)s’에서 만족을 점수로 재려면 투표 방식이 ‘점수 나누기’여야 합니다.")
        return _refusal("no_shared_points", sentence, envelope)
    wrong = weights_refusal(rule.panels) if rule.method == "panels" else None
    if wrong is not None:
        return Refusal(wrong.code, format_lazy("{}: {}", envelope.name, wrong.sentence))
    return None


CHECKS: list[Check] = [_rule, _number, _cost, _limits, _spelling, _categories, _rule_parts]
