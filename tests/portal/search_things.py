"""A small town's texts, and what makes them findable in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from portal import publicid, search
from portal.search import indexing

KIND, OTHER_KIND = "tests.idea", "tests.place"
DAY = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)

TEXTS = {
    "park": ("어린이공원을 넓혀 주세요", "아이들이 뛰어놀 자리가 모자랍니다."),
    "dark": ("밤길 안전", "역에서 집까지 오는 어두운 골목에 가로등이 없습니다."),
    "charger": ("전기차충전소 확충", "공영주차장에 급속 충전기를 놓아 주세요."),
    "wood": ("숲에서 쉬고 싶습니다", "도심 가까운 숲을 가꿉시다."),
    "river": ("강변 산책로", "강을 따라 걷는 길이 끊겨 있습니다."),
    "gangnam": ("강남 방향 버스", "강남 가는 버스가 너무 뜸합니다."),
    "wifi": ("공공 WiFi 6E 설치", "도서관 2층에서 wifi가 잡히지 않습니다. 119 신고도 안 됩니다."),
    "mention": ("쓰레기통 자리", "버스 정류장 옆 공원 입구에 쓰레기통을 놓아 주세요."),
}


@pytest.fixture
def search_space(monkeypatch: pytest.MonkeyPatch) -> str:
    """Keys of this test alone in the broker, so that tests may run side by side."""
    space = f"test:search:{publicid.new()}"
    monkeypatch.setenv("GWANGJANG_SEARCH_SPACE", space)
    return space


@contextmanager
def town(
    texts: dict[str, tuple[str, str]] | None = None, kind: str = KIND
) -> Iterator[dict[str, tuple[str, str]]]:
    """Register `kind`, index its texts (newest last), and forget the kind afterwards."""
    held = dict(texts or TEXTS)

    def load(ref: str) -> search.Doc | None:
        if ref not in held:
            return None
        title, body = held[ref]
        day = DAY + timedelta(hours=list(held).index(ref))
        return search.Doc(
            title=title, body=body, url=f"/{kind}/{ref}/", published_at=day, kind_label="아이디어"
        )

    search.register(kind, load=load, refs=lambda: list(held))
    try:
        for ref in held:
            indexing.renew(kind, ref)
        yield held
    finally:
        search._sources.pop(kind)
