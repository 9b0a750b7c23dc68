"""Who decides about whose money: by residence, by age on the day, by living, working or studying here."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, rules
from budgets.models import Ballot, Belonging, Envelope
from budgets.tally import Rule
from portal import clock
from portal.accounts.rules import has_reached
from portal.refusals import Refused
from tests.budgets.conftest import CITY, DISTRICT, fill

pytestmark = pytest.mark.django_db
MILLION = 1_000_000


@pytest.fixture
def paper(draft: Any, admin: Any) -> Callable[..., list[Any]]:
    """`paper({"area": jongno, "voters": "community"}, …)`: more envelopes of the draft, all announced."""

    def make(*wanted: dict[str, Any]) -> list[Any]:
        at, made = clock.now(), []
        for number, own in enumerate(wanted):
            fields = {"name": f"봉투 {number}", "amount": 90 * MILLION, "max_choices": 3} | own
            rule = Rule(min_votes=1)
            one = actions.add_envelope(actor=admin, round_id=draft.pk, fields=fields, rule=rule, at=at)
            fill(one, admin, DISTRICT if "area" in own else CITY)
            made.append(one.pk)
        actions.announce_round(actor=admin, round_id=draft.pk, at=at)
        return [Envelope.objects.select_related("round", "area").get(pk=pk) for pk in made]

    return make


def belongs(person: Any, area: Any, officer: Any, **fields: Any) -> Belonging:
    fields = {"state": "confirmed", "until": clock.today() + timedelta(days=30)} | fields
    return Belonging.objects.create(
        person=person,
        area=area,
        kind="work",
        place="종로상회",
        asked_at=clock.now(),
        decided_at=clock.now(),
        decided_by=officer,
        **fields,
    )


TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("birth_year", "born_on", "reached"),
    [
        (2007, None, True),
        (2009, None, False),
        (2008, None, None),
        (None, None, None),
        (2008, date(2008, 11, 26), True),
        (2008, date(2008, 11, 27), False),
        (2008, date(2008, 2, 29), True),
    ],
)
def test_eighteen_is_reached_on_the_birthday(
    birth_year: int | None, born_on: date | None, reached: bool | None
) -> None:
    assert has_reached(18, birth_year, born_on, TODAY) is reached


def test_somebody_too_young_is_told_from_when_on_she_votes(
    client_of: Any, person: Any, paper: Any, names: Any, page: Any
) -> None:
    [envelope] = paper({"min_age": 18})
    today = clock.today()
    tomorrow_18 = (today + timedelta(days=1)).replace(year=today.year - 18)
    young = person("새봄", level=2, birth_year=tomorrow_18.year, born_on=tomorrow_18)
    client = client_of(young)
    shown = client.get(page(envelope)).content.decode()
    assert "만 18세부터 투표할 수 있는 예산입니다" in shown
    assert '<form method="post" novalidate class="ballot"' not in shown
    answer = client.post(page(envelope), {"choices": names(envelope, 1)})
    assert (answer.status_code, answer.context["refusal"].code) == (403, "too_young")
    assert not Ballot.objects.exists()


def test_on_her_birthday_she_votes(person: Any, paper: Any, cast: Any) -> None:
    [envelope] = paper({"min_age": 18})
    today = clock.today()
    birthday = date(today.year - 18, today.month, today.day)
    assert cast(person("새봄", level=2, birth_year=birthday.year, born_on=birthday), envelope, 1).first


def test_the_day_is_the_citys_day_not_utcs(person: Any, paper: Any, names: Any) -> None:
    [envelope] = paper({"min_age": 18})
    young = person("새봄", level=2, birth_year=2009, born_on=date(2009, 3, 2))
    evening = datetime.fromisoformat("2027-03-01T14:59:59+00:00")  # one second to midnight in Seoul
    assert rules.voter_refusal(young, envelope, at=evening).code == "too_young"
    assert rules.voter_refusal(young, envelope, at=evening + timedelta(seconds=1)) is None


def test_whoever_was_verified_before_birthdays_were_kept_is_asked_once_more(
    client_of: Any, person: Any, paper: Any, page: Any
) -> None:
    [envelope] = paper({"min_age": 18})
    client = client_of(person("옛 회원", level=2, birth_year=clock.today().year - 18))
    shown = client.get(page(envelope)).content.decode()
    assert "나이를 아직 모릅니다" in shown
    assert f"{reverse('identity:start')}?level=2&amp;again=1" in shown


def test_no_envelope_asks_for_an_age_that_nobodys_birthday_is_kept_for(draft: Any, admin: Any) -> None:
    fields = {"name": "어르신", "amount": 1, "min_age": 65}
    with pytest.raises(Refused) as caught:
        actions.add_envelope(
            actor=admin, round_id=draft.pk, fields=fields, rule=Rule(min_votes=1), at=clock.now()
        )
    assert caught.value.refusal.code == "min_age"


def test_residents_only_means_residents_only(
    bob: Any, carla: Any, paper: Any, jongno: Any, cast: Any
) -> None:
    [envelope] = paper({"area": jongno})
    belongs(bob, jongno, carla)
    with pytest.raises(Refused) as caught:
        cast(bob, envelope, 1)
    assert caught.value.refusal.code == "elsewhere"


def test_community_money_is_for_who_lives_works_or_studies_there(
    alice: Any, bob: Any, minsu: Any, carla: Any, paper: Any, jongno: Any, cast: Any
) -> None:
    [envelope] = paper({"area": jongno, "voters": "community"})
    belongs(bob, jongno, carla)
    assert cast(alice, envelope, 1).first
    assert cast(bob, envelope, 2).first
    with pytest.raises(Refused) as caught:
        cast(minsu, envelope, 1)
    assert caught.value.refusal.code == "not_ours"


@pytest.mark.parametrize(
    "claim",
    [
        {"until": date(2020, 1, 1)},
        {"state": "waiting", "until": None},
        {"state": "refused", "until": None, "reason": "확인되지 않습니다."},
        {"state": "withdrawn"},
    ],
)
def test_a_claim_that_does_not_hold_opens_nothing(
    bob: Any, carla: Any, paper: Any, jongno: Any, cast: Any, claim: dict[str, Any]
) -> None:
    [envelope] = paper({"area": jongno, "voters": "community"})
    belongs(bob, jongno, carla, **claim)
    with pytest.raises(Refused):
        cast(bob, envelope, 1)


def test_who_belongs_to_a_district_belongs_to_the_province_around_it(
    bob: Any, carla: Any, paper: Any, jongno: Any, cast: Any
) -> None:
    [envelope] = paper({"area": jongno.parent, "voters": "community"})
    belongs(bob, jongno, carla)
    assert cast(bob, envelope, 1).first


def test_the_page_of_a_round_says_of_each_money_who_decides_and_from_which_age(
    client: Any, client_of: Any, admin: Any, paper: Any, jongno: Any
) -> None:
    """Who works there would have read that only residents are meant, and stayed at home."""
    [ours, _theirs] = paper(
        {"area": jongno, "voters": "community", "min_age": 14}, {"area": jongno, "voters": "residents"}
    )
    desk = reverse("budgets_staff:round", args=[ours.round.public_id])
    for text in (client.get(ours.round.get_absolute_url()).text, client_of(admin).get(desk).text):
        assert "종로구에 살거나 일하거나 배우는 분이 투표합니다. 만 14세부터" in text
        assert "종로구에 사는 분이 투표합니다." in text


def test_the_ballot_says_what_to_do_to_whoever_does_not_belong(
    client_of: Any, minsu: Any, paper: Any, jongno: Any, page: Any
) -> None:
    [envelope] = paper({"area": jongno, "voters": "community"})
    shown = client_of(minsu).get(page(envelope)).content.decode()
    assert "살거나 일하거나 배우는 분이 투표합니다" in shown
    assert f"{reverse('budgets:belonging')}?area={jongno.code}" in shown
    assert f"{reverse('identity:start')}?level=3" in shown


def test_whoever_lives_here_and_works_there_votes_in_one_of_the_two(
    client_of: Any, alice: Any, carla: Any, paper: Any, jongno: Any, haeundae: Any, cast: Any, page: Any
) -> None:
    here, there = paper({"area": jongno, "voters": "community"}, {"area": haeundae, "voters": "community"})
    belongs(alice, haeundae, carla)
    cast(alice, there, 1)
    with pytest.raises(Refused) as caught:
        cast(alice, here, 1)
    assert "이미 다른 지역의 예산에 투표하셨습니다" in str(caught.value.refusal)
    assert "이미 다른 지역의 예산에 투표하셨습니다" in client_of(alice).get(page(here)).content.decode()
    assert cast(alice, there, 2).first is False, "her first choice she may still change"


def test_a_district_and_the_province_around_it_are_no_rivals(
    alice: Any, paper: Any, jongno: Any, cast: Any
) -> None:
    inner, outer = paper({"area": jongno}, {"area": jongno.parent})
    assert cast(alice, inner, 1).first
    assert cast(alice, outer, 1).first


def test_a_receipt_leads_to_the_next_ballot_and_says_when_all_are_done(
    client_of: Any, alice: Any, paper: Any, cast: Any, page: Any
) -> None:
    [extra] = paper({})
    city, district = extra.round.envelopes.select_related("round", "area").order_by("pk")[:2]
    client = client_of(alice)
    cast(alice, city, 1, 2)
    first = client.get(page(city, "receipt"))
    assert [one.pk for one, done in first.context["papers"] if not done] == [district.pk, extra.pk]
    assert first.context["next"].pk == district.pk
    cast(alice, district, 1)
    cast(alice, extra, 1)
    assert "예산 3개에 모두 투표하셨습니다" in client.get(page(extra, "receipt")).content.decode()
