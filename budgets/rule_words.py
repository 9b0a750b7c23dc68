"""The rule record in words: its parts on the administrators' form, and the whole in plain sentences."""

from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets.models import Envelope
from budgets.tally.rule import TIE_KEYS, Rule, RuleError
from budgets.words import counts_points, ignored, money
from portal.frontend.widgets import Described


@dataclass(frozen=True, slots=True)
class Words:
    """How one field of the rule is asked for. `group` puts fields under one heading."""

    group: str
    label: Any
    help: Any = ""
    choices: dict[str, Any] = field(default_factory=dict)


GROUPS = {
    "method": gettext_lazy("어떻게 뽑을까요"),
    "all": gettext_lazy("모든 방법에"),
    "panels": gettext_lazy("점수 합치기일 때"),
    "greedy": gettext_lazy("득표순, 순위 점수, 점수 합치기, 차례로 모으기일 때"),
    "shares": gettext_lazy("고르게 나누기일 때"),
    "ties": gettext_lazy("완전히 같을 때"),
}
ASKED: dict[str, Words] = {
    "method": Words(
        "method",
        gettext_lazy("세는 방법"),
        choices={
            "equal_shares": Described(
                gettext_lazy("고르게 나누기 (Method of Equal Shares)"),
                gettext_lazy(
                    "예산을 투표자 모두에게 똑같이 나눈 뒤 모아서 뽑습니다. "
                    "더 많은 사람이 하나 이상을 얻습니다. 3개 이상 고르게 하는 것이 좋습니다."
                ),
            ),
            "phragmen": Described(
                gettext_lazy("차례로 모으기 (Phragmén)"),
                gettext_lazy(
                    "모두가 같은 빠르기로 몫을 얻고, 지지자들이 사업비를 모으는 순간 그 사업이 뽑힙니다. "
                    "남은 예산을 쓰는 마무리는 없습니다."
                ),
            ),
            "borda": Described(
                gettext_lazy("순위 점수 (Borda)"),
                gettext_lazy(
                    "순위에 점수를 주고, 점수의 합이 큰 사업부터 뽑습니다. 순위 매기기 투표에 씁니다."
                ),
            ),
            "greedy": Described(
                gettext_lazy("득표순"),
                gettext_lazy(
                    "표가 많은 사업부터 예산이 허락하는 만큼 뽑습니다. 대부분의 도시가 쓰는 방법입니다."
                ),
            ),
            "panels": Described(
                gettext_lazy("점수 합치기 (주민투표 + 위원회 + 설문)"),
                gettext_lazy(
                    "주민투표에 위원회 점수나 설문을 정한 비율로 더해, 합이 큰 사업부터 뽑습니다. "
                    "점수는 두 사람이 따로 입력하고, 결과를 발표할 때까지 운영자만 봅니다."
                ),
            ),
        },
    ),
    "min_votes": Words(
        "all",
        gettext_lazy("최소 득표"),
        gettext_lazy("이보다 적은 표를 얻은 사업은 세기 전에 빠집니다. 0이면 쓰지 않습니다."),
    ),
    "min_permille": Words(
        "all",
        gettext_lazy("최소 득표 (투표자의 천분의 몇)"),
        gettext_lazy("100이면 투표한 사람의 10분의 1이 고르지 않은 사업은 빠집니다. 0이면 쓰지 않습니다."),
    ),
    "max_winners": Words(
        "all", gettext_lazy("가장 많이 뽑을 수 있는 사업 수"), gettext_lazy("0이면 정하지 않습니다.")
    ),
    "exclusive": Words(
        "all",
        gettext_lazy("함께 뽑을 수 없는 사업"),
        gettext_lazy("한 줄에 한 묶음씩 사업 번호를 쓰세요. 묶음에서 하나만 뽑습니다. 예: 3, 7"),
    ),
    "caps": Words(
        "all",
        gettext_lazy("분야별 상한"),
        gettext_lazy(
            "한 줄에 하나씩 쓰세요. 예: 교통: 2개, 또는 교통: 50000000원, 또는 교통: 2개 50000000원"
        ),
    ),
    "leftovers": Words(
        "all",
        gettext_lazy("끝내 남은 예산"),
        choices={
            "return": gettext_lazy("시 예산으로 돌려줍니다"),
            "carry": gettext_lazy("다음 참여예산으로 넘깁니다"),
        },
    ),
    "everything_if_affordable": Words("all", gettext_lazy("모든 사업을 합해도 예산 안이면 모두 뽑습니다")),
    "empty_ballots": Words(
        "all",
        gettext_lazy("아무것도 고르지 않은 표"),
        choices={
            "count": gettext_lazy("투표한 사람으로 셉니다"),
            "ignore": gettext_lazy("세지 않습니다"),
        },
    ),
    "panels": Words(
        "panels",
        gettext_lazy("무엇을 몇 퍼센트씩 더할까요"),
        gettext_lazy(
            "한 줄에 하나씩, 모두 더해 100이 되게 쓰세요. 이름에 ‘투표’가 들어간 줄이 주민의 표입니다. "
            "예: 주민투표: 60, 다음 줄에 위원회: 30, 다음 줄에 설문: 10"
        ),
    ),
    "normalise": Words(
        "panels",
        gettext_lazy("크기가 다른 점수를 맞추는 법"),
        gettext_lazy("100점 만점과 5점 만점을 그대로 더할 수는 없으므로, 먼저 0에서 1 사이로 맞춥니다."),
        choices={
            "share": gettext_lazy("모든 사업이 받은 점수의 합에서 차지하는 몫으로"),
            "best": gettext_lazy("가장 높은 점수를 받은 사업에 견준 비율로"),
        },
    ),
    "fit": Words(
        "greedy",
        gettext_lazy("남은 예산에 들어오지 않는 사업이 나오면"),
        choices={
            "skip": gettext_lazy("건너뛰고 다음 사업을 봅니다"),
            "stop": gettext_lazy("거기서 멈춥니다"),
        },
    ),
    "rank_by": Words(
        "greedy",
        gettext_lazy("무엇이 큰 사업부터 뽑을까요"),
        gettext_lazy("차례로 모으기에서는 쓰지 않습니다."),
        choices={
            "score": gettext_lazy("표나 점수"),
            "score_per_cost": gettext_lazy("사업비 1원마다의 표나 점수"),
        },
    ),
    "rank_points": Words(
        "greedy",
        gettext_lazy("순위마다 주는 점수"),
        gettext_lazy("순위 점수에서만 씁니다. 예: 3, 2, 1. 비워 두면 사업 수부터 하나씩 줄어듭니다."),
    ),
    "utility": Words(
        "shares",
        gettext_lazy("뽑힌 사업이 지지자에게 주는 만족"),
        gettext_lazy("실제 도시의 투표에서는 모두 ‘사업비만큼’을 썼습니다."),
        choices={
            "cost": gettext_lazy("사업비만큼"),
            "cardinality": gettext_lazy("사업마다 똑같이"),
            "points": gettext_lazy("준 점수만큼 (점수 나누기 투표)"),
        },
    ),
    "completion": Words(
        "shares",
        gettext_lazy("남는 예산"),
        gettext_lazy("마무리를 하지 않으면 예산이 절반쯤 남습니다."),
        choices={
            "add1": gettext_lazy("각자의 몫을 조금씩 늘려 다시 셉니다"),
            "add1u": gettext_lazy("몫을 늘려 다시 세고, 그래도 남으면 득표순으로 씁니다"),
            "greedy": gettext_lazy("몫을 늘리지 않고, 남은 예산을 바로 득표순으로 씁니다"),
            "none": gettext_lazy("남겨 둡니다"),
        },
    ),
    "start": Words(
        "shares",
        gettext_lazy("처음 나누는 몫"),
        choices={
            "floor": gettext_lazy("1원 아래는 버립니다"),
            "fraction": gettext_lazy("분수까지 정확히 나눕니다"),
        },
    ),
    "increment": Words("shares", gettext_lazy("한 번에 늘리는 몫 (원)")),
    "increment_permille": Words(
        "shares",
        gettext_lazy("한 번에 늘리는 몫 (처음 몫의 천분의 몇)"),
        gettext_lazy("위의 원과 견주어 큰 쪽을 씁니다. 5면 처음 몫의 200분의 1씩 늘립니다."),
    ),
    "exhaustive_stop": Words(
        "shares",
        gettext_lazy("더 들어갈 사업이 없으면 바로 멈춥니다"),
        gettext_lazy(
            "고르지 않으면 예산을 처음 넘길 때까지 늘려 봅니다. 이 차이로 결과가 달라지는 일이 있습니다."
        ),
    ),
    "comparison": Words(
        "shares",
        gettext_lazy("득표순 결과와 견주기"),
        choices={
            "none": gettext_lazy("견주지 않습니다"),
            "greedy": gettext_lazy("득표순 결과를 더 좋아하는 사람이 더 많으면 그 결과를 따릅니다"),
        },
    ),
    "ties": Words("ties", gettext_lazy("차례로 보는 것"), gettext_lazy("마지막은 언제나 추첨입니다.")),
}
LOT = ("commitment", "seed")
"""Drawn by the portal at the announcement, never typed."""
NOT_ASKED = (*LOT, "ballot")
"""The ballot is the envelope's own."""
TIE_WORDS = {
    "votes": gettext_lazy("표가 많은 쪽"),
    "cost": gettext_lazy("사업비가 적은 쪽"),
    "lot": gettext_lazy("추첨"),
}


