"""Can this ballot be counted? One question for every kind of ballot, a sentence for each way to miss it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope
from portal.refusals import Refusal

NOTHING = Refusal("nothing", _("사업을 한 개 이상 골라 주세요."), "choices")
NOT_ONE = Refusal("nothing", _("아직 고른 것이 없습니다. 사업을 하나 골라 주세요."), "choices")
FOREIGN = Refusal(
    "foreign_project",
    _("이 투표용지에 없는 사업이 들어 있습니다. 화면을 새로 열고 다시 골라 주세요."),
    "choices",
)
TWICE = Refusal("twice", _("같은 사업을 두 번 고를 수 없습니다."), "choices")
NO_POINTS = Refusal("no_points", _("고른 사업마다 점수를 하나씩 써 주세요."), "choices")
STRAY_POINTS = Refusal("stray_points", _("이 투표용지에는 점수를 쓰지 않습니다."), "choices")
POINTS_SHAPE = Refusal("points_shape", _("점수는 1, 2, 3처럼 0보다 큰 정수로 써 주세요."), "choices")


# Ballots on which so many projects must be chosen, and not what fits into the money, or one.
COUNTED_KINDS = (Envelope.Ballot.APPROVAL, Envelope.Ballot.RANKED, Envelope.Ballot.POINTS)


class Line(NamedTuple):
    """What a ballot's shape depends on, of one project. `cost` in the envelope's smallest unit."""

    number: int
    cost: int
    category: str


def choices_refusal(
    envelope: Envelope, lines: Mapping[str, Line], chosen: Sequence[str], points: Sequence[int] | None = None
) -> Refusal | None:
    """Does the ballot have a shape that can be counted?

    `lines`: the envelope's projects by public id, at least those chosen. `chosen`: public ids, the best first
    where they are ranked. `points` stand beside `chosen` on ballots by points, and on no others.
    """
    return (
        _names_refusal(envelope, lines, chosen)
        or _points_refusal(envelope, len(chosen), points)
        or _amount_refusal(envelope, lines, chosen)
        or _quota_refusal(envelope, lines, chosen)
    )


def _names_refusal(envelope: Envelope, lines: Mapping[str, Line], chosen: Sequence[str]) -> Refusal | None:
    if not chosen and envelope.ballot_kind == Envelope.Ballot.CHOOSE_ONE:
        return NOT_ONE
    if not chosen:
        several = envelope.min_choices > 1 and envelope.ballot_kind in COUNTED_KINDS
        sentence = _("아직 고른 것이 없습니다. %(least)d개 이상 골라 주세요.")
        return replace(NOTHING, sentence=sentence % {"least": envelope.min_choices}) if several else NOTHING
    if len(set(chosen)) != len(chosen):
        return TWICE
    return None if set(chosen) <= lines.keys() else FOREIGN


def _points_refusal(envelope: Envelope, number: int, points: Sequence[int] | None) -> Refusal | None:
    if envelope.ballot_kind != Envelope.Ballot.POINTS:
        return STRAY_POINTS if points is not None else None
    if points is None or len(points) != number:
        return NO_POINTS
    if min(points) < 1:
        return POINTS_SHAPE
    over = sum(points) - envelope.points_total
    if over <= 0:
        return None
    if max(points) > envelope.points_total:  # a number beyond all measure is read in part (marks.LONGEST)
        sentence = _("나눌 수 있는 점수는 모두 %(total)d점입니다. 한 사업에 그보다 많이 적었습니다.")
        return Refusal("points_over", sentence % {"total": envelope.points_total}, "choices")
    sentence = _("나눌 수 있는 점수는 모두 %(total)d점입니다. %(over)d점을 줄여 주세요.")
    return Refusal("points_over", sentence % {"total": envelope.points_total, "over": over}, "choices")


def _amount_refusal(envelope: Envelope, lines: Mapping[str, Line], chosen: Sequence[str]) -> Refusal | None:
    """What limits this kind of ballot: money, one, or from so many to so many."""
    if envelope.is_knapsack:
        return _spending_refusal(envelope, sum(lines[name].cost for name in chosen))
    if envelope.ballot_kind == Envelope.Ballot.CHOOSE_ONE:
        return _number_refusal(1, 1, len(chosen))
    return _number_refusal(envelope.min_choices, envelope.max_choices, len(chosen))


def _spending_refusal(envelope: Envelope, spent: int) -> Refusal | None:
    over = spent - envelope.amount
    if over <= 0:
        return None
    sentence = _("예산보다 %(over)s원을 더 담았습니다. 사업을 덜어 낸 뒤 다시 눌러 주세요.")
    return Refusal("overspent", sentence % {"over": f"{over:,}"}, "choices")


def _number_refusal(least: int, most: int, number: int) -> Refusal | None:
    if number < least:
        sentence = _("%(least)d개 이상 골라 주세요. 지금은 %(number)d개를 골랐습니다.")
        return Refusal("too_few", sentence % {"least": least, "number": number}, "choices")
    if number > most:
        sentence = _("%(most)d개까지만 고를 수 있습니다. 지금은 %(number)d개를 골랐습니다.")
        return Refusal("too_many", sentence % {"most": most, "number": number}, "choices")
    return None


def _quota_refusal(envelope: Envelope, lines: Mapping[str, Line], chosen: Sequence[str]) -> Refusal | None:
    picked = Counter(lines[name].category for name in chosen)
    for category, most in envelope.category_limits.items():
        if picked[category] > most:
            sentence = _(
                "‘%(category)s’ 분야에서는 %(most)d개까지만 고를 수 있습니다. "
                "지금은 %(number)d개를 골랐습니다."
            )
            told = {"category": category, "most": most, "number": picked[category]}
            return Refusal("category_full", sentence % told, "choices")
    return None


def written(
    envelope: Envelope, lines: Mapping[str, Line], chosen: Sequence[str], points: Sequence[int] | None
) -> tuple[list[int], list[int] | None]:
    """The ballot as it is kept: numbers of projects and the points beside them.

    Sorted, so that nothing tells in which order somebody ticked; only a ranking keeps its order.
    """
    numbers = [lines[name].number for name in chosen]
    if envelope.ballot_kind == Envelope.Ballot.RANKED:
        return numbers, None
    if points is None:
        return sorted(numbers), None
    pairs = sorted(zip(numbers, points, strict=True))
    return [number for number, _ in pairs], [given for _, given in pairs]
