"""People made up for the sandbox. None of them exists."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Invented:
    """Someone whom a visitor can pretend to be."""

    key: str
    name: str
    birth_date: date
    area_code: str
    note: Any


INVENTED = (
    Invented("haneul", "가상 김하늘", date(1991, 4, 17), "11110", _("서울 종로구에 사는 어른")),
    Invented("bada", "가상 이바다", date(1968, 11, 2), "26350", _("부산 해운대구에 사는 어른")),
    Invented("byeol", "가상 박별", date(2001, 7, 30), "11440", _("서울 마포구에 사는 청년")),
    Invented(
        "saessak",
        "가상 최새싹",
        date(2015, 5, 5),
        "11110",
        _("만 14세가 안 된 어린이: 거절됩니다"),
    ),
)


def ci_of(name: str, birth_date: date) -> str:
    """88 characters, like a real CI: the same for the same person, whoever asks."""
    seed = f"sandbox|{''.join(name.split())}|{birth_date.isoformat()}".encode()
    return base64.b64encode(hashlib.sha512(seed).digest()).decode()
