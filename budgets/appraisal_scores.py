"""Scores as people type and read them: "82.5" or "82,5" in, exact fractions inside, decimals out. No ORM."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.refusals import Refusal

NUMBER = re.compile(r"\d{1,9}([.]\d{1,6})?", re.ASCII)
MOST_BYTES = 200_000
Scores = dict[str, str]  # a project's id on ballots -> an exact number as text


def exact(typed: str) -> str | None:
    """ "1,082.50" as "2165/2"; None where it is no number from 0 to 999,999,999 with up to six decimals."""
    plain = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", typed.strip().removesuffix("%").removesuffix("점").strip())
    return str(Fraction(plain)) if NUMBER.fullmatch(plain) else None


def shown(score: str | Fraction, places: int = 2) -> str:
    """The number as people read it; what has no end is cut after `places`, rounded half up."""
    value = Fraction(score)
    if (value * 10**6).denominator == 1:
        whole, rest = divmod(int(value * 10**6), 10**6)
        return f"{whole:,}" + (f".{rest:06d}".rstrip("0") if rest else "")
    units = int(value * 10**places + Fraction(1, 2))
    return f"{units // 10**places:,}.{units % 10**places:0{places}d}"


def read_csv(data: bytes, ids: Sequence[str]) -> tuple[Scores, list[str]]:
    """(scores, what is wrong, by line) of a file with a project's number and its score in each line.

    A line whose first cell is no number of a project and whose second is no score is a heading if it is the
    first; columns between and behind them are not read, so that a list with titles may be sent as it is.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949", "replace")
    found, wrong = Scores(), list[str]()
    rows = csv.reader(io.StringIO(text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")))
    try:
        lines = list(rows)
    except csv.Error:
        return found, [_("%(line)d번째 줄에 너무 긴 칸이 있습니다.") % {"line": rows.line_num}]
    for number, cells in enumerate(lines, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        problem = _read_line([cell.strip() for cell in cells], ids, found, is_first=number == 1)
        if problem:
            wrong.append(_("%(line)d번째 줄: %(problem)s") % {"line": number, "problem": problem})
    missing = [one for one in ids if one not in found]
    if missing and not wrong:
        wrong.append(_("점수가 없는 사업이 있습니다: %(ids)s") % {"ids": ", ".join(missing[:20])})
    return found, wrong


def _read_line(cells: Sequence[str], ids: Sequence[str], found: Scores, *, is_first: bool) -> str:
    """What is wrong with the line, or nothing."""
    project, score = cells[0], exact(cells[-1])
    if len(cells) < 2:
        return _("사업 번호와 점수를 쉼표로 나눠 써 주세요.")
    if project not in ids:
        heading = is_first and score is None
        return "" if heading else _("투표용지에 없는 사업 번호 ‘%(id)s’입니다.") % {"id": project[:20]}
    if score is None:
        return _("‘%(score)s’은(는) 점수가 아닙니다.") % {"score": cells[-1][:20]}
    if project in found:
        return _("사업 %(id)s이(가) 두 번 나옵니다.") % {"id": project[:20]}
    found[project] = score
    return ""


def bounds_refusal(scores: Mapping[str, str], kind: str, sample: int | None) -> Refusal | None:
    """A survey cannot have counted more people than it asked, nor a share of more than the whole."""
    most = {"percent": 100, "survey": sample}.get(kind)
    over = [one for one, score in scores.items() if most is not None and Fraction(score) > most]
    if over:
        sentence = _("사업 %(id)s의 값이 %(most)s보다 큽니다.")
        return Refusal("too_much", sentence % {"id": over[0], "most": f"{most:,}"})
    return None if any(Fraction(score) for score in scores.values()) else NOTHING


NOTHING = Refusal("nothing", gettext_lazy("모든 사업의 점수가 0입니다. 점수를 다시 확인해 주세요."))
