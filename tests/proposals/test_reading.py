"""The public pages: what is shown, in which order, at what price."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from portal import clock, moderation, search
from portal.comments import threads
from portal.counts import counts
from proposals import presenting, queries
from proposals.models import Follow, Proposal, Support
from proposals.queries.listing import PAGE
from proposals.states import State, Visibility

pytestmark = pytest.mark.django_db
LIST = "/proposals/"


@pytest.fixture
def many(alice: Any, jongno: Any, haeundae: Any, unit: Any) -> list[Proposal]:
    """55 published proposals; every fifth in 해운대구, supports and ages that repeat so that ties occur."""
    at = clock.now()
    rows = [
        Proposal(
            author=alice,
            title=f"{number}번째 제안입니다",
            topic="parks" if number % 2 else "safety",
            area=haeundae if number % 5 == 0 else jongno,
            unit=unit,
            state=State.REVIEWING,
            saved_at=at,
            submitted_at=at,
            published_at=at - timedelta(days=number // 3),
            due_at=at + timedelta(days=number // 4),
            support_count=number % 7,
            thread=threads.open_thread("proposals.proposal"),
        )
        for number in range(55)
    ]
    return Proposal.objects.bulk_create(rows)


class TestList:
    def test_strangers_see_what_is_published(self, published: Any, client: Any) -> None:
        page = client.get(LIST)
        assert published.title in page.text

    @pytest.mark.parametrize("order", ["newest", "supported", "due"])
    def test_pages_by_cursor_show_each_proposal_once(self, order: str, many: Any, client: Any) -> None:
        seen: list[str] = []
        after = ""
        for _turn in range(3):
            found = queries.listing(queries.Wish(order=order), after=after)
            seen += [each.public_id for each in found.items]
            after = found.after
        assert (len(seen), len(set(seen)), after) == (55, 55, "")

    def test_one_can_go_back_the_way_one_came(self, many: Any) -> None:
        wish = queries.Wish(order="supported")
        first = queries.listing(wish)
        second = queries.listing(wish, after=first.after)
        back = queries.listing(wish, before=second.before)
        assert [each.pk for each in back.items] == [each.pk for each in first.items]
        assert not back.before

    @pytest.mark.parametrize(
        "cursor", ["x", "~", "99999999999~aaaa", "20261301T000000.000000Z~aaaaaaaaaaaa", "가~나"]
    )
    def test_a_cursor_that_nobody_issued_gives_the_first_page(
        self, cursor: str, many: Any, client: Any
    ) -> None:
        for order in ("newest", "supported", "due"):
            assert client.get(LIST, {"after": cursor, "sort": order}).status_code == 200
            assert client.get(LIST, {"before": cursor, "sort": order}).status_code == 200

    def test_filters_narrow_it(self, many: Any, published: Any, adopted: Any, client: Any) -> None:
        assert "제안 11건" in client.get(LIST, {"area": "26350"}).text
        assert "제안 11건" in client.get(LIST, {"area": "26"}).text
        assert "제안 1건" in client.get(LIST, {"state": "following"}).text
        assert "제안 28건" in client.get(LIST, {"topic": "safety"}).text
        assert "찾는 제안이 없습니다" in client.get(LIST, {"state": "done"}).text

    def test_a_foreign_filter_value_counts_as_not_asked(self, many: Any, client: Any) -> None:
        assert (
            client.get(LIST, {"area": "없는 곳", "state": "x", "unit": "y", "sort": "z"}).status_code == 200
        )

    def test_a_search_asks_the_index(self, published: Any, client: Any) -> None:
        from portal.search import indexing

        indexing.renew("proposals.proposal", published.public_id)
        assert published.title in client.get(LIST, {"q": "가로등"}).text
        assert "찾는 제안이 없습니다" in client.get(LIST, {"q": "지하철 막차"}).text

    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_a_row_drawn_from_plain_values_is_the_row_of_the_proposal(
        self, language: str, many: Any, published: Any, adopted: Any, draft: Any, minsu: Any
    ) -> None:
        Proposal.objects.filter(pk=many[0].pk).update(visibility=Visibility.TITLE_ONLY)
        Proposal.objects.filter(pk=many[1].pk).update(area=None, due_at=None)
        Proposal.objects.filter(pk=many[2].pk).update(area=many[2].area.parent)
        Proposal.objects.filter(pk=many[3].pk).update(author=minsu)
        type(minsu).objects.filter(pk=minsu.pk).update(erased_at=clock.now(), is_active=False)
        type(many[4].thread).objects.filter(pk=many[4].thread_id).update(visible_count=1234)
        rows = Proposal.objects.order_by("pk")
        with translation.override(language):
            drawn = [presenting.row(card.proposal) for card in queries.cards(rows)]
            assert drawn == [presenting.row(each) for each in rows.for_list()]

    def test_what_changes_is_seen_at_once(self, published: Any, client: Any) -> None:
        assert published.title in client.get(LIST).text
        Proposal.objects.update(title="고친 제목입니다", support_count=4321)
        page = client.get(LIST).text
        assert published.title not in page
        assert "고친 제목입니다" in page
        assert "4,321" in page

    def test_its_price_does_not_grow_with_the_rows(
        self, many: Any, client: Any, django_assert_max_num_queries: Any
    ) -> None:
        client.get(LIST)
        with django_assert_max_num_queries(2):
            page = client.get(LIST)
        assert page.text.count('class="item"') == PAGE


class TestDetail:
    def test_it_says_where_it_stands_who_holds_it_and_until_when(
        self, published: Any, client: Any, unit: Any
    ) -> None:
        page = client.get(published.get_absolute_url()).text
        for words in (published.title, published.problem, unit.name, "답변 기한", "진행 상황", "공감하기"):
            assert words in page

    def test_a_hidden_one_exists_only_for_its_author(
        self, published: Any, alice: Any, dan: Any, client_of: Any
    ) -> None:
        adapter = moderation.adapter("proposals.proposal")
        assert adapter is not None
        adapter.hide(published.public_id, clock.now())
        assert client_of(None).get(published.get_absolute_url()).status_code == 404
        assert client_of(dan).get(published.get_absolute_url()).status_code == 404
        assert "가려진 제안입니다" in client_of(alice).get(published.get_absolute_url()).text
        assert published.title not in client_of(None).get(LIST).text
        source = search.source("proposals.proposal")
        assert source is not None
        assert source.load(published.public_id) is None
        adapter.restore(published.public_id, clock.now())
        assert client_of(None).get(published.get_absolute_url()).status_code == 200

    def test_a_late_answer_is_said_openly(self, published: Any, client: Any) -> None:
        Proposal.objects.update(due_at=clock.now() - timedelta(days=2))
        assert "기한 지남" in client.get(published.get_absolute_url()).text

    def test_its_price_is_bounded(
        self, adopted: Any, client: Any, django_assert_max_num_queries: Any
    ) -> None:
        client.get(adopted.get_absolute_url())
        with django_assert_max_num_queries(5):
            client.get(adopted.get_absolute_url())

    def test_an_unknown_one(self, client: Any) -> None:
        assert client.get("/proposals/aaaaaaaaaaaa/").status_code == 404


class TestMine:
    def test_i_find_what_i_wrote_supported_and_follow(
        self, draft: Any, alice: Any, minsu: Any, many: Any, client_of: Any
    ) -> None:
        at = clock.now()
        Support.objects.create(proposal=many[3], person=minsu, at=at)
        Follow.objects.create(proposal=many[4], person=minsu, at=at)
        page = client_of(minsu).get(reverse("proposals:mine")).text
        assert many[3].title in page
        assert many[4].title in page
        assert draft.title in client_of(alice).get(reverse("proposals:mine")).text
        assert client_of(None).get(reverse("proposals:mine")).status_code == 302

    def test_the_hall_hears_of_my_deeds_and_deadlines(self, published: Any, alice: Any) -> None:
        (deed,) = queries.mine(alice, clock.now())
        assert deed.title == published.title
        assert deed.deadline is not None

    def test_the_staffs_home_counts_the_piles(self, submitted: Any, carla: Any, alice: Any) -> None:
        (pile,) = queries.queues(carla, clock.now())
        assert pile.count == 1
        assert queries.queues(alice, clock.now()) == []

    def test_the_home_page_has_a_card(self, published: Any) -> None:
        card = queries.home_card(clock.now())
        assert card["items"][0]["title"] == published.title

    def test_the_home_page_counts_what_is_shown_and_says_where_it_stopped_counting(
        self, many: Any, adopted: Any
    ) -> None:
        Proposal.objects.filter(pk=many[0].pk).update(hidden_at=clock.now())
        numbers = [number for _label, number in queries.home_card(clock.now())["numbers"]]
        assert numbers == [54, 1, 0]
        shown = Proposal.objects.shown()
        assert counts(shown, shown.filter(state=State.DONE), most=10) == ["10+", 0]

    def test_what_a_moderator_hides_is_gone_from_the_home_page_with_the_same_commit(
        self, published: Any, client: Any, django_assert_max_num_queries: Any
    ) -> None:
        adapter = moderation.adapter("proposals.proposal")
        assert adapter is not None
        assert published.title in client.get("/").text
        adapter.hide(published.public_id, clock.now())
        with django_assert_max_num_queries(10):
            assert published.title not in client.get("/").text
        adapter.restore(published.public_id, clock.now())
        assert published.title in client.get("/").text
