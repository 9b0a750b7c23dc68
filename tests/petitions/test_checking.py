"""The officer's side: publish, refuse on a legal ground, ask for a supplement, answer, extend."""

from datetime import timedelta

import pytest
from django.urls import reverse

from petitions import actions, queries
from petitions.grounds import ARTICLES, Ground, cite
from petitions.models import Petition
from petitions.states import Rank, Response, State
from portal.refusals import Refused
from tests.petitions.conftest import START, TEXT

pytestmark = pytest.mark.django_db

STAFF = ("petition", "check", "answer", "extend", "invalidate")


def staff_url(name, petition):
    return reverse(f"petitions_staff:{name}", args=[petition.public_id])


@pytest.mark.parametrize("name", STAFF)
def test_citizens_and_strangers_find_no_staff_page(name, checking, alice, dan, mod, client_of):
    for person in (alice, dan, mod):
        method = client_of(person).get if name == "petition" else client_of(person).post
        assert method(staff_url(name, checking)).status_code == 404
    assert "/accounts/login/" in client_of(None).post(staff_url("check", checking)).url
    assert client_of(alice).get(reverse("petitions_staff:desk")).status_code == 404


def test_an_officer_of_another_agency_finds_nothing(published, elsewhere_unit, staff, client_of):
    stranger = staff("다른 담당자", "officer", elsewhere_unit)
    assert client_of(stranger).get(staff_url("petition", published)).status_code == 404
    assert client_of(stranger).post(staff_url("answer", published)).status_code == 404


def test_the_desk_lists_what_waits_by_deadline(checking, carla, client_of, django_assert_max_num_queries):
    client = client_of(carla)
    client.get(reverse("petitions_staff:desk"))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("petitions_staff:desk"))
    assert checking.title in page.content.decode()


def test_publishing_opens_it_for_thirty_days_with_the_numbers_of_its_type(checking, carla, client_of, frozen):
    at = START + timedelta(days=1)
    frozen(at)
    client_of(carla).post(staff_url("check", checking), {"decision": "publish"})
    checking.refresh_from_db()
    assert checking.state == State.OPEN
    assert (checking.bureau_threshold, checking.head_threshold) == (3, 4)
    # Published on 3 November in Seoul: the last whole day is 3 December.
    assert checking.closes_at.isoformat() == "2026-12-03T15:00:00+00:00"
    assert checking.check_clock.met_at == at
    assert client_of(None).get(checking.get_absolute_url()).status_code == 200


def test_a_later_change_of_the_numbers_binds_nobody_who_is_open(published, small_type):
    small_type.head_threshold = 100_000
    small_type.save()
    published.refresh_from_db()
    assert published.head_threshold == 4


def test_refusing_names_the_law_and_says_why_in_public(checking, carla, client_of):
    note = "법원에서 재판이 진행 중인 사건입니다."
    client_of(carla).post(
        staff_url("check", checking), {"decision": "refuse", "ground": "other_remedy", "note": note}
    )
    page = client_of(None).get(checking.get_absolute_url()).content.decode()
    assert "청원법 제6조" in page
    assert note in page
    refused = client_of(None).get(reverse("petitions:list") + "?tab=refused").content.decode()
    assert checking.title in refused


@pytest.mark.parametrize(
    "given",
    [
        {"decision": "refuse", "note": "사유 없이 거절합니다, 정말로."},
        {"decision": "refuse", "ground": "because", "note": "목록에 없는 사유로 거절합니다."},
        {"decision": "refuse", "ground": "secret", "note": ""},
        {"decision": "supplement", "note": "짧음"},
        {},
    ],
)
def test_a_decision_without_its_reason_is_not_taken(given, checking, carla, client_of):
    assert client_of(carla).post(staff_url("check", checking), given).status_code == 422
    checking.refresh_from_db()
    assert checking.state == State.CHECKING


def test_every_ground_cites_its_article():
    assert set(ARTICLES) == set(Ground.values)
    assert "제16조" in str(cite(Ground.REPEATED).article)
    assert "제3호" in str(cite(Ground.FALSE_ACCUSATION).article)


def test_a_check_that_is_late_reads_as_late_on_every_page_of_the_office(checking, carla, client_of, frozen):
    due = checking.check_clock.due_at
    for now, is_late in ((due - timedelta(minutes=1), False), (due, True)):
        frozen(now)
        for path in ("/staff/", reverse("petitions_staff:desk"), staff_url("petition", checking)):
            page = client_of(carla).get(path).text
            assert ('badge-bad">' in page and "기한 지남</span> <time" in page) is is_late, path
            assert ("오늘 마감</span>" in page) is not is_late, path


