"""Report, decide, appeal: what a citizen and a moderator do, over HTTP."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal import clock
from portal.audit.models import Entry
from portal.moderation import actions, queries, rules
from portal.moderation.models import Appeal, Case, Decision, Report
from portal.outbox.models import Event
from portal.refusals import Refused
from tests.people import make_staff
from tests.portal.moderation_things import KIND, Note, wall  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = f"/report/{KIND}/note1/"


@pytest.fixture
def mod2(town_hall):
    return make_staff("두 번째 중재자", "moderator", town_hall, email="mod2@example.kr")


@pytest.fixture
def reported(wall, minsu) -> Case:  # noqa: F811
    return report(minsu).case


@pytest.fixture
def hidden(reported, mod) -> Case:
    decide(reported, mod, "hide")
    reported.refresh_from_db()
    return reported


def report(person, reason: str = "privacy", text: str = "", ref: str = "note1") -> Report:
    return actions.report(reporter=person, kind=KIND, ref=ref, reason=reason, text=text, at=clock.now())


def decide(
    case: Case, moderator, measure: str = "hide", rule: str = "privacy", note: str = "전화번호가 있습니다."
) -> Decision:
    return actions.decide(
        moderator=moderator, case_id=case.pk, measure=measure, rule=rule, note=note, at=clock.now()
    )


def appeal(case: Case, author) -> Appeal:
    return actions.appeal(author=author, case_id=case.pk, text="제 번호입니다.", at=clock.now())


def page(response) -> str:
    return response.content.decode()


def topics() -> list[str]:
    return list(Event.objects.order_by("id").values_list("topic", flat=True))


# ------------------------------------------------------------------ reporting
def test_a_citizen_reports_on_one_page_and_is_told_what_happens_next(wall, minsu, client_of) -> None:  # noqa: F811
    client = client_of(minsu)
    assert "무슨 문제가 있나요" in page(client.get(REPORT))
    response = client.post(REPORT, {"reason": "privacy", "text": "전화번호"}, follow=True)
    assert "신고를 받았습니다" in page(response)
    assert Report.objects.get().reporter == minsu
    assert Entry.objects.filter(verb="report", actor_id=minsu.pk, target=f"{KIND}:note1").exists()
    assert "moderation.reported" in topics()


def test_reporting_twice_is_answered_like_the_first_time(wall, minsu, client_of) -> None:  # noqa: F811
    client = client_of(minsu)
    first = client.post(REPORT, {"reason": "privacy"}, follow=True)
    second = client.post(REPORT, {"reason": "abuse"}, follow=True)
    assert page(first).count("신고를 받았습니다") == page(second).count("신고를 받았습니다") > 0
    assert report(minsu, "abuse") == Report.objects.get()
    assert Report.objects.get().reason == "privacy"


def test_the_database_refuses_a_second_report_by_the_same_person(reported, minsu) -> None:
    with pytest.raises(IntegrityError, match="moderation_report_once_per_person"), transaction.atomic():
        Report.objects.create(
            case=reported, kind=KIND, ref="note1", reporter=minsu, reason="abuse", created_at=clock.now()
        )


def test_what_is_reported_is_shown_escaped(wall, minsu, client_of) -> None:  # noqa: F811
    assert "<b>나쁜" not in page(client_of(minsu).get(REPORT))


def test_reports_of_one_thing_meet_in_one_case_and_the_graver_brings_it_forward(wall, minsu, bob) -> None:  # noqa: F811
    slow = report(minsu, "advertising").case
    quick = report(bob, "privacy").case
    assert slow == quick
    assert quick.due_at < slow.due_at
    assert quick.gravest == "privacy"


def test_a_crowd_of_reports_hides_nothing_and_does_not_move_the_case(wall, person, minsu) -> None:  # noqa: F811
    first = report(minsu, "abuse").case
    for number in range(12):
        report(person(f"무리 {number}"), "abuse")
    first.refresh_from_db()
    assert first.state == Case.State.OPEN
    assert first.reports.count() == 13
    assert first.due_at == first.opened_at + timedelta(hours=12)
    assert wall["note1"].hidden_at is None


def test_other_must_be_explained(wall, minsu, client_of) -> None:  # noqa: F811
    response = client_of(minsu).post(REPORT, {"reason": "other", "text": "  "})
    assert "무엇이 문제인지" in page(response)
    assert not Report.objects.exists()


def test_nobody_reports_her_own_writing(wall, alice, client_of) -> None:  # noqa: F811
    assert "내가 쓴 글은 신고할 수 없습니다" in page(client_of(alice).get(REPORT))
    client_of(alice).post(REPORT, {"reason": "abuse"})
    assert not Report.objects.exists()


def test_a_flood_of_reports_by_one_person_is_stopped(wall, minsu, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(rules, "REPORTS_PER_DAY", 1)
    wall["note2"] = Note("note2", "다른 글", None)
    report(minsu)
    with pytest.raises(Refused, match="too_many_reports"):
        report(minsu, ref="note2")


def test_a_stranger_logs_in_first_and_finds_what_she_typed(wall, client) -> None:  # noqa: F811
    response = client.post(REPORT, {"reason": "other", "text": "적던 글"})
    assert response.status_code == 302
    assert "login" in response["Location"]
    assert not Report.objects.exists()


@pytest.mark.parametrize("address", [f"/report/{KIND}/nothing/", "/report/no.kind/note1/", "/report/../etc/"])
def test_what_is_not_there_cannot_be_reported(wall, minsu, client_of, address: str) -> None:  # noqa: F811
    assert client_of(minsu).get(address).status_code == 404


def test_what_one_may_not_read_one_may_not_probe_by_reporting(wall, minsu, client_of) -> None:  # noqa: F811
    wall["note1"].secret = True
    assert client_of(minsu).get(REPORT).status_code == 404
    assert client_of(minsu).post(REPORT, {"reason": "abuse"}).status_code == 404


# ------------------------------------------------------------------ deciding
def test_a_moderator_hides_with_a_reason_and_the_author_is_told(wall, reported, mod, client_of) -> None:  # noqa: F811
    client = client_of(mod)
    address = f"/staff/moderation/cases/{reported.public_id}/"
    assert "010-1234-5678" in page(client.get(address))
    client.post(address, {"measure": "hide", "rule": "privacy", "note": "전화번호가 있습니다."})
    reported.refresh_from_db()
    assert reported.state == Case.State.HIDDEN
    assert wall["note1"].hidden_at is not None
    assert {"moderation.hidden", "moderation.decided", "search.changed"} <= set(topics())
    assert Entry.objects.filter(verb="moderate.hide", actor_id=mod.pk).exists()


def test_a_moderator_keeps_what_breaks_no_rule(wall, reported, mod) -> None:  # noqa: F811
    decide(reported, mod, "keep", "")
    reported.refresh_from_db()
    assert (reported.state, wall["note1"].hidden_at) == (Case.State.KEPT, None)
    assert "moderation.hidden" not in topics()


def test_hiding_without_a_rule_or_a_reason_is_refused_with_the_form_filled_in(
    reported, mod, client_of
) -> None:
    address = f"/staff/moderation/cases/{reported.public_id}/"
    response = page(client_of(mod).post(address, {"measure": "hide", "rule": "", "note": "이유입니다"}))
    assert "어긴 규칙을 골라" in response
    assert "이유입니다" in response
    with pytest.raises(Refused, match="give_a_reason"):
        decide(reported, mod, note="   ")


def test_the_second_moderator_to_decide_learns_that_it_is_done(reported, mod, mod2) -> None:
    decide(reported, mod)
    with pytest.raises(Refused, match="already_decided"):
        decide(reported, mod2, "keep")


def test_a_moderator_does_not_judge_her_own_writing_or_report(wall, mod, mod2) -> None:  # noqa: F811
    wall["note1"].author_id = mod.pk
    case = report(mod2).case
    for party in (mod, mod2):
        with pytest.raises(Refused, match="your_own_case"):
            decide(case, party)


def test_a_temporary_measure_ends_by_itself_on_its_day(wall, reported, mod) -> None:  # noqa: F811
    decision = decide(reported, mod, "temporary")
    assert decision.until == decision.decided_at + timedelta(days=30)
    assert not actions.end_temporary(case_id=reported.pk, at=decision.until - timedelta(seconds=1))
    assert actions.end_temporary(case_id=reported.pk, at=decision.until + timedelta(hours=5))
    assert not actions.end_temporary(case_id=reported.pk, at=decision.until + timedelta(hours=6))
    reported.refresh_from_db()
    assert (reported.state, wall["note1"].hidden_at) == (Case.State.RESTORED, None)
    assert Event.objects.get(topic="moderation.restored").created_at == decision.until


def test_a_new_report_after_a_decision_opens_a_new_case(reported, mod, bob) -> None:
    decide(reported, mod, "keep", "")
    assert report(bob).case != reported


def test_only_one_case_of_a_thing_is_open(reported) -> None:
    with pytest.raises(IntegrityError, match="moderation_case_one_open"), transaction.atomic():
        Case.objects.create(
            kind=KIND, ref="note1", gravest="abuse", opened_at=clock.now(), due_at=clock.now()
        )


def test_the_queue_is_for_moderators(reported, minsu, carla, admin, client, client_of) -> None:
    for address in ("", "appeals/", "decided/", f"cases/{reported.public_id}/"):
        url = f"/staff/moderation/{address}"
        assert client.get(url).status_code == 302
        assert [client_of(who).get(url).status_code for who in (minsu, carla, admin)] == [404, 404, 404]


def test_the_queue_shows_what_is_due_first_and_what_is_late(wall, minsu, mod, client_of) -> None:  # noqa: F811
    wall["note2"] = Note("note2", "물건 팝니다", None)
    report(minsu, "advertising", ref="note2")
    late = report(minsu).case
    Case.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(hours=1))
    text = page(client_of(mod).get("/staff/moderation/"))
    assert text.index("010-1234") < text.index("물건 팝니다")
    assert "기한 지남" in text


def test_a_second_moderator_sees_that_somebody_is_looking(reported, mod, mod2, client_of) -> None:
    address = f"/staff/moderation/cases/{reported.public_id}/"
    assert "다른 중재자가 보고 있습니다" not in page(client_of(mod).get(address))
    assert "다른 중재자가 보고 있습니다" in page(client_of(mod2).get(address))


def test_moderators_never_learn_who_reported(reported, minsu, mod, client_of) -> None:
    assert minsu.display_name not in page(
        client_of(mod).get(f"/staff/moderation/cases/{reported.public_id}/")
    )


# ------------------------------------------------------------------ appeals
def test_the_author_appeals_and_a_different_moderator_restores(wall, hidden, alice, mod2, client_of) -> None:  # noqa: F811
    address = f"/moderation/cases/{hidden.public_id}/"
    assert "전화번호가 있습니다." in page(client_of(alice).get(address))
    client_of(alice).post(address, {"text": "제 가게 번호입니다."})
    client_of(mod2).post(
        f"/staff/moderation/cases/{hidden.public_id}/",
        {"verdict": "grant", "answer": "본인의 번호가 맞습니다."},
    )
    hidden.refresh_from_db()
    assert (hidden.state, wall["note1"].hidden_at) == (Case.State.RESTORED, None)
    assert hidden.appeal.decided_by == mod2
    assert "moderation.restored" in topics()
    assert "본인의 번호가 맞습니다." in page(client_of(alice).get(address))


def test_the_first_moderator_cannot_judge_the_appeal(wall, hidden, alice, mod, client_of) -> None:  # noqa: F811
    appeal(hidden, alice)
    client_of(mod).post(f"/staff/moderation/cases/{hidden.public_id}/", {"verdict": "grant", "answer": "앗"})
    with pytest.raises(Refused, match="other_moderator"):
        actions.judge(moderator=mod, case_id=hidden.pk, grant=True, answer="앗", at=clock.now())
    assert wall["note1"].hidden_at is not None
    with pytest.raises(IntegrityError, match="moderation_appeal_by_somebody_else"), transaction.atomic():
        Appeal.objects.update(decided_by=mod, decided_at=clock.now(), state="granted", answer="앗")


def test_a_refused_appeal_leaves_it_hidden_and_says_why(wall, hidden, alice, mod2) -> None:  # noqa: F811
    appeal(hidden, alice)
    actions.judge(
        moderator=mod2, case_id=hidden.pk, grant=False, answer="다른 사람의 번호입니다.", at=clock.now()
    )
    assert wall["note1"].hidden_at is not None
    assert "moderation.appeal_refused" in topics()
    with pytest.raises(Refused, match="appeal_decided"):
        actions.judge(moderator=mod2, case_id=hidden.pk, grant=True, answer="앗", at=clock.now())


def test_an_appeal_is_made_once_and_in_time(hidden, alice) -> None:
    late = hidden.closed_at + timedelta(days=31)
    with pytest.raises(Refused, match="appeal_late"):
        actions.appeal(author=alice, case_id=hidden.pk, text="늦었지만", at=late)
    appeal(hidden, alice)
    with pytest.raises(Refused, match="appealed"):
        appeal(hidden, alice)


def test_nobody_sees_or_appeals_another_persons_case(hidden, bob, client, client_of) -> None:
    address = f"/moderation/cases/{hidden.public_id}/"
    assert client.get(address).status_code == 302
    assert client_of(bob).get(address).status_code == 404
    assert client_of(bob).post(address, {"text": "내 것인 척"}).status_code == 404
    with pytest.raises(Refused, match="not_hidden"):
        appeal(hidden, bob)


# ------------------------------------------------------------------ what everybody may know
def test_the_public_log_tells_rule_and_day_and_no_names(hidden, alice, mod, minsu, client) -> None:
    text = page(client.get("/moderation/log/"))
    assert "쪽지" in text
    assert "개인정보" in text
    for secret in (alice.display_name, mod.public_id, minsu.display_name, "010-1234", "note1"):
        assert secret not in text


def test_my_page_tells_the_author_until_when_she_may_appeal(hidden, alice, minsu) -> None:
    at = clock.now()
    (deed,) = queries.mine(alice, at)
    assert deed.deadline == hidden.closed_at + timedelta(days=30)
    assert [deed.kind for deed in queries.mine(minsu, at)] == ["신고"]
    appeal(hidden, alice)
    assert queries.mine(alice, at)[0].deadline is None


def test_my_reports_are_mine(reported, minsu, bob, client, client_of) -> None:
    assert client.get("/moderation/reports/").status_code == 302
    assert "쪽지" in page(client_of(minsu).get("/moderation/reports/"))
    assert "쪽지" not in page(client_of(bob).get("/moderation/reports/"))


def test_the_moderators_piles_are_counted_for_the_staff_home(reported, mod, carla) -> None:
    assert [queue.count for queue in queries.queues(mod, clock.now())] == [1, 0]
    assert queries.queues(carla, clock.now()) == []


def test_lists_have_a_bound_on_queries(
    wall,  # noqa: F811
    person,
    mod,
    minsu,
    client_of,
    django_assert_max_num_queries,
) -> None:
    for number in range(12):
        ref = f"many{number}"
        wall[ref] = Note(ref, f"글 {number}", None)
        case = report(minsu, ref=ref).case
        if number % 2:
            decide(case, mod)
    client = client_of(mod)
    for address in ("/staff/moderation/", "/staff/moderation/decided/", "/moderation/log/"):
        with django_assert_max_num_queries(14):
            client.get(address)


# ------------------------------------------------------------------ what a crafty hand might try
def test_who_has_reported_it_reads_what_became_of_it_even_when_it_is_hidden(
    wall,  # noqa: F811
    reported,
    mod,
    minsu,
    bob,
    client_of,
) -> None:
    decide(reported, mod, "hide")
    wall["note1"].secret = True  # hidden things are unreadable in every room
    own = client_of(minsu).get(REPORT)
    assert own.status_code == 200
    assert "010-1234-5678" not in page(own)
    assert client_of(bob).get(REPORT).status_code == 404


def test_a_moderator_who_was_overruled_does_not_hide_the_same_thing_again(
    wall,  # noqa: F811
    hidden,
    alice,
    bob,
    mod,
    mod2,
) -> None:
    appeal(hidden, alice)
    actions.judge(moderator=mod2, case_id=hidden.pk, grant=True, answer="제 번호가 맞네요.", at=clock.now())
    again = report(bob).case
    with pytest.raises(Refused) as refused:
        decide(again, mod, "hide")
    assert refused.value.refusal == rules.OVERRULED
    decide(again, mod2, "keep", rule="")


def test_an_address_with_a_nul_in_it_does_not_exist(minsu, client_of) -> None:
    for address in ("/report/comments.comment/%00/", "/comments/%00/", "/comments/t/%00/"):
        assert client_of(minsu).get(address).status_code == 404
