"""The officer's desk: who may do what, when, and what it leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from portal import clock
from portal.audit.models import Entry
from portal.outbox.models import Event
from portal.refusals import Refused
from proposals import desk, lifecycle
from proposals.actions import intake, submission
from proposals.models import Commitment, Proposal
from proposals.rules import answering as answering_rules
from proposals.rules import intake as rules
from proposals.rules import writing
from proposals.states import Outcome, State
from tests.proposals.conftest import later

pytestmark = pytest.mark.django_db
WORDS = {"note": "모두가 볼 안내입니다.", "reason": "동료가 볼 사유입니다."}


def url(name: str, proposal: Proposal, *more: str) -> str:
    return reverse(f"proposals_staff:{name}", args=[proposal.public_id, *more])


@pytest.fixture
def other_unit(agency: Any) -> Any:
    return agency.units.create(name="교통행정과")


class TestWhoMayEnter:
    @pytest.mark.parametrize("verb", [None, "answer", *desk.DEEDS])
    def test_only_the_unit_that_holds_it(
        self,
        verb: str | None,
        received: Any,
        alice: Any,
        dan: Any,
        mod: Any,
        admin: Any,
        staff: Any,
        other_unit: Any,
        elsewhere_unit: Any,
        client_of: Any,
    ) -> None:
        address = url("desk", received)
        if verb:
            address = url("answer", received) if verb == "answer" else url("deed", received, verb)
        neighbour = staff("옆 부서", "officer", other_unit)
        far = staff("먼 기관", "officer", elsewhere_unit)
        assert client_of(None).get(address).status_code == 302
        for user in (alice, dan, mod, admin, neighbour, far):
            assert client_of(user).get(address).status_code == 404
            assert client_of(user).post(address, WORDS).status_code in (404, 405)

    def test_an_approver_looks_but_does_not_act(self, received: Any, gyeol: Any, client_of: Any) -> None:
        page = client_of(gyeol).get(url("desk", received))
        assert page.status_code == 200
        assert "지금 할 일이 없습니다." in page.text
        assert client_of(gyeol).get(url("deed", received, "publish")).status_code == 404

    def test_a_verb_that_does_not_exist(self, received: Any, carla: Any, client_of: Any) -> None:
        assert client_of(carla).get(url("deed", received, "burn")).status_code == 404

    def test_the_queue_shows_my_units_piles_only(
        self, submitted: Any, carla: Any, alice: Any, staff: Any, elsewhere_unit: Any, client_of: Any
    ) -> None:
        address = reverse("proposals_staff:queue")
        assert submitted.title in client_of(carla).get(address).text
        assert submitted.title not in client_of(staff("먼 기관", "officer", elsewhere_unit)).get(address).text
        assert client_of(alice).get(address).status_code == 404
        assert client_of(None).get(address).status_code == 302


class TestAnswerForm:
    def test_the_officer_reads_when_a_reason_is_needed_and_whom_she_tells(
        self, published: Any, carla: Any, client_of: Any
    ) -> None:
        page = client_of(carla).get(url("answer", published)).text
        assert "불채택 사유 (불채택할 때 꼭 고릅니다)</label>" in page
        assert "제안자에게 바로 알립니다." in page
        assert "0명과" not in page


class TestIntake:
    def test_receiving_starts_thirty_days(
        self, submitted: Any, carla: Any, unit: Any, client_of: Any
    ) -> None:
        page = client_of(carla).get(url("deed", submitted, "receive"))
        assert "30일" in page.text
        client_of(carla).post(url("deed", submitted, "receive"), {**WORDS, "unit": unit.public_id})
        submitted.refresh_from_db()
        assert submitted.state == State.RECEIVED
        assert submitted.due_at == submitted.deadline.due_at
        assert Event.objects.filter(topic="proposals.received").exists()
        entry = Entry.objects.get(verb="proposals.received")
        assert (entry.actor_id, entry.detail) == (carla.pk, {"reason": WORDS["reason"]})

    def test_a_golden_date_of_the_law(self, submitted: Any, carla: Any, unit: Any) -> None:
        """제안 30일: received 2026-09-04 → 10-06, since 10-04 is a Sunday and 10-05 a substitute holiday."""
        at = datetime(2026, 9, 4, 3, tzinfo=UTC)
        intake.receive_proposal(
            officer=carla, proposal=submitted, unit=unit, note="접수", reason="소관", at=at
        )
        assert str(submitted.due_on) == "2026-10-06"

    def test_every_deed_wants_a_public_note_and_a_reason(
        self, submitted: Any, carla: Any, unit: Any, client_of: Any
    ) -> None:
        answer = client_of(carla).post(
            url("deed", submitted, "receive"), {"unit": unit.public_id, "note": "안내"}
        )
        assert answer.status_code == 422
        submitted.refresh_from_db()
        assert submitted.state == State.SUBMITTED

    def test_it_is_not_received_twice(self, received: Any, carla: Any, unit: Any) -> None:
        received.state = State.SUBMITTED  # what the second officer still sees on her screen
        with pytest.raises(Refused) as refused:
            intake.receive_proposal(
                officer=carla, proposal=received, unit=unit, note="접수", reason="소관", at=clock.now()
            )
        assert refused.value.refusal is lifecycle.MOVED_ON

    def test_a_supplement_is_asked_for_within_seven_days(self, received: Any, carla: Any) -> None:
        late = received.received_at + timedelta(days=12)
        with pytest.raises(Refused) as refused:
            intake.ask_supplement(officer=carla, proposal=received, note="위치", reason="불명", at=late)
        assert refused.value.refusal is rules.TOO_LATE_TO_ASK

    def test_transfer_hands_it_to_another_unit_and_the_clock_runs_on(
        self, received: Any, carla: Any, other_unit: Any, client_of: Any
    ) -> None:
        from proposals.models import Receiver

        Receiver.objects.create(unit=other_unit, topic="transport")
        due = received.due_at
        answer = client_of(carla).post(
            url("deed", received, "transfer"), {**WORDS, "unit": other_unit.public_id}
        )
        received.refresh_from_db()
        assert (received.unit, received.state, received.due_at) == (other_unit, State.RECEIVED, due)
        assert answer["Location"] == reverse("proposals_staff:queue")
        assert client_of(carla).get(url("desk", received)).status_code == 404

    def test_it_cannot_be_transferred_to_where_it_is(self, received: Any, carla: Any, unit: Any) -> None:
        with pytest.raises(Refused) as refused:
            intake.transfer_proposal(
                officer=carla, proposal=received, to=unit, note="이송", reason="이송", at=clock.now()
            )
        assert refused.value.refusal is rules.SAME_UNIT

    def test_publishing_opens_the_page_and_the_comments(
        self, received: Any, carla: Any, client_of: Any, client: Any
    ) -> None:
        address = reverse("proposals:detail", args=[received.public_id])
        assert client.get(address).status_code == 404
        client_of(carla).post(url("deed", received, "publish"), WORDS)
        page = client.get(address).text
        assert WORDS["note"] in page
        assert WORDS["reason"] not in page
        assert "댓글 쓰기" in page

    def test_who_wanted_only_the_title_seen_has_only_the_title_seen(
        self, received: Any, carla: Any, client: Any, alice: Any, client_of: Any
    ) -> None:
        Proposal.objects.update(visibility="title_only")
        received.refresh_from_db()
        intake.publish_proposal(officer=carla, proposal=received, note="공개", reason="공개", at=clock.now())
        address = reverse("proposals:detail", args=[received.public_id])
        assert received.problem not in client.get(address).text
        assert received.problem in client_of(alice).get(address).text
        assert received.excerpt not in client.get(reverse("proposals:list")).text

    def test_closing_waits_for_the_supplements_deadline(self, received: Any, carla: Any) -> None:
        at = received.received_at
        intake.ask_supplement(officer=carla, proposal=received, note="위치", reason="불명", at=at)
        with pytest.raises(Refused) as refused:
            intake.close_unsupplemented(officer=carla, proposal=received, note="종결", reason="미보완", at=at)
        assert refused.value.refusal is rules.STILL_TIME
        late = received.supplement_until
        intake.close_unsupplemented(officer=carla, proposal=received, note="종결", reason="미보완", at=late)
        assert (received.state, received.outcome) == (State.CLOSED, Outcome.NO_SUPPLEMENT)

    def test_what_nobody_holds_lies_on_every_desk_until_it_is_received(
        self,
        draft: Any,
        alice: Any,
        haeundae: Any,
        carla: Any,
        staff: Any,
        elsewhere_unit: Any,
        client_of: Any,
    ) -> None:
        draft.area = haeundae
        draft.save()
        submission.submit_proposal(author=alice, proposal=draft, at=clock.now())
        assert draft.unit is None
        far = staff("먼 기관", "officer", elsewhere_unit)
        assert client_of(carla).get(url("desk", draft)).status_code == 200
        client_of(far).post(url("deed", draft, "receive"), {**WORDS, "unit": elsewhere_unit.public_id})
        assert client_of(carla).get(url("desk", draft)).status_code == 404


class TestAnswering:
    FORM = {
        "outcome": "adopted",
        "summary": "내년 봄까지 등을 모두 바꾸겠습니다.",
        "body": "설계를 마치는 대로 공사를 시작합니다.",
        "reason": "예산 확보",
        "cost": "12000000",
        "feasibility": "5",
    }

    def test_an_adoption_promises_a_date_and_tells_the_budget(
        self, published: Any, carla: Any, client_of: Any, client: Any
    ) -> None:
        planned = later(100)
        client_of(carla).post(url("answer", published), {**self.FORM, "planned_on": planned.isoformat()})
        published.refresh_from_db()
        assert (published.state, published.outcome, published.due_at) == (
            State.FOLLOWING,
            Outcome.ADOPTED,
            None,
        )
        assert published.commitment.planned_on == planned
        assert published.deadline.met_at is not None
        page = client.get(reverse("proposals:detail", args=[published.public_id])).text
        assert "내년 봄까지 등을 모두 바꾸겠습니다." in page
        assert "1,200만 원" in page
        event = Event.objects.get(topic="proposals.selected")
        assert event.payload == {"id": published.public_id, "title": published.title, "cost": 12_000_000}

    def test_an_adoption_without_a_date_is_not_one(self, published: Any, carla: Any, client_of: Any) -> None:
        answer = client_of(carla).post(url("answer", published), self.FORM)
        assert answer.status_code == 422
        assert str(answering_rules.NO_DATE.sentence) in answer.text
        assert self.FORM["body"] in answer.text

    def test_a_refusal_names_its_ground(
        self, published: Any, carla: Any, client_of: Any, client: Any
    ) -> None:
        form = {**self.FORM, "outcome": "not_adopted"}
        assert client_of(carla).post(url("answer", published), form).status_code == 422
        client_of(carla).post(url("answer", published), {**form, "reason_code": "in_force"})
        published.refresh_from_db()
        assert (published.state, published.outcome) == (State.DECIDED, Outcome.NOT_ADOPTED)
        page = client.get(reverse("proposals:detail", args=[published.public_id])).text
        assert "이미 시행 중이거나" in page
        assert not Commitment.objects.exists()

    def test_it_is_answered_once(self, adopted: Any, answer: Any) -> None:
        with pytest.raises(Refused) as refused:
            answer(adopted)
        assert refused.value.refusal is answering_rules.NOT_NOW

    def test_two_officers_who_answer_at_once_make_one_answer(self, adopted: Any, answer: Any) -> None:
        adopted.state = State.REVIEWING
        with pytest.raises(Refused) as refused:
            answer(adopted)
        assert refused.value.refusal in (answering_rules.TWICE, lifecycle.MOVED_ON)
        assert adopted.decisions.count() == 1

    def test_a_delay_is_explained_and_the_due_date_stays(
        self, published: Any, carla: Any, client_of: Any, client: Any
    ) -> None:
        due = published.due_at
        client_of(carla).post(
            url("deed", published, "delay"), {**WORDS, "note": "현장 조사를 하고 있습니다."}
        )
        published.refresh_from_db()
        assert published.due_at == due
        assert (
            "현장 조사를 하고 있습니다."
            in client.get(reverse("proposals:detail", args=[published.public_id])).text
        )

    def test_a_moved_promise_shows_both_dates(self, adopted: Any, carla: Any, client_of: Any) -> None:
        first = adopted.commitment.planned_on
        new = first + timedelta(days=60)
        client_of(carla).post(url("deed", adopted, "postpone"), {**WORDS, "planned_on": new.isoformat()})
        commitment = Commitment.objects.get()
        assert (commitment.first_planned_on, commitment.planned_on) == (first, new)
        earlier = client_of(carla).post(
            url("deed", adopted, "postpone"), {**WORDS, "planned_on": first.isoformat()}
        )
        assert str(answering_rules.NOT_LATER.sentence) in earlier.text

    def test_a_kept_promise_ends_it(self, adopted: Any, carla: Any, client_of: Any, client: Any) -> None:
        client_of(carla).post(url("deed", adopted, "complete"), {**WORDS, "note": "12개를 모두 바꿨습니다."})
        adopted.refresh_from_db()
        assert adopted.state == State.DONE
        assert Commitment.objects.get().evidence == "12개를 모두 바꿨습니다."


class TestReexamination:
    def test_the_author_asks_once_within_fifteen_days(
        self, refused: Any, alice: Any, answer: Any, client_of: Any
    ) -> None:
        client = client_of(alice)
        address = reverse("proposals:reexamine", args=[refused.public_id])
        assert "심사위원회" in client.get(address).text
        client.post(address, {"note": "시행 중인 사업은 다른 공원입니다."})
        refused.refresh_from_db()
        assert refused.state == State.REEXAMINING
        assert refused.due_at is not None
        with pytest.raises(Refused) as without:
            answer(refused)
        assert without.value.refusal is answering_rules.WITHOUT_COMMITTEE
        answer(refused, outcome="not_adopted", reason_code="reviewed", committee=True)
        assert refused.decisions.count() == 2
        with pytest.raises(Refused) as again:
            submission.request_reexamination(author=alice, proposal=refused, note="또", at=clock.now())
        assert again.value.refusal is writing.ONCE_ONLY

    def test_after_fifteen_days_it_is_too_late(self, refused: Any, alice: Any) -> None:
        late = writing.reexamination_until(refused)
        assert late is not None
        with pytest.raises(Refused) as too_late:
            submission.request_reexamination(author=alice, proposal=refused, note="늦게", at=late)
        assert too_late.value.refusal is writing.REEXAMINATION_LATE

    def test_an_adopted_one_has_nothing_to_re_examine(self, adopted: Any, alice: Any, client_of: Any) -> None:
        address = reverse("proposals:reexamine", args=[adopted.public_id])
        assert client_of(alice).get(address).status_code == 302


class TestOwnProposal:
    def test_an_officer_can_only_pass_on_what_she_proposed_herself(
        self, submitted: Proposal, carla: Any, unit: Any, other_unit: Any, client_of: Any
    ) -> None:
        Proposal.objects.filter(pk=submitted.pk).update(author=carla)
        submitted.refresh_from_db()
        assert [deed.verb for deed in desk.possible(carla, submitted, clock.now())] == ["transfer"]
        client_of(carla).post(url("deed", submitted, "receive"), {**WORDS, "unit": unit.public_id})
        with pytest.raises(Refused) as refused:
            intake.receive_proposal(officer=carla, proposal=submitted, unit=unit, **WORDS, at=clock.now())
        assert refused.value.refusal == rules.OWN_PROPOSAL
        submitted.refresh_from_db()
        assert submitted.state == State.SUBMITTED

    def test_an_officer_does_not_answer_her_own_proposal(
        self, published: Proposal, carla: Any, answer: Any
    ) -> None:
        Proposal.objects.filter(pk=published.pk).update(author=carla)
        published.refresh_from_db()
        assert not desk.may_answer(carla, published)
        with pytest.raises(Refused) as refused:
            answer(published)
        assert refused.value.refusal == rules.OWN_PROPOSAL
