"""Reading a ballot's form: what was typed beside which project, and what that means on this kind of ballot.

Reading and judging are apart, so that a refused ballot comes back exactly as it was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from budgets.ballot_queries import OnBallot
from budgets.ballot_rules import POINTS_SHAPE
from budgets.models import Ballot, Envelope
from portal.refusals import Refusal, Refused

ON = "on"
KINDS = Envelope.Ballot
PREFIX = {KINDS.RANKED: "rank-", KINDS.POINTS: "points-"}
LONGEST = 12  # characters of a public id, and far more than any rank or number of points has

RANK_SHAPE = Refusal("rank_shape", _("순위는 목록에 있는 수로 골라 주세요."), "choices")


@dataclass(frozen=True, slots=True)
class Marks:
    """Public ids of projects, the best first where they are ranked; points beside them, or None."""

    choices: list[str]
    points: list[int] | None = None


Typed = list[tuple[str, str]]  # (public id, what stands beside it: "on", a rank, points)


def typed(envelope: Envelope, data: QueryDict) -> Typed:
    """What the form holds, in its order, as it was typed. An empty field is no mark."""
    prefix = PREFIX.get(KINDS(envelope.ballot_kind))
    if prefix is None:
        return [(_clean(name), ON) for name in data.getlist("choices")]
    fields = [(name.removeprefix(prefix), str(data[name])) for name in data if name.startswith(prefix)]
    found = [(_clean(name), _clean(value.strip())) for name, value in fields]
    return [(name, value) for name, value in found if value]


def _clean(text: str) -> str:
    """PostgreSQL takes no NUL; nothing longer than this can be right, and it is shown again."""
    return text.replace("\x00", "")[: LONGEST + 1]


def read(envelope: Envelope, found: Typed) -> Marks:
    """What it means. Raises Refused when a rank or a number cannot be read."""
    if envelope.ballot_kind == KINDS.RANKED:
        return Marks(_by_rank(found))
    if envelope.ballot_kind == KINDS.POINTS:
        given = [(name, _number(value, POINTS_SHAPE)) for name, value in found]
        kept = [(name, points) for name, points in given if points]  # 0 points are none
        return Marks([name for name, _ in kept], [points for _, points in kept])
    return Marks([name for name, _ in found])


def _by_rank(found: Typed) -> list[str]:
    """Best first. 1 and 3 are not read as 1 and 2: perhaps the second was forgotten, and a voter who finds
    another rank on her receipt than she chose trusts neither."""
    ranked: dict[int, str] = {}
    for name, value in found:
        rank = _number(value, RANK_SHAPE)
        if rank in ranked:
            sentence = _("%(rank)d순위를 두 사업에 주셨습니다. 한 순위에는 사업 하나만 고를 수 있습니다.")
            raise Refused(Refusal("rank_twice", sentence % {"rank": rank}, "choices"))
        ranked[rank] = name
    if ranked and min(ranked) < 1:
        raise Refused(RANK_SHAPE)
    for rank, found_rank in enumerate(sorted(ranked), start=1):
        if rank != found_rank:
            sentence = _("%(rank)d순위가 비어 있습니다. 1순위부터 빠짐없이 골라 주세요.")
            raise Refused(Refusal("rank_gap", sentence % {"rank": rank}, "choices"))
    return [ranked[rank] for rank in sorted(ranked)]


def _number(text: str, refusal: Refusal) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Refused(refusal)
    return int(text)


def saved(envelope: Envelope, ballot: Ballot, projects: Sequence[OnBallot]) -> Typed:
    """A kept ballot as the form would have held it."""
    names = {project.number: project.public_id for project in projects}
    chosen = [names[number] for number in ballot.choices]
    if envelope.ballot_kind == KINDS.RANKED:
        return [(name, str(rank)) for rank, name in enumerate(chosen, start=1)]
    if ballot.points is not None:
        return [(name, str(points)) for name, points in zip(chosen, ballot.points, strict=True)]
    return [(name, ON) for name in chosen]
