"""Writing an idea: kept first, handed in with an identity, read and supported by others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.actions import ideas
from budgets.models import Idea, IdeaMark
from portal import clock, moderation
from portal.search import source
from tests.budgets.shaping import TEXT, bring
from tests.guards.world import PNG

pytestmark = pytest.mark.django_db


def at(collecting: Any, name: str = "ideas", *more: Any) -> str:
    return reverse(f"budgets:{name}", args=[collecting.public_id, *[one.public_id for one in more]])


def test_a_citizen_writes_looks_and_hands_in(client_of: Any, minsu: Any, collecting: Any) -> None:
    browser = client_of(minsu)
    assert at(collecting, "idea_new") in browser.get(at(collecting)).content.decode()
    kept = browser.post(at(collecting, "idea_new"), {**TEXT, "rough_cost": "30000000", "go": "preview"})
    idea = Idea.objects.get()
    assert kept["Location"] == at(collecting, "idea_submit", idea)
    preview = browser.get(kept["Location"])
    assert preview.status_code == 200
    for words in ("제안한 분이 짐작한 비용", "3,000만 원", minsu.display_name, TEXT["place"]):
        assert words in preview.text, "she sees all that others will see"
    sent = browser.post(kept["Location"])
    assert sent["Location"] == idea.get_absolute_url()
    page = browser.get(sent["Location"]).content.decode()
    assert TEXT["title"] in page
    assert "심사 중" in page
    idea.refresh_from_db()
    assert (idea.state, idea.rough_cost, idea.area) == ("submitted", 30_000_000, None)


def test_what_is_missing_is_said_and_nothing_is_lost(client_of: Any, minsu: Any, collecting: Any) -> None:
    answer = client_of(minsu).post(
        at(collecting, "idea_new"), {"title": "그늘막을 세워 주세요", "go": "preview"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    for missing in (
        "지금 어떤 점이 불편한지 10자 이상",
        "무엇을 하면 좋을지 10자 이상",
        "어디에서 하면 좋을지",
    ):
        assert missing in page
    assert "그늘막을 세워 주세요" in page
    assert Idea.objects.get().title == "그늘막을 세워 주세요", "and it is kept as a draft"


def test_without_an_identity_it_is_kept_and_sent_to_the_check(
    client_of: Any, jiyeon: Any, collecting: Any
) -> None:
    browser = client_of(jiyeon)
    browser.post(at(collecting, "idea_new"), {**TEXT, "go": "preview"})
    idea = Idea.objects.get()
    assert "본인확인하고 내기" in browser.get(at(collecting, "idea_submit", idea)).content.decode()
    answer = browser.post(at(collecting, "idea_submit", idea))
    assert answer["Location"].startswith(reverse("identity:start"))
    idea.refresh_from_db()
    assert idea.state == "draft"


def test_nobody_writes_outside_the_collecting_phase(client_of: Any, minsu: Any, collecting: Any) -> None:
    browser = client_of(minsu)
    browser.post(at(collecting, "idea_new"), {**TEXT, "go": "save"})
    bring(collecting, "screening")
    assert at(collecting, "idea_new") not in browser.get(at(collecting)).content.decode()
    answer = browser.post(at(collecting, "idea_new"), {**TEXT, "go": "save"}, follow=True)
    assert "지금 의견을 받는 기간이 아닙니다" in answer.content.decode()
    late = browser.post(at(collecting, "idea_submit", Idea.objects.get()), follow=True)
    assert "지금 의견을 받는 기간이 아닙니다" in late.content.decode()
    assert Idea.objects.get().state == "draft"


def test_a_draft_is_its_authors_alone(client_of: Any, minsu: Any, alice: Any, collecting: Any) -> None:
    client_of(minsu).post(at(collecting, "idea_new"), {**TEXT, "go": "save"})
    draft = Idea.objects.get()
    for name in ("idea", "idea_edit", "idea_submit", "idea_discard"):
        assert client_of(alice).get(at(collecting, name, draft)).status_code == 404
    assert TEXT["title"] not in client_of(alice).get(at(collecting)).content.decode()
    client_of(minsu).post(at(collecting, "idea_discard", draft))
    assert not Idea.objects.exists()


def test_photos_hang_on_the_idea_and_come_off_again(
    client_of: Any, client: Any, minsu: Any, collecting: Any
) -> None:
    browser = client_of(minsu)
    photo = SimpleUploadedFile("그늘.png", PNG, "image/png")
    browser.post(at(collecting, "idea_new"), {**TEXT, "go": "save", "files": photo})
    idea = Idea.objects.get()
    file = idea.files.get()
    assert client.get(file.get_absolute_url()).status_code == 404, "not before it is handed in"
    ideas.submit_idea(author=minsu, idea=idea, at=clock.now())
    assert client.get(file.get_absolute_url()).status_code == 200
    assert file.get_absolute_url() in client.get(idea.get_absolute_url()).content.decode()


def test_a_photo_is_taken_off_a_draft(client_of: Any, minsu: Any, collecting: Any) -> None:
    browser = client_of(minsu)
    photo = SimpleUploadedFile("그늘.png", PNG, "image/png")
    browser.post(at(collecting, "idea_new"), {**TEXT, "go": "save", "files": photo})
    idea = Idea.objects.get()
    browser.post(
        at(collecting, "idea_edit", idea), {**TEXT, "go": "save", "without": idea.files.get().public_id}
    )
    assert not idea.files.exists()


def test_a_file_that_is_no_picture_is_refused_and_the_words_stay(
    client_of: Any, minsu: Any, collecting: Any
) -> None:
    fake = SimpleUploadedFile("그늘.png", b"MZ not a picture", "image/png")
    answer = client_of(minsu).post(at(collecting, "idea_new"), {**TEXT, "go": "save", "files": fake})
    assert answer.status_code == 422
    assert TEXT["remedy"] in answer.content.decode()
    assert not Idea.objects.exists()


def test_a_support_counts_once_and_can_be_taken_back(client_of: Any, minsu: Any, idea: Idea) -> None:
    browser, door = client_of(minsu), at(idea.round, "idea_support", idea)
    for _press in range(2):
        browser.post(door)
    assert IdeaMark.objects.filter(ended_at=None, kind="support").count() == 1
    assert "나도 공감했습니다" in browser.get(idea.get_absolute_url()).content.decode()
    browser.post(door, {"undo": "1"})
    assert not IdeaMark.objects.filter(ended_at=None).exists()


def test_whoever_may_not_support_is_told_why(client_of: Any, alice: Any, jiyeon: Any, idea: Idea) -> None:
    door = at(idea.round, "idea_support", idea)
    assert client_of(jiyeon).post(door)["Location"].startswith(reverse("identity:start"))
    own = client_of(alice).post(door, follow=True).content.decode()
    assert "내가 낸 의견에는 공감할 수 없습니다" in own
    assert not IdeaMark.objects.exists()


def test_an_idea_is_withdrawn_before_it_is_decided(client_of: Any, alice: Any, idea: Idea) -> None:
    client_of(alice).post(at(idea.round, "idea_withdraw", idea), {"note": "더 좋은 생각이 있어서"})
    idea.refresh_from_db()
    assert idea.state == "withdrawn"
    page = client_of(None).get(idea.get_absolute_url()).content.decode()
    assert "더 좋은 생각이 있어서" in page
    assert idea.thread is not None
    idea.thread.refresh_from_db()
    assert not idea.thread.is_open


def test_the_list_narrows_by_state_field_and_area(client: Any, write: Any, alice: Any, haeundae: Any) -> None:
    here = write(alice)
    there = write(alice, title="해변에 휠체어 길을 놓아 주세요", area=haeundae, field="welfare")
    list_page = at(here.round)
    assert client.get(list_page, {"field": "welfare"}).context["page"].object_list == [there]
    assert client.get(list_page, {"area": "11110"}).context["page"].object_list == [here]
    assert len(client.get(list_page, {"state": "waiting"}).context["page"].object_list) == 2
    assert client.get(list_page, {"state": "eligible"}).context["page"].object_list == []
    assert client.get(list_page, {"state": "nonsense", "area": "\x00"}).status_code == 200


def test_a_long_list_costs_as_much_as_a_short_one(
    client: Any,
    write: Any,
    alice: Any,
    django_assert_max_num_queries: Any,
) -> None:
    ideas_ = [write(alice, title=f"{number}번째 그늘막을 세워 주세요") for number in range(12)]
    client.get(at(ideas_[0].round))
    with django_assert_max_num_queries(9):
        assert client.get(at(ideas_[0].round)).status_code == 200
    with django_assert_max_num_queries(17):
        assert client.get(ideas_[0].get_absolute_url()).status_code == 200


def test_a_hidden_idea_is_gone_for_all_but_its_author(
    client_of: Any, alice: Any, minsu: Any, idea: Idea
) -> None:
    adapter = moderation.adapter("budgets.idea")
    assert adapter is not None
    adapter.hide(idea.public_id, clock.now())
    assert client_of(minsu).get(idea.get_absolute_url()).status_code == 404
    assert "가려진 의견입니다" in client_of(alice).get(idea.get_absolute_url()).content.decode()
    assert source("budgets.idea").load(idea.public_id) is None  # type: ignore[union-attr]
    adapter.restore(idea.public_id, clock.now())
    assert client_of(minsu).get(idea.get_absolute_url()).status_code == 200


def test_the_search_finds_what_is_public(idea: Idea) -> None:
    known = source("budgets.idea")
    assert known is not None
    assert known.refs is not None
    document = known.load(idea.public_id)
    assert document is not None
    assert TEXT["remedy"] in document.body
    assert list(known.refs()) == [idea.public_id]


def test_similar_ideas_are_shown_while_writing(client: Any, idea: Idea) -> None:
    from portal.search import indexing

    indexing.renew("budgets.idea", idea.public_id)
    answer = client.get(at(idea.round, "ideas_similar"), {"title": "횡단보도에 그늘막을"})
    assert idea.get_absolute_url() in answer.content.decode()


def test_my_page_leads_to_my_ideas(client_of: Any, alice: Any, minsu: Any, idea: Idea) -> None:
    ideas.support_idea(person=minsu, idea=idea, at=clock.now())
    for person in (alice, minsu):
        assert idea.get_absolute_url() in client_of(person).get(reverse("me")).content.decode()


def test_a_recheck_is_refused_after_fifteen_days(idea: Idea, alice: Any) -> None:
    from budgets import idea_rules

    idea.state, idea.decided_at = "ineligible", clock.now() - timedelta(days=40)
    refusal = idea_rules.recheck_refusal(alice, idea, 1, clock.now())
    assert refusal is idea_rules.RECHECK_LATE


def test_a_comment_is_said_below_an_idea(client_of: Any, minsu: Any, idea: Idea) -> None:
    assert idea.thread is not None
    door = reverse("comments:post", args=[idea.thread.public_id])
    client_of(minsu).post(door, {"body": "저희 아이도 이 길로 다닙니다.", "next": idea.get_absolute_url()})
    assert "저희 아이도 이 길로" in client_of(None).get(idea.get_absolute_url()).content.decode()