def tie_orders() -> list[tuple[str, str]]:
    """Every chain that ends with the lot, as choices: "votes,cost,lot"."""
    keys = [key for key in TIE_KEYS if key != "lot"]
    chains = [chain for size in range(len(keys), -1, -1) for chain in permutations(keys, size)]
    return [
        (",".join((*chain, "lot")), " → ".join(str(TIE_WORDS[key]) for key in (*chain, "lot")))
        for chain in chains
    ]


def rule_of(envelope: Envelope) -> Rule | None:
    """The envelope's rule, or None while there is none that can be counted with."""
    try:
        return envelope.tally_rule() if envelope.rule else None
    except RuleError:
        return None


def rule_sentences(envelope: Envelope) -> list[str]:
    """The rule in words, in the order in which it works."""
    rule = rule_of(envelope)
    if rule is None:
        return [_("세는 방법을 아직 정하지 않았습니다.")]
    found = []
    if rule.everything_if_affordable:
        found.append(_("모든 사업을 합해도 예산 안이면 모두 뽑습니다."))
    if rule.min_votes:
        sentence = ngettext(
            "%(number)s표 이상을 얻은 사업만 셉니다.",
            "%(number)s표 이상을 얻은 사업만 셉니다.",
            rule.min_votes,
        )
        found.append(sentence % {"number": rule.min_votes})
    if rule.min_permille:
        sentence = _("투표한 사람의 천분의 %(number)s 이상이 고른 사업만 셉니다.")
        found.append(sentence % {"number": rule.min_permille})
    found += METHODS[rule.method](rule, envelope)
    if unread := ignored(envelope, rule):
        found.append(unread)
    if rule.comparison == "greedy":
        found.append(_("단순 득표순 결과를 더 좋아하는 사람이 더 많으면 그 결과를 따릅니다."))
    found += limit_sentences(rule, envelope)
    found.append(
        _("끝내 남은 예산은 다음 참여예산으로 넘깁니다.")
        if rule.leftovers == "carry"
        else _("끝내 남은 예산은 시 예산으로 돌려줍니다.")
    )
    found.append(_("완전히 같으면 이 차례로 정합니다: %(chain)s.") % {"chain": _chain(rule)})
    return found