def test_a_supplement_stops_the_clock_and_shows_both_texts(checking, carla, alice, client_of, frozen):
    due = checking.check_clock.due_at
    frozen(START + timedelta(days=1))
    client_of(carla).post(
        staff_url("check", checking), {"decision": "supplement", "note": "어느 건널목인지 적어 주세요."}
    )
    checking.refresh_from_db()
    assert (checking.state, checking.check_clock.is_paused) == (State.SUPPLEMENT, True)
    frozen(START + timedelta(days=4))
    client = client_of(alice)
    client.post(
        reverse("petitions:write", args=[checking.public_id, "text"]),
        {"title": checking.title, "details": TEXT + " 네 곳은 청운초 앞입니다."},
    )
    client.post(reverse("petitions:submit", args=[checking.public_id]))
    checking.refresh_from_db()
    checking.check_clock.refresh_from_db()
    assert checking.state == State.CHECKING
    assert checking.versions.count() == 2
    assert checking.check_clock.due_at - due == timedelta(days=3)


def test_of_two_officers_who_decide_only_the_first_does(checking, carla):
    case = {"officer": carla, "petition_id": checking.public_id, "at": START + timedelta(days=1)}
    actions.publish_petition(agency=None, **case)
    with pytest.raises(Refused) as refused:
        actions.refuse_petition(ground="secret", note="이미 공개된 것을 거절하려 합니다.", **case)
    assert refused.value.refusal.code == "stale"


def test_closing_is_stamped_with_the_deadline_however_late_the_job_is(published):
    late = published.closes_at + timedelta(days=3)
    assert actions.close_petition(petition_id=published.public_id, at=late)
    assert not actions.close_petition(petition_id=published.public_id, at=late)
    published.refresh_from_db()
    assert (published.state, published.closed_at, published.final_count) == ("closed", published.closes_at, 2)
    assert published.events.get(kind="closed").at == published.closes_at


def test_every_petition_is_owed_an_answer_however_few_signed(awaiting):
    assert awaiting.response == Response.AWAITING
    assert awaiting.rank == Rank.UNIT
    assert awaiting.answer_clock.rule == "calendar:30"


def test_who_reads_a_petition_reads_the_day_of_its_answer_once(awaiting, client_of):
    page = client_of(None).get(awaiting.get_absolute_url()).text
    clock = page.split('<section class="petition-clock"')[1].split("</section>")[0]
    assert clock.count("<time") == 1
    assert clock.count("2026-") == clock.count('datetime="2026-')


def test_many_signatures_raise_the_rank_and_bring_the_answer_sooner(published, person, soon, drain):
    for number in range(2):
        at = soon + timedelta(minutes=number)
        actions.sign_petition(signer=person(f"이웃{number}", level=2), petition_id=published.public_id, at=at)
    drain(soon + timedelta(hours=5))
    published.refresh_from_db()
    assert (published.rank, published.response, published.state) == (Rank.HEAD, Response.AWAITING, State.OPEN)
    reached = published.events.get(kind="head_reached")
    assert reached.at == soon + timedelta(minutes=1)  # the fourth signature, not the hour of the fold
    assert published.answer_clock.started_at == reached.at


ANSWER = {
    "decision": "accepted",
    "summary": "내년 3월까지 네 곳에 놓습니다.",
    "body": "현장을 함께 둘러보았습니다.",
}


def test_the_officer_answers_and_signers_are_told(awaiting, carla, client_of, frozen):
    from portal.outbox.models import Event

    at = awaiting.closes_at + timedelta(days=2)
    frozen(at)
    client_of(carla).post(staff_url("answer", awaiting), ANSWER)
    awaiting.refresh_from_db()
    assert awaiting.response == Response.ANSWERED
    assert awaiting.answer_clock.met_at == at
    page = client_of(None).get(awaiting.get_absolute_url()).content.decode()
    assert ANSWER["summary"] in page
    assert Event.objects.filter(topic="petitions.answered").count() == 1


def test_an_answer_is_given_once(awaiting, carla):
    case = {"officer": carla, "unit": None, "petition_id": awaiting.public_id, "at": awaiting.closes_at}
    actions.answer_petition(**ANSWER, **case)
    with pytest.raises(Refused) as refused:
        actions.answer_petition(**ANSWER, **case)
    assert refused.value.refusal.code == "answered"


def test_there_is_no_answer_before_its_turn(published, carla, client_of, frozen, soon):
    frozen(soon)
    client_of(carla).post(staff_url("answer", published), ANSWER)
    assert not hasattr(Petition.objects.get(pk=published.pk), "answer")


