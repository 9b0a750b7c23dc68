"""From a first sentence to first supporters. Nothing typed is ever lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from petitions import actions, rules
from petitions.models import Petition
from petitions.states import State
from portal.refusals import Refused
from tests.petitions.conftest import START, TEXT

pytestmark = pytest.mark.django_db

TITLE = "마을버스 막차를 밤 12시 30분까지 늘려 주세요"


def write_url(petition, stage):
    return reverse("petitions:write", args=[petition.public_id, stage])


def test_a_member_drafts_before_anybody_asks_who_she_is(jiyeon, client_of):
    answer = client_of(jiyeon).post(reverse("petitions:new"), {"title": TITLE})
    petition = Petition.objects.get(creator=jiyeon)
    assert answer.status_code == 302
    assert (petition.title, petition.state) == (TITLE, "draft")


def test_whoever_goes_back_to_the_first_step_has_one_draft_with_the_newer_sentence(jiyeon, client_of):
    client = client_of(jiyeon)
    sheet = client.get(reverse("petitions:new")).context["form"]["sheet"].value()
    first = client.post(reverse("petitions:new"), {"title": TITLE, "sheet": sheet})
    again = client.post(reverse("petitions:new"), {"title": TITLE + "!", "sheet": sheet})
    assert first.url == again.url
    assert Petition.objects.get(creator=jiyeon).title == TITLE + "!"


def test_the_same_sentence_on_another_sheet_is_the_same_draft(jiyeon, client_of):
    for sheet in ("one", "another"):
        client_of(jiyeon).post(reverse("petitions:new"), {"title": TITLE, "sheet": sheet})
    assert Petition.objects.count() == 1


def test_the_first_page_sent_again_after_handing_in_leads_to_the_petition(alice, client_of, small_type):
    client, at = client_of(alice), START
    client.post(reverse("petitions:new"), {"title": TITLE, "sheet": "mine"})
    petition = Petition.objects.get()
    actions.save_draft(creator=alice, petition_id=petition.public_id, texts={"details": "가" * 60}, at=at)
    actions.submit_petition(creator=alice, petition_id=petition.public_id, at=at)
    answer = client.post(reverse("petitions:new"), {"title": TITLE, "sheet": "mine"})
    assert answer.url == petition.get_absolute_url()
    assert Petition.objects.count() == 1


def test_what_a_visitor_typed_waits_while_she_logs_in(jiyeon, client_of):
    client = client_of(None)
    answer = client.post(reverse("petitions:new"), {"title": TITLE})
    assert "/accounts/login/" in answer.url
    client.force_login(jiyeon, backend="portal.accounts.backends.AccountBackend")
    assert TITLE in client.get(reverse("petitions:new")).content.decode()


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("짧다", "8자 이상"),
        ("", "한 문장으로"),
        ("=HYPERLINK 같은 제목입니다", "한글이나 영문"),
        ("가" * 81, "80자까지"),
    ],
)
def test_a_title_that_helps_nobody_is_refused_with_a_sentence(title, sentence, jiyeon, client_of):
    page = client_of(jiyeon).post(reverse("petitions:new"), {"title": title})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Petition.objects.exists()


def test_an_incomplete_text_is_kept_all_the_same(draft, alice, client_of):
    texts = {"title": draft.title, "background": "고친 배경입니다.", "details": "너무 짧음"}
    page = client_of(alice).post(write_url(draft, "text"), texts)
    draft.refresh_from_db()
    assert page.status_code == 422
    assert (draft.background, draft.details) == ("고친 배경입니다.", "너무 짧음")


def test_the_preview_shows_what_others_will_see(draft, alice, client_of):
    page = client_of(alice).get(write_url(draft, "preview")).content.decode()
    assert "다른 사람에게 이렇게 보입니다" in page
    assert TEXT in page


def test_submitting_below_the_level_leads_to_the_identity_check_and_keeps_the_draft(
    jiyeon, client_of, small_type
):
    client = client_of(jiyeon)
    client.post(reverse("petitions:new"), {"title": TITLE})
    petition = Petition.objects.get(creator=jiyeon)
    client.post(write_url(petition, "text"), {"title": TITLE, "details": TEXT})
    answer = client.post(reverse("petitions:submit", args=[petition.public_id]))
    petition.refresh_from_db()
    assert "/identity/" in answer.url
    assert (petition.state, petition.details) == ("draft", TEXT)


def test_submitting_asks_first_supporters_and_counts_the_creator(draft, alice, client_of, drain):
    page = client_of(alice).post(reverse("petitions:submit", args=[draft.public_id]), follow=True)
    drain()
    draft.refresh_from_db()
    assert draft.state == State.GATHERING
    assert draft.signature_count == 1
    assert reverse("petitions:support", args=[draft.support_key]) in page.content.decode()


def test_an_empty_petition_cannot_be_submitted(alice, small_type):
    petition = actions.start_draft(creator=alice, title=TITLE, at=START)
    with pytest.raises(Refused) as refused:
        actions.submit_petition(creator=alice, petition_id=petition.public_id, at=START)
    assert refused.value.refusal.field == "details"


def test_a_submitted_text_is_not_edited(gathering, alice, client_of):
    answer = client_of(alice).post(
        write_url(gathering, "text"), {"title": "바꾼 제목입니다, 정말로", "details": TEXT}
    )
    gathering.refresh_from_db()
    assert answer.status_code == 302
    assert "바꾼" not in gathering.title
    with pytest.raises(Refused):
        actions.save_draft(creator=alice, petition_id=gathering.public_id, texts={"title": "x"}, at=START)


def test_the_database_freezes_a_published_text(published):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Petition.objects.filter(pk=published.pk).update(details="다른 이야기")


@pytest.mark.parametrize("stage", ["similar", "text", "preview"])
def test_a_stranger_finds_no_draft(stage, draft, bob, dan, client_of):
    assert client_of(bob).get(write_url(draft, stage)).status_code == 404
    assert client_of(dan).get(write_url(draft, stage)).status_code == 404
    assert client_of(bob).get(draft.get_absolute_url()).status_code == 404
    assert client_of(bob).post(reverse("petitions:submit", args=[draft.public_id])).status_code == 404
    assert client_of(bob).get(reverse("petitions:withdraw", args=[draft.public_id])).status_code == 404


def test_an_unknown_stage_is_not_found(draft, alice, client_of):
    assert client_of(alice).get(write_url(draft, "elsewhere")).status_code == 404


def test_the_private_link_shows_the_text_and_stays_out_of_search_engines(gathering, minsu, client_of, frozen):
    frozen(START + timedelta(hours=1))
    address = reverse("petitions:support", args=[gathering.support_key])
    page = client_of(None).get(address)
    assert TEXT in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert gathering.title not in page.content.decode().split("</title>")[0]
    client_of(minsu).post(address)
    assert gathering.signatures.filter(signer=minsu, is_first_supporter=True).exists()


def test_enough_supporters_bring_it_to_the_officer_with_a_legal_clock(checking):
    assert checking.state == State.CHECKING
    assert checking.gathered_at == START + timedelta(hours=1)
    assert checking.check_clock.rule == "calendar:7"
    assert checking.check_clock.due_at.isoformat() == "2026-11-10T00:00:00+09:00" or (
        checking.check_clock.due_at.isoformat() == "2026-11-09T15:00:00+00:00"
    )


def test_support_after_thirty_days_is_refused_and_the_petition_lapses_at_its_deadline(
    gathering, minsu, client_of, frozen
):
    late = gathering.gather_until + timedelta(days=2)
    frozen(late)
    address = reverse("petitions:support", args=[gathering.support_key])
    page = client_of(minsu).post(address, follow=True)
    assert "기간이 끝났거나" in page.content.decode()
    actions.lapse_petition(petition_id=gathering.public_id, at=late)
    gathering.refresh_from_db()
    assert (gathering.state, gathering.ended_at) == (State.LAPSED, gathering.gather_until)


def test_supporters_who_came_in_time_count_even_when_the_fold_is_late(gathering, bob, drain):
    actions.support_petition(
        signer=bob, support_key=gathering.support_key, at=gathering.gather_until - timedelta(seconds=1)
    )
    late = gathering.gather_until + timedelta(minutes=5)
    assert not actions.lapse_petition(petition_id=gathering.public_id, at=late)
    drain(late)
    gathering.refresh_from_db()
    assert gathering.state == State.CHECKING


def test_a_draft_has_no_private_link_yet(draft, client_of):
    assert client_of(None).get(reverse("petitions:support", args=[draft.support_key])).status_code == 404


def test_the_private_link_leads_to_the_public_page_later(published, client_of):
    answer = client_of(None).get(reverse("petitions:support", args=[published.support_key]))
    assert answer.url == published.get_absolute_url()


def test_withdrawing_needs_a_reason_once_submitted(published, alice, client_of, frozen, soon):
    frozen(soon)
    address = reverse("petitions:withdraw", args=[published.public_id])
    client = client_of(alice)
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "짧음"}).status_code == 422
    client.post(address, {"reason": "구청이 이미 고쳐 주었습니다."})
    published.refresh_from_db()
    assert published.state == State.WITHDRAWN
    assert "이미 고쳐" in client_of(None).get(published.get_absolute_url()).content.decode()


def test_a_draft_is_dropped_without_a_reason(draft, alice, client_of):
    client_of(alice).post(reverse("petitions:withdraw", args=[draft.public_id]))
    draft.refresh_from_db()
    assert draft.state == State.WITHDRAWN


def test_nobody_fills_the_table_with_drafts(alice, small_type, client_of, monkeypatch):
    monkeypatch.setattr(rules, "MOST_DRAFTS", 1)
    client, title = client_of(alice), {"title": "학교 앞에 바닥 신호등을 놓아 주세요"}
    assert client.post(reverse("petitions:new"), title).status_code == 302
    answer = client.post(reverse("petitions:new"), title)
    assert answer.status_code == 422
    assert "쓰다 만 청원이 너무 많습니다" in answer.content.decode()


def test_a_title_that_nobody_would_see_is_refused_by_page_and_program(alice, small_type, client_of):
    client = client_of(alice)
    unseen = "\u3164" * 12
    assert client.post(reverse("petitions:new"), {"title": unseen}).status_code == 422
    answer = client.post("/api/v1/petitions/", {"title": unseen}, content_type="application/json")
    assert answer.status_code == 409
    broken = {"title": "학교 앞에\n바닥 신호등을 \u202e놓아 주세요"}
    made = client.post("/api/v1/petitions/", broken, content_type="application/json").json()
    assert made["title"] == "학교 앞에 바닥 신호등을 놓아 주세요"
