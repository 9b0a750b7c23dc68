"""In the box = counted + spoiled, and two officers say so; else the round waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from budgets import actions, paper_queries
from budgets.models import Booth, Keying, PaperBallot, Round, Surplus
from portal import clock
from tests.budgets.booths import address, code_of

pytestmark = pytest.mark.django_db


def test_a_booth_that_does_not_add_up_keeps_the_round_open(
    booth: Any, voting: Any, city: Any, sheets: Any, key: Any, give: Any, officers: Any, sign: Any,
    admin: Any, client_of: Any,
) -> None:  # fmt: skip
    one, two, _three = sheets(booth, city, 3)
    give(booth, "one")
    give(booth, "two")
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.close_round(round_id=voting.pk, at=clock.now())
    booth.refresh_from_db()
    seal = lambda: actions.seal_round(round_id=voting.pk, at=clock.now())  # noqa: E731
    count = lambda n: actions.count_box(  # noqa: E731
        officer=officers[0], booth_id=booth.pk, in_box=n, at=clock.now()
    )
    assert code_of(seal) == "no_count"
    count(2)
    assert code_of(seal) == "missing"
    key(booth, one, "1,2")
    key(booth, two, "1,2", "1,3")
    assert code_of(seal) == "differs"
    assert code_of(lambda: sign(booth, 2)) == "differs"
    read = actions.Typed(serial=two, batch="1", marks="1,3", void="")
    sheet = PaperBallot.objects.get(serial=two)
    actions.judge_sheet(
        officer=officers[2], booth_id=booth.pk, sheet_id=sheet.pk, typed=read, reason="3", at=clock.now()
    )
    count(1)
    assert code_of(seal) == "too_many_keyed"
    count(2)
    assert code_of(seal) == "unsigned"
    page = client_of(admin).get(reverse("budgets_staff:booths", args=[voting.public_id])).content.decode()
    assert "아직 봉인할 수 없습니다" in page
    assert "서명하지 않았습니다" in page
    desk = client_of(admin).get(reverse("budgets_staff:round", args=[voting.public_id])).content.decode()
    assert "서명하지 않았습니다" in desk
    sign(booth, 2)
    assert code_of(lambda: key(booth, _three, "1,2")) == "signed"
    seal()
    city.refresh_from_db()
    assert city.ballots_total == 2


def test_an_administrator_finds_on_her_desk_what_waits_for_a_booth(
    booth: Any, voting: Any, admin: Any, client_of: Any, sign: Any
) -> None:
    home = lambda: client_of(admin).get(reverse("staff_home")).text  # noqa: E731
    assert "아직 봉인하지 못한 참여예산" not in home()
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.close_round(round_id=voting.pk, at=clock.now())
    assert "아직 봉인하지 못한 참여예산" in home()
    booth.refresh_from_db()
    sign(booth, 0)
    actions.seal_round(round_id=voting.pk, at=clock.now())
    assert "아직 봉인하지 못한 참여예산" not in home()


def test_more_sheets_than_people_are_not_sealed(
    booth: Any, city: Any, sheets: Any, key: Any, give: Any, sign: Any
) -> None:
    give(booth, "the only one")
    for serial in sheets(booth, city, 2):
        key(booth, serial, "1,2")
    assert code_of(lambda: sign(booth, 2)) == "more_than_people"


def test_the_clock_seals_when_the_last_booth_has_signed(booth: Any, voting: Any, sign: Any) -> None:
    from budgets.tasks import keep_time

    at = clock.now()
    Round.objects.filter(pk=voting.pk).update(
        opens_at=at - timedelta(days=1), closes_at=at - timedelta(minutes=2)
    )
    keep_time()
    voting.refresh_from_db()
    assert (voting.state, voting.sealed_at) == ("closed", None)
    booth.refresh_from_db()
    sign(booth, 0)
    keep_time()
    voting.refresh_from_db()
    assert voting.sealed_at is not None


def test_an_officer_is_offered_no_form_that_would_refuse_her_and_loses_nothing_if_it_closed_meanwhile(
    booth: Any, sign: Any, officers: Any, client_of: Any
) -> None:
    browser, url = client_of(officers[0]), address("booth_keying", booth)
    sign(booth, 0)
    page = browser.get(url).text
    assert "입력을 마쳤다고 서명했습니다" in page
    assert 'name="marks"' not in page
    late = browser.post(url, {"batch": "1", "serial": "1", "marks": "1,3", "void": ""})
    assert late.status_code == 422
    assert 'value="1,3"' in late.text


def test_a_sheet_keyed_when_the_log_in_ran_out_waits_in_no_session(
    booth: Any, city: Any, sheets: Any, client: Any
) -> None:
    """Sealing takes what was keyed away from its serial; from a session it could not."""
    (serial,) = sheets(booth, city, 1)
    typed = {"batch": "1", "serial": serial, "marks": "1,3", "void": ""}
    assert client.post(address("booth_keying", booth), typed).status_code == 302
    assert serial not in f"{dict(client.session)}"
    sheet = address("booth_judge", booth, serial)
    assert client.post(sheet, {"marks": "1,3", "void": "", "reason": "3"}).status_code == 302
    assert "1,3" not in f"{dict(client.session)}".replace("%2C", ",")


def test_the_dry_run_says_that_sealing_waits_for_booths_and_which_days_are_no_days_of_the_vote(
    booth: Any, voting: Any, admin: Any, client_of: Any
) -> None:
    browser, url = client_of(admin), reverse("budgets_staff:dry_run", args=[voting.public_id])
    page = browser.get(url).text
    assert "아직 1곳이 남았습니다" in page
    assert "투표 기간을 벗어났습니다" not in page
    opens = clock.now() + timedelta(days=3)
    Round.objects.filter(pk=voting.pk).update(opens_at=opens, closes_at=opens + timedelta(days=9))
    assert f"‘{booth.name}’ 투표소가 여는 날이 투표 기간을 벗어났습니다" in browser.get(url).text


def test_a_box_is_opened_and_signed_for_only_after_the_booths_last_day(
    booth: Any, city: Any, sheets: Any, officers: Any, client_of: Any
) -> None:
    """Whoever reads sheets in the middle of a vote knows how it stands."""
    (serial,) = sheets(booth, city, 1)
    officer = client_of(officers[0])
    count = officer.post(address("booth_box", booth), {"in_box": "1"})
    assert "투표소를 닫은 뒤에 할 수 있습니다" in count.text
    typed = {"batch": "1", "serial": serial, "marks": "1,3", "void": ""}
    keyed = officer.post(address("booth_keying", booth), typed)
    assert keyed.status_code == 422
    assert 'value="1,3"' in keyed.text
    booth.refresh_from_db()
    assert booth.in_box is None
    assert not Keying.objects.exists()
    assert officer.get(address("booth", booth)).context["step"].page == "booth_desk"
    act = lambda: actions.sign_booth(officer=officers[0], booth_id=booth.pk, at=clock.now())  # noqa: E731
    assert code_of(act) == "still_open"


def test_paper_counts_like_the_web(
    booth: Any, voting: Any, city: Any, sheets: Any, key: Any, give: Any, cast: Any, minsu: Any, sign: Any,
    finish: Any, client: Any,
) -> None:  # fmt: skip
    cast(minsu, city, 1, 2)
    one, two, three = sheets(booth, city, 3)
    for number in range(3):
        give(booth, f"person {number}")
    key(booth, one, "1,3")
    key(booth, two, "1,5")
    key(booth, three, void="empty")
    sign(booth, 3)
    finish(voting)
    city.refresh_from_db()
    assert city.ballots_total == 3
    assert sorted(city.sealed.values_list("choices", flat=True)) == [[1, 2], [1, 3], [1, 5]]
    votes = {row["project"]: row["votes"] for row in city.tally.result["projects"]}
    assert votes["1"] == 3
    assert voting.state == "counted"
    states = dict(PaperBallot.objects.values_list("serial", "state"))
    assert states == {one: "sealed", two: "sealed", three: "spoiled"}
    assert PaperBallot.objects.get(serial=three).void == "empty"
    assert not Keying.objects.filter(void="").exists(), "what was keyed went into the sealed box"


def test_who_counted_the_box_does_not_sign_for_it(
    booth: Any, voting: Any, city: Any, sheets: Any, key: Any, give: Any, officers: Any, client_of: Any
) -> None:
    """Alone she could write down ten sheets fewer, and ten people would have voted for nothing."""
    (serial,) = sheets(booth, city, 1)
    give(booth, "one")
    key(booth, serial, "1,2")
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    counter, colleague = (client_of(officer) for officer in officers[:2])
    counter.post(address("booth_box", booth), {"in_box": "1"})
    page = counter.get(address("booth", booth)).text
    assert 'id="sign"' not in page
    assert "다른 담당자가 투표함과 입력이 맞는지 보고 서명해야 합니다" in page
    pressed = counter.post(address("booth_sign", booth), follow=True).text
    assert "직접 세어 적으셨습니다" in pressed
    booth.refresh_from_db()
    assert booth.signed_at is None
    assert 'id="sign"' in colleague.get(address("booth", booth)).text
    colleague.post(address("booth_sign", booth))
    booth.refresh_from_db()
    assert (booth.counted_by, booth.signed_by) == (officers[0], officers[1])


def test_who_counts_again_after_a_colleague_answers_for_the_number(
    booth: Any, voting: Any, officers: Any
) -> None:
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    for officer in officers[:2]:
        actions.count_box(officer=officer, booth_id=booth.pk, in_box=0, at=clock.now())
    sign = lambda who: actions.sign_booth(officer=who, booth_id=booth.pk, at=clock.now())  # noqa: E731
    assert code_of(lambda: sign(officers[1])) == "counted_by_you"
    sign(officers[0])
    with pytest.raises(IntegrityError, match="budgets_booth_signed_by_another"):
        Booth.objects.filter(pk=booth.pk).update(counted_by=officers[0])


@pytest.fixture
def one_too_many(booth: Any, voting: Any, city: Any, sheets: Any, key: Any, give: Any, officers: Any) -> Any:
    """One person was given paper; two sheets lay in the box, and the vote is over."""
    give(booth, "the only one")
    for serial in sheets(booth, city, 2):
        key(booth, serial, "1,2")
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.count_box(officer=officers[0], booth_id=booth.pk, in_box=2, at=clock.now())
    booth.refresh_from_db()
    return booth


REASON = "한 분께 같은 용지를 두 장 드렸습니다."


def test_one_sheet_too_many_is_said_in_public_by_two_people_and_the_city_gets_its_result(
    one_too_many: Any, voting: Any, city: Any, officers: Any, admin: Any, admin2: Any, client_of: Any,
    finish: Any,
) -> None:  # fmt: skip
    """Else one stranger with a sheet of paper could keep everybody's vote from being counted for ever."""
    officer, colleague, desk = client_of(officers[0]), client_of(officers[1]), client_of(admin)
    page = address("booth", one_too_many)
    assert officer.get(page).context["step"].page == "#surplus"
    empty = officer.post(address("booth_surplus", one_too_many), {"reason": " "})
    assert empty.status_code == 422
    officer.post(address("booth_surplus", one_too_many), {"reason": REASON})
    assert "운영자의 확인을 기다립니다" in officer.get(page).text
    assert (
        code_of(lambda: actions.sign_booth(officer=officers[1], booth_id=one_too_many.pk, at=clock.now()))
        == "more_than_people"
    )
    assert REASON in desk.get(page).text
    desk.post(address("booth_surplus_agree", one_too_many))
    colleague.post(address("booth_sign", one_too_many))
    assert REASON not in client_of(None).get(voting.get_absolute_url()).text, "numbers of sheets are counts"
    finish(voting)
    city.refresh_from_db()
    assert city.ballots_total == 2
    actions.check_result(actor=admin, round_id=voting.pk, at=clock.now())
    actions.publish_result(actor=admin2, round_id=voting.pk, at=clock.now())
    public = client_of(None).get(voting.get_absolute_url()).text
    assert "나눠 준 것보다 1장 많아 함께 셌습니다" in public
    assert REASON in public


