"""Whoever reads a large file slowly keeps a thread, never all of them."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Timer
from typing import Any

import pytest
from django.test import RequestFactory

from portal.frontend import downloads

pytestmark = pytest.mark.django_db


def ask(pieces: Any = (b"a", b"b"), size: int = downloads.LARGE) -> Any:
    request = RequestFactory().get("/x.pb")
    return downloads.download(request, pieces, size=size, content_type="text/plain", filename="x")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: Any) -> None:
    monkeypatch.setattr(downloads, "PATIENCE", 0.05)


@pytest.fixture
def readers() -> Iterator[list[Any]]:
    """As many as are let in, none of whom has read anything yet."""
    inside = [ask() for _ in range(downloads.AT_ONCE)]
    yield inside
    for one in inside:
        one.close()


def test_one_too_many_is_told_when_to_come_back(readers: list[Any]) -> None:
    late = ask()
    assert (late.status_code, late["Retry-After"]) == (503, "30")
    assert not late.streaming


def test_who_has_read_to_the_end_makes_room(readers: list[Any]) -> None:
    assert b"".join(readers[0].streaming_content) == b"ab"
    with_place = ask()
    assert with_place.status_code == 200
    readers[0].close()  # the server's own close comes after the last piece: one place, given back once
    assert ask().status_code == 503
    with_place.close()


def test_who_goes_away_without_reading_makes_room(readers: list[Any]) -> None:
    readers[0].close()
    with_place = ask()
    assert with_place.status_code == 200
    with_place.close()


def test_a_file_that_cannot_be_read_makes_room() -> None:
    def broken() -> Iterator[bytes]:
        yield b"a"
        raise OSError

    for _ in range(downloads.AT_ONCE + 1):
        answer = ask(broken())
        assert answer.status_code == 200
        with pytest.raises(OSError):
            b"".join(answer.streaming_content)


def test_a_small_file_needs_no_place(readers: list[Any]) -> None:
    answers = [ask(size=downloads.LARGE - 1) for _ in range(20)]
    assert {one.status_code for one in answers} == {200}


def test_one_more_waits_a_moment_for_a_reader_who_is_almost_done(
    readers: list[Any], monkeypatch: Any
) -> None:
    monkeypatch.setattr(downloads, "PATIENCE", 10)
    Timer(0.1, readers[0].close).start()
    late = ask()
    assert late.status_code == 200
    late.close()