def _chain(rule: Rule) -> str:
    return " → ".join(str(TIE_WORDS[key]) for key in rule.ties)


def _greedy_words(rule: Rule, envelope: Envelope) -> list[str]:
    then = (
        _("예산에 들어오지 않는 사업은 건너뛰고 다음 사업을 봅니다.")
        if rule.fit == "skip"
        else _("예산에 들어오지 않는 사업이 나오면 거기서 멈춥니다.")
    )
    by_votes = {
        "score": _("표를 많이 얻은 사업부터 차례로 뽑습니다."),
        "score_per_cost": _("사업비에 견주어 표를 많이 얻은 사업부터 차례로 뽑습니다."),
    }
    by_points = {
        "score": _("점수를 많이 얻은 사업부터 차례로 뽑습니다."),
        "score_per_cost": _("사업비에 견주어 점수를 많이 얻은 사업부터 차례로 뽑습니다."),
    }
    return [(by_points if counts_points(envelope, rule) else by_votes)[rule.rank_by], then]


def _borda_words(rule: Rule, envelope: Envelope) -> list[str]:
    points = ", ".join(str(number) for number in rule.rank_points)
    given = (
        _("순위마다 이 점수를 줍니다: %(points)s.") % {"points": points}
        if points
        else _("첫째 순위에 사업 수만큼, 그다음부터 하나씩 줄여 점수를 줍니다.")
    )
    return [given, *_greedy_words(rule, envelope)]


def _phragmen_words(rule: Rule, envelope: Envelope) -> list[str]:
    then = (
        _("예산에 들어오지 않는 사업은 건너뜁니다.")
        if rule.fit == "skip"
        else _("예산에 들어오지 않는 사업이 나오면 거기서 멈춥니다.")
    )
    return [_("모두가 같은 빠르기로 몫을 얻고, 지지자들이 사업비를 모으는 순간 그 사업이 뽑힙니다."), then]


