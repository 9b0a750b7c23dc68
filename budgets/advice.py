"""What the evidence says about a ballot and its rule: warnings, not refusals. Figures: real elections of the
Pabulib library, counted with several rules."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from budgets.models import Envelope, Project
from budgets.tally.rule import Rule
from budgets.words import ignored

FEW_VOTERS = 200  # below this, equal numbers of votes are common among a dozen projects
SMALL_STEP = 1_000  # a first wallet of more than so many increments means so many counts


def warnings(
    envelope: Envelope, projects: Sequence[Project], rule: Rule | None, voters: int | None = None
) -> list[str]:
    """What this envelope's ballot and rule risk. `voters`: how many are expected, if known."""
    if rule is None:
        return []
    found = []
    if rule.method == "equal_shares":
        found += _shares(envelope, rule, voters)
    found += _points(envelope, rule)
    found += _ties(projects, rule, voters)
    found += _shape(envelope, projects)
    return found


def _shares(envelope: Envelope, rule: Rule, voters: int | None) -> list[str]:
    kind, found = envelope.ballot_kind, []
    if kind == Envelope.Ballot.CHOOSE_ONE:
        found.append(
            _(
                "하나만 고르는 투표에서 ‘고르게 나누기’를 쓰면 "
                "아무것도 얻지 못하는 사람이 오히려 늘어납니다. "
                "여러 개를 고르게 하거나 득표순으로 세는 것이 좋습니다."
            )
        )
    elif kind != Envelope.Ballot.KNAPSACK and envelope.min_choices < 3:
        found.append(
            _(
                "‘고르게 나누기’는 한 사람이 3개 이상 고를 때 잘 작동합니다. "
                "최소 수를 3 이상으로 하는 것이 좋습니다."
            )
        )
    if rule.completion == "none":
        found.append(_("마무리를 하지 않으면 예산의 절반쯤이 남습니다."))
    return found + _step(envelope, rule, voters)


def _step(envelope: Envelope, rule: Rule, voters: int | None) -> list[str]:
    """A step that is tiny beside the first wallet (B/n) means thousands of counts, all nearly alike."""
    if rule.completion not in ("add1", "add1u") or not voters:
        return []
    wallet = envelope.amount // voters
    step = max(rule.increment, wallet * rule.increment_permille // 1000)
    if wallet <= step * SMALL_STEP:
        return []
    return [
        _(
            "투표하는 사람이 %(voters)s명이면 한 사람의 몫은 약 %(wallet)s원인데 "
            "한 번에 %(step)s원씩만 늘립니다. "
            "수천 번을 세어야 할 수 있습니다. 처음 몫의 천분의 5쯤으로 늘리는 것이 좋습니다."
        )
        % {"voters": f"{voters:,}", "wallet": f"{wallet:,}", "step": f"{step:,}"}
    ]


def _points(envelope: Envelope, rule: Rule) -> list[str]:
    if unread := ignored(envelope, rule):
        return [unread]
    if rule.utility != "points" or envelope.ballot_kind == Envelope.Ballot.POINTS:
        return []
    return [_("만족을 점수로 재려면 투표 방식이 ‘점수 나누기’여야 합니다.")]


def _ties(projects: Sequence[Project], rule: Rule, voters: int | None) -> list[str]:
    """Who is equal in votes and cost is decided by lot; administrators should know before, not after."""
    costs = Counter(project.cost for project in projects)
    same = [cost for cost, number in costs.items() if number > 1]
    found = []
    if same and "cost" in rule.ties:
        found.append(
            _("사업비가 같은 사업이 있습니다(%(cost)s원). 표까지 같으면 추첨으로 정하게 됩니다.")
            % {"cost": f"{same[0]:,}"}
        )
    if voters is not None and voters < FEW_VOTERS:
        found.append(
            _("투표하는 사람이 %(voters)s명쯤이면 표가 같은 사업이 나오기 쉽습니다.") % {"voters": voters}
        )
    return found


def _shape(envelope: Envelope, projects: Sequence[Project]) -> list[str]:
    found = []
    picks = envelope.ballot_kind in (Envelope.Ballot.APPROVAL, Envelope.Ballot.POINTS)
    if projects and picks and len(projects) < envelope.max_choices:
        found.append(_("고를 수 있는 수가 사업 수보다 많습니다."))
    if projects and sum(project.cost for project in projects) <= envelope.amount:
        found.append(_("모든 사업을 합해도 예산 안이어서, 투표하지 않아도 모두 뽑힙니다."))
    return found
