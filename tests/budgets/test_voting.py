"""Casting: through the browser, every refusal, and nothing lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions
from budgets.models import Ballot, Envelope, VoterRoll
from budgets.tally import Rule
from portal import clock
from tests.budgets.conftest import fill

pytestmark = pytest.mark.django_db


def test_a_citizen_votes_and_gets_a_receipt(
    client_of: Any, minsu: Any, city: Any, names: Any, page: Any
) -> None:
    client = client_of(minsu)
    answer = client.post(page(city), {"choices": names(city, 1, 3)}, follow=True)
    assert answer.status_code == 200
    assert "투표를 저장했습니다" in answer.content.decode()
    assert Ballot.objects.get().choices == [1, 3]
    assert VoterRoll.objects.get().voter_id == minsu.pk


def test_a_changed_ballot_replaces_the_first(
    client_of: Any, minsu: Any, city: Any, names: Any, page: Any
) -> None:
    client = client_of(minsu)
    first = client.post(page(city), {"choices": names(city, 1, 3)}, follow=True).context["code"]
    second = client.post(page(city), {"choices": names(city, 2, 3)}, follow=True).context["code"]
    assert Ballot.objects.get().choices == [2, 3]
    assert VoterRoll.objects.count() == 1
    assert first != second
    shown = client.get(page(city))
    assert shown.context["chosen"] == set(names(city, 2, 3))


def test_the_ballot_says_when_it_is_saved(
    client_of: Any, minsu: Any, city: Any, names: Any, page: Any
) -> None:
    client = client_of(minsu)
    assert "투표가 저장되어 있습니다" not in client.get(page(city)).content.decode()
    client.post(page(city), {"choices": names(city, 1, 3)})
    assert "투표가 저장되어 있습니다" in client.get(page(city)).content.decode()


@pytest.mark.parametrize(
    ("numbers", "code"), [((), "nothing"), ((1,), "too_few"), ((1, 2, 3, 4), "too_many"), ((1, 1), "twice")]
)
def test_it_refuses_a_ballot_of_the_wrong_shape(
    client_of: Any, minsu: Any, city: Any, names: Any, page: Any, numbers: tuple[int, ...], code: str
) -> None:
    chosen = names(city, *numbers)
    answer = client_of(minsu).post(page(city), {"choices": chosen})
    assert answer.status_code == 422
    assert answer.context["refusal"].code == code
    assert answer.context["chosen"] == set(chosen), "what was chosen stays on the form"
    assert "저장하지 못했습니다" in answer.content.decode()
    assert not Ballot.objects.exists()


def test_it_refuses_overspending_and_says_by_how_much(
    client_of: Any, alice: Any, district: Any, names: Any, page: Any
) -> None:
    client = client_of(alice)
    answer = client.post(page(district), {"choices": names(district, 1, 2, 3)})
    assert answer.status_code == 422
    assert "25,000,000원을 더 담았습니다" in answer.content.decode()
    assert client.post(page(district), {"choices": names(district, 1, 2)}).status_code == 302


def test_it_refuses_a_project_of_another_envelope(
    client_of: Any, alice: Any, city: Any, district: Any, names: Any, page: Any
) -> None:
    answer = client_of(alice).post(page(city), {"choices": names(city, 1) + names(district, 1)})
    assert answer.context["refusal"].code == "foreign_project"
    assert not Ballot.objects.exists()


def test_it_refuses_a_closed_round(
    client_of: Any, minsu: Any, voting: Any, city: Any, names: Any, page: Any, finish: Any
) -> None:
    finish(voting)
    answer = client_of(minsu).post(page(city), {"choices": names(city, 1, 2)})
    assert answer.status_code == 409
    assert answer.context["refusal"].code == "closed"
    assert "마감되어" in answer.content.decode()


def test_after_the_end_nobody_is_asked_to_choose_and_a_late_voter_reads_what_is_counted(
    client_of: Any, minsu: Any, voting: Any, city: Any, names: Any, page: Any, finish: Any
) -> None:
    client = client_of(minsu)
    asked = "골라 주세요"
    assert asked in client.get(page(city)).text
    client.post(page(city), {"choices": names(city, 1, 2)})
    now = clock.now()
    type(voting).objects.update(opens_at=now - timedelta(days=2), closes_at=now)
    late = client.post(page(city), {"choices": names(city, 1, 3)}).text
    assert "전에 저장하신 표를 그대로 셉니다" in late
    assert "고르신 것은 아래에 그대로 있습니다" not in late, "there is no form any more that could hold it"
    shown = client.get(page(city)).text
    assert "투표가 끝났습니다" in shown
    assert page(city, "receipt") in shown, "until the box is sealed she may still write her code down"
    assert asked not in shown
    finish(voting)
    sealed = client.get(page(city)).text
    assert "투표가 끝났습니다" in sealed
    assert page(city, "receipt") not in sealed


def test_the_clock_closes_the_box_even_when_the_job_is_late(
    client_of: Any, minsu: Any, voting: Any, city: Any, names: Any, page: Any
) -> None:
    now = voting.closes_at
    type(voting).objects.update(opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=8))
    assert client_of(minsu).post(page(city), {"choices": names(city, 1, 2)}).status_code == 409


def test_it_refuses_before_the_round_opens(
    client_of: Any, minsu: Any, voting: Any, city: Any, names: Any, page: Any
) -> None:
    type(voting).objects.update(opens_at=voting.closes_at - timedelta(days=1))
    answer = client_of(minsu).post(page(city), {"choices": names(city, 1, 2)})
    assert answer.context["refusal"].code == "not_yet"


def test_a_stranger_is_sent_to_the_identity_check_and_finds_her_choice_again(
    client_of: Any, dan: Any, city: Any, names: Any, page: Any
) -> None:
    client = client_of(dan)
    answer = client.post(page(city), {"choices": names(city, 1, 3)})
    assert answer.status_code == 302
    assert "/identity/" in answer["Location"]
    type(dan).objects.filter(pk=dan.pk).update(level=2)
    shown = client.get(page(city))
    assert shown.context["chosen"] == set(names(city, 1, 3))
    assert "그대로 두었습니다" in shown.content.decode()


def test_nobody_votes_without_logging_in(client: Any, city: Any, names: Any, page: Any) -> None:
    answer = client.post(page(city), {"choices": names(city, 1, 3)})
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_a_district_ballot_is_for_its_residents(
    client_of: Any, alice: Any, bob: Any, minsu: Any, district: Any, names: Any, page: Any
) -> None:
    choice = {"choices": names(district, 1)}
    assert client_of(alice).post(page(district), choice).status_code == 302
    refused = client_of(bob).post(page(district), choice)
    assert refused.status_code == 403
    assert "그 지역에 사는 분만" in refused.content.decode()
    unproved = client_of(minsu).post(page(district), choice)
    assert "/identity/" in unproved["Location"]
    assert "level=3" in unproved["Location"]
    assert Ballot.objects.count() == 1


def test_two_ballots_of_one_voter_carry_different_names(
    cast: Any, alice: Any, city: Any, district: Any
) -> None:
    cast(alice, city, 1, 2)
    cast(alice, district, 1)
    assert len(set(Ballot.objects.values_list("pseudonym", flat=True))) == 2


def test_the_order_is_the_voters_own_and_the_same_on_return(
    client_of: Any, alice: Any, minsu: Any, bob: Any, city: Any, page: Any
) -> None:
    def order(user: Any) -> list[str]:
        return [project.public_id for project in client_of(user).get(page(city)).context["projects"]]

    assert order(alice) == order(alice)
    assert len({tuple(order(user)) for user in (alice, minsu, bob)}) > 1


def test_the_order_of_a_guest_is_kept_by_a_cookie(client: Any, city: Any, page: Any) -> None:
    orders = [[p.public_id for p in client.get(page(city)).context["projects"]] for _ in range(2)]
    assert orders[0] == orders[1]


def test_a_receipt_is_shown_to_its_voter_only(
    client_of: Any, client: Any, alice: Any, minsu: Any, city: Any, cast: Any, page: Any
) -> None:
    cast(minsu, city, 1, 2)
    assert client_of(minsu).get(page(city, "receipt")).status_code == 200
    assert client_of(alice).get(page(city, "receipt")).status_code == 404
    assert client.get(page(city, "receipt")).status_code == 302


def test_no_counts_leak_while_voting_is_open(
    client_of: Any, admin: Any, alice: Any, minsu: Any, voting: Any, city: Any, cast: Any, page: Any
) -> None:
    cast(alice, city, 1, 2)
    cast(minsu, city, 1, 2)
    for name in ("results", "ballots_pb", "result_json"):
        assert client_of(alice).get(page(city, name)).status_code == 404
        assert client_of(admin).get(page(city, name)).status_code == 404
    api = reverse("budgets_api:result", args=[voting.public_id, city.public_id])
    assert client_of(admin).get(api).status_code == 404
    assert client_of(admin).get(page(city, "preview", "budgets_staff")).status_code == 404
    for user in (None, alice, admin):
        shown = client_of(user).get(voting.get_absolute_url())
        assert shown.context["turnout"] is None


def test_a_draft_does_not_exist_for_citizens(client_of: Any, alice: Any, draft: Any) -> None:
    assert client_of(alice).get(draft.get_absolute_url()).status_code == 404
    assert draft.title not in client_of(alice).get(reverse("budgets:index")).content.decode()


def test_lists_and_details_are_read_in_few_queries(
    client_of: Any, alice: Any, voting: Any, city: Any, page: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(alice)
    project = city.projects.first().get_absolute_url()
    for address in (reverse("budgets:index"), voting.get_absolute_url(), page(city), project):
        client.get(address)
        with django_assert_max_num_queries(15):  # of which the hall's own: 9
            assert client.get(address).status_code == 200


def test_casting_is_a_few_statements(
    client_of: Any, minsu: Any, city: Any, names: Any, page: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(minsu)
    choice = {"choices": names(city, 1, 3)}
    client.post(page(city), choice)
    with django_assert_max_num_queries(16):  # of which the hall's own: 7
        client.post(page(city), choice)


@pytest.fixture
def second_district(draft: Any, admin: Any, area: Any) -> Any:
    """해운대구's money in the same round, announced with it."""
    at = clock.now()
    fields = {"name": "해운대구", "area": area("26350"), "amount": 50_000_000, "ballot_kind": "knapsack"}
    envelope = actions.add_envelope(
        actor=admin, round_id=draft.pk, fields=fields, rule=Rule(min_votes=1), at=at
    )
    fill(envelope, admin, [("해변 의자", 10), ("모래놀이터", 20)])
    actions.announce_round(actor=admin, round_id=draft.pk, at=at)
    return Envelope.objects.select_related("round", "area").get(pk=envelope.pk)