def test_nobody_alone_lets_a_sheet_too_many_into_the_count(
    one_too_many: Any, officers: Any, admin: Any
) -> None:
    note = lambda who: actions.note_surplus(  # noqa: E731
        officer=who, booth_id=one_too_many.pk, reason=REASON, at=clock.now()
    )
    agree = lambda who: actions.agree_surplus(actor=who, booth_id=one_too_many.pk, at=clock.now())  # noqa: E731
    assert code_of(lambda: agree(admin)) == "no_surplus", "nobody has said why"
    assert code_of(lambda: note(admin)) == "not_your_booth"
    one_too_many.officers.add(admin)
    note(admin)
    assert code_of(lambda: agree(admin)) == "noted_by_you"
    note(officers[0])
    agree(admin)
    with pytest.raises(IntegrityError, match="budgets_surplus_agreed_by_another"):
        Surplus.objects.filter(agreed_by=admin).update(noted_by=admin)


def test_one_more_sheet_after_two_people_agreed_asks_them_again(
    one_too_many: Any, city: Any, sheets: Any, key: Any, officers: Any, admin: Any
) -> None:
    settle = lambda: (  # noqa: E731
        actions.note_surplus(officer=officers[0], booth_id=one_too_many.pk, reason=REASON, at=clock.now()),
        actions.agree_surplus(actor=admin, booth_id=one_too_many.pk, at=clock.now()),
    )
    settle()
    assert paper_queries.box_of(one_too_many).adds_up
    key(one_too_many, sheets(one_too_many, city, 1)[0], void="torn")
    actions.count_box(officer=officers[0], booth_id=one_too_many.pk, in_box=3, at=clock.now())
    sign = lambda: actions.sign_booth(  # noqa: E731
        officer=officers[1], booth_id=one_too_many.pk, at=clock.now()
    )
    assert code_of(sign) == "more_than_people"
    settle()
    sign()


def test_while_people_may_still_come_nobody_speaks_of_too_many_sheets(booth: Any, officers: Any) -> None:
    note = lambda: actions.note_surplus(  # noqa: E731
        officer=officers[0], booth_id=booth.pk, reason=REASON, at=clock.now()
    )
    assert code_of(note) == "still_open"
