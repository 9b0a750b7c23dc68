"""Who lives in the demonstration, and what each of them can show a visitor."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Person:
    """`key` is her name in seeds; `roles` are (unit, role) pairs; `does` is what a visitor can try as her."""

    key: str
    nickname: str
    level: int
    does: Any
    area: str | None = None
    birth_year: int | None = None
    roles: list[tuple[str, str]] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"

    @property
    def short_name(self) -> str:
        """The last word of the nickname, as buttons say it."""
        return self.nickname.split()[-1]

    @property
    def place(self) -> Any:
        """Where she lives, or where she works."""
        return PLACES.get(self.area or "", "")

    @property
    def role_label(self) -> Any:
        return ROLES[self.roles[0][1]] if self.roles else ""


AGENCY = ("종로구청", "Jongno District Office", "district", "11110")
PARKS, PLANNING, CULTURE, DIGITAL, AUDIT = (
    "공원녹지과",
    "기획예산과",
    "문화체육과",
    "디지털소통과",
    "감사담당관",
)
UNITS = {
    PARKS: "Parks Division",
    PLANNING: "Planning and Budget Division",
    CULTURE: "Culture and Sports Division",
    DIGITAL: "Digital Communication Division",
    AUDIT: "Audit Office",
}
OFFICES = (PARKS, PLANNING, CULTURE, DIGITAL)

PLACES = {"11110": _("서울 종로구"), "26350": _("부산 해운대구")}
ROLES = {
    "officer": _("담당자"),
    "approver": _("결재자"),
    "moderator": _("중재자"),
    "administrator": _("운영자"),
    "auditor": _("감사"),
}

PEOPLE = (
    Person(
        "alice", "느티나무 아래 앨리스", 3,
        _("종로구에 삽니다. 제안하고, 우리 구 참여예산에 투표하고, 청원에 서명하고, 시설을 예약합니다."),
        "11110", 1988,
    ),
    Person(
        "bob", "바다를 좋아하는 보람", 3,
        _("부산 해운대구에 삽니다. 종로구 주민만 할 수 있는 일은 거절됩니다."),
        "26350", 1975,
    ),
    Person(
        "minsu", "자전거 타는 민수", 2,
        _("본인확인만 마쳤습니다. 사는 곳을 확인하면 지역 투표를 할 수 있습니다."),
        None, 1999,
    ),
    Person(
        "jiyeon", "새내기 지연", 1,
        _("이메일로만 가입했습니다. 글을 쓰려고 하면 본인확인부터 하게 됩니다."),
    ),
    Person(
        "dan", "낯선 단", 1,
        _("남의 초안이나 예약을 열어 보려는 사람입니다. 아무것도 보이지 않아야 합니다."),
    ),
    Person(
        "carla", "종로구 칼라", 4, _("들어온 제안과 청원을 접수하고, 검토하고, 답변을 씁니다."),
        "11110", 1984, [(office, "officer") for office in OFFICES],
    ),
    Person(
        "gyeol", "종로구 결", 4, _("서명이 많이 모인 청원에 답변하고, 예약을 승인합니다."),
        "11110", 1971, [(office, "approver") for office in OFFICES],
    ),
    Person(
        "mod", "종로구 다온", 4, _("신고된 글을 살펴보고, 이유를 적어 가리거나 되돌립니다."),
        "11110", 1990, [(DIGITAL, "moderator")],
    ),
    Person(
        "admin", "종로구 하늘", 4, _("투표를 열고 설정을 바꿉니다. 투표 내용은 볼 수 없습니다."),
        "11110", 1979, [(DIGITAL, "administrator")],
    ),
    Person(
        "admin2", "종로구 바다", 4, _("두 사람이 함께 해야 하는 일을 확인해 주는 또 한 명의 운영자입니다."),
        "11110", 1982, [(PLANNING, "administrator")],
    ),
    Person(
        "auditor", "종로구 한결", 4, _("누가 언제 무엇을 했는지 기록을 살펴봅니다."),
        "11110", 1968, [(AUDIT, "auditor")],
    ),
)  # fmt: skip
BY_KEY = {person.key: person for person in PEOPLE}
