"""Friendly pseudonyms: a citizen is known by one until she picks her own.

Showing real names by default hurts people with rare names and people who
speak against the powerful, so nobody starts with one.
"""

import secrets

ADJECTIVES = (
    "푸른", "맑은", "고운", "따뜻한", "조용한", "부지런한", "반가운", "씩씩한", "다정한", "든든한",
    "환한", "느긋한", "슬기로운", "정다운", "싱그러운", "너그러운", "바른", "재빠른", "포근한", "해맑은",
)  # fmt: skip
NOUNS = (
    "느티나무", "은행나무", "소나무", "진달래", "개나리", "까치", "고라니", "두루미", "수달", "다람쥐",
    "도라지", "민들레", "해바라기", "징검다리", "돌담", "오솔길", "시냇물", "바람개비", "나룻배", "무지개",
)  # fmt: skip


def new() -> str:
    """Return for example "푸른 느티나무 482". Not unique: the public id tells people apart."""
    number = secrets.randbelow(900) + 100
    return f"{secrets.choice(ADJECTIVES)} {secrets.choice(NOUNS)} {number}"
