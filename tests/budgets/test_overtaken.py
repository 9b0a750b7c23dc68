"""Two administrators write the same text at once: nobody's words are lost without her knowing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from budgets.actions import panel as actions
from budgets.models import Meeting, Opinion, Panel
from portal import clock

pytestmark = pytest.mark.django_db


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{16})"', page)
    assert found is not None
    return found[1]


def test_whoever_saves_the_opinion_second_reads_the_other_text_first(
    client_of: Any, admin: Any, admin2: Any, published: Any
) -> None:
    door = reverse("budgets_staff:opinion", args=[published.public_id])
    one, two = client_of(admin), client_of(admin2)
    opened = [seen(browser.get(door).text) for browser in (one, two)]
    words = {"opinions": "", "draft": "1"}
    for _press in range(2):
        first = one.post(door, words | {"introduction": "첫 번째 글", "seen": opened[0]})
        assert first.status_code == 302, "her own words, sent twice, are nobody else's"
    late = two.post(door, words | {"introduction": "두 번째 글", "seen": opened[1]})
    assert late.status_code == 422
    assert "다른 분이 먼저 저장했습니다" in late.text
    assert "<p>첫 번째 글</p>" in late.text
    assert "두 번째 글" in late.text, "what she typed stays"
    assert Opinion.objects.get().introduction == "첫 번째 글"
    assert two.post(door, words | {"introduction": "두 번째 글", "seen": seen(late.text)}).status_code == 302
    assert Opinion.objects.get().introduction == "두 번째 글"


def test_minutes_are_not_written_over_in_silence(
    client_of: Any, admin: Any, admin2: Any, panel: Panel
) -> None:
    fields = {"title": "첫 회의", "starts_at": clock.now(), "place": "구청", "agenda": "인사"}
    meeting = actions.save_meeting(actor=admin, panel=panel, meeting=None, fields=fields, at=clock.now())
    door = reverse("budgets_staff:meeting", args=[panel.round.public_id, meeting.public_id])
    one, two = client_of(admin), client_of(admin2)
    opened = [seen(browser.get(door).text) for browser in (one, two)]
    words = {"title": "첫 회의", "starts_at": "2026-11-27T10:00", "place": "구청", "agenda": "인사"}
    for _press in range(2):
        first = one.post(door, words | {"minutes": "모두 왔습니다.", "seen": opened[0]})
        assert first.status_code == 302
    late = two.post(door, words | {"minutes": "한 분이 빠졌습니다.", "seen": opened[1]})
    assert late.status_code == 422
    assert "<p>모두 왔습니다.</p>" in late.text
    assert "한 분이 빠졌습니다." in late.text
    assert Meeting.objects.get().minutes == "모두 왔습니다."
    again = two.post(door, words | {"minutes": "한 분이 빠졌습니다.", "seen": seen(late.text)})
    assert again.status_code == 302
    assert Meeting.objects.get().minutes == "한 분이 빠졌습니다."
