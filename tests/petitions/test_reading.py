"""What anybody may read, how cheaply, and in which form."""

from datetime import timedelta

import pytest
from django.urls import reverse

from petitions import actions, moderation, queries, search
from petitions.models import Petition
from petitions.queries import Sort, Tab

pytestmark = pytest.mark.django_db


def many(published, number):
    """Copies of an open petition, in bulk."""
    from portal import publicid

    rows = []
    for at in range(number):
        copy = Petition.objects.get(pk=published.pk)
        copy.pk, copy.public_id, copy.support_key = None, publicid.new(), publicid.new()
        copy.thread = copy.check_clock = None
        copy.title, copy.signature_count = f"청원 {at}번을 들어 주세요", at
        rows.append(copy)
    Petition.objects.bulk_create(rows)


@pytest.mark.parametrize("tab", Tab.values)
@pytest.mark.parametrize("sort", Sort.values)
def test_each_list_opens(tab, sort, published, client_of):
    page = client_of(None).get(reverse("petitions:list"), {"tab": tab, "sort": sort})
    assert page.status_code == 200


def test_the_list_costs_the_same_however_long(published, client_of, django_assert_max_num_queries):
    many(published, 45)
    client = client_of(None)
    with django_assert_max_num_queries(3):
        page = client.get(reverse("petitions:list"), {"sort": "signed"})
    assert "청원 44번" in page.content.decode()
    second = client.get(reverse("petitions:list"), {"sort": "signed", "page": "3"}).content.decode()
    assert published.title in second or "청원 4번" in second


def test_the_detail_page_is_bounded(published, alice, minsu, client_of, django_assert_max_num_queries):
    for person in (None, minsu, alice):
        client = client_of(person)
        client.get(published.get_absolute_url())
        with django_assert_max_num_queries(14):
            assert client.get(published.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "given", [{"page": "x"}, {"page": "99999"}, {"tab": "'"}, {"sort": "--"}, {"q": "\x00"}]
)
def test_a_strange_address_is_no_error(given, published, client_of):
    assert client_of(None).get(reverse("petitions:list"), given).status_code == 200


def test_deadline_and_way_are_on_the_page(awaiting, client_of):
    page = client_of(None).get(awaiting.get_absolute_url()).content.decode()
    assert "답변 기한" in page
    assert "2027-01-04" in page  # 30 days from 4 December end on Sunday 3 January, so on Monday (민법 §161)


def test_a_hidden_petition_says_so_and_says_nothing_else(published, alice, client_of, soon):
    moderation.hide(published.public_id, soon)
    page = client_of(None).get(published.get_absolute_url())
    assert page.status_code == 410
    assert published.title not in page.content.decode()
    assert client_of(None).get(reverse("petitions:json", args=[published.public_id])).status_code == 404
    assert client_of(None).get(reverse("petitions:count", args=[published.public_id])).status_code == 404
    assert published.title not in client_of(None).get(reverse("petitions:list")).content.decode()
    assert search.load(published.public_id) is None
    assert client_of(alice).get(published.get_absolute_url()).status_code == 200
    moderation.restore(published.public_id, soon)
    assert client_of(None).get(published.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("stage", ["draft", "gathering", "checking"])
def test_what_is_not_published_is_nowhere(stage, request, client_of, bob):
    petition = request.getfixturevalue(stage)
    for name in ("detail", "json", "count"):
        assert client_of(bob).get(reverse(f"petitions:{name}", args=[petition.public_id])).status_code == 404
    assert client_of(bob).get(f"/api/v1/petitions/{petition.public_id}/").status_code == 404
    assert search.load(petition.public_id) is None
    assert moderation.get(petition.public_id) is None


def test_numbers_for_machines_may_be_kept_by_caches(published, client_of):
    answer = client_of(None).get(reverse("petitions:count", args=[published.public_id]))
    assert answer.json() == {"id": published.public_id, "signature_count": 2, "state": "open"}
    assert answer["Cache-Control"].startswith("public, max-age=5")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.get("Vary", "")
    whole = client_of(None).get(reverse("petitions:json", args=[published.public_id])).json()
    assert "signer" not in str(whole)


def test_the_api_signs_like_the_page(published, minsu, jiyeon, client_of, frozen, soon):
    frozen(soon)
    address = f"/api/v1/petitions/{published.public_id}/signature/"
    client = client_of(minsu)
    first, second = client.post(address), client.post(address)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["receipt"] == second.json()["receipt"]
    assert client.delete(address).json()["status"] == "withdrawn"
    assert client_of(None).post(address).status_code == 403
    refused = client_of(jiyeon).post(address)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:gwangjang:level")


def test_the_api_drafts_and_submits(alice, bob, small_type, client_of):
    client = client_of(alice)
    texts = {
        "title": "마을버스 막차를 늘려 주세요",
        "details": "밤늦게 일하는 이웃이 많습니다. 막차를 12시 30분까지 늘려 주세요.",
    }
    made = client.post("/api/v1/petitions/", texts, content_type="application/json")
    assert made.status_code == 201
    address = f"/api/v1/petitions/{made.json()['id']}/submit/"
    assert client_of(bob).post(address).status_code == 404
    assert client.post(address).json()["state"] == "gathering"
    assert client.post(address).status_code == 409
    assert (
        client_of(None).post("/api/v1/petitions/", texts, content_type="application/json").status_code == 403
    )


def test_the_api_lists(published, client_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = client_of(None).get("/api/v1/petitions/").json()
    assert [row["id"] for row in found["results"]] == [published.public_id]


def test_the_hall_hears_of_it(published, alice, bob, carla, soon, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        card = queries.home_card(soon)
    assert card["items"][0]["title"] == published.title
    with django_assert_max_num_queries(3):
        mine = queries.mine(alice, soon)
    assert [deed.title for deed in mine] == [published.title]
    assert [deed.kind for deed in queries.mine(bob, soon)] == ["서명한 청원"]
    assert queries.queues(alice, soon) == []


def test_the_officers_pile(checking, carla, soon):
    (pile,) = queries.queues(carla, soon)
    assert (pile.count, pile.oldest_due is not None) == (1, True)


def test_trending_follows_the_last_day(published, minsu, soon, drain):
    actions.sign_petition(signer=minsu, petition_id=published.public_id, at=soon)
    drain(soon)
    actions.refresh_trends(at=soon)
    published.refresh_from_db()
    assert published.recent_count == 1  # Minsu; the hours of Alice and Bob have gone by
    actions.refresh_trends(at=soon + timedelta(days=3))
    published.refresh_from_db()
    assert published.recent_count == 0
