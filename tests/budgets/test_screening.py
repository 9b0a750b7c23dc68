"""The officer's desk: who decides about an idea, and what its author is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from budgets.actions import ideas, screening
from budgets.models import Code, Idea, IdeaEvent, Screening
from portal import clock
from portal.notifications.models import Notification
from portal.refusals import Refused
from tests.budgets.shaping import decide, deliver
from tests.people import make_staff

pytestmark = pytest.mark.django_db
REASON = "시에서 이미 같은 곳에 그늘막을 세우고 있습니다."


def desk(idea: Idea, name: str = "idea") -> str:
    return reverse(f"budgets_staff:{name}", args=[idea.public_id])


@pytest.fixture
def colleague(unit: Any) -> Any:
    """Another officer of Carla's unit."""
    return make_staff("담당자 다온", "officer", unit)


def test_an_idea_lies_on_the_desks_that_reach_its_place(
    client_of: Any, idea: Idea, carla: Any, elsewhere_unit: Any, alice: Any
) -> None:
    choi = make_staff("다른 구 담당자", "officer", elsewhere_unit)
    queue = reverse("budgets_staff:ideas")
    assert idea.title in client_of(carla).get(queue).content.decode()
    assert idea.title not in client_of(choi).get(queue).content.decode()
    assert client_of(choi).get(desk(idea)).status_code == 404
    assert client_of(alice).get(queue).status_code == 404


def test_the_staff_home_shows_the_piles(client_of: Any, idea: Idea, carla: Any) -> None:
    page = client_of(carla).get(reverse("staff_home")).content.decode()
    assert "심사할 주민 의견" in page
    decide(carla, idea)
    assert "사업비를 계산할 사업안" in client_of(carla).get(reverse("staff_home")).content.decode()


def test_an_officer_takes_it_and_decides_that_it_is_eligible(
    client_of: Any, idea: Idea, carla: Any, unit: Any
) -> None:
    browser = client_of(carla)
    assert "우리 부서가 맡기" in browser.get(desk(idea)).content.decode()
    browser.post(desk(idea, "idea_take"), {"unit": unit.public_id})
    done = browser.post(
        desk(idea, "idea_decide"), {"result": "eligible", "reason": "안전에 꼭 필요한 일입니다."}
    )
    assert done["Location"] == desk(idea)
    idea.refresh_from_db()
    assert idea.state == "eligible"
    assert idea.plan is not None
    page = client_of(None).get(idea.get_absolute_url()).content.decode()
    assert "안전에 꼭 필요한 일입니다." in page
    assert idea.plan.get_absolute_url() in page


