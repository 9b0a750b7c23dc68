"""What an officer of a booth does next: one sentence and one button, from the box and what waits for her."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from budgets import paper_rules
from budgets.models import Booth
from budgets.paper_piles import Piles
from budgets.paper_rules import Box
from portal import clock
from portal.frontend import words


@dataclass(frozen=True, slots=True)
class Step:
    """`page`: the name of an address of this booth, or a part of its page ("#…"); empty where she waits."""

    sentence: Any
    page: str = ""
    label: str = ""


def next_step(box: Box, piles: Piles, user: Any, at: datetime) -> Step:
    """For this officer. First what holds up everything else; what only a colleague can do comes last."""
    booth, round_ = box.booth, box.booth.round
    if refusal := paper_rules.entry_refusal(booth, round_, at):
        return _open(booth, at) if refusal is paper_rules.STILL_OPEN else Step(refusal.sentence)
    if booth.in_box is None:
        sentence = _("투표함을 열어 섞고, 나온 용지를 손으로 세어 장수를 적어 주세요.")
        return Step(sentence, "#box", _("장수 적으러 가기"))
    if step := _typing(box, piles) or _left_to_others(piles):
        return step
    if refusal := paper_rules.signing_refusal(box, round_, user, at):
        leads = bool(box.over) and refusal.code == "more_than_people"
        return Step(refusal.sentence, "#surplus", _("까닭 적으러 가기")) if leads else Step(refusal.sentence)
    return Step(
        _("투표함과 입력이 맞습니다. 서명하면 이 투표소의 일이 끝납니다."), "#sign", _("서명하러 가기")
    )


def _open(booth: Booth, at: datetime) -> Step:
    """Or not open yet."""
    if clock.local(at).date() < booth.opens_on:
        sentence = _("이 투표소는 %(day)s에 엽니다. 그날 이 화면에서 오신 분을 확인하고 용지를 드립니다.")
        return Step(sentence % {"day": words.day_in_week(booth.opens_on)})
    sentence = _("투표소가 열려 있습니다. 오신 분을 명부에서 확인하고 용지를 드립니다.")
    return Step(sentence, "booth_desk", _("명부 확인하기"))


def _typing(box: Box, piles: Piles) -> Step | None:
    if box.untyped:
        sentence = _("투표함에서 나온 용지 가운데 %(number)d장을 아직 아무도 입력하지 않았습니다.")
        return Step(sentence % {"number": box.untyped}, "booth_keying", _("이어서 입력하기"))
    if piles.once.number:
        sentence = _("다른 분이 한 번 입력한 용지 %(number)d장이 두 번째 입력을 기다립니다.")
        return Step(sentence % {"number": piles.once.number}, "booth_keying", _("두 번째로 입력하기"))
    if piles.differs.number:
        sentence = _("두 입력이 다른 용지 %(number)d장을 판정해 주세요.")
        return Step(sentence % {"number": piles.differs.number}, "booth_differences", _("판정하기"))
    return None


def _left_to_others(piles: Piles) -> Step | None:
    left = piles.once_by_me.number + piles.differs_with_mine.number
    sentence = _("남은 용지 %(number)d장은 직접 입력하신 것이라 다른 담당자가 봐야 합니다.")
    return Step(sentence % {"number": left}) if left else None
