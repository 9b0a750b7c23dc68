"""/api/v1/proposals/: the same actions, the same refusals."""

from __future__ import annotations

from typing import Any

import pytest

from proposals.models import Proposal, Support
from proposals.states import State
from tests.proposals.conftest import TEXT

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/proposals/"
JSON = "application/json"


def test_the_list_holds_what_everybody_may_read(published: Any, client: Any) -> None:
    found = client.get(ROOT).json()
    assert (found["total"], found["after"]) == (1, "")
    assert found["results"][0]["id"] == published.public_id
    assert client.get(ROOT, {"sort": "random"}).status_code == 400


def test_one_with_its_timeline(adopted: Any, client: Any) -> None:
    found = client.get(f"{ROOT}{adopted.public_id}/").json()
    assert [event["kind"] for event in found["timeline"]] == [
        "submitted",
        "received",
        "published",
        "answered",
    ]
    assert found["answers"][0]["outcome"] == "adopted"
    assert "reason" not in found["timeline"][0]


def test_what_is_not_public_does_not_exist(received: Any, dan: Any, alice: Any, client_of: Any) -> None:
    address = f"{ROOT}{received.public_id}/"
    assert client_of(None).get(address).status_code == 404
    assert client_of(dan).get(address).status_code == 404
    assert client_of(alice).get(address).status_code == 200
    assert client_of(alice).put(address + "support/").status_code == 404


def test_a_title_only_proposal_keeps_its_text(
    published: Any, client: Any, alice: Any, client_of: Any
) -> None:
    Proposal.objects.update(visibility="title_only")
    address = f"{ROOT}{published.public_id}/"
    assert client.get(address).json()["problem"] == ""
    assert client.get(ROOT).json()["results"][0]["excerpt"] == ""
    assert client_of(alice).get(address).json()["problem"] == TEXT["problem"]


def test_a_verified_person_hands_one_in(alice: Any, receiver: Any, jongno: Any, client_of: Any) -> None:
    body = {**TEXT, "area": "11110", "submit": True}
    answer = client_of(alice).post(ROOT, body, content_type=JSON)
    assert answer.status_code == 201
    assert Proposal.objects.get().state == State.SUBMITTED


def test_an_unfinished_one_is_refused_and_leaves_nothing(alice: Any, jongno: Any, client_of: Any) -> None:
    answer = client_of(alice).post(ROOT, {"title": "제목만 있는 제안", "submit": True}, content_type=JSON)
    assert (answer.status_code, answer.json()["field"]) == (409, "area")
    assert not Proposal.objects.exists()


def test_strangers_write_nothing(published: Any, client: Any) -> None:
    assert client.post(ROOT, TEXT, content_type=JSON).status_code in (401, 403)
    assert client.put(f"{ROOT}{published.public_id}/support/").status_code in (401, 403)


def test_a_support_by_put_and_delete(published: Any, minsu: Any, jiyeon: Any, client_of: Any) -> None:
    address = f"{ROOT}{published.public_id}/support/"
    client = client_of(minsu)
    for _press in range(2):
        assert client.put(address).json() == {"supported": True, "support_count": 1}
    assert Support.objects.count() == 1
    assert client.delete(address).json()["supported"] is False
    refused = client_of(jiyeon).put(address)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:gwangjang:level")
