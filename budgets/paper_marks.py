"""What somebody types of one sheet: `1,4,7`; with points `1=4,3=6`; of a ranking the best first."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope, Project
from portal.refusals import Refusal, Refused

BETWEEN = re.compile(r"[\s,;.>]+")
PAIR = re.compile(r"([0-9]{1,9})[=:]([0-9]{1,9})", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
LONGEST = 2000

Reading = tuple[list[int], list[int] | None]


def read(envelope: Envelope, typed: str) -> Reading:
    """(numbers as typed, points beside them or None). Raises Refused, naming what cannot be read."""
    pieces = [piece for piece in BETWEEN.split(typed) if piece]
    if envelope.ballot_kind != Envelope.Ballot.POINTS:
        return [int(_match(NUMBER, piece, "1,4,7")[0]) for piece in pieces], None
    pairs = [_match(PAIR, piece, "1=4,3=6") for piece in pieces]
    return [int(pair[1]) for pair in pairs], [int(pair[2]) for pair in pairs]


def _match(shape: re.Pattern[str], piece: str, example: str) -> re.Match[str]:
    found = shape.fullmatch(piece)
    if found is None:
        sentence = _("‘%(piece)s’을(를) 읽을 수 없습니다. %(example)s처럼 써 주세요.")
        raise Refused(Refusal("unreadable", sentence % {"piece": piece[:20], "example": example}, "choices"))
    return found


def names(projects: Mapping[int, Project], numbers: Sequence[int]) -> list[str]:
    """Public ids of the numbers. Raises Refused for a number that is not on this ballot."""
    for number in numbers:
        if number not in projects:
            sentence = _("이 투표용지에 %(number)s번 사업은 없습니다.")
            raise Refused(Refusal("foreign_project", sentence % {"number": number}, "choices"))
    return [projects[number].public_id for number in numbers]


def shown(choices: Sequence[int], points: Sequence[int] | None) -> str:
    """The same as it would be typed."""
    if points is None:
        return ",".join(map(str, choices))
    return ",".join(f"{number}={given}" for number, given in zip(choices, points, strict=True))
