"""Two hundred texts to fill the tables with: common words of city life common, rare ones rare."""

from __future__ import annotations

import random

from portal.search import grams, lemmas

COMMON = "공원"  # in the text of about one document in three
RARE = "꽃샘추위"  # in twenty of each kind, however many there are
_NOUNS = """
가로등 놀이터 횡단보도 도서관 버스 정류장 자전거 주차장 보도블록 화장실 어린이집 경로당
학교 골목 하천 산책로 쓰레기 소음 먼지 신호등 울타리 의자 나무 그늘 급식 체육관
수영장 강좌 상담 돌봄 장애인 휠체어 승강기 지하철 시장 상가 축제 공연 전시 청년 창업
일자리 주택 임대 난방 태양광 재활용 반려견 길고양이 보건소 예방접종 응급 안전 순찰
방범 카메라 우산 폭염 한파 제설 배수로 침수 옹벽 텃밭 정원 꽃길 약수터 등산로 안내판
표지판 민원 서류 발급 누리집 교육 번역 다문화
"""
NOUNS = _NOUNS.split()
TEXTS = 200
Text = tuple[int, str, str, list[str], str]


def make() -> list[Text]:
    """(number, title, body, bigrams, lemmas as the text of a tsvector); the same ones every time."""
    dice = random.Random(2026)
    weights = [1 / (rank + 2) for rank in range(len(NOUNS))]
    return [_text(number, dice, weights) for number in range(TEXTS)]


def _text(number: int, dice: random.Random, weights: list[float]) -> Text:
    head = dice.choices(NOUNS, weights, k=3)
    rest = dice.choices(NOUNS, weights, k=24)
    if number % 3 == 0:
        rest[5] = COMMON
    if number % 20 == 0:
        head[0] = COMMON
    title = f"{head[0]} 옆 {head[1]}에 {head[2]}을 만들어 주세요"
    body = " ".join(
        f"{a}에는 {b}도 {c}도 모자랍니다." for a, b, c in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    )
    return number, title, body, grams.of_document(title, body), lemmas.vector(head, rest)