def test_a_higher_rank_needs_an_approver(awaiting, carla, gyeol, client_of, frozen):
    Petition.objects.filter(pk=awaiting.pk).update(rank=Rank.HEAD)
    frozen(awaiting.closes_at)
    page = client_of(carla).post(staff_url("answer", awaiting), ANSWER, follow=True)
    assert "결재자" in page.content.decode()
    client_of(gyeol).post(staff_url("answer", awaiting), ANSWER)
    awaiting.refresh_from_db()
    assert awaiting.response == Response.ANSWERED


def test_the_answer_is_put_off_once_with_a_reason(awaiting, carla, client_of, frozen):
    frozen(awaiting.closes_at + timedelta(days=5))
    client = client_of(carla)
    assert client.post(staff_url("extend", awaiting), {"extend-reason": "짧음"}).status_code == 422
    before = awaiting.answer_clock.due_at
    client.post(staff_url("extend", awaiting), {"extend-reason": "여러 부서가 함께 검토해야 합니다."})
    awaiting.answer_clock.refresh_from_db()
    assert awaiting.answer_clock.due_at > before
    page = client.post(
        staff_url("extend", awaiting), {"extend-reason": "한 번 더 늘리고 싶습니다, 부탁합니다."}, follow=True
    )
    assert "한 번만" in page.content.decode()


def test_an_answered_petition_is_not_withdrawn(awaiting, carla, alice):
    case = {"officer": carla, "unit": None, "petition_id": awaiting.public_id, "at": awaiting.closes_at}
    actions.answer_petition(**ANSWER, **case)
    with pytest.raises(Refused):
        actions.withdraw_petition(
            creator=alice,
            petition_id=awaiting.public_id,
            reason="이제 필요 없어졌습니다.",
            at=awaiting.closes_at,
        )


def test_striking_out_by_receipt(published, bob, carla, client_of, frozen, soon):
    frozen(soon)
    receipt = published.signatures.get(signer=bob).receipt
    given = {"invalidate-receipts": receipt, "invalidate-reason": "본인이 서명하지 않았다고 알려 왔습니다."}
    client_of(carla).post(staff_url("invalidate", published), given)
    assert published.signatures.get(signer=bob).status == "invalid"


def test_the_timeline_tells_the_whole_way(awaiting, client_of):
    page = client_of(None).get(awaiting.get_absolute_url()).content.decode()
    for words in (
        "청원을 제출했습니다",
        "첫 찬성을 모두",
        "서명을 받기 시작",
        "서명을 마감",
        "답변 기한이 정해",
    ):
        assert words in page
    assert "글을 쓰기 시작" not in page


def test_events_are_never_rewritten(published):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        published.events.update(note="다른 이야기")


def test_nobody_checks_or_answers_her_own_petition(checking, carla, client_of):
    Petition.objects.filter(pk=checking.pk).update(creator=carla)
    assert client_of(carla).get(staff_url("petition", checking)).status_code == 404
    assert client_of(carla).post(staff_url("check", checking), {"decision": "publish"}).status_code == 404
    assert checking.title not in client_of(carla).get(reverse("petitions_staff:desk")).content.decode()


@pytest.fixture
def unaddressed(checking):
    """Its writer did not know whose business it is."""
    Petition.objects.filter(pk=checking.pk).update(agency=None)
    checking.refresh_from_db()
    return checking


def test_a_petition_that_names_no_agency_is_no_officers_to_decide(
    unaddressed, carla, elsewhere_unit, staff, client_of
):
    stranger = staff("다른 담당자", "officer", elsewhere_unit)
    for officer in (carla, stranger):
        client = client_of(officer)
        assert client.get(staff_url("petition", unaddressed)).status_code == 404
        assert client.post(staff_url("check", unaddressed), {"decision": "publish"}).status_code == 404
        assert unaddressed.title not in client.get(reverse("petitions_staff:desk")).text
    unaddressed.refresh_from_db()
    assert unaddressed.state == State.CHECKING


def test_an_administrator_names_the_agency_and_its_officers_go_on(
    unaddressed, admin, carla, gyeol, client_of, frozen
):
    from portal.outbox.models import Event

    frozen(START + timedelta(days=1))
    client = client_of(admin)
    assert unaddressed.title in client.get(reverse("petitions_staff:desk")).text
    assert client.get(staff_url("assign", unaddressed)).status_code == 200
    assert client.post(staff_url("assign", unaddressed), {"agency": "없는곳"}).status_code == 422
    agency = carla.memberships.get().unit.agency
    client.post(staff_url("assign", unaddressed), {"agency": agency.public_id})
    unaddressed.refresh_from_db()
    assert (unaddressed.agency, unaddressed.state) == (agency, State.CHECKING)
    assert Event.objects.filter(topic="petitions.check_wanted").count() == 2
    assert client.post(staff_url("assign", unaddressed), {"agency": agency.public_id}).status_code == 404
    client_of(carla).post(staff_url("check", unaddressed), {"decision": "publish"})
    unaddressed.refresh_from_db()
    assert unaddressed.state == State.OPEN
    assert "맡을 기관이 정해졌습니다" in client_of(None).get(unaddressed.get_absolute_url()).text


