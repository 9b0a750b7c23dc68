"""Pure questions about people, and what the accounts' constraints mean."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.actions import constraints
from portal.refusals import Refusal

CI_ELSEWHERE = Refusal(
    "ci_elsewhere", _("이미 다른 계정에서 본인확인을 하셨습니다. 그 계정으로 로그인해 주세요.")
)
EMAIL_TAKEN = Refusal("email_taken", _("이미 쓰이는 이메일입니다."), "email")
UNDER_AGE = Refusal(
    "under_age",
    _("만 14세 미만은 아직 본인확인을 할 수 없습니다. 보호자와 함께 기관에 문의해 주세요."),
)
STILL_STAFF = Refusal(
    "still_staff", _("직원 역할을 맡고 계십니다. 운영자에게 역할을 내려 달라고 하신 뒤 탈퇴해 주세요.")
)
TWICE = Refusal("identity_busy", _("본인확인이 이미 진행되고 있습니다. 잠시 뒤에 다시 시도해 주세요."))
NICKNAME_SHAPE = Refusal(
    "nickname_shape",
    _("별명은 한글, 영문, 숫자, 빈칸, 줄표(-)로 2자에서 20자까지 쓸 수 있습니다."),
    "nickname",
)
NICKNAME_OFFICE = Refusal(
    "nickname_office", _("공무원이나 운영자로 보이는 별명은 쓸 수 없습니다."), "nickname"
)

REJOIN_AFTER = timedelta(days=90)  # no vote may be open for longer (budgets/rules.py)
KNOWN_UNTIL = 20  # years; votes ask for at most 19 (budgets_envelope_min_age_known)
AGE_OF_CONSENT = 14  # 개인정보 보호법 제22조의2
NICKNAME = re.compile(r"[가-힣a-zA-Z0-9][가-힣a-zA-Z0-9 \-]{0,18}[가-힣a-zA-Z0-9]")
OFFICES = (
    "운영자",
    "관리자",
    "담당자",
    "공무원",
    "중재자",
    "시장",
    "구청",
    "시청",
    "admin",
    "moderator",
    "official",
)

constraints(
    {
        "accounts_verification_one_account_per_person": CI_ELSEWHERE,
        "accounts_verification_one_living_per_user": TWICE,
        "accounts_user_email_once": EMAIL_TAKEN,
        "accounts_user_email_key": EMAIL_TAKEN,
    }
)


def normal_nickname(nickname: str) -> str:
    """One spelling for what looks the same: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", nickname).split())


def nickname_refusal(nickname: str) -> Refusal | None:
    """May a citizen be called this? Only letters, digits and spaces: names are shown on every page."""
    if not NICKNAME.fullmatch(nickname):
        return NICKNAME_SHAPE
    bare = nickname.replace(" ", "").replace("-", "").lower()
    return NICKNAME_OFFICE if any(office in bare for office in OFFICES) else None


def age(born: date, today: date) -> int:
    """Full years (만 나이), 행정기본법 제7조의2."""
    before_birthday = (today.month, today.day) < (born.month, born.day)
    return today.year - born.year - before_birthday


def has_reached(years: int, birth_year: int | None, born_on: date | None, today: date) -> bool | None:
    """Is somebody `years` old today? None when only her birthday could tell and it is not known.

    The birthday is kept of young people only (KNOWN_UNTIL), so ask for no more years than that.
    """
    if born_on is not None:
        return age(born_on, today) >= years
    if birth_year is None:
        return None
    turning = today.year - birth_year  # the age that she reaches in the course of this year
    return None if turning == years else turning > years


def kept_birthday(born: date, today: date) -> date | None:
    """The birthday, as long as a vote may still ask whether she is old enough."""
    return born if age(born, today) < KNOWN_UNTIL else None


def age_refusal(born: date, today: date) -> Refusal | None:
    return UNDER_AGE if age(born, today) < AGE_OF_CONSENT else None


def leaving_refusal(user: Any) -> Refusal | None:
    """May this person leave today? Officials hand over their work first."""
    return STILL_STAFF if user.memberships.exists() else None