def test_whoever_moves_while_voting_is_open_has_one_districts_vote(
    client_of: Any, alice: Any, second_district: Any, names: Any, cast: Any, page: Any
) -> None:
    first = second_district.round.envelopes.select_related("round", "area").get(name="종로구")
    cast(alice, first, 1)
    alice.area = second_district.area
    alice.save()
    answer = client_of(alice).post(page(second_district), {"choices": names(second_district, 1)})
    assert answer.status_code == 403
    assert "이미 다른 지역의 예산에 투표하셨습니다" in answer.content.decode()
    assert (
        "이미 다른 지역의 예산에 투표하셨습니다"
        in client_of(alice).get(page(second_district)).content.decode()
    )
    assert [ballot.envelope_id for ballot in Ballot.objects.all()] == [first.pk]


def test_whoever_moved_before_voting_votes_where_she_lives_now(
    alice: Any, bob: Any, second_district: Any, cast: Any
) -> None:
    cast(bob, second_district, 1)
    assert cast(
        alice, second_district.round.envelopes.select_related("round", "area").get(name="종로구"), 1
    ).first


def test_a_nul_in_a_choice_is_a_foreign_project(client_of: Any, minsu: Any, city: Any, page: Any) -> None:
    answer = client_of(minsu).post(page(city), {"choices": ["a\x00", "b"]})
    assert answer.status_code == 422
    assert answer.context["refusal"].code == "foreign_project"


def test_an_envelope_read_by_the_short_sentence_is_the_one_that_the_orm_reads(
    city: Any, district: Any
) -> None:
    """With and without an area; every column, also those that are added later."""
    from django.forms.models import model_to_dict

    from budgets import queries

    for known in (city, district):
        read = queries.public_envelope(known.round.public_id, known.public_id)
        for one, other in ((read, known), (read.round, known.round), (read.area, known.area)):
            assert one == other
            if one is not None:
                values = [field.attname for field in type(one)._meta.concrete_fields]
                assert [getattr(one, name) for name in values] == [getattr(other, name) for name in values]
                assert model_to_dict(one) == model_to_dict(other)
        assert not read._state.adding
