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
