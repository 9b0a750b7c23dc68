"""Legal clocks against golden dates worked out from the statutes, and against what must always hold."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.organisations.calendars import Calendar
from portal.organisations.clocks import (
    CALENDAR,
    WORKING,
    WORKING_HOURS,
    ClockRule,
    Pause,
    due_after,
    late_from,
)

SEOUL = ZoneInfo("Asia/Seoul")
BARE = Calendar()


def seoul(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


GOLDEN = [
    ("2026-09-21 10:00", WORKING(7), date(2026, 10, 1)),
    ("2026-09-30 10:00", WORKING(14), date(2026, 10, 21)),
    ("2026-04-27 10:00", WORKING(14), date(2026, 5, 18)),
    ("2026-07-17 10:00", WORKING(14), date(2026, 8, 6)),
    ("2026-09-04 10:00", CALENDAR(30), date(2026, 10, 6)),
    ("2026-06-17 10:00", CALENDAR(30), date(2026, 7, 20)),
    ("2026-09-10 10:00", CALENDAR(15), date(2026, 9, 28)),
    ("2026-07-08 10:00", CALENDAR(90), date(2026, 10, 6)),
    ("2026-09-23 15:00", WORKING_HOURS(24), seoul("2026-09-30 15:00")),
    ("2026-11-20 20:30", WORKING_HOURS(8), seoul("2026-11-23 18:00")),
]


@pytest.mark.parametrize(("start", "rule", "due"), GOLDEN)
def test_it_agrees_with_dates_worked_out_from_the_statutes(start: str, rule: ClockRule, due: date) -> None:
    assert due_after(seoul(start), rule, calendar=BARE) == due


def test_labour_day_and_constitution_day_are_holidays_since_2026() -> None:
    assert BARE.holiday_name(date(2026, 5, 1))
    assert BARE.holiday_name(date(2026, 7, 17))


def test_a_day_begins_in_seoul_and_not_in_greenwich() -> None:
    arrived = datetime(2026, 9, 20, 15, 30, tzinfo=UTC)  # 21 September 00:30 in Seoul
    assert due_after(arrived, WORKING(7), calendar=BARE) == date(2026, 10, 1)


def test_a_holiday_proclaimed_last_week_moves_the_deadline() -> None:
    proclaimed = Calendar({date(2026, 10, 1): ("임시공휴일", False)})
    assert due_after(seoul("2026-09-21 10:00"), WORKING(7), calendar=proclaimed) == date(2026, 10, 2)


def test_a_holiday_that_we_work_on_counts() -> None:
    worked = Calendar({date(2026, 9, 24): ("정상 근무", True)})
    assert due_after(seoul("2026-09-21 10:00"), WORKING(7), calendar=worked) == date(2026, 9, 30)


def test_days_of_supplementing_do_not_count() -> None:
    asked = Pause(seoul("2026-11-04 15:00"), seoul("2026-11-06 09:00"))
    assert due_after(seoul("2026-11-02 10:00"), WORKING(7), calendar=BARE) == date(2026, 11, 10)
    assert due_after(seoul("2026-11-02 10:00"), WORKING(7), [asked], calendar=BARE) == date(2026, 11, 12)
    assert due_after(seoul("2026-11-02 10:00"), CALENDAR(10), [asked], calendar=BARE) == date(2026, 11, 16)


def test_an_hour_of_outage_gives_a_whole_day_back() -> None:
    outage = Pause(seoul("2026-11-04 22:00"), seoul("2026-11-04 23:00"), is_outage=True)
    assert due_after(seoul("2026-11-02 10:00"), CALENDAR(10), calendar=BARE) == date(2026, 11, 12)
    assert due_after(seoul("2026-11-02 10:00"), CALENDAR(10), [outage], calendar=BARE) == date(2026, 11, 13)


def test_hours_stand_still_while_the_citizen_supplements() -> None:
    asked = Pause(seoul("2026-11-23 10:00"), seoul("2026-11-23 14:00"))
    due = due_after(seoul("2026-11-23 09:00"), WORKING_HOURS(3), [asked], calendar=BARE)
    assert due == seoul("2026-11-23 16:00")


def test_a_pause_that_still_lasts_takes_nothing_off_yet() -> None:
    running = Pause(seoul("2026-11-04 15:00"), None)
    assert due_after(seoul("2026-11-02 10:00"), WORKING(7), [running], calendar=BARE) == date(2026, 11, 10)


def test_a_petition_extended_by_sixty_days_is_one_period_of_a_hundred_and_fifty() -> None:
    due = due_after(seoul("2026-07-08 10:00"), CALENDAR(90), extension=CALENDAR(60), calendar=BARE)
    assert due == date(2026, 12, 7)  # 5 December is a Saturday


def test_an_extension_is_counted_in_the_same_unit() -> None:
    with pytest.raises(ValueError):
        due_after(seoul("2026-07-08 10:00"), CALENDAR(90), extension=WORKING(7), calendar=BARE)


def test_it_is_late_from_the_midnight_after_the_last_day() -> None:
    assert late_from(seoul("2026-09-21 10:00"), WORKING(7), calendar=BARE) == seoul("2026-10-02 00:00")


def test_a_rule_survives_being_written_down() -> None:
    for rule in (CALENDAR(30), WORKING(7), WORKING_HOURS(8)):
        assert ClockRule.parse(rule.code) == rule


INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 10, 1)).map(lambda at: at.replace(tzinfo=SEOUL))
DAYS = st.integers(1, 120)
RULES = st.one_of(st.builds(CALENDAR, DAYS), st.builds(WORKING, DAYS))
HOURS = st.builds(WORKING_HOURS, st.integers(1, 200))
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=20))
PAUSES = st.lists(st.builds(lambda at, length: Pause(at, at + length), INSTANTS, LENGTHS), max_size=3)
QUICK = settings(max_examples=60, deadline=None)


@QUICK
@given(INSTANTS, RULES, PAUSES)
def test_the_last_day_is_never_a_day_off(start: datetime, rule: ClockRule, pauses: list[Pause]) -> None:
    due = due_after(start, rule, pauses, calendar=BARE)
    assert not BARE.is_day_off(due)
    assert due >= start.date()


@QUICK
@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=40)), st.one_of(RULES, HOURS))
def test_who_comes_later_is_never_due_earlier(start: datetime, wait: timedelta, rule: ClockRule) -> None:
    assert due_after(start, rule, calendar=BARE) <= due_after(start + wait, rule, calendar=BARE)


@QUICK
@given(INSTANTS, st.one_of(RULES, HOURS), st.integers(1, 60))
def test_a_longer_period_never_ends_earlier(start: datetime, rule: ClockRule, more: int) -> None:
    longer = due_after(start, rule, extension=ClockRule(rule.unit, more), calendar=BARE)
    assert due_after(start, rule, calendar=BARE) <= longer


@QUICK
@given(INSTANTS, st.one_of(RULES, HOURS), PAUSES, PAUSES)
def test_one_more_pause_never_brings_the_deadline_nearer(
    start: datetime, rule: ClockRule, pauses: list[Pause], more: list[Pause]
) -> None:
    sooner = due_after(start, rule, pauses, calendar=BARE)
    assert sooner <= due_after(start, rule, pauses + more, calendar=BARE)


@QUICK
@given(INSTANTS, HOURS)
def test_hours_end_inside_office_hours(start: datetime, rule: ClockRule) -> None:
    due = due_after(start, rule, calendar=BARE)
    assert isinstance(due, datetime)
    assert not BARE.is_day_off(due.date())
    assert 9 <= due.hour + due.minute / 60 <= 18
    assert not 12 < due.hour + due.minute / 60 < 13


@QUICK
@given(INSTANTS, st.integers(1, 60))
def test_working_days_are_never_fewer_than_calendar_days(start: datetime, days: int) -> None:
    working = due_after(start, WORKING(days), calendar=BARE)
    assert (working - start.date()).days + 1 >= days
