"""The guard: a round whose numbers cannot work is refused before they are frozen, with a sentence each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import announcing
from budgets.models import Envelope, Project, Round
from budgets.tally import Rule
from portal import clock

pytestmark = pytest.mark.django_db
Break = Callable[[Any], Any]


def city(**fields: Any) -> Break:
    return lambda round_: round_.envelopes.filter(name="시 전체").update(**fields)


def whole(**fields: Any) -> Break:
    return lambda round_: Round.objects.filter(pk=round_.pk).update(**fields)


def projects(**fields: Any) -> Break:
    return lambda round_: Project.objects.filter(envelope__name="시 전체").update(**fields)


def days(number: int) -> Any:
    return clock.now() + timedelta(days=number)


BROKEN: list[tuple[str, Break, str]] = [
    ("past", whole(opens_at=days(-9), closes_at=days(-1)), "이미 지났습니다"),
    ("too_long", whole(opens_at=days(1), closes_at=days(99)), "일까지만 열 수 있습니다"),
    ("no_envelope", lambda r: (Project.objects.all().delete(), Envelope.objects.all().delete()), "하나 이상"),
    ("sum", whole(total_amount=1), "나눈 예산의 합 180,000,000원이 전체 예산 1원과 다릅니다"),
    ("no_rule", city(rule={}), "세는 방법을 정해 주세요"),
    ("bad_rule", city(rule={"method": "coin"}), "세는 방법에 잘못이 있습니다"),
    ("no_tie_rule", city(rule={"ties": ["votes", "cost"]}), "추첨으로 끝나야 합니다"),
    ("strange_project", city(rule=Rule(exclusive=(("1", "99"),)).record()), "없는 번호 99"),
    ("strange_cap", city(rule=Rule(caps={"교통": {"number": 1}}).record()), "분야별 상한을 고쳐"),
    ("no_ranks", city(rule=Rule(method="borda").record()), "‘순위 매기기’여야 합니다"),
    (
        "no_shared_points",
        city(rule=Rule(method="equal_shares", utility="points").record()),
        "‘점수 나누기’여야 합니다",
    ),
    (
        "weights",
        city(
            rule=Rule(method="panels", panels=({"name": "위원회", "weight": 1, "source": "scores"},)).record()
        ),
        "모두 더해 100이 되어야 합니다. 지금은 1입니다",
    ),
    ("few_projects", lambda r: Project.objects.exclude(number=1).delete(), "사업이 두 개 이상"),
    ("too_dear", projects(cost=10**9), "‘도서관 밤 열람실’ 사업비가 ‘시 전체’ 예산보다 많습니다"),
    ("over_cap", city(project_cap=55_000_000), "최고 금액 55,000,000원을 넘는 사업"),
    ("impossible", city(min_choices=6, max_choices=9), "골라야 하는 수보다 사업이 적습니다"),
    ("min_max", city(ballot_kind="choose_one", min_choices=2), "최소 수를 1로"),
    ("long_ranking", city(ballot_kind="ranked", max_choices=6), "순위가 사업 수(5개)보다 깁니다"),
    (
        "few_points",
        city(ballot_kind="points", points_total=1),
        "나눌 점수 1점이 골라야 하는 사업 2개보다 적습니다",
    ),
    ("odd_category", projects(category="문화, 예술"), "분야에 쉼표나 보이지 않는 글자가 있습니다"),
    ("strange_category", city(category_limits={"교통": 1}), "‘교통’ 분야의 사업이 없습니다"),
    (
        "category_limits",
        lambda r: (projects(category="안전")(r), city(category_limits={"안전": 1})(r)),
        "분야별로 고를 수 있는 수를 모두 더해도",
    ),
]


def found(round_: Any) -> list[Any]:
    fresh = Round.objects.get(pk=round_.pk)
    parts = list(fresh.envelopes.all()), list(Project.objects.filter(envelope__round=fresh))
    return list(announcing.obstacles(fresh, *parts, clock.now()))


@pytest.mark.parametrize(("code", "spoil", "sentence"), BROKEN, ids=[one[0] for one in BROKEN])
def test_a_round_that_cannot_work_is_not_announced(
    client_of: Any, admin: Any, draft: Any, code: str, spoil: Break, sentence: str
) -> None:
    assert found(draft) == []
    spoil(draft)
    assert code in [one.code for one in found(draft)]
    desk = client_of(admin)
    page = desk.get(reverse("budgets_staff:preview_round", args=[draft.public_id]))
    assert sentence in page.text
    for name in ("rules", "envelopes", "dry_run"):
        assert desk.get(reverse(f"budgets_staff:{name}", args=[draft.public_id])).status_code == 200
    answer = desk.post(reverse("budgets_staff:announce", args=[draft.public_id]), follow=True)
    assert answer.status_code == 200
    assert sentence in answer.text
    draft.refresh_from_db()
    assert draft.state == Round.State.DRAFT


def test_all_reasons_are_told_at_once_so_that_nobody_mends_them_one_by_one(draft: Any) -> None:
    whole(total_amount=1)(draft)
    city(ballot_kind="ranked", max_choices=6, project_cap=1)(draft)
    assert [one.code for one in found(draft)] == ["sum", "over_cap", "long_ranking"]


def test_a_round_that_is_announced_is_not_announced_again(voting: Any) -> None:
    assert [one.code for one in found(voting)] == ["frozen"]
