"""The same actions in JSON."""

from typing import Any

import pytest
from django.urls import reverse

from budgets.models import Ballot

pytestmark = pytest.mark.django_db
JSON = "application/json"


def address(name: str, envelope: Any) -> str:
    return reverse(f"budgets_api:{name}", args=[envelope.round.public_id, envelope.public_id])


def test_rounds_and_envelopes_are_open_to_all(client: Any, voting: Any, city: Any, draft: Any) -> None:
    rounds = client.get(reverse("budgets_api:rounds")).json()
    assert [one["id"] for one in rounds] == [voting.public_id]
    one = client.get(reverse("budgets_api:round", args=[voting.public_id])).json()
    assert one["phase"] == "voting"
    envelope = client.get(address("envelope", city)).json()
    assert len(envelope["projects"]) == 5
    assert envelope["rule"]["method"] == "equal_shares"
    assert "votes" not in str(envelope["projects"])


def test_a_ballot_is_cast_and_read_back(client_of: Any, minsu: Any, city: Any, names: Any) -> None:
    client = client_of(minsu)
    first = client.put(address("ballot", city), {"choices": names(city, 1, 2)}, content_type=JSON)
    assert first.status_code == 201
    again = client.put(address("ballot", city), {"choices": names(city, 2, 3)}, content_type=JSON)
    assert again.status_code == 200
    mine = client.get(address("ballot", city)).json()
    assert mine["receipt"] == again.json()["receipt"] != first.json()["receipt"]
    assert set(mine["choices"]) == set(names(city, 2, 3))
    assert Ballot.objects.count() == 1


def test_refusals_are_problem_documents(
    client: Any, client_of: Any, minsu: Any, bob: Any, dan: Any, city: Any, district: Any, names: Any
) -> None:
    def put(user: Any, envelope: Any, choices: list[str]) -> Any:
        return client_of(user).put(address("ballot", envelope), {"choices": choices}, content_type=JSON)

    assert client.put(address("ballot", city), {"choices": []}, content_type=JSON).status_code == 403
    assert put(minsu, city, names(city, 1)).json()["type"] == "urn:gwangjang:too_few"
    assert put(bob, district, names(district, 1)).json()["type"] == "urn:gwangjang:elsewhere"
    assert put(dan, city, names(city, 1, 2)).status_code == 403
    assert client_of(minsu).get(address("ballot", city)).status_code == 404
    assert not Ballot.objects.exists()


def test_results_only_after_the_publication(client: Any, published: Any, city: Any) -> None:
    assert client.get(address("result", city)).json()["format"] == "gwangjang-tally"


@pytest.fixture
def marked(draft: Any, admin: Any) -> Any:
    """`draft` with a ranked and a points envelope more, announced: {kind: envelope}."""
    from budgets import actions
    from budgets.models import Envelope
    from budgets.tally import Rule
    from portal import clock
    from tests.budgets.conftest import CITY, fill

    for kind in ("ranked", "points"):
        fields = {
            "name": kind,
            "amount": 100_000_000,
            "ballot_kind": kind,
            "max_choices": 3,
            "points_total": 10,
        }
        rule = Rule(min_votes=1)
        made = actions.add_envelope(actor=admin, round_id=draft.pk, fields=fields, rule=rule, at=clock.now())
        fill(made, admin, CITY)
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    return {one.ballot_kind: one for one in Envelope.objects.select_related("round", "area")}


def test_a_ranking_is_cast_best_first_and_sent_again_is_the_same_ballot(
    client_of: Any, minsu: Any, marked: Any, names: Any
) -> None:
    client, envelope = client_of(minsu), marked["ranked"]
    body = {"choices": names(envelope, 4, 1, 2)}
    first = client.put(address("ballot", envelope), body, content_type=JSON)
    again = client.put(address("ballot", envelope), body, content_type=JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == client.get(address("ballot", envelope)).json()
    assert first.json()["choices"] == body["choices"]
    assert Ballot.objects.get().choices == [4, 1, 2]


def test_points_are_cast_beside_their_projects(client_of: Any, minsu: Any, marked: Any, names: Any) -> None:
    envelope = marked["points"]
    body = {"choices": names(envelope, 4, 1), "points": [3, 7]}
    answer = client_of(minsu).put(address("ballot", envelope), body, content_type=JSON)
    assert answer.status_code == 201
    assert (Ballot.objects.get().choices, Ballot.objects.get().points) == ([1, 4], [7, 3])
    assert answer.json()["choices"] == names(envelope, 1, 4)
    assert answer.json()["points"] == [7, 3]


@pytest.mark.parametrize(
    ("kind", "numbers", "points", "code"),
    [
        ("points", (1, 2), None, "no_points"),
        ("points", (1, 2), [5], "no_points"),
        ("points", (1, 2), [-5, 5], "points_shape"),
        ("points", (1, 2), [0, 5], "points_shape"),
        ("points", (1, 2), [5, 6], "points_over"),
        ("points", (1, 1), [5, 5], "twice"),
        ("ranked", (1, 2), [5, 5], "stray_points"),
        ("ranked", (1, 2, 1), None, "twice"),
        ("ranked", (1, 2, 3, 4), None, "too_many"),
        ("approval", (1, 2), [1, 1], "stray_points"),
    ],
)
def test_every_refusal_of_a_shape_is_a_problem_document(
    client_of: Any, minsu: Any, marked: Any, names: Any, kind: str, numbers: Any, points: Any, code: str
) -> None:
    envelope = marked[kind]
    body = {"choices": names(envelope, *numbers), "points": points}
    answer = client_of(minsu).put(address("ballot", envelope), body, content_type=JSON)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:gwangjang:{code}"
    assert answer.json()["field"] == "choices"
    assert answer.json()["title"]
    assert not Ballot.objects.exists()


def test_projects_come_in_the_voters_own_order_and_no_guest_gets_the_printed_one_for_ever(
    client: Any, client_of: Any, alice: Any, minsu: Any, city: Any
) -> None:
    def order(of: Any) -> list[int]:
        return [one["number"] for one in of.get(address("envelope", city)).json()["projects"]]

    assert order(client_of(alice)) == order(client_of(alice))
    page = client_of(alice).get(city.get_absolute_url()).context["projects"]
    assert order(client_of(alice)) == [project.number for project in page]
    assert any(order(client) != [1, 2, 3, 4, 5] for _ in range(20))
