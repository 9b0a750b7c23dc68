"""The administrators' desk: who comes in, and a round made by hand from an empty form to the announcement."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets.models import Envelope, Project, Round
from portal.accounts.rules import REJOIN_AFTER

pytestmark = pytest.mark.django_db


def addresses(round_: Round) -> list[str]:
    envelope = round_.envelopes.get(name="시 전체")
    project = envelope.projects.first()
    pair, third = [round_.public_id, envelope.public_id], [round_.public_id, project.public_id]
    return [
        reverse("budgets_staff:index"),
        reverse("budgets_staff:new"),
        *[
            reverse(f"budgets_staff:{name}", args=[round_.public_id])
            for name in ("round", "edit", "schedule", "envelopes", "new_envelope", "rules", "preview_round")
        ],
        *[
            reverse(f"budgets_staff:{name}", args=[round_.public_id])
            for name in ("announce", "dry_run", "override", "sandbox")
        ],
        *[
            reverse(f"budgets_staff:{name}", args=pair)
            for name in ("edit_envelope", "remove_envelope", "new_project", "rule")
        ],
        *[reverse(f"budgets_staff:{name}", args=third) for name in ("edit_project", "remove_project")],
        reverse("budgets_staff:remove_round", args=[round_.public_id]),
    ]


def posts(round_: Round) -> list[str]:
    envelope = round_.envelopes.get(name="시 전체")
    return [
        reverse("budgets_staff:check", args=[round_.public_id]),
        reverse("budgets_staff:publish", args=[round_.public_id]),
        reverse("budgets_staff:start", args=[round_.public_id]),
        reverse("budgets_staff:recount", args=[round_.public_id, envelope.public_id]),
    ]


def test_the_desk_is_for_administrators_only(
    client: Any, client_of: Any, draft: Any, admin: Any, alice: Any, dan: Any, carla: Any, mod: Any
) -> None:
    for address in addresses(draft):
        assert client.get(address).status_code == 302, address
        for stranger in (alice, dan, carla, mod):
            assert client_of(stranger).get(address).status_code == 404, (address, stranger)
        assert client_of(admin).get(address).status_code == 200, address
    for address in posts(draft):
        assert client.post(address).status_code == 302
        for stranger in (alice, carla):
            assert client_of(stranger).post(address).status_code == 404
        assert client_of(admin).get(address).status_code == 405


NEW = {"title": "2028년 참여예산", "summary": "함께 고릅니다.", "office": "기획예산과", "start": "2028-03-01"}
DATES = {"opens_at": "2028-03-01T09:00", "closes_at": "2028-03-14T18:00"}


def test_an_administrator_who_slips_into_a_year_long_gone_hears_so_at_the_day(
    client_of: Any, admin: Any
) -> None:
    answer = client_of(admin).post(reverse("budgets_staff:new"), NEW | {"start": "2020-03-02"})
    assert answer.status_code == 422
    assert "이미 지난 날입니다" in str(answer.context["form"].errors["start"])
    assert NEW["title"] in answer.text, "what was typed stays"
    assert not Round.objects.exists()


def test_a_round_is_made_by_hand(client_of: Any, admin: Any, jongno: Any) -> None:
    desk = client_of(admin)
    made = desk.post(reverse("budgets_staff:new"), NEW)
    round_ = Round.objects.get()
    assert made["Location"] == reverse("budgets_staff:schedule", args=[round_.public_id])
    saved = desk.post(made["Location"], DATES)
    assert saved["Location"] == reverse("budgets_staff:envelopes", args=[round_.public_id])
    money = {
        "name": "종로구",
        "area": jongno.pk,
        "amount": "50000000",
        "ballot_kind": "knapsack",
        "min_choices": "1",
        "max_choices": "5",
        "method": "greedy",
    }
    desk.post(reverse("budgets_staff:new_envelope", args=[round_.public_id]), money)
    envelope = Envelope.objects.get()
    assert envelope.rule["method"] == "greedy"
    for title in ("골목 쉼터", "마을 텃밭"):
        address = reverse("budgets_staff:new_project", args=[round_.public_id, envelope.public_id])
        desk.post(address, {"title": title, "cost": "30000000"})
    assert list(Project.objects.values_list("number", flat=True)) == [1, 2]
    preview = desk.get(reverse("budgets_staff:preview_round", args=[round_.public_id])).text
    assert "예산을 넘지 않게 담습니다" in preview
    assert "걸리는 것이 없습니다" in preview
    done = desk.post(reverse("budgets_staff:announce", args=[round_.public_id]), follow=True)
    assert "공고했습니다" in done.content.decode()
    round_.refresh_from_db()
    envelope.refresh_from_db()
    assert round_.state == "announced"
    assert len(envelope.rule_sha256) == 64
    assert envelope.rule["commitment"] == round_.lot_commitment != ""


def test_who_goes_back_and_saves_once_more_is_led_to_the_round_that_she_has_made(
    client_of: Any, admin: Any
) -> None:
    desk, new = client_of(admin), reverse("budgets_staff:new")
    key = desk.get(new).context["form"]["form_key"].value()
    desk.post(new, NEW | {"form_key": key})
    again = desk.post(new, NEW | {"form_key": key, "title": "2028년 주민참여예산"}, follow=True)
    round_ = Round.objects.get()
    assert again.redirect_chain[-1][0] == reverse("budgets_staff:edit", args=[round_.public_id])
    assert "이미 만든 참여예산입니다" in again.text
    other = desk.get(new).context["form"]["form_key"].value()
    desk.post(new, NEW | {"form_key": other})
    assert Round.objects.count() == 2


def test_a_new_round_without_a_name_is_refused_and_keeps_what_was_typed(client_of: Any, admin: Any) -> None:
    answer = client_of(admin).post(reverse("budgets_staff:new"), NEW | {"title": ""})
    assert answer.status_code == 422
    assert "함께 고릅니다." in answer.text
    assert not Round.objects.exists()


def test_dates_out_of_order_are_refused_beside_the_date_and_nothing_typed_is_lost(
    client_of: Any, admin: Any, draft: Any
) -> None:
    address = reverse("budgets_staff:schedule", args=[draft.public_id])
    answer = client_of(admin).post(address, DATES | {"closes_at": "2028-02-01T09:00", "total": "777"})
    assert answer.status_code == 422
    assert "늦게 시작해야 합니다" in answer.text
    assert "2028-02-01T09:00" in answer.text
    assert "777" in answer.text
    draft.refresh_from_db()
    assert draft.closes_at.year != 2028


def test_every_date_out_of_order_is_named_and_not_only_the_first(
    client_of: Any, admin: Any, draft: Any
) -> None:
    address = reverse("budgets_staff:schedule", args=[draft.public_id])
    early = {
        "collecting": "2028-01-05T09:00",
        "screening": "2028-01-04T09:00",
        "published": "2028-03-01T09:00",
    }
    page = client_of(admin).post(address, DATES | early)
    assert sorted(page.context["form"].errors) == ["published", "screening"]


def test_a_schedule_that_lies_in_the_past_is_refused_beside_each_date(
    client_of: Any, admin: Any, draft: Any
) -> None:
    address = reverse("budgets_staff:schedule", args=[draft.public_id])
    gone = {"collecting": "2020-01-06T09:00", "opens_at": "2020-03-02T09:00", "closes_at": "2020-03-13T18:00"}
    page = client_of(admin).post(address, gone | {"published": "2028-03-20T09:00"})
    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["closes_at", "collecting", "opens_at"]
    assert page.text.count("이미 지난 날짜입니다") == 6  # at the field and in the list on top
    draft.refresh_from_db()
    assert draft.opens_at.year > 2020


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "시 전체"}, "같은 이름의 예산"),
        ({"amount": "0"}, "1원 이상"),
        ({"min_choices": "4", "max_choices": "2"}, "최대보다 작거나"),
    ],
)
def test_a_bad_envelope_is_refused_with_a_sentence(
    client_of: Any, admin: Any, draft: Any, change: dict[str, str], sentence: str
) -> None:
    form = {
        "name": "새 예산",
        "amount": "1000",
        "ballot_kind": "approval",
        "min_choices": "1",
        "max_choices": "2",
        "method": "equal_shares",
    } | change
    answer = client_of(admin).post(reverse("budgets_staff:new_envelope", args=[draft.public_id]), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


MISTAKEN = {
    "name": "새 예산",
    "amount": "0",
    "project_cap": "0",
    "min_age": "25",
    "voters": "community",
    "ballot_kind": "approval",
    "min_choices": "4",
    "max_choices": "2",
    "category_limits": "교통: 많이\n안전: 2\n공원",
    "method": "equal_shares",
}


def test_whoever_makes_many_mistakes_in_an_envelope_is_told_of_all_at_once(
    client_of: Any, admin: Any, draft: Any
) -> None:
    new = reverse("budgets_staff:new_envelope", args=[draft.public_id])
    page = client_of(admin).post(new, MISTAKEN)
    wrong = ["amount", "area", "category_limits", "max_choices", "min_age", "project_cap"]
    assert sorted(page.context["form"].errors) == wrong
    assert "‘교통: 많이’을(를) 읽지 못했습니다" in page.text
    assert "‘공원’을(를) 읽지 못했습니다" in page.text
    assert "지역을 골라 주세요" in page.text
    assert "고칠 곳이 7군데" in page.text


def test_a_cap_above_the_money_is_kept_and_doubted_aloud(client_of: Any, admin: Any, draft: Any) -> None:
    new = reverse("budgets_staff:new_envelope", args=[draft.public_id])
    mended = {"amount": "100", "project_cap": "101", "min_age": "19", "voters": "residents"}
    form = MISTAKEN | mended | {"min_choices": "2", "category_limits": ""}
    page = client_of(admin).post(new, form, follow=True)
    assert draft.envelopes.get(name="새 예산").project_cap == 101
    assert "최고 금액이 예산보다 많습니다" in page.text


def test_a_round_whose_numbers_cannot_work_is_not_announced(client_of: Any, admin: Any, draft: Any) -> None:
    desk = client_of(admin)
    announce = reverse("budgets_staff:announce", args=[draft.public_id])
    project = draft.envelopes.get(name="시 전체").projects.first()
    type(project).objects.filter(pk=project.pk).update(cost=10**12)
    assert (
        f"‘{project.title}’ 사업비가 ‘시 전체’ 예산보다 많습니다"
        in desk.post(announce, follow=True).content.decode()
    )
    Project.objects.filter(envelope__name="시 전체").delete()
    assert "두 개 이상" in desk.post(announce, follow=True).content.decode()
    Project.objects.all().delete()
    Envelope.objects.all().delete()
    assert "예산을 하나 이상" in desk.post(announce, follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_whoever_types_a_project_dearer_than_the_money_or_of_a_taken_name_hears_it_at_once(
    client_of: Any, admin: Any, draft: Any
) -> None:
    desk, city = client_of(admin), draft.envelopes.get(name="시 전체")
    new = reverse("budgets_staff:new_project", args=[draft.public_id, city.public_id])
    dear = desk.post(new, {"title": "큰 다리", "cost": "100000001"}, follow=True)
    assert "‘큰 다리’ 사업비가 ‘시 전체’ 예산보다 많습니다. 공고하기 전에 고쳐 주세요." in dear.text
    twin = desk.post(new, {"title": "자전거  보관대", "cost": "1000"}, follow=True)
    assert "이름이 ‘자전거 보관대’인 사업이 이미 있습니다" in " ".join(twin.text.split())
    assert city.projects.count() == 7
    edit = reverse(
        "budgets_staff:edit_project", args=[draft.public_id, city.projects.get(number=6).public_id]
    )
    cheap = desk.post(edit, {"title": "작은 다리", "cost": "100000000"}, follow=True)
    assert "예산보다 많습니다. 공고하기 전에" not in cheap.text
    Envelope.objects.filter(pk=city.pk).update(project_cap=50_000_000)
    capped = desk.post(edit, {"title": "작은 다리", "cost": "50000001"}, follow=True)
    assert "최고 금액 50,000,000원보다 많습니다" in capped.text


def test_the_desk_says_how_often_it_was_counted_and_asks_for_a_second_look(
    client_of: Any, admin: Any, voting: Any, cast: Any, finish: Any, alice: Any
) -> None:
    cast(alice, voting.envelopes.get(name="시 전체"), 1, 4)
    finish(voting)
    page = client_of(admin).get(reverse("budgets_staff:round", args=[voting.public_id])).text
    assert "결과가 맞다고 확인하기" in page
    assert "다 세었습니다" in page
    assert re.search(r"· 계산 [\d,]+번", page)
    assert "‘시 전체’ 사업 목록" in page


def test_no_vote_is_open_for_so_long_that_somebody_could_leave_and_vote_again(
    client_of: Any, admin: Any, draft: Any
) -> None:
    address = reverse("budgets_staff:announce", args=[draft.public_id])
    Round.objects.filter(pk=draft.pk).update(closes_at=draft.opens_at + REJOIN_AFTER + timedelta(minutes=1))
    page = client_of(admin).post(address, follow=True)
    assert "90일까지만" in page.text
    draft.refresh_from_db()
    assert draft.state == Round.State.DRAFT
    Round.objects.filter(pk=draft.pk).update(closes_at=draft.opens_at + REJOIN_AFTER)
    client_of(admin).post(address)
    draft.refresh_from_db()
    assert draft.state == Round.State.ANNOUNCED


def test_nothing_changes_after_the_announcement(client_of: Any, admin: Any, voting: Any, city: Any) -> None:
    desk = client_of(admin)
    project = city.projects.first()
    form = {"title": "바꾼 이름", "cost": "1"}
    for name, pair in (("edit_project", project), ("new_project", city)):
        answer = desk.post(reverse(f"budgets_staff:{name}", args=[voting.public_id, pair.public_id]), form)
        assert answer.status_code == 422
        assert "바꿀 수 없습니다" in answer.content.decode()
    project.refresh_from_db()
    assert project.title != "바꾼 이름"
    assert city.projects.count() == 5
