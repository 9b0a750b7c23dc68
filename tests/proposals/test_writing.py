"""Writing and handing in, through the browser's eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from portal import clock
from portal.organisations.clocks import late_from
from portal.outbox.models import Event
from portal.refusals import Refused
from proposals.actions import drafts, intake, submission
from proposals.models import Proposal
from proposals.rules import writing
from proposals.rules.intake import ANSWER
from proposals.states import State
from tests.proposals.conftest import TEXT

pytestmark = pytest.mark.django_db
FORM = {**TEXT, "area": "11110", "unit": ""}


def url(name: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{name}", args=[proposal.public_id])


class TestDrafts:
    def test_anybody_may_begin_to_write(self, client: Any, receiver: Any) -> None:
        answer = client.get(reverse("proposals:new"))
        assert answer.status_code == 200
        assert "제안 쓰기" in answer.text

    def test_a_visitors_text_waits_while_she_logs_in(
        self, client: Any, jiyeon: Any, receiver: Any, jongno: Any
    ) -> None:
        answer = client.post(reverse("proposals:new"), {**FORM, "go": "save"})
        assert answer["Location"].startswith("/accounts/login/")
        assert reverse("proposals:continue") in answer["Location"]
        kept = client.session["proposals.draft"]
        client.force_login(jiyeon, backend="portal.accounts.backends.AccountBackend")
        session = client.session
        session["proposals.draft"] = kept
        session.save()
        answer = client.get(reverse("proposals:continue"))
        proposal = Proposal.objects.get()
        assert answer["Location"] == url("edit", proposal)
        assert proposal.author == jiyeon
        assert proposal.problem == TEXT["problem"]

    def test_a_member_saves_an_unfinished_draft(self, jiyeon: Any, client_of: Any, receiver: Any) -> None:
        answer = client_of(jiyeon).post(reverse("proposals:new"), {"title": "가로등", "go": "save"})
        proposal = Proposal.objects.get()
        assert answer["Location"] == url("edit", proposal)
        assert (proposal.state, proposal.title) == (State.DRAFT, "가로등")

    def test_an_empty_form_is_not_a_draft(self, jiyeon: Any, client_of: Any, receiver: Any) -> None:
        answer = client_of(jiyeon).post(reverse("proposals:new"), {"title": "", "go": "save"})
        assert answer.status_code == 422
        assert not Proposal.objects.exists()

    def test_the_preview_says_what_is_missing_and_keeps_the_rest(
        self, jiyeon: Any, client_of: Any, receiver: Any
    ) -> None:
        answer = client_of(jiyeon).post(reverse("proposals:new"), {"title": "가로등을 밝게", "go": "preview"})
        assert answer.status_code == 422
        for refusal in (
            writing.NO_AREA,
            writing.PROBLEM_SHORT,
            writing.IMPROVEMENT_SHORT,
            writing.EFFECT_SHORT,
        ):
            assert str(refusal.sentence) in answer.text
        assert Proposal.objects.get().title == "가로등을 밝게"

    def test_whoever_asks_for_the_preview_three_times_too_early_has_one_draft(
        self, jiyeon: Any, client_of: Any, receiver: Any
    ) -> None:
        client = client_of(jiyeon)
        page = client.post(reverse("proposals:new"), {"title": "가로등을 밝게", "go": "preview"})
        proposal = Proposal.objects.get()
        for words in ("가로등을 더 밝게", "가로등을 아주 밝게"):
            assert f'action="{url("edit", proposal)}"' in page.text
            page = client.post(url("edit", proposal), {"title": words, "go": "preview"})
        assert Proposal.objects.get().title == "가로등을 아주 밝게"

    def test_whoever_goes_back_and_sends_the_first_page_again_has_one_draft(
        self, jiyeon: Any, client_of: Any, receiver: Any
    ) -> None:
        client, here = client_of(jiyeon), reverse("proposals:new")
        sheet = client.get(here).context["form"]["sheet"].value()
        first = client.post(here, {**FORM, "sheet": sheet, "go": "preview"})
        again = client.post(
            here, {**FORM, "effect": "밤길이 훨씬 더 밝아집니다.", "sheet": sheet, "go": "preview"}
        )
        proposal = Proposal.objects.get()
        assert first["Location"] == again["Location"] == url("preview", proposal)
        assert proposal.effect == "밤길이 훨씬 더 밝아집니다."

    def test_the_same_words_on_another_sheet_are_the_same_draft(
        self, jiyeon: Any, client_of: Any, receiver: Any
    ) -> None:
        for sheet in ("one", "another"):
            client_of(jiyeon).post(reverse("proposals:new"), {**FORM, "sheet": sheet, "go": "save"})
        assert Proposal.objects.count() == 1

    def test_two_people_with_the_same_sheet_write_two_drafts(
        self, jiyeon: Any, alice: Any, client_of: Any, receiver: Any
    ) -> None:
        for person in (jiyeon, alice):
            client_of(person).post(reverse("proposals:new"), {**FORM, "sheet": "same", "go": "save"})
        assert {each.author for each in Proposal.objects.all()} == {jiyeon, alice}

    def test_an_old_page_sent_after_the_proposal_leads_to_it_and_leaves_no_draft(
        self, alice: Any, client_of: Any, receiver: Any
    ) -> None:
        client, here = client_of(alice), reverse("proposals:new")
        client.post(here, {**FORM, "sheet": "mine", "go": "preview"})
        proposal = Proposal.objects.get()
        client.post(url("submit", proposal), {"visibility": "full"})
        answer = client.post(here, {**FORM, "sheet": "mine", "go": "preview"})
        assert answer["Location"] == proposal.get_absolute_url()
        assert Proposal.objects.get().state == State.SUBMITTED

    def test_another_proposal_written_over_the_sent_one_is_a_new_draft(
        self, alice: Any, client_of: Any, receiver: Any
    ) -> None:
        client, here = client_of(alice), reverse("proposals:new")
        client.post(here, {**FORM, "sheet": "mine", "go": "preview"})
        client.post(url("submit", Proposal.objects.get()), {"visibility": "full"})
        client.post(here, {**FORM, "title": "공원에 의자를 더 놓아 주세요", "sheet": "mine", "go": "save"})
        assert sorted(Proposal.objects.values_list("state", flat=True)) == [State.DRAFT, State.SUBMITTED]

    def test_autosave_keeps_the_words_and_says_when(self, draft: Any, alice: Any, client_of: Any) -> None:
        answer = client_of(alice).post(url("autosave", draft), {**FORM, "title": "고친 제목입니다"})
        assert answer.json()["saved"]
        draft.refresh_from_db()
        assert draft.title == "고친 제목입니다"

    def test_autosave_after_handing_in_changes_nothing(
        self, submitted: Any, alice: Any, client_of: Any
    ) -> None:
        answer = client_of(alice).post(url("autosave", submitted), {**FORM, "title": "늦게 온 자동 저장"})
        assert answer.status_code == 409
        submitted.refresh_from_db()
        assert submitted.title == TEXT["title"]

    @pytest.mark.parametrize("name", ["edit", "preview", "discard", "withdraw", "reexamine", "submit"])
    def test_somebody_elses_draft_does_not_exist(
        self, name: str, draft: Any, dan: Any, carla: Any, client_of: Any
    ) -> None:
        assert client_of(dan).get(url(name, draft)).status_code == 404
        assert client_of(carla).get(url(name, draft)).status_code == 404
        assert client_of(None).get(url(name, draft)).status_code == 302

    def test_nobody_but_its_author_reads_a_draft(
        self, draft: Any, dan: Any, carla: Any, client_of: Any
    ) -> None:
        for user in (None, dan, carla):
            assert client_of(user).get(url("detail", draft)).status_code == 404

    def test_a_draft_is_really_deleted_when_its_author_says_so(
        self, draft: Any, alice: Any, client_of: Any
    ) -> None:
        client = client_of(alice)
        assert "지울까요" in client.get(url("discard", draft)).text
        client.post(url("discard", draft))
        assert not Proposal.objects.exists()

    def test_more_than_twenty_drafts_are_too_many(self, jiyeon: Any) -> None:
        for number in range(20):
            drafts.start_draft(author=jiyeon, content={"title": f"초안 {number}"}, at=clock.now())
        with pytest.raises(Refused) as refused:
            drafts.start_draft(author=jiyeon, content={"title": "하나 더"}, at=clock.now())
        assert refused.value.refusal is writing.TOO_MANY_DRAFTS


class TestSubmitting:
    def test_the_preview_shows_it_as_others_will_see_it(self, draft: Any, alice: Any, client_of: Any) -> None:
        answer = client_of(alice).get(url("preview", draft))
        assert "다른 사람에게 이렇게 보입니다" in answer.text
        assert TEXT["effect"] in answer.text
        assert "공원녹지과" in answer.text

    def test_it_is_handed_in_to_the_unit_that_takes_in_its_topic(
        self, draft: Any, alice: Any, unit: Any, client_of: Any
    ) -> None:
        answer = client_of(alice).post(url("submit", draft), {"visibility": "full"})
        draft.refresh_from_db()
        assert answer["Location"] == url("detail", draft)
        assert (draft.state, draft.unit) == (State.SUBMITTED, unit)
        event = draft.events.get()
        assert len(event.detail["fingerprint"]) == 16
        assert Event.objects.filter(topic="proposals.submitted").exists()

    def test_identity_is_asked_for_only_now_and_the_text_waits(
        self, jiyeon: Any, client_of: Any, receiver: Any, jongno: Any
    ) -> None:
        draft = drafts.start_draft(author=jiyeon, content={**TEXT, "area": jongno}, at=clock.now())
        client = client_of(jiyeon)
        preview = "http://testserver" + url("preview", draft)
        answer = client.post(url("submit", draft), {"visibility": "title_only"}, headers={"referer": preview})
        assert "/identity/" in answer["Location"]
        draft.refresh_from_db()
        assert (draft.state, draft.visibility) == (State.DRAFT, "title_only")
        jiyeon.level = 2
        jiyeon.save()
        assert client.get(url("submit", draft))["Location"] == url("preview", draft)
        client.post(url("submit", draft), {"visibility": "full"})
        draft.refresh_from_db()
        assert draft.state == State.SUBMITTED

    def test_an_unfinished_draft_cannot_be_handed_in(self, alice: Any) -> None:
        draft = drafts.start_draft(author=alice, content={"title": "제목만 있는 제안"}, at=clock.now())
        with pytest.raises(Refused) as refused:
            submission.submit_proposal(author=alice, proposal=draft, at=clock.now())
        assert refused.value.refusal is writing.NO_AREA

    def test_what_was_handed_in_cannot_be_edited(self, submitted: Any, alice: Any, client_of: Any) -> None:
        assert client_of(alice).get(url("edit", submitted)).status_code == 302
        with pytest.raises(Refused) as refused:
            drafts.save_draft(
                author=alice, proposal=submitted, content={"title": "바꾼 제목"}, at=clock.now()
            )
        assert refused.value.refusal is writing.NOT_EDITABLE

    def test_before_publication_only_author_and_unit_see_it(
        self, submitted: Any, alice: Any, carla: Any, dan: Any, mod: Any, client_of: Any
    ) -> None:
        assert "아직 공개되지 않았습니다" in client_of(alice).get(url("detail", submitted)).text
        assert client_of(carla).get(url("detail", submitted)).status_code == 200
        for user in (None, dan, mod):
            assert client_of(user).get(url("detail", submitted)).status_code == 404


class TestWithdrawing:
    def test_the_author_takes_it_back_and_the_page_says_so(
        self, published: Any, alice: Any, client_of: Any
    ) -> None:
        client = client_of(alice)
        assert "철회할까요" in client.get(url("withdraw", published)).text
        client.post(url("withdraw", published), {"note": "더 좋은 방법을 찾았습니다."})
        published.refresh_from_db()
        assert published.state == State.WITHDRAWN
        assert published.due_at is None
        assert published.deadline.met_at is not None
        page = client_of(None).get(url("detail", published)).text
        assert "더 좋은 방법을 찾았습니다." in page
        published.thread.refresh_from_db()
        assert not published.thread.is_open

    def test_an_answered_proposal_stays(self, adopted: Any, alice: Any, client_of: Any) -> None:
        client_of(alice).post(url("withdraw", adopted))
        adopted.refresh_from_db()
        assert adopted.state == State.FOLLOWING


class TestSupplementing:
    def test_the_clock_stands_still_until_the_supplement_comes(
        self, received: Any, alice: Any, carla: Any, client_of: Any
    ) -> None:
        first_due = received.due_at
        intake.ask_supplement(
            officer=carla,
            proposal=received,
            note="위치를 알려 주세요.",
            reason="위치 불명",
            at=received.received_at,
        )
        received.refresh_from_db()
        assert (received.state, received.due_at) == (State.SUPPLEMENT, None)
        client = client_of(alice)
        assert "위치를 알려 주세요." in client.get(url("edit", received)).text
        client.post(
            url("edit", received),
            {**FORM, "problem": "사직동 어린이공원 안쪽이 어둡습니다.", "go": "preview"},
        )
        client.post(url("supplement", received), {"note": "위치를 보탰습니다."})
        received.refresh_from_db()
        assert received.state == State.RECEIVED
        assert received.due_at == first_due == late_from(received.received_at, ANSWER)
        assert received.problem.startswith("사직동")

    def test_it_cannot_be_sent_when_nobody_asked(self, received: Any, alice: Any) -> None:
        with pytest.raises(Refused) as refused:
            submission.supplement_proposal(author=alice, proposal=received, at=clock.now())
        assert refused.value.refusal is writing.NO_SUPPLEMENT_ASKED


class TestTheSessionRanOut:
    """She wrote for an hour, and was logged out meanwhile. Also without a script that saves as she types."""

    def test_a_text_sent_after_log_out_waits_for_its_author(
        self, draft: Any, alice: Any, client: Any
    ) -> None:
        address = reverse("proposals:edit", args=[draft.public_id])
        typed = {"title": "로그아웃된 뒤에 보낸 제목", "problem": "한 시간 동안 쓴 글입니다."}
        answer = client.post(address, typed)
        assert "/accounts/login/" in answer["Location"]
        client.force_login(alice)
        page = client.get(address).text
        assert all(words in page for words in typed.values())

    def test_an_officers_answer_waits_too(self, published: Any, carla: Any, client: Any) -> None:
        address = reverse("proposals_staff:answer", args=[published.public_id])
        client.post(address, {"body": "사흘 동안 검토해 쓴 긴 답변입니다."})
        client.force_login(carla)
        assert "사흘 동안 검토해 쓴 긴 답변입니다." in client.get(address).text

    def test_another_persons_session_does_not_show_it(
        self, draft: Any, alice: Any, bob: Any, client: Any
    ) -> None:
        address = reverse("proposals:edit", args=[draft.public_id])
        client.post(address, {"title": "앨리스의 글"})
        client.force_login(bob)
        assert client.get(address).status_code == 404

    def test_a_visitors_session_holds_what_the_form_has_and_no_more(self, client: Any) -> None:
        client.post(reverse("proposals:new"), {"title": "가로등", "go": "x" * 100_000})
        assert len(str(dict(client.session))) < 2000
