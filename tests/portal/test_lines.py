"""Titles stand in lists and letters: nothing in them may hide, or turn the words around them."""

import pytest

from portal.lines import one_line


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("가로등을\n밝게\t해 주세요", "가로등을 밝게 해 주세요"),
        ("제목\r\nBcc: x@example.kr", "제목 Bcc: x@example.kr"),
        ("\u202e뒤집힌 제목", "뒤집힌 제목"),
        ("\u3164" * 10, ""),
        ("\u200b\u2060\ufeff\u115f\u1160\uffa0\u2800\u00ad", ""),
        ("  앞뒤  빈칸  ", "앞뒤 빈칸"),
        ("가족 👨\u200d👩\u200d👧 산책길", "가족 👨\u200d👩\u200d👧 산책길"),
        ("مرحبا بكم", "مرحبا بكم"),
        ("줄\u2028나눔\u0085다시", "줄 나눔 다시"),
    ],
)
def test_a_title_is_one_visible_line(typed: str, shown: str) -> None:
    assert one_line(typed) == shown
