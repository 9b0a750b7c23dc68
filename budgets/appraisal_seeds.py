"""A counted round of the demonstration that votes, a committee and a survey decide (60 + 30 + 10 %)."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from budgets import actions, opinion_pdf
from budgets.appraisal_scores import Scores, exact
from budgets.models import Appraisal, Envelope
from budgets.rule_texts import read_panels
from budgets.seed_projects import Wish
from budgets.seed_rounds import (
    Purse,
    count_out,
    crowd_votes,
    evening,
    make_envelope,
    make_round,
    morning,
    publish,
    spare_the_mailboxes,
)
from budgets.tally import Rule
from portal import clock

DAY = timedelta(days=1)
RULE = Rule(method="panels", min_votes=1, panels=read_panels("주민투표: 60\n위원회: 30\n설문: 10"))
WISHES = [
    Wish("빈집을 고친 동네 공유부엌", 9400, "공동체", "빈집 3곳", "마을자치과",
         "빈집을 고쳐 반찬을 나누고 혼자 사는 이웃이 함께 밥을 먹습니다."),
    Wish("골목 화단과 빗물 저금통", 5200, "환경", "골목 18곳", "공원녹지과",
         "주민이 함께 꽃을 심고 지붕에서 모은 빗물로 가꿉니다."),
    Wish("어르신 스마트폰 사랑방", 4800, "배움", "경로당 20곳", "어르신복지과",
         "대학생이 찾아가 예매, 길 찾기, 사기 전화 피하는 법을 알려 드립니다."),
    Wish("아이 돌봄 품앗이 놀이방", 8600, "돌봄", "주민센터 4곳", "여성가족과",
         "방과 후 두 시간, 부모들이 돌아가며 아이를 봅니다."),
    Wish("동네 공구 도서관", 3900, "나눔", "주민센터 6곳", "자원순환과",
         "가끔 쓰는 드릴과 사다리를 책처럼 빌려 씁니다."),
    Wish("마을 기록관: 사진 천 장", 6100, "문화", "옛 동사무소", "문화체육과",
         "장롱 속 사진을 모아 동네의 옛 모습을 남기고 전시합니다."),
    Wish("야간 안심 귀가 동행", 7200, "안전", "지하철역 5곳", "안전도시과",
         "밤 열한 시까지 둘씩 짝을 지어 집 앞까지 함께 걷습니다."),
]  # fmt: skip
# Committee and survey lift one project over another that had more votes: a heavier vote turns it round.
COMMITTEE = ("78", "84", "88.5", "52", "70", "61", "96")
SURVEY = ("121", "128", "173", "104", "94", "71", "258")
SURVEYED = 612


def seed(people: dict[str, Any], title: str, at: datetime) -> None:
    opens = morning(at - DAY * 120)
    round_ = make_round(
        people,
        title,
        "주민투표 60%, 주민자치위원회 심사 30%, 전화 설문 10%를 더해 뽑았습니다. "
        "사업마다 어디에서 몇 점을 받았는지 모두 볼 수 있습니다.",
        opens,
        evening(opens + DAY * 14),
    )
    ballot = {"min_choices": 2, "max_choices": 3}
    envelope = make_envelope(people, round_, Purse("마을공동체", 2, RULE, WISHES, ballot))
    actions.announce_round(actor=people["admin"], round_id=round_.pk, at=opens - DAY * 14)
    actions.open_round(round_id=round_.pk, at=opens)
    crowd_votes(Envelope.objects.select_related("round", "area").get(pk=envelope.pk), people["crowd"])
    _score(
        people, envelope, "위원회", COMMITTEE, opens + DAY * 6, source="주민자치위원회 제4차 회의 (위원 15명)"
    )
    survey = {"source": "전화 설문 (만 18세 이상 주민)", "kind": Appraisal.Kind.SURVEY, "sample": SURVEYED}
    _score(people, envelope, "설문", SURVEY, opens + DAY * 9, **survey)
    count_out(round_, round_.closes_at)
    publish(people, round_, round_.closes_at + DAY)
    spare_the_mailboxes(round_, at)


def _score(
    people: dict[str, Any], envelope: Envelope, name: str, given: tuple[str, ...], at: datetime, **said: Any
) -> None:
    """Described with its paper, keyed by two, confirmed."""
    details = {"kind": Appraisal.Kind.COMMITTEE, "sample": None, "held_on": clock.local(at).date()} | said
    appraisal = actions.describe_appraisal(
        actor=people["admin"],
        envelope_id=envelope.pk,
        name=name,
        details=details,
        files=[_paper(envelope, name, details, given, at)],
        at=at,
    )
    scores: Scores = {str(number): exact(score) or "" for number, score in enumerate(given, start=1)}
    for person in (people["admin"], people["admin2"]):
        actions.key_appraisal(actor=person, appraisal_id=appraisal.pk, scores=scores, at=at)
    actions.confirm_appraisal(actor=people["admin"], appraisal_id=appraisal.pk, at=at + DAY)


def _paper(
    envelope: Envelope, name: str, details: dict[str, Any], given: tuple[str, ...], at: datetime
) -> SimpleUploadedFile:
    """The list that the committee signed, or the report of the survey."""
    rows = [
        [str(number), wish.title, wish.category, score]
        for number, (wish, score) in enumerate(zip(WISHES, given, strict=True), start=1)
    ]
    table = {"name": "사업별 점수", "sum": "", "head": ["번호", "사업", "분야", "점수"], "rows": rows}
    content = {
        "title": f"{envelope.name}: {name} 점수",
        "introduction": "시연을 위해 만든 문서입니다.",
        "facts": [["누가", details["source"]], ["언제", f"{details['held_on']:%Y-%m-%d}"]],
        "envelopes": [table],
        "opinions": [],
        "made": "",
    }
    drawn = opinion_pdf.draw(content, at)
    return SimpleUploadedFile(f"{name}-점수.pdf", drawn, content_type="application/pdf")
