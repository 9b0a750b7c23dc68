"""How much each panel weighs: on the form, and before the announcement."""

from typing import Any

import pytest

from budgets import announcing
from budgets.models import Envelope, Project
from portal import clock
from tests.budgets.scores import WEIGHED, desk_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("주민투표: 60\n위원회: 30", "100이 되어야 합니다. 지금은 90입니다."),
        ("위원회: 60\n설문: 40", "주민의 표가 한 줄 있어야"),
        ("주민투표: 100", "두 줄 이상"),
        ("주민투표: 100\n위원회: 0", "두 줄 이상"),
        ("주민투표: 60\n인터넷 투표: 40", "읽지 못했습니다"),
        ("주민투표 60", "읽지 못했습니다"),
        ("", "지금은 0입니다"),
    ],
)
def test_weights_that_do_not_add_up_are_refused_on_the_form_and_before_the_announcement(
    client_of: Any, admin: Any, draft: Any, lines: str, sentence: str
) -> None:
    from tests.budgets.test_rule_form import sent

    city = draft.envelopes.get(name="시 전체")
    form = sent(WEIGHED) | {"panels": lines}
    answer = client_of(admin).post(desk_of("rule", city), form)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_guard_refuses_weights_that_came_another_way(draft: Any) -> None:
    city = draft.envelopes.get(name="시 전체")
    record = WEIGHED.record()
    record["panels"][0]["weight"] = 50
    Envelope.objects.filter(pk=city.pk).update(rule=record)
    projects = list(Project.objects.filter(envelope__round=draft))
    found = announcing.obstacles(draft, list(draft.envelopes.all()), projects, clock.now())
    assert [one.code for one in found] == ["weights"]


def test_the_form_proposes_weights_and_shows_them_in_words(client_of: Any, admin: Any, draft: Any) -> None:
    city = draft.envelopes.get(name="시 전체")
    from tests.budgets.test_rule_form import sent

    form = sent(city.tally_rule()) | {"method": "panels"}
    page = client_of(admin).post(desk_of("rule", city), form | {"preview": "live"})
    assert "주민투표(주민의 표) 60%, 위원회 30%, 설문 10%" in page.text
    client_of(admin).post(desk_of("rule", city), form)
    city.refresh_from_db()
    assert [one["weight"] for one in city.rule["panels"]] == [60, 30, 10]
    assert city.rule["panels"][0]["source"] == "ballots"
