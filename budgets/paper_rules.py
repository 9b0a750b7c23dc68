"""Questions about voting on paper, each answered with a Refusal or None."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Booth, Keying, PaperBallot, Round, Surplus
from portal import clock
from portal.actions import constraints
from portal.frontend import words
from portal.refusals import Refusal

DIGITS = 7  # of a serial; the last one checks the others
FEWEST_OFFICERS = 3  # two key a sheet, a third one judges where they differ
MOST_SHEETS = 500  # of one print run
State = PaperBallot.State

NOT_YOUR_BOOTH = Refusal("not_your_booth", _("이 투표소의 담당자만 할 수 있습니다."))
NOT_ANNOUNCED = Refusal("not_announced", _("공고하기 전에는 투표용지를 인쇄할 수 없습니다."))
BOOTH_CLOSED = Refusal("booth_closed", _("오늘은 이 투표소를 여는 날이 아닙니다."))
TOO_EARLY = Refusal("too_early", _("투표가 시작된 뒤에 입력할 수 있습니다."))
SEALED = Refusal("sealed", _("투표함을 이미 봉인했습니다. 더 입력하거나 고칠 수 없습니다."))
SIGNED = Refusal("signed", _("이 투표소는 입력을 마쳤다고 서명했습니다. 더 고칠 수 없습니다."))
COUNTED_BY_YOU = Refusal(
    "counted_by_you",
    _("투표함의 장수는 직접 세어 적으셨습니다. 다른 담당자가 투표함과 입력이 맞는지 보고 서명해야 합니다."),
)
NO_SURPLUS = Refusal(
    "no_surplus",
    _("나눠 준 것보다 많은 용지가 없거나, 그 사이 장수가 바뀌었습니다. 화면을 새로 열어 주세요."),
)
NOTED_BY_YOU = Refusal("noted_by_you", _("까닭을 직접 쓰셨습니다. 다른 운영자가 확인해야 합니다."))
STILL_OPEN = Refusal("still_open", _("투표소를 닫은 뒤에 할 수 있습니다."))
WHICH_DISTRICT = Refusal(
    "which_district",
    _(
        "두 지역 이상에서 투표하실 수 있는 분입니다. "
        "한 지역만 고를 수 있으니 어느 지역인지 여쭤보고 골라 주세요."
    ),
    "district",
)
MISTYPED = Refusal(
    "mistyped", _("일련번호를 다시 확인해 주세요. 숫자 하나를 잘못 누르신 것 같습니다."), "serial"
)
UNKNOWN_SHEET = Refusal(
    "unknown_sheet",
    _("이 투표소에서 인쇄한 용지가 아닙니다. 번호가 맞다면 그 용지를 따로 두고 운영자에게 알려 주세요."),
    "serial",
)
DONE_ALREADY = Refusal(
    "done_already",
    _("두 사람이 이미 입력한 용지입니다. 같은 번호가 또 있으면 운영자에게 알려 주세요."),
    "serial",
)
KEYED_BY_YOU = Refusal(
    "keyed_by_you", _("이 용지는 이미 입력하셨습니다. 두 번째 입력은 다른 분이 해야 합니다."), "serial"
)
LOOKED_BY_KEYER = Refusal(
    "looked_by_keyer", _("이 용지를 입력한 분은 판정할 수 없습니다. 세 번째 분이 봐야 합니다.")
)
NO_REASON = Refusal("no_reason", _("어떻게 판정했는지 이유를 써 주세요."), "reason")
NOT_DIFFERENT = Refusal("not_different", _("두 입력이 다른 용지가 아닙니다. 화면을 새로 열어 주세요."))

constraints(
    {
        "budgets_keying_different_people": KEYED_BY_YOU,
        "budgets_keying_each_turn_once": DONE_ALREADY,
        "budgets_booth_name_once": Refusal(
            "name_taken", _("이 참여예산에 같은 이름의 투표소가 이미 있습니다."), "name"
        ),
        "budgets_booth_days_in_order": Refusal(
            "days", _("닫는 날은 여는 날과 같거나 늦어야 합니다."), "closes_on"
        ),
        "budgets_sheet_serial_once": Refusal("busy", _("다른 분이 방금 인쇄했습니다. 다시 눌러 주세요.")),
    }
)


@dataclass(frozen=True, slots=True)
class Over:
    """More sheets of one ballot were keyed than handed out. `noted`: why, where an officer has said it of
    this very number and nobody has agreed yet."""

    envelope: int
    name: str
    keyed: int
    given: int
    noted: Surplus | None = None

    @property
    def number(self) -> int:
        return self.keyed - self.given


@dataclass(frozen=True, slots=True)
class Box:
    """How far one booth is. Numbers of sheets; `people` were given paper. `over`: a ballot of which more
    sheets were keyed than handed out, beyond what two people have agreed to (`Surplus`)."""

    booth: Booth
    people: int
    once: int
    differs: int
    counted: int
    spoiled: int
    over: Over | None

    @property
    def keyed(self) -> int:
        return self.once + self.differs + self.counted + self.spoiled

    @property
    def finished(self) -> int:
        return self.counted + self.spoiled

    @property
    def missing(self) -> int:
        """Sheets of the box that have not been keyed at all; below zero when more were keyed than it held."""
        return (self.booth.in_box or 0) - self.keyed

    @property
    def untyped(self) -> int | None:
        """Sheets of the box that nobody has typed; unknown before the box is counted."""
        return None if self.booth.in_box is None else max(self.missing, 0)

    @property
    def adds_up(self) -> bool:
        """In the box = counted + spoiled, nothing half done, and of no ballot more sheets than people."""
        return self.booth.in_box is not None and self.finished == self.booth.in_box and not self.obstacle

    @property
    def obstacle(self) -> Refusal | None:
        """What keeps this box from adding up, as a sentence."""
        return _box_refusal(self)


def _box_refusal(box: Box) -> Refusal | None:
    told: dict[str, Any] = {"booth": box.booth.name}
    if box.booth.in_box is None:
        return Refusal("no_count", _("‘%(booth)s’ 투표함에서 나온 장수를 아직 세지 않았습니다.") % told)
    if box.differs:
        sentence = _("‘%(booth)s’에 두 입력이 다른 용지가 %(number)d장 있습니다. 세 번째 분이 판정해 주세요.")
        return Refusal("differs", sentence % (told | {"number": box.differs}))
    if box.once:
        sentence = _("‘%(booth)s’에 한 사람만 입력한 용지가 %(number)d장 있습니다.")
        return Refusal("keyed_once", sentence % (told | {"number": box.once}))
    if box.over:
        sentence = _(
            "‘%(booth)s’에서 ‘%(name)s’ 용지를 받은 사람은 %(given)d명인데 %(keyed)d장을 입력했습니다."
        )
        over = {"name": box.over.name, "keyed": box.over.keyed, "given": box.over.given}
        return Refusal("more_than_people", sentence % (told | over))
    return _sum_refusal(box, told)


def _sum_refusal(box: Box, told: dict[str, Any]) -> Refusal | None:
    if box.missing > 0:
        sentence = _("‘%(booth)s’ 투표함에서 나온 용지 가운데 %(number)d장을 아직 입력하지 않았습니다.")
        return Refusal("missing", sentence % (told | {"number": box.missing}))
    if box.missing < 0:
        sentence = _("‘%(booth)s’에서 투표함에 있던 것보다 %(number)d장을 더 입력했습니다.")
        return Refusal("too_many_keyed", sentence % (told | {"number": -box.missing}))
    return None


def sealing_refusal(boxes: Iterable[Box]) -> Refusal | None:
    """May the round be sealed as far as its paper is concerned?"""
    for box in boxes:
        if box.booth.signed_at is None or box.obstacle:
            sentence = _("‘%(booth)s’ 투표소가 입력을 마쳤다고 아직 서명하지 않았습니다.")
            return box.obstacle or Refusal("unsigned", sentence % {"booth": box.booth.name})
    return None


def officer_refusal(booth: Booth, user: Any) -> Refusal | None:
    """Only those named for the booth handle its paper; administrators set up and look on."""
    return None if booth.officers.filter(pk=user.pk).exists() else NOT_YOUR_BOOTH


def days_refusal(round_: Round, opens_on: date, closes_on: date) -> Refusal | None:
    """A booth is open on days of voting: citizens read its days and come."""
    first, last = clock.local(round_.opens_at).date(), clock.local(round_.closes_at).date()
    if first <= opens_on <= last and closes_on <= last:
        return None
    sentence = _("투표 기간(%(first)s–%(last)s) 안의 날을 골라 주세요.")
    field = "closes_on" if first <= opens_on <= last else "opens_on"
    return Refusal("days", sentence % {"first": words.day(first), "last": words.day(last)}, field)


def edit_refusal(booth: Booth) -> Refusal | None:
    """May a booth get other officers, days or words? Until it is signed for or the box is sealed."""
    if booth.round.sealed_at is not None:
        return SEALED
    return SIGNED if booth.signed_at is not None else None


def printing_refusal(round_: Round) -> Refusal | None:
    """Sheets are printed once the ballot is frozen, and as long as they may be handed out."""
    if round_.state in Round.State.preparing():
        return NOT_ANNOUNCED
    return None if round_.state in Round.State.accepting() else SEALED


def issuing_refusal(booth: Booth, at: datetime) -> Refusal | None:
    if booth.signed_at is not None:
        return SIGNED
    return None if booth.is_open_on(clock.local(at).date()) else BOOTH_CLOSED


def entry_refusal(booth: Booth, round_: Round, at: datetime) -> Refusal | None:
    """May the box of this booth be opened now: counted, its sheets keyed, signed for? Not while somebody may
    still come with a ballot: who reads sheets in the middle of a vote knows how it stands."""
    if round_.sealed_at is not None:
        return SEALED
    if booth.signed_at is not None:
        return SIGNED
    if at < round_.opens_at or round_.state in Round.State.preparing():
        return TOO_EARLY
    is_open = clock.local(at).date() <= booth.closes_on and at < round_.closes_at
    return STILL_OPEN if is_open else None


def signing_refusal(box: Box, round_: Round, user: Any, at: datetime) -> Refusal | None:
    """May this officer say that the booth is finished?"""
    refusal = entry_refusal(box.booth, round_, at) or box.obstacle
    return refusal or (COUNTED_BY_YOU if box.booth.counted_by_id == user.pk else None)


def agreeing_refusal(noted: Surplus, user: Any) -> Refusal | None:
    """May this administrator agree that the sheets are counted?"""
    return NOTED_BY_YOU if noted.noted_by_id == user.pk else None


def new_serials(number: int, taken: Iterable[str]) -> list[str]:
    """Fresh serials in random order; six random digits and one that checks them."""
    used, found = set(taken), list[str]()
    while len(found) < number:
        digits = f"{secrets.randbelow(10 ** (DIGITS - 1)):0{DIGITS - 1}d}"
        serial = digits + check_digit(digits)
        if serial not in used:
            used.add(serial)
            found.append(serial)
    return found


def check_digit(digits: str) -> str:
    """Luhn: finds every single wrong digit and nearly every two that changed places."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def clean_serial(typed: str) -> str:
    """What somebody read from a sheet: spaces and dashes do not matter."""
    return "".join(letter for letter in typed if letter in "0123456789")[: DIGITS + 1]


def serial_refusal(serial: str) -> Refusal | None:
    right = len(serial) == DIGITS and check_digit(serial[:-1]) == serial[-1]
    return None if right else MISTYPED


def turn_refusal(sheet: PaperBallot, keyings: Sequence[Keying], user: Any) -> Refusal | None:
    """May this person key this sheet now?"""
    if any(keying.keyed_by_id == user.pk for keying in keyings):
        return KEYED_BY_YOU
    return DONE_ALREADY if len(keyings) >= Keying.SECOND else None