def _shares_words(rule: Rule, envelope: Envelope) -> list[str]:
    found = [
        _("예산을 투표한 모든 사람에게 똑같이 나눈 것으로 봅니다."),
        _(
            "한 사업의 지지자들이 자기 몫을 모아 사업비를 낼 수 있으면 뽑힙니다. "
            "적은 부담으로 되는 사업부터 뽑습니다."
        ),
        UTILITIES[rule.utility],
    ]
    if rule.empty_ballots == "ignore":
        found.append(_("아무것도 고르지 않은 표의 몫은 두지 않습니다."))
    if rule.completion in ("add1", "add1u"):
        found += _completion_words(rule, envelope)
    if rule.completion in ("greedy", "add1u"):
        found.append(_("그래도 남은 예산은 득표 순서로 씁니다."))
    return [str(sentence) for sentence in found]


UTILITIES = {
    "cost": gettext_lazy("뽑힌 사업이 비쌀수록 지지자가 더 많이 얻은 것으로 봅니다."),
    "cardinality": gettext_lazy("어느 사업이 뽑히든 지지자가 똑같이 하나를 얻은 것으로 봅니다."),
    "points": gettext_lazy("지지자가 준 점수만큼 얻은 것으로 봅니다."),
}


def _completion_words(rule: Rule, envelope: Envelope) -> list[str]:
    step = {"won": money(rule.increment, envelope), "permille": rule.increment_permille}
    size = (
        _("한 번에 처음 몫의 천분의 %(permille)s씩, 적어도 %(won)s씩 늘립니다.")
        if rule.increment_permille
        else _("한 번에 늘리는 몫은 %(won)s입니다.")
    )
    found = [
        _("남는 예산을 줄이려고 각자의 몫을 조금씩 늘려 다시 세고, 예산을 넘기 바로 전 결과를 씁니다."),
        size % step,
    ]
    if rule.exhaustive_stop:
        found.append(_("더 들어갈 사업이 없으면 늘리기를 멈춥니다."))
    return found


def _panel_words(rule: Rule, envelope: Envelope) -> list[str]:
    first, then = (
        {
            "score": _("합친 점수가 큰 사업부터 차례로 뽑습니다."),
            "score_per_cost": _("사업비에 견주어 합친 점수가 큰 사업부터 차례로 뽑습니다."),
        }[rule.rank_by],
        _greedy_words(rule, envelope)[1],
    )
    return [_panel_shares(rule), str(NORMALISED[rule.normalise]), first, then]


def _panel_shares(rule: Rule) -> str:
    """ "주민투표(주민의 표) 60%, 위원회 30%, 설문 10%": a panel that is the ballots is said to be."""
    whole = sum(panel["weight"] for panel in rule.panels)
    said = {"ballots": _("%(name)s(주민의 표) %(share)s%%"), "scores": _("%(name)s %(share)s%%")}
    shares = [
        said[panel["source"]] % {"name": panel["name"], "share": _percent(panel["weight"], whole)}
        for panel in rule.panels
    ]
    return _("여러 점수를 이 비율로 더합니다: %(shares)s.") % {"shares": ", ".join(shares)}


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.4g}"


NORMALISED = {
    "share": gettext_lazy("먼저 각 점수를 그 점수의 합에서 차지하는 몫으로 바꿉니다."),
    "best": gettext_lazy("먼저 각 점수를 가장 높은 점수에 견준 비율로 바꿉니다."),
}


METHODS = {
    "greedy": _greedy_words,
    "equal_shares": _shares_words,
    "phragmen": _phragmen_words,
    "borda": _borda_words,
    "panels": _panel_words,
}


def limit_sentences(rule: Rule, envelope: Envelope) -> list[str]:
    """What keeps a project out whatever its votes."""
    found = []
    if rule.max_winners:
        sentence = ngettext(
            "모두 합해 %(number)s개까지 뽑습니다.", "모두 합해 %(number)s개까지 뽑습니다.", rule.max_winners
        )
        found.append(sentence % {"number": rule.max_winners})
    for group in rule.exclusive:
        sentence = _("사업 %(numbers)s 가운데 하나만 뽑습니다.")
        found.append(sentence % {"numbers": ", ".join(group)})
    for category, cap in sorted(rule.caps.items()):
        if "number" in cap:
            sentence = ngettext(
                "‘%(category)s’ 분야에서는 %(number)s개까지 뽑습니다.",
                "‘%(category)s’ 분야에서는 %(number)s개까지 뽑습니다.",
                cap["number"],
            )
            found.append(sentence % {"category": category, "number": cap["number"]})
        if "money" in cap:
            sentence = _("‘%(category)s’ 분야에는 %(money)s까지 씁니다.")
            found.append(sentence % {"category": category, "money": money(cap["money"], envelope)})
    return found
