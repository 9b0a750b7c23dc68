"""While an administrator types, the wizard says what would happen; without a script the button does."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from budgets.models import Envelope
from budgets.tally import Rule
from tests.budgets.test_rule_form import sent

pytestmark = pytest.mark.django_db
NEW = {
    "name": "청소년",
    "amount": "200000000",
    "ballot_kind": "points",
    "min_choices": "2",
    "max_choices": "4",
    "points_total": "10",
    "category_limits": "",
    "method": "equal_shares",
}


@pytest.fixture
def city_draft(draft: Any) -> Envelope:
    found: Envelope = draft.envelopes.get(name="시 전체")
    return found


def page(name: str, draft: Any, *more: str) -> str:
    return reverse(f"budgets_staff:{name}", args=[draft.public_id, *more])


def test_a_rule_is_told_in_words_as_it_stands_in_the_form(
    client_of: Any, admin: Any, draft: Any, city_draft: Envelope
) -> None:
    browser, address = client_of(admin), page("rule", draft, city_draft.public_id)
    typed = sent(city_draft.tally_rule()) | {"method": "greedy", "min_votes": "77"}
    live = browser.post(address, typed | {"preview": "live"})
    assert live.status_code == 200
    text = live.content.decode()
    assert "<html" not in text, "only the part that changes is sent"
    assert "77표 이상을 얻은 사업만 셉니다" in text
    assert "표를 많이 얻은 사업부터" in text
    whole = browser.post(address, typed | {"preview": "page"})
    assert whole.status_code == 200
    shown = whole.content.decode()
    assert "77표 이상을 얻은 사업만 셉니다" in shown
    assert "저장하지 않은 미리 보기" in shown
    assert 'value="77"' in shown, "what was typed stays in the form"
    city_draft.refresh_from_db()
    assert city_draft.rule["method"] == "equal_shares", "nothing is kept"


def test_the_evidence_warns_while_it_is_typed(
    client_of: Any, admin: Any, draft: Any, city_draft: Envelope
) -> None:
    typed = sent(city_draft.tally_rule()) | {"completion": "none", "preview": "live"}
    text = client_of(admin).post(page("rule", draft, city_draft.public_id), typed).content.decode()
    assert "예산의 절반쯤이 남습니다" in text


def test_a_new_ballot_is_shown_before_it_exists(client_of: Any, admin: Any, draft: Any) -> None:
    browser, address = client_of(admin), page("new_envelope", draft)
    assert "여기에서 볼 수 있습니다" in browser.get(address).content.decode()
    text = browser.post(address, NEW | {"preview": "live"}).content.decode()
    assert "청소년 투표용지" in text
    assert "10점을 바라는 사업에 나누어 주세요" in text
    assert "똑같이 나눈 것으로" in text, "and how it would be counted"
    assert "setup-stops" not in text, "that it has no projects yet is no fault"
    assert draft.envelopes.count() == 2


def test_what_would_keep_it_from_being_announced_is_said_at_once(
    client_of: Any, admin: Any, draft: Any, city_draft: Envelope
) -> None:
    address = page("edit_envelope", draft, city_draft.public_id)
    typed = NEW | {"name": "시 전체", "amount": "10000000", "category_limits": "없는 분야: 2"}
    text = client_of(admin).post(address, typed | {"preview": "live"}).content.decode()
    assert "사업비가 ‘시 전체’ 예산보다 많습니다" in text
    assert "‘없는 분야’ 분야의 사업이 없습니다" in text
    city_draft.refresh_from_db()
    assert city_draft.amount == 100_000_000


@pytest.mark.parametrize("way", ["live", "page"])
def test_half_a_form_is_no_error(client_of: Any, admin: Any, draft: Any, way: str) -> None:
    answer = client_of(admin).post(page("new_envelope", draft), {"name": "청소년", "preview": way})
    assert answer.status_code == 200
    assert "예산: " in answer.content.decode(), "what is missing is named"
    assert 'class="error-summary' not in answer.content.decode()


def test_saving_still_says_what_is_wrong(client_of: Any, admin: Any, draft: Any) -> None:
    assert client_of(admin).post(page("new_envelope", draft), {"name": "청소년"}).status_code == 422


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"points_total": "0"}, "points_total", "1점 이상이어야 합니다"),
        ({"points_total": "2", "min_choices": "3"}, "points_total", "사업 3개 이상에 나누려면"),
        ({"category_limits": "교통: 2\n교통: 3"}, "category_limits", "‘교통’ 분야가 두 줄에 있습니다"),
        ({"method": "borda"}, "method", "투표 방식이 ‘순위 매기기’여야 합니다"),
    ],
)
def test_what_an_administrator_cannot_have_meant_is_said_at_its_field_when_she_saves(
    client_of: Any, admin: Any, draft: Any, change: dict[str, str], field: str, said: str
) -> None:
    answer = client_of(admin).post(page("new_envelope", draft), NEW | change)
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert 'value="청소년"' in answer.text, "what was typed stays"
    assert draft.envelopes.count() == 2


def test_a_ballot_loses_its_ranks_only_after_the_way_of_counting_them(
    client_of: Any, admin: Any, draft: Any, city_draft: Envelope
) -> None:
    type(city_draft).objects.filter(pk=city_draft.pk).update(
        ballot_kind="ranked", rule=Rule(method="borda").record()
    )
    address, typed = page("edit_envelope", draft, city_draft.public_id), NEW | {"name": "시 전체"}
    answer = client_of(admin).post(address, typed)
    assert answer.status_code == 422
    assert "‘세는 방법’을 먼저 바꿔 주세요" in str(answer.context["form"].errors["ballot_kind"])
    assert client_of(admin).post(address, typed | {"ballot_kind": "ranked"}).status_code == 302


def test_a_frozen_rule_is_only_shown(client_of: Any, admin: Any, city: Any) -> None:
    shown = client_of(admin).get(page("rule", city.round, city.public_id)).content.decode()
    assert "똑같이 나눈 것으로" in shown
    assert 'name="preview"' not in shown