def test_an_administrator_names_and_decides_nothing(unaddressed, admin, alice, carla, client_of):
    assert client_of(admin).post(staff_url("check", unaddressed), {"decision": "publish"}).status_code == 404
    for person in (alice, carla):
        assert client_of(person).get(staff_url("assign", unaddressed)).status_code == 404


def test_the_administrators_are_asked_when_nobody_is_named(draft, alice, bob, admin, carla, drain):
    from petitions import notices
    from portal.outbox.models import Event

    Petition.objects.filter(pk=draft.pk).update(agency=None)
    petition = actions.submit_petition(creator=alice, petition_id=draft.public_id, at=START)
    actions.support_petition(signer=bob, support_key=petition.support_key, at=START)
    drain()
    asked = Event.objects.get(topic="petitions.agency_wanted")
    assert not Event.objects.filter(topic="petitions.check_wanted").exists()
    kind = next(kind for kind in notices.KINDS if kind.topic == asked.topic)
    assert list(kind.recipients(asked)) == [admin.pk]


def test_the_actions_themselves_ask_whose_business_it_is(
    checking, awaiting, carla, gyeol, admin, elsewhere_unit, staff
):
    """The door of the page is not the only one: whoever calls the verb is asked the same."""
    at = awaiting.closes_at
    stranger = staff("다른 결재자", "approver", elsewhere_unit)
    case = {"petition_id": awaiting.public_id, "at": at}
    verbs = (
        lambda who: actions.publish_petition(officer=who, agency=None, **case),
        lambda who: actions.refuse_petition(officer=who, ground="secret", note="열 글자가 넘는 까닭", **case),
        lambda who: actions.ask_supplement(officer=who, note="열 글자가 넘는 까닭입니다", **case),
        lambda who: actions.answer_petition(officer=who, unit=None, **ANSWER, **case),
        lambda who: actions.extend_answer(officer=who, reason="열 글자가 넘는 까닭입니다", **case),
        lambda who: actions.invalidate_signatures(
            officer=who, signer_ids=[], reason="열 글자가 넘는 까닭입니다", **case
        ),
    )
    for verb in verbs:
        for person in (stranger, admin):
            with pytest.raises(Refused) as refused:
                verb(person)
            assert refused.value.refusal.code == "not_your_agency"
    Petition.objects.filter(pk=awaiting.pk).update(creator=carla)
    for verb in verbs:
        with pytest.raises(Refused) as refused:
            verb(carla)
        assert refused.value.refusal.code == "own_petition"


def test_a_rank_that_rose_meanwhile_still_needs_an_approver(awaiting, carla):
    Petition.objects.filter(pk=awaiting.pk).update(rank=Rank.HEAD)
    with pytest.raises(Refused) as refused:
        actions.answer_petition(
            officer=carla, unit=None, petition_id=awaiting.public_id, at=awaiting.closes_at, **ANSWER
        )
    assert refused.value.refusal.code == "needs_approver"


def test_who_approves_for_another_agency_does_not_answer_what_needs_an_approver_here(
    awaiting, carla, elsewhere_unit
):
    elsewhere_unit.memberships.create(user=carla, role="approver")
    Petition.objects.filter(pk=awaiting.pk).update(rank=Rank.HEAD)
    awaiting.refresh_from_db()
    assert not queries.may_answer(carla, awaiting)


def test_a_hidden_petition_is_not_read_on_the_page_that_reports_it(published, minsu, client_of, soon):
    address = f"/report/petitions.petition/{published.public_id}/"
    assert client_of(minsu).get(address).status_code == 200
    Petition.objects.filter(pk=published.pk).update(hidden_at=soon)
    assert client_of(minsu).get(address).status_code == 404


def test_an_answer_sent_after_log_out_waits_for_its_officer(awaiting, carla, client, frozen):
    frozen(awaiting.closes_at)
    page = staff_url("petition", awaiting)
    answer = client.post(
        staff_url("answer", awaiting), ANSWER, headers={"referer": f"http://testserver{page}"}
    )
    assert "/accounts/login/" in answer.url
    client.force_login(carla)
    assert ANSWER["body"] in client.get(page).text
