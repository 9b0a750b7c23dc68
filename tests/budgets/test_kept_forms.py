"""What an administrator or an officer typed when her log-in ran out waits on the page that she returns to."""

from typing import Any

import pytest
from django.urls import reverse

from budgets.models import Envelope, Opinion, Round, RoundChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(client: Any, admin: Any) -> Any:
    """`returned(url, data)`: the page as she finds it after she was asked to log in again."""

    def go(url: str, data: dict[str, str]) -> str:
        sent = client.post(url, data)
        assert (sent.status_code, "login" in sent.headers["Location"]) == (302, True)
        session = {**client.session}
        client.force_login(admin)
        kept = client.session
        kept.update({"kept_forms": session["kept_forms"]})
        kept.save()
        page = client.get(url)
        assert page.status_code == 200, page.context["form"].errors
        assert client.get(url).text != page.text, "only once"
        return str(page.text)

    return go


def test_a_new_round_waits_with_its_day(returned: Any) -> None:
    page = returned(
        reverse("budgets_staff:new"), {"title": "새 이름", "summary": "긴 소개", "start": "2099-01-05"}
    )
    assert 'value="새 이름"' in page
    assert "긴 소개" in page
    assert "2099-01-05" in page
    assert not Round.objects.exists()


def test_an_envelope_waits_with_what_was_chosen(returned: Any, draft: Any) -> None:
    typed = {
        "name": "청년",
        "amount": "300000000",
        "ballot_kind": "approval",
        "min_choices": "1",
        "max_choices": "3",
        "method": "greedy",
    }
    page = returned(reverse("budgets_staff:new_envelope", args=[draft.public_id]), typed)
    assert 'value="청년"' in page
    assert not Envelope.objects.filter(name="청년").exists()


def test_the_reason_for_another_date_waits(returned: Any, voting: Any) -> None:
    url = reverse("budgets_staff:override", args=[voting.public_id])
    typed = {"what": "move", "state": "closed", "to": "2099-01-05T18:00", "reason": "눈이 많이"}
    page = returned(url, typed)
    assert "눈이 많이" in page
    assert "2099-01-05" in page
    assert not RoundChange.objects.exists()


def test_the_residents_opinion_waits(returned: Any, draft: Any) -> None:
    url = reverse("budgets_staff:opinion", args=[draft.public_id])
    page = returned(url, {"introduction": "며칠 동안 쓴 글", "opinions": "한 줄", "draft": ""})
    assert "며칠 동안 쓴 글" in page
    assert not Opinion.objects.exists()


def test_what_waited_with_a_mistake_in_it_is_shown_and_not_refused(returned: Any, draft: Any) -> None:
    page = returned(reverse("budgets_staff:new_envelope", args=[draft.public_id]), {"name": "청년"})
    assert 'value="청년"' in page
