"""Voting on paper: one roll with the web, every sheet keyed by two people, every box adding up."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from budgets import actions, paper_queries, paper_rules, roll
from budgets.models import Ballot, Envelope, Keying, PaperBallot, Round, VoterRoll
from portal import clock
from tests.budgets.booths import address, code_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
State = PaperBallot.State


def ci_of(user: Any) -> str:
    """What tests.people gave to the identity hash of this person."""
    return f"ci of {user.public_id}"


# ------------------------------------------------------------------ one roll for both channels
def test_who_got_paper_cannot_vote_on_the_web(
    booth: Any, city: Any, minsu: Any, give: Any, cast: Any, client_of: Any, page: Any, names: Any
) -> None:
    assert give(booth, ci_of(minsu)) == [city]
    assert code_of(lambda: cast(minsu, city, 1, 2)) == "has_paper"
    assert not Ballot.objects.exists()
    client = client_of(minsu)
    assert "종이 투표용지를 받으셨습니다" in client.get(page(city)).content.decode()
    answer = client.post(page(city), {"choices": names(city, 1, 2)})
    assert answer.status_code == 409
    assert "한 가지로만 투표할 수 있습니다" in answer.content.decode()


def test_who_voted_on_the_web_gets_no_paper(booth: Any, city: Any, minsu: Any, give: Any, cast: Any) -> None:
    cast(minsu, city, 1, 2)
    assert code_of(lambda: give(booth, ci_of(minsu))) == "voted_online"
    assert VoterRoll.objects.get().channel == "web"


def test_nobody_gets_paper_twice(booth: Any, give: Any) -> None:
    give(booth, "somebody without an account")
    assert code_of(lambda: give(booth, "somebody without an account")) == "paper_given"


def test_who_took_paper_without_an_account_and_registers_later_is_still_one_person(
    booth: Any, city: Any, give: Any, cast: Any
) -> None:
    from portal.accounts.identity.ci import hash_ci

    give(booth, "CI of a newcomer")
    assert VoterRoll.objects.get().voter is None
    newcomer = make_person("새 이웃", level=2)
    newcomer.verifications.update(ci_hash=hash_ci("CI of a newcomer"))
    assert code_of(lambda: cast(newcomer, city, 1, 2)) == "has_paper"


def test_paper_is_for_those_who_may_vote(booth: Any, city: Any, district: Any, give: Any, area: Any) -> None:
    assert give(booth, "a resident of Jongno", area=area("11110")) == [city, district]
    assert give(booth, "a resident of elsewhere", area=area("26350")) == [city]


def test_the_database_and_python_give_the_same_name_on_the_roll(minsu: Any, voting: Any) -> None:
    stranger = make_person("확인 없는 계정", level=1)
    names = roll.persons(voting.pk, [minsu, stranger])
    for user in (minsu, stranger):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {roll.PERSON}", {"round": voting.pk, "voter": user.pk})
            assert cursor.fetchone() == (names[user.pk],)
    assert names[minsu.pk] != roll.persons(voting.pk + 1, [minsu])[minsu.pk], "another round, another name"


def test_the_roll_does_not_hold_identity_hashes(booth: Any, give: Any) -> None:
    from portal.accounts.identity.ci import hash_ci

    give(booth, "CI of somebody")
    assert VoterRoll.objects.get().person != hash_ci("CI of somebody")


def test_the_database_knows_one_channel_for_each_person(voting: Any, minsu: Any, booth: Any) -> None:
    VoterRoll.objects.create(round=voting, voter=minsu, person="p")
    for fields in (
        {"person": "p", "channel": "paper", "booth": booth},
        {"person": "q", "channel": "paper"},
        {"person": "r", "channel": "web"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            VoterRoll.objects.create(round=voting, **fields)


def test_turnout_counts_paper(
    booth: Any, voting: Any, city: Any, minsu: Any, give: Any, cast: Any, finish: Any, sign: Any, client: Any
) -> None:
    cast(minsu, city, 1, 2)
    give(booth, "one")
    give(booth, "two")
    assert paper_queries.turnout(voting) is None, "nobody knows while the box is open"
    sign(booth, 0)
    finish(voting)
    turnout = paper_queries.turnout(voting)
    assert turnout is not None
    assert (turnout.web, turnout.paper, turnout.total) == (1, 2, 3)
    assert "(온라인 1, 종이 2)" in client.get(voting.get_absolute_url()).content.decode()


# ------------------------------------------------------------------ handing out
def test_an_officer_looks_somebody_up_and_hands_out_paper(
    booth: Any, city: Any, officers: Any, client_of: Any
) -> None:
    client = client_of(officers[0])
    page = client.get(address("booth_desk", booth)).content.decode()
    assert "본인확인 시작하기" in page
    asked = client.post(address("booth_desk", booth), {"provider": "sandbox", "agree": "on"})
    vouched = client.post(asked["Location"], {"person": "haneul"})
    found = client.get(vouched["Location"])
    assert "드릴 투표용지" in found.content.decode()
    assert VoterRoll.objects.count() == 0, "looking alone enters nobody"
    somebody = found.context["somebody"]
    given = client.post(address("booth_desk", booth), {"somebody": somebody}, follow=True)
    assert "명부에 적었습니다" in given.content.decode()
    entry = VoterRoll.objects.get()
    assert (entry.channel, entry.voter, entry.booth) == ("paper", None, booth)
    again = client.post(address("booth_desk", booth), {"somebody": somebody})
    assert "이미 받았습니다" in again.content.decode()
    assert client.get(vouched["Location"]).status_code == 409, "an answer is good for once"


def test_the_answer_for_a_resident_never_raises_the_officers_own_account(
    booth: Any, officers: Any, client_of: Any
) -> None:
    client = client_of(officers[0])
    asked = client.post(address("booth_desk", booth), {"provider": "sandbox", "agree": "on"})
    vouched = client.post(asked["Location"], {"person": "haneul"})
    query = vouched["Location"].partition("?")[2]
    own = client.get(reverse("identity:callback", args=["sandbox"]) + "?" + query)
    assert own.status_code == 400
    assert officers[0].verifications.count() == 1


def test_a_lookup_lapses_after_ten_minutes_and_cannot_be_forged(
    booth: Any, officers: Any, client_of: Any, monkeypatch: Any
) -> None:
    import time

    client = client_of(officers[0])
    asked = client.post(address("booth_desk", booth), {"provider": "sandbox", "agree": "on"})
    found = client.get(client.post(asked["Location"], {"person": "haneul"})["Location"])
    somebody = found.context["somebody"]
    forged = client.post(address("booth_desk", booth), {"somebody": somebody[:-3] + "abc"})
    assert "처음부터 다시 해 주세요" in forged.content.decode()
    later = time.time() + 601
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert (
        "처음부터 다시" in client.post(address("booth_desk", booth), {"somebody": somebody}).content.decode()
    )
    assert not VoterRoll.objects.exists()


def test_only_officers_of_the_booth_hand_out_and_only_on_its_days(
    booth: Any, admin: Any, carla: Any, client_of: Any, give: Any
) -> None:
    assert client_of(carla).get(address("booth", booth)).status_code == 404
    assert "이 투표소의 담당자만" in client_of(admin).get(address("booth_desk", booth)).content.decode()
    type(booth).objects.filter(pk=booth.pk).update(
        opens_on=clock.today() - timedelta(days=3), closes_on=clock.today() - timedelta(days=1)
    )
    assert code_of(lambda: give(booth, "late")) == "booth_closed"


def test_no_paper_is_handed_out_after_closing(booth: Any, voting: Any, give: Any) -> None:
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    assert code_of(lambda: give(booth, "late")) == "closed"


def test_nothing_says_which_sheet_somebody_got(booth: Any, city: Any, give: Any, sheets: Any) -> None:
    from portal.audit.models import Entry
    from portal.outbox.models import Event

    serials = sheets(booth, city, 3)
    give(booth, "somebody")
    said = [str(entry.detail) for entry in Entry.objects.filter(verb="budgets.paper_issued")]
    said += [str(event.payload) for event in Event.objects.all()]
    assert not [serial for serial in serials for text in said if serial in text]


# ------------------------------------------------------------------ keying
def test_two_people_key_a_sheet_and_it_counts(booth: Any, city: Any, sheets: Any, key: Any) -> None:
    (serial,) = sheets(booth, city, 1)
    sheet = key(booth, serial, "4, 1")
    assert sheet.state == State.COUNTED
    assert sheet.choices == [1, 4]


def test_one_person_cannot_key_a_sheet_twice(shut: Any, city: Any, sheets: Any, officers: Any) -> None:
    (serial,) = sheets(shut, city, 1)
    typed = actions.Typed(serial=serial, batch="1", marks="1,2", void="")
    act = lambda: actions.key_sheet(  # noqa: E731
        officer=officers[0], booth_id=shut.pk, typed=typed, at=clock.now()
    )
    act()
    assert code_of(act) == "keyed_by_you"
    sheet = PaperBallot.objects.get()
    assert sheet.state == State.ONCE
    with pytest.raises(IntegrityError, match="budgets_keying_different_people"), transaction.atomic():
        Keying.objects.create(sheet=sheet, turn=2, keyed_by=officers[0], choices=[1])


def test_a_difference_goes_into_a_queue_and_a_third_person_decides_with_a_reason(
    shut: Any, city: Any, sheets: Any, key: Any, officers: Any, client_of: Any
) -> None:
    (serial,) = sheets(shut, city, 1)
    assert key(shut, serial, "1,4", "1,5").state == State.DIFFERS
    queue = address("booth_differences", shut)
    third = client_of(officers[2])
    assert serial in third.get(queue).content.decode()
    judge = address("booth_judge", shut, serial)
    page = third.get(judge).content.decode()
    assert "1,4" in page
    assert "1,5" in page
    assert 'name="reason"' in page
    own = client_of(officers[0]).get(judge).content.decode()
    assert "세 번째 분이 봐야 합니다" in own
    assert 'name="reason"' not in own, "she is not asked for what will be refused"
    mine = client_of(officers[0]).post(judge, {"marks": "1,4", "void": "", "reason": "종이에 4"})
    assert "세 번째 분이 봐야 합니다" in mine.content.decode()
    silent = third.post(judge, {"marks": "1,4", "void": "", "reason": ""})
    assert silent.status_code == 422
    assert third.post(judge, {"marks": "1,4", "void": "", "reason": "종이에 4번"}).status_code == 302
    sheet = PaperBallot.objects.get()
    assert (sheet.state, sheet.choices) == (State.COUNTED, [1, 4])
    assert third.get(judge).status_code == 404, "decided once"


def test_a_spoiled_sheet_keeps_its_reason(booth: Any, city: Any, sheets: Any, key: Any) -> None:
    (serial,) = sheets(booth, city, 1)
    sheet = key(booth, serial, void="unclear")
    assert (sheet.state, sheet.void, sheet.choices) == (State.SPOILED, "unclear", None)


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ("1,2,3,4", "3개까지만 고를 수 있습니다"),
        ("1", "2개 이상 골라 주세요"),
        ("1,1", "같은 사업을 두 번"),
        ("1,9", "9번 사업은 없습니다"),
        ("1,²", "‘²’을(를) 읽을 수 없습니다"),
        ("하나", "‘하나’을(를) 읽을 수 없습니다"),
        ("1=2,3=4", "읽을 수 없습니다"),
        ("", "아직 고른 것이 없습니다. 2개 이상"),
    ],
)
def test_what_cannot_be_on_this_ballot_is_said_at_once_and_nothing_typed_is_lost(
    shut: Any, city: Any, sheets: Any, officers: Any, client_of: Any, marks: str, sentence: str
) -> None:
    (serial,) = sheets(shut, city, 1)
    typed = {"batch": "묶음 7", "serial": serial, "marks": marks, "void": ""}
    page = client_of(officers[0]).post(address("booth_keying", shut), typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["form"]["marks"].value() == marks
    assert page.context["form"]["batch"].value() == "묶음 7"
    assert not Keying.objects.exists()


def test_a_mistyped_and_a_foreign_serial_are_told_apart(
    shut: Any, city: Any, sheets: Any, officers: Any, client_of: Any
) -> None:
    (serial,) = sheets(shut, city, 1)
    client = client_of(officers[0])
    wrong = serial[:-1] + str((int(serial[-1]) + 1) % 10)
    never = paper_rules.new_serials(1, [serial])[0]
    for typed, sentence in ((wrong, "잘못 누르신"), (never, "인쇄한 용지가 아닙니다"), ("x", "잘못 누르신")):
        data = {"batch": "1", "serial": typed, "marks": "1,2", "void": ""}
        assert sentence in client.post(address("booth_keying", shut), data).content.decode()
    good = {"batch": "1", "serial": f" {serial[:3]}-{serial[3:]} ", "marks": "1,2", "void": ""}
    answer = client.post(address("booth_keying", shut), good)
    assert answer["Location"].endswith("?batch=1"), "the batch stays for the next sheet"


def test_every_single_wrong_digit_of_a_serial_shows() -> None:
    (serial,) = paper_rules.new_serials(1, [])
    for place in range(len(serial)):
        for digit in "0123456789":
            typed = serial[:place] + digit + serial[place + 1 :]
            assert (paper_rules.serial_refusal(typed) is None) == (typed == serial)


@pytest.mark.parametrize(
    ("kind", "marks", "choices", "points"),
    [
        ("ranked", "4 > 1 > 3", [4, 1, 3], None),
        ("points", "4=3, 1=7", [1, 4], [7, 3]),
        ("approval", "4 1 3", [1, 3, 4], None),
    ],
)
def test_each_kind_of_ballot_is_read_from_paper_as_it_is_kept(
    booth: Any, city: Any, sheets: Any, key: Any, kind: str, marks: str, choices: Any, points: Any
) -> None:
    with connection.cursor() as cursor:  # before its first vote the form of a ballot may change
        cursor.execute("UPDATE budgets_envelope SET ballot_kind = %s WHERE id = %s", [kind, city.pk])
    (serial,) = sheets(booth, Envelope.objects.get(pk=city.pk), 1)
    sheet = key(booth, serial, marks)
    assert (sheet.state, sheet.choices, sheet.points) == (State.COUNTED, choices, points)
