"""/api/v1/proposals/: the same actions, the same refusals."""

from __future__ import annotations

from typing import Any

import pytest

from portal import clock
from proposals.actions import submission
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


def test_what_the_author_of_a_title_only_proposal_wrote_later_is_not_public_either(
    refused: Any, client: Any, alice: Any, carla: Any, dan: Any, client_of: Any
) -> None:
    Proposal.objects.update(visibility="title_only")
    refused.refresh_from_db()
    grounds = "놀이터 옆집에 사는 제 사정을 다시 보아 주세요."
    submission.request_reexamination(author=alice, proposal=refused, note=grounds, at=clock.now())
    address, page = f"{ROOT}{refused.public_id}/", refused.get_absolute_url()
    for reader in (client, client_of(dan)):
        assert grounds not in reader.get(address).text
        assert grounds not in reader.get(page).text
        assert "공개했습니다." in reader.get(page).text, "the office's words stay"
    for reader in (client_of(alice), client_of(carla)):
        assert grounds in reader.get(page).text


def test_the_page_that_reports_a_title_only_proposal_shows_its_title(
    published: Any, dan: Any, client_of: Any
) -> None:
    address = f"/report/proposals.proposal/{published.public_id}/"
    client = client_of(dan)
    assert published.excerpt[:20] in client.get(address).text
    Proposal.objects.update(visibility="title_only")
    page = client.get(address).text
    assert published.title in page
    assert published.excerpt[:20] not in page


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
