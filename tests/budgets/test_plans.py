"""From an eligible idea to a card on the ballot: costed, merged, liked, frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import translation

from budgets import actions as rounds
from budgets.actions import ideas, plans
from budgets.idea_forms import DescribeForm, MergeForm, PassOnForm
from budgets.models import CostRevision, Idea, Plan, Project
from budgets.panel_forms import CriterionForm
from portal import clock
from portal.refusals import Refused
from tests.budgets.shaping import TEXT, bring, decide, price
from tests.guards.world import PNG
from tests.people import make_staff

pytestmark = pytest.mark.django_db
WHY = "설계비와 공사비를 다시 계산했습니다."


def desk(plan: Plan, name: str = "plan") -> str:
    return reverse(f"budgets_staff:{name}", args=[plan.public_id])


def place(plan: Plan, envelope: Any) -> tuple[str, dict[str, str]]:
    where = reverse("budgets_staff:put_on_ballot", args=[plan.round.public_id, plan.public_id])
    return where, {"envelope": envelope.public_id}


@pytest.fixture
def district_money(collecting: Any) -> Any:
    return collecting.envelopes.get(name="종로구")


def test_every_figure_stays_with_its_reason(client_of: Any, plan: Plan, carla: Any) -> None:
    browser = client_of(carla)
    browser.post(
        desk(plan, "plan_cost"),
        {"amount": "48000000", "reason": "그늘막 네 개와 기초 공사입니다.", "seen": "0"},
    )
    browser.post(desk(plan, "plan_cost"), {"amount": "52000000", "reason": WHY, "seen": "1"})
    plan.refresh_from_db()
    assert (plan.cost, plan.state) == (52_000_000, "costed")
    page = client_of(None).get(plan.get_absolute_url()).content.decode()
    for words in ("4,800만 원", "5,200만 원", "그늘막 네 개와 기초 공사입니다.", WHY):
        assert words in page


def test_an_officer_who_has_not_chosen_yet_is_asked_to_and_reads_no_dashes(plan: Plan) -> None:
    asked = [DescribeForm(instance=plan), PassOnForm(), MergeForm(plan=plan), CriterionForm()]
    for form in asked:
        text = str(form)
        assert "골라 주세요</option>" in text, form
        assert "---------" not in text, form


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "0", "reason": WHY}, "1원 이상"),
        ({"amount": "", "reason": WHY}, "1원 이상"),
        ({"amount": "48000000", "reason": "그냥"}, "10자 이상"),
        ({"amount": "9" * 40, "reason": WHY}, "고칠 곳이"),
    ],
)
def test_a_figure_without_sense_or_reason_is_refused(
    client_of: Any, plan: Plan, carla: Any, typed: dict[str, str], sentence: str
) -> None:
    answer = client_of(carla).post(desk(plan, "plan_cost"), {**typed, "seen": "0"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CostRevision.objects.exists()


def test_a_figure_that_no_envelope_can_pay_is_asked_about_before_everybody_reads_it(
    client_of: Any, plan: Plan, carla: Any
) -> None:
    """One zero too many stays in the public history for good; a true figure is said all the same."""
    desk_of, door = client_of(carla), desk(plan, "plan_cost")
    assert "이 사업비가 맞습니다" not in desk_of.get(door).text, "nothing to be sure of yet"
    typed = {"amount": "9000000000000", "reason": WHY, "seen": "0"}
    asked = desk_of.post(door, typed)
    assert asked.status_code == 422
    assert "사업비 9조 원은 이 사업안이 받을 수 있는 예산" in asked.text
    assert 'type="checkbox" name="sure"' in asked.text
    assert WHY in asked.text, "nothing typed is lost"
    assert not CostRevision.objects.exists()
    assert desk_of.post(door, {**typed, "sure": "on"}).status_code == 302
    plan.refresh_from_db()
    assert plan.cost == 9_000_000_000_000


def test_an_officer_who_sends_an_empty_figure_hears_of_the_missing_reason_too(
    client_of: Any, plan: Plan, carla: Any
) -> None:
    answer = client_of(carla).post(desk(plan, "plan_cost"), {"amount": "", "reason": "", "seen": "0"})
    assert answer.status_code == 422
    assert "1원 이상" in answer.text
    assert "10자 이상" in answer.text


def test_whoever_did_not_see_the_last_figure_is_told(client_of: Any, costed: Plan, carla: Any) -> None:
    answer = client_of(carla).post(
        desk(costed, "plan_cost"), {"amount": "9000000", "reason": WHY, "seen": "0"}
    )
    assert answer.status_code == 422
    assert "다른 담당자가 방금 사업비를 고쳤습니다" in answer.content.decode()
    costed.refresh_from_db()
    assert costed.cost == 48_000_000


def test_the_history_cannot_be_rewritten(costed: Plan) -> None:
    for deed in (lambda: CostRevision.objects.update(amount=1), CostRevision.objects.all().delete):
        with pytest.raises((InternalError, IntegrityError), match="insert-only"), transaction.atomic():
            deed()


def test_only_the_unit_in_charge_costs(client_of: Any, plan: Plan, agency: Any) -> None:
    other = agency.units.create(name="교통과", name_en="Traffic Division")
    stranger = make_staff("교통과 담당자", "officer", other)
    for name in ("plan", "plan_cost", "plan_describe", "plan_merge", "plan_drop"):
        assert client_of(stranger).get(desk(plan, name)).status_code == 404


def test_the_category_is_kept_in_korean_whatever_the_officer_reads(idea: Idea, carla: Any) -> None:
    with translation.override("en"):
        plan = decide(carla, idea).plan
    assert plan is not None
    assert plan.category == "안전·교통"


def test_the_department_describes_what_it_will_do(client_of: Any, plan: Plan, carla: Any) -> None:
    words = {
        "title": "초등학교 앞 그늘막 4곳",
        "summary": "아이들이 그늘에서 신호를 기다립니다.",
        "place": "청운초등학교 앞",
        "category": "안전·교통",
        "description": "접이식 그늘막 네 개를 세웁니다.",
        "opinion": "보도 폭이 좁은 한 곳은 다시 봅니다.",
    }
    assert client_of(carla).post(desk(plan, "plan_describe"), words).status_code == 422
    client_of(carla).post(desk(plan, "plan_describe"), {**words, "feasibility": "conditional"})
    page = client_of(None).get(plan.get_absolute_url()).content.decode()
    assert "초등학교 앞 그늘막 4곳" in page
    assert "조건을 갖추면 할 수 있음" in page
    assert TEXT["title"] in page, "the author's own words stay"


def test_merged_ideas_keep_their_credit(
    client_of: Any, costed: Plan, write: Callable[..., Idea], minsu: Any, carla: Any, alice: Any
) -> None:
    other = decide(carla, write(minsu, title="건널목에 그늘을 만들어 주세요"))
    assert other.plan is not None
    gone = other.plan
    client_of(carla).post(desk(gone, "plan_merge"), {"into": costed.public_id, "note": "같은 학교 앞입니다."})
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into) == ("merged", costed)
    page = client_of(None).get(costed.get_absolute_url()).content.decode()
    assert alice.display_name in page
    assert minsu.display_name in page
    assert "합친 사업안 보기" in client_of(None).get(gone.get_absolute_url()).content.decode()
    assert "같은 학교 앞입니다." in client_of(None).get(other.get_absolute_url()).content.decode()


def test_a_plan_is_not_merged_into_itself_nor_into_what_is_gone(costed: Plan, carla: Any) -> None:
    with pytest.raises(Refused, match="itself"):
        plans.merge_plans(officer=carla, plan=costed, into=costed, note="합칩니다", at=clock.now())


def test_what_cannot_be_done_is_dropped_with_its_reason(client_of: Any, costed: Plan, carla: Any) -> None:
    client_of(carla).post(desk(costed, "plan_drop"), {"note": "보도 폭이 법이 정한 것보다 좁습니다."})
    page = client_of(None).get(costed.get_absolute_url()).content.decode()
    assert "추진하지 않기로 했습니다" in page
    assert "보도 폭이 법이 정한 것보다 좁습니다." in page
    with pytest.raises(Refused, match="not_now"):
        price(carla, Plan.objects.get(pk=costed.pk), 1_000_000, seen=1)


class TestTheConsultation:
    def test_people_like_a_costed_draft_once(self, client_of: Any, costed: Plan, minsu: Any) -> None:
        bring(costed.round, "consulting")
        door = reverse("budgets:plan_like", args=[costed.round.public_id, costed.public_id])
        for _press in range(2):
            client_of(minsu).post(door)
        assert costed.likes.filter(ended_at=None).count() == 1
        client_of(minsu).post(door, {"undo": "1"})
        assert not costed.likes.filter(ended_at=None).exists()

    def test_nobody_adds_to_the_number_beside_her_own_idea(
        self, client_of: Any, costed: Plan, alice: Any
    ) -> None:
        bring(costed.round, "consulting")
        door = reverse("budgets:plan_like", args=[costed.round.public_id, costed.public_id])
        page = client_of(alice).get(costed.get_absolute_url()).text
        assert "내 의견으로 만든 사업안에는" in page
        assert f'action="{door}"' not in page
        assert "내 의견으로 만든 사업안에는" in client_of(alice).post(door, follow=True).text
        assert not costed.likes.exists()

    def test_who_liked_a_plan_before_her_idea_came_to_it_can_still_take_that_back(
        self, client_of: Any, costed: Plan, minsu: Any
    ) -> None:
        bring(costed.round, "consulting")
        door = reverse("budgets:plan_like", args=[costed.round.public_id, costed.public_id])
        client_of(minsu).post(door)
        costed.ideas.update(author=minsu)
        assert "공감 거두기" in client_of(minsu).get(costed.get_absolute_url()).text
        client_of(minsu).post(door, {"undo": "1"})
        assert not costed.likes.filter(ended_at=None).exists()

    def test_before_and_after_nobody_does(self, client_of: Any, costed: Plan, minsu: Any) -> None:
        door = reverse("budgets:plan_like", args=[costed.round.public_id, costed.public_id])
        answer = client_of(minsu).post(door, follow=True).content.decode()
        assert "온라인 의견을 받는 기간에만" in answer
        assert not costed.likes.exists()

    def test_they_talk_about_it(self, client_of: Any, costed: Plan, minsu: Any) -> None:
        door = reverse("comments:post", args=[costed.thread.public_id])
        client_of(minsu).post(
            door, {"body": "한 개 더 있으면 좋겠습니다.", "next": costed.get_absolute_url()}
        )
        assert "한 개 더 있으면" in client_of(None).get(costed.get_absolute_url()).content.decode()


class TestTheBallot:
    def test_a_plan_becomes_a_frozen_card(
        self, client_of: Any, client: Any, costed: Plan, admin: Any, district_money: Any, carla: Any
    ) -> None:
        where, data = place(costed, district_money)
        client_of(admin).post(where, data)
        costed.refresh_from_db()
        project = costed.project
        assert project is not None
        assert (project.title, project.cost, project.place) == (costed.title, 48_000_000, costed.place)
        assert project.department == "종로구청 공원녹지과"
        assert project.number == 4
        with pytest.raises(Refused, match="not_now"):
            price(carla, costed, 1_000_000, seen=1)
        assert "투표할 사업이 됐습니다" in client.get(costed.ideas.get().get_absolute_url()).content.decode()

    def test_its_photo_goes_with_it(
        self,
        client: Any,
        collecting: Any,
        alice: Any,
        carla: Any,
        admin: Any,
        jongno: Any,
        district_money: Any,
    ) -> None:
        photo = SimpleUploadedFile("그늘.png", PNG, "image/png")
        idea = ideas.start_idea(
            author=alice, round_=collecting, content={**TEXT, "area": jongno}, files=[photo], at=clock.now()
        )
        ideas.submit_idea(author=alice, idea=idea, at=clock.now())
        plan = price(carla, decide(carla, idea).plan)  # type: ignore[arg-type]
        project = plans.put_on_ballot(actor=admin, plan=plan, envelope=district_money, at=clock.now())
        rounds.announce_round(actor=admin, round_id=collecting.pk, at=clock.now())
        page = client.get(project.get_absolute_url()).content.decode()
        assert project.photo is not None
        assert project.photo.get_absolute_url() in page
        assert client.get(project.photo.get_absolute_url()).status_code == 200

    def test_it_is_refused_where_it_does_not_fit(
        self, costed: Plan, carla: Any, admin: Any, district_money: Any, haeundae: Any
    ) -> None:
        def put(envelope: Any) -> None:
            plans.put_on_ballot(actor=admin, plan=costed, envelope=envelope, at=clock.now())

        with pytest.raises(Refused, match="foreign_envelope"):
            put(None)
        type(district_money).objects.filter(pk=district_money.pk).update(amount=1_000_000)
        district_money.refresh_from_db()
        with pytest.raises(Refused, match="too_dear"):
            put(district_money)
        district_money.area = haeundae
        with pytest.raises(Refused, match="wrong_area"):
            put(district_money)
        assert not Project.objects.filter(title=costed.title).exists()

    def test_nothing_is_added_after_the_announcement(
        self, client_of: Any, costed: Plan, admin: Any, district_money: Any
    ) -> None:
        rounds.announce_round(actor=admin, round_id=costed.round_id, at=clock.now())
        where, data = place(costed, district_money)
        answer = client_of(admin).post(where, data, follow=True)
        assert "공고한 뒤에는" in answer.content.decode()
        assert not Project.objects.filter(title=costed.title).exists()

    def test_an_uncosted_plan_stays_off(
        self, client_of: Any, plan: Plan, admin: Any, district_money: Any
    ) -> None:
        where, data = place(plan, district_money)
        answer = client_of(admin).post(where, data, follow=True)
        assert "사업비가 나온 사업안만" in answer.content.decode()

    def test_only_administrators_choose(self, client_of: Any, costed: Plan, carla: Any, alice: Any) -> None:
        page = reverse("budgets_staff:shortlist", args=[costed.round.public_id])
        for stranger in (carla, alice):
            assert client_of(stranger).get(page).status_code == 404


def test_the_list_of_plans_costs_one_query_more_or_less(
    client: Any, write: Callable[..., Idea], alice: Any, carla: Any, django_assert_max_num_queries: Any
) -> None:
    found = [decide(carla, write(alice, title=f"{number}번 그늘막을 세워 주세요")) for number in range(8)]
    page = reverse("budgets:plans", args=[found[0].round.public_id])
    client.get(page)
    with django_assert_max_num_queries(5):
        assert client.get(page).status_code == 200