def test_a_refusal_names_its_code_and_its_author_is_told(
    client_of: Any, idea: Idea, carla: Any, alice: Any, minsu: Any
) -> None:
    ideas.support_idea(person=minsu, idea=idea, at=clock.now())
    decide(carla, idea, eligible=False, code=Code.DUPLICATE, reason=REASON)
    page = client_of(None).get(idea.get_absolute_url()).content.decode()
    assert "이미 하고 있거나 비슷한 사업이 있음" in page
    assert REASON in page
    deliver("budgets.idea_ineligible")
    assert set(Notification.objects.values_list("user", flat=True)) == {alice.pk, minsu.pk}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": REASON}, "적격인지 부적격인지 골라 주세요"),
        ({"result": "ineligible", "reason": REASON}, "여섯 가지 가운데 하나"),
        ({"result": "ineligible", "code": "whatever", "reason": REASON}, "고칠 곳이"),
        ({"result": "eligible", "reason": "좋음"}, "10자 이상"),
    ],
)
def test_a_decision_without_its_grounds_is_refused_and_stays_on_the_form(
    client_of: Any, idea: Idea, carla: Any, unit: Any, typed: dict[str, str], sentence: str
) -> None:
    screening.take_idea(officer=carla, idea=idea, unit=unit, at=clock.now())
    answer = client_of(carla).post(desk(idea, "idea_decide"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert typed["reason"] in page
    assert not Screening.objects.exists()


def test_only_the_unit_that_holds_it_decides(
    idea: Idea, carla: Any, unit: Any, agency: Any, client_of: Any
) -> None:
    other = agency.units.create(name="교통과", name_en="Traffic Division")
    screening.take_idea(officer=carla, idea=idea, unit=unit, at=clock.now())
    stranger = make_staff("교통과 담당자", "officer", other)
    assert client_of(stranger).get(desk(idea)).status_code == 404
    with pytest.raises(Refused, match="not_your_unit"):
        screening.screen_idea(officer=stranger, idea=idea, eligible=True, reason=REASON, at=clock.now())


def test_it_is_passed_on_with_its_reason(
    client_of: Any, idea: Idea, carla: Any, unit: Any, agency: Any
) -> None:
    other = agency.units.create(name="교통과", name_en="Traffic Division")
    screening.take_idea(officer=carla, idea=idea, unit=unit, at=clock.now())
    silent = client_of(carla).post(desk(idea, "idea_pass_on"), {"unit": other.public_id})
    assert silent.status_code == 422
    client_of(carla).post(
        desk(idea, "idea_pass_on"), {"unit": other.public_id, "note": "횡단보도는 교통과 일입니다."}
    )
    idea.refresh_from_db()
    assert idea.unit == other
    assert "횡단보도는 교통과 일입니다." in client_of(None).get(idea.get_absolute_url()).content.decode()


def test_nobody_decides_about_her_own_idea(carla: Any, colleague: Any, write: Callable[..., Idea]) -> None:
    own = write(carla)
    with pytest.raises(Refused, match="own_idea"):
        decide(carla, own)
    decide(colleague, own)
    assert own.state == "eligible"


def test_the_author_is_asked_in_public(client_of: Any, idea: Idea, carla: Any, unit: Any, alice: Any) -> None:
    screening.take_idea(officer=carla, idea=idea, unit=unit, at=clock.now())
    client_of(carla).post(desk(idea, "idea_ask"), {"note": "네 곳이 어디인지 알려 주세요."})
    assert "네 곳이 어디인지" in client_of(alice).get(idea.get_absolute_url()).content.decode()
    deliver("budgets.idea_asked")
    assert Notification.objects.get().user == alice


class TestASecondLook:
    @pytest.fixture
    def refused(self, idea: Idea, carla: Any) -> Idea:
        return decide(carla, idea, eligible=False, code=Code.NO_BUDGET, reason=REASON)

    def test_the_author_asks_once_and_another_officer_looks(
        self, client_of: Any, refused: Idea, alice: Any, carla: Any, colleague: Any
    ) -> None:
        door = reverse("budgets:idea_recheck", args=[refused.round.public_id, refused.public_id])
        assert "재검토 요청하기" in client_of(alice).get(refused.get_absolute_url()).content.decode()
        assert client_of(alice).post(door, {"note": "짧음"}).status_code == 422
        client_of(alice).post(door, {"note": "그늘막에는 예산이 듭니다. 다시 봐 주세요."})
        refused.refresh_from_db()
        assert refused.state == "recheck"
        with pytest.raises(Refused, match="same_officer"):
            decide(carla, refused)
        decide(colleague, refused, eligible=False, code=Code.DUPLICATE, reason=REASON)
        assert [one.turn for one in refused.screenings.all()] == [1, 2]
        again = client_of(alice).post(door, {"note": "한 번 더 봐 주시면 좋겠습니다."}, follow=True)
        assert "한 번만 요청할 수 있습니다" in again.content.decode()

    def test_nobody_else_asks(self, client_of: Any, refused: Idea, minsu: Any) -> None:
        door = reverse("budgets:idea_recheck", args=[refused.round.public_id, refused.public_id])
        assert client_of(minsu).post(door, {"note": "다시 봐 주시기 바랍니다."}).status_code == 404

    def test_fifteen_days_later_it_is_too_late(self, refused: Idea, alice: Any) -> None:
        late = clock.now() + timedelta(days=20)
        with pytest.raises(Refused, match="recheck_late"):
            ideas.request_recheck(author=alice, idea=refused, note="다시 봐 주시기 바랍니다.", at=late)


def test_what_was_decided_cannot_be_rewritten(idea: Idea, carla: Any) -> None:
    """Not even by somebody who sits at the database."""
    decide(carla, idea)
    for rows in (Screening.objects.all(), IdeaEvent.objects.all()):
        for deed in (lambda rows=rows: rows.update(at=clock.now()), lambda rows=rows: rows.delete()):
            with pytest.raises((InternalError, IntegrityError), match="insert-only"), transaction.atomic():
                deed()
