"""Comments: who may write, what a page shows, what stays after somebody takes a comment back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from portal import clock, moderation, outbox
from portal.comments import actions, drafts, hosts, queries, rules, text, threads
from portal.comments.models import Comment, Thread
from portal.outbox.models import Event
from portal.refusals import Refused

pytestmark = pytest.mark.django_db

KIND = "tests.noun"
PLACE = "/comments/"


@pytest.fixture(autouse=True)
def host() -> Any:
    hosts.register(
        KIND,
        hosts.Host(
            url=lambda thread: "/about/",
            title=lambda thread: "가로등 이야기",
            readable=lambda thread, user: True,
        ),
    )
    yield
    hosts._hosts.pop(KIND)


@pytest.fixture
def thread() -> Thread:
    return threads.open_thread(KIND)


def say(author: Any, thread: Thread, body: str = "좋은 생각입니다", **more: Any) -> Comment:
    return actions.post_comment(
        author=author, thread=thread, body=body, at=more.pop("at", clock.now()), **more
    )


def shown(thread: Thread, user: Any, query: str = "") -> str:
    request = RequestFactory().get("/about/" + query)
    request.user, request.session = user, {}
    return Template("{% load comments %}{% comment_thread thread %}").render(
        Context({"request": request, "thread": thread, "user": user})
    )


class TestPosting:
    def test_a_verified_person_posts_and_comes_back_to_her_comment(
        self, thread: Any, minsu: Any, client_of: Any
    ) -> None:
        answer = client_of(minsu).post(
            reverse("comments:post", args=[thread.public_id]),
            {"body": "밤길이 밝아지면 좋겠습니다", "next": "/about/?a=1"},
        )
        comment = Comment.objects.get()
        assert answer.status_code == 302
        assert answer["Location"] == f"/about/?a=1#comment-{comment.public_id}"
        assert comment.body == "밤길이 밝아지면 좋겠습니다"

    def test_it_never_returns_to_a_foreign_site(self, thread: Any, minsu: Any, client_of: Any) -> None:
        answer = client_of(minsu).post(
            reverse("comments:post", args=[thread.public_id]),
            {"body": "안녕하세요", "next": "https://evil.example/"},
        )
        assert answer["Location"].startswith("/about/")

    def test_somebody_below_the_level_goes_to_the_identity_check_and_finds_her_text_again(
        self, thread: Any, jiyeon: Any, client_of: Any
    ) -> None:
        client = client_of(jiyeon)
        answer = client.post(reverse("comments:post", args=[thread.public_id]), {"body": "저도 찬성합니다"})
        assert answer.status_code == 302
        assert "/identity/" in answer["Location"]
        assert client.session[f"comments.draft.{thread.public_id}"] == "저도 찬성합니다"
        assert not Comment.objects.exists()

    def test_an_anonymous_reader_goes_to_the_log_in(self, thread: Any, client: Any) -> None:
        answer = client.post(reverse("comments:post", args=[thread.public_id]), {"body": "저도요"})
        assert "/accounts/login/" in answer["Location"]
        assert client.session[f"comments.draft.{thread.public_id}"] == "저도요"

    @pytest.mark.parametrize(("body", "code"), [("   ", "empty"), ("가" * 1001, "too_long")])
    def test_it_refuses_what_has_no_words_or_too_many(
        self, thread: Any, minsu: Any, body: str, code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            say(minsu, thread, body)
        assert refused.value.refusal.code == code

    def test_a_refused_text_stands_in_the_form_again_with_the_reason(
        self, thread: Any, minsu: Any, client_of: Any
    ) -> None:
        client = client_of(minsu)
        answer = client.post(reverse("comments:post", args=[thread.public_id]), {"body": "가" * 1001})
        assert answer["Location"].endswith("#comment-form")
        assert client.session[f"comments.problem.{thread.public_id}"] == str(rules.TOO_LONG.sentence)

    def test_a_closed_thread_takes_nothing_more(self, thread: Any, minsu: Any) -> None:
        threads.close(thread)
        with pytest.raises(Refused) as refused:
            say(minsu, thread)
        assert refused.value.refusal is rules.CLOSED

    def test_the_same_words_twice_are_one_comment(self, thread: Any, minsu: Any) -> None:
        first, second = say(minsu, thread), say(minsu, thread)
        assert first.pk == second.pk

    def test_a_flood_is_stopped_with_a_sentence(self, thread: Any, minsu: Any) -> None:
        for number in range(5):
            say(minsu, thread, f"의견 {number}")
        with pytest.raises(Refused) as refused:
            say(minsu, thread, "여섯 번째 의견")
        assert refused.value.refusal is rules.TOO_FAST
        say(minsu, thread, "1분 뒤의 의견", at=clock.now() + timedelta(seconds=61))

    def test_a_reply_to_a_reply_joins_the_same_conversation(
        self, thread: Any, minsu: Any, alice: Any
    ) -> None:
        first = say(minsu, thread, "첫 의견")
        reply = say(alice, thread, "답글", parent=first)
        deeper = say(minsu, thread, "답글의 답글", parent=reply)
        assert deeper.parent_id == first.pk

    def test_a_reply_belongs_to_the_thread_of_its_parent(self, thread: Any, minsu: Any, alice: Any) -> None:
        elsewhere = say(minsu, threads.open_thread(KIND), "다른 곳의 의견")
        with pytest.raises(Refused) as refused:
            say(alice, thread, "답글", parent=elsewhere)
        assert refused.value.refusal is rules.WRONG_PARENT

    def test_an_officer_speaks_for_her_unit_and_for_no_other(
        self, thread: Any, carla: Any, unit: Any, elsewhere_unit: Any
    ) -> None:
        assert say(carla, thread, "담당 부서입니다", unit=unit).official_unit == unit
        with pytest.raises(Refused) as refused:
            say(carla, thread, "다른 부서입니다", unit=elsewhere_unit)
        assert refused.value.refusal is rules.NOT_YOUR_UNIT

    def test_a_citizen_cannot_speak_for_a_unit(
        self, thread: Any, alice: Any, unit: Any, client_of: Any
    ) -> None:
        client_of(alice).post(
            reverse("comments:post", args=[thread.public_id]), {"body": "담당자인 척", "unit": unit.public_id}
        )
        assert not Comment.objects.exists()


class TestWithdrawing:
    def test_its_author_takes_it_back_and_a_tombstone_stays(
        self, thread: Any, minsu: Any, client_of: Any
    ) -> None:
        comment = say(minsu, thread, "성급했던 말")
        client_of(minsu).post(reverse("comments:withdraw", args=[comment.public_id]))
        comment.refresh_from_db()
        assert comment.withdrawn_at
        html = shown(thread, minsu)
        assert "성급했던 말" not in html
        assert "작성자가 지운 댓글" in html

    def test_for_everybody_else_the_page_does_not_exist(
        self, thread: Any, minsu: Any, dan: Any, client_of: Any
    ) -> None:
        address = reverse("comments:withdraw", args=[say(minsu, thread).public_id])
        assert client_of(dan).get(address).status_code == 404
        assert client_of(dan).post(address).status_code == 404
        assert client_of(None).post(address).status_code == 302
        assert not Comment.objects.exclude(withdrawn_at=None).exists()


class TestReading:
    def test_a_page_holds_twenty_and_links_to_the_next(self, thread: Any, minsu: Any) -> None:
        at = clock.now()
        for number in range(45):
            Comment.objects.create(thread=thread, author=minsu, body=f"{number}번째", at=at)
        first = queries.page(thread)
        second = queries.page(thread, start=first.next_from or "")
        third = queries.page(thread, start=second.next_from or "")
        bodies = [row.comment.body for page in (first, second, third) for row in page.rows]
        assert bodies == [f"{number}번째" for number in reversed(range(45))]
        assert third.next_from is None
        assert [row.comment.body for row in queries.page(thread, order="oldest").rows][:2] == [
            "0번째",
            "1번째",
        ]

    def test_the_page_costs_the_same_for_two_comments_and_for_many(
        self, thread: Any, minsu: Any, alice: Any, django_assert_max_num_queries: Any
    ) -> None:
        at = clock.now()
        for number in range(30):
            parent = Comment.objects.create(thread=thread, author=minsu, body=f"{number}번째", at=at)
            for reply in range(5):
                Comment.objects.create(thread=thread, author=alice, parent=parent, body=f"답 {reply}", at=at)
        with django_assert_max_num_queries(1):
            html = shown(thread, alice)
        assert html.count("<p>답 0</p>") == 20
        assert "<p>답 3</p>" not in html
        assert "답글 모두 보기" in html

    def test_only_its_author_finds_the_way_to_take_it_back(
        self, thread: Any, minsu: Any, alice: Any, bob: Any
    ) -> None:
        mine = say(minsu, thread, "민수의 말")
        answer = say(alice, thread, "앨리스의 답", parent=mine)
        for reader, own in ((bob, None), (minsu, mine), (alice, answer), (bob, None)):
            html = shown(thread, reader)
            for comment in (mine, answer):
                take_back = reverse("comments:withdraw", args=[comment.public_id])
                report = reverse("moderation:report", args=["comments.comment", comment.public_id])
                assert (take_back in html) is (comment == own)
                assert (report in html) is (comment != own)

    def test_what_is_hidden_is_gone_with_the_same_commit_and_comes_back_when_restored(
        self, thread: Any, minsu: Any, bob: Any
    ) -> None:
        comment = say(minsu, thread, "남의 번호를 적은 말")
        adapter = moderation.adapter("comments.comment")
        assert adapter is not None
        assert "남의 번호를 적은 말" in shown(thread, bob)
        adapter.hide(comment.public_id, clock.now())
        for reader in (bob, minsu):
            assert "남의 번호를 적은 말" not in shown(thread, reader)
            assert "가려진 댓글" in shown(thread, reader)
        assert queries.page(thread).rows[0].comment.body == ""
        adapter.restore(comment.public_id, clock.now())
        assert "남의 번호를 적은 말" in shown(thread, bob)

    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_a_comment_from_plain_values_shows_what_the_comment_itself_shows(
        self, language: str, thread: Any, alice: Any, minsu: Any, carla: Any, unit: Any
    ) -> None:
        say(carla, thread, "부서의 말", unit=unit)
        say(alice, thread, "한 사람의 말\n둘째 줄")
        say(minsu, thread, "떠난 사람의 말")
        type(minsu).objects.filter(pk=minsu.pk).update(erased_at=clock.now(), is_active=False)
        template = get_template("comments/_body.html")
        with translation.override(language):
            for row in queries.page(thread).rows:
                itself = Comment.objects.for_page().get(pk=row.comment.pk)
                assert template.render({"comment": row.comment.comment, "can_reply": True}) == (
                    template.render({"comment": itself, "can_reply": True})
                )

    def test_a_name_that_changes_changes_on_every_comment(self, thread: Any, minsu: Any, bob: Any) -> None:
        say(minsu, thread)
        assert minsu.nickname in shown(thread, bob)
        type(minsu).objects.filter(pk=minsu.pk).update(nickname="새 별명")
        assert "새 별명" in shown(thread, bob)

    def test_a_draft_is_shown_to_nobody_else(self, thread: Any, minsu: Any, bob: Any) -> None:
        request = RequestFactory().get("/about/")
        request.user, request.session = minsu, {}
        drafts.keep(request, thread, "아직 아무도 읽지 말 것", rules.TOO_FAST)
        form = Template("{% load comments %}{% comment_form thread %}")
        assert "아직 아무도 읽지 말 것" in form.render(Context({"request": request, "thread": thread}))
        assert "아직 아무도 읽지 말 것" not in shown(thread, bob)

    def test_a_comments_own_page_shows_all_replies(
        self, thread: Any, minsu: Any, alice: Any, client: Any
    ) -> None:
        parent = say(minsu, thread, "처음 의견")
        reply = say(alice, thread, "나중 답글", parent=parent)
        answer = client.get(reverse("comments:comment", args=[parent.public_id]))
        assert "나중 답글" in answer.text
        answer = client.get(reverse("comments:comment", args=[reply.public_id]))
        assert answer["Location"].endswith(f"{parent.public_id}/#comment-{reply.public_id}")

    def test_a_thread_whose_page_i_may_not_read_does_not_exist(self, minsu: Any, client_of: Any) -> None:
        hosts.register(
            KIND,
            hosts.Host(url=lambda thread: "/", title=lambda thread: "", readable=lambda thread, user: False),
        )
        thread = threads.open_thread(KIND)
        client = client_of(minsu)
        assert client.get(reverse("comments:thread", args=[thread.public_id])).status_code == 404
        assert (
            client.post(reverse("comments:post", args=[thread.public_id]), {"body": "몰래"}).status_code
            == 404
        )

    def test_what_people_type_is_never_markup(self) -> None:
        html = text.as_html('<script>alert(1)</script>\nhttps://seoul.example/길?a=1&b="x 를 보세요')
        assert "<script>" not in html
        assert '<a href="https://seoul.example/" rel="nofollow ugc noopener">' in html
        assert "<br>" in html

    def test_a_particle_after_an_address_is_not_part_of_it(self) -> None:
        html = text.as_html("https://www.seoul.example/park/12를 참고해 주세요.")
        assert '<a href="https://www.seoul.example/park/12" rel="nofollow ugc noopener">' in html
        assert "</a>를 참고해" in html


class TestTelling:
    def test_the_author_of_the_parent_hears_of_a_reply_but_not_of_her_own(
        self, thread: Any, minsu: Any, alice: Any
    ) -> None:
        parent = say(minsu, thread, "처음 의견")
        say(minsu, thread, "내 글에 내 답글", parent=parent)
        assert not Event.objects.filter(topic="comments.replied").exists()
        say(alice, thread, "답글입니다", parent=parent)
        event = Event.objects.get(topic="comments.replied")
        for handler in outbox.handlers("comments.replied"):
            handler(event)
        assert minsu.notifications.count() == 1

    def test_a_worker_counts_what_is_visible(self, thread: Any, minsu: Any, alice: Any) -> None:
        say(minsu, thread, "하나")
        withdrawn = say(alice, thread, "둘")
        actions.withdraw_comment(author=alice, comment=withdrawn, at=clock.now())
        for event in Event.objects.filter(topic__startswith="comments."):
            for handler in outbox.handlers(event.topic):
                handler(event)
        thread.refresh_from_db()
        assert thread.visible_count == 1


class TestAfterwards:
    @pytest.mark.parametrize("end", ["withdrawn_at", "hidden_at"])
    def test_what_is_gone_is_not_read_on_the_page_that_reports_it(
        self, end: str, thread: Any, alice: Any, minsu: Any, client_of: Any
    ) -> None:
        comment = say(alice, thread, "제 번호는 010-1234-5678")
        address = f"/report/comments.comment/{comment.public_id}/"
        assert client_of(minsu).get(address).status_code == 200
        Comment.objects.filter(pk=comment.pk).update(**{end: clock.now()})
        assert client_of(minsu).get(address).status_code == 404

    def test_a_cursor_with_a_nul_in_it_gives_the_first_page(self, thread: Any, alice: Any) -> None:
        say(alice, thread)
        assert len(queries.page(thread, start="\x00").rows) == 1
