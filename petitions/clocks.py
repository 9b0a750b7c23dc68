"""The legal clocks of a petition. 청원법 has no rule of its own for counting days: 민법 §157–161
(calendar days).

Clocks are rows of `organisations.Deadline`; these helpers run inside the actions.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from petitions.models import Petition
from portal import clock
from portal.organisations import clocks, deadlines
from portal.organisations.clocks import CALENDAR
from portal.organisations.models import Deadline, DeadlinePause


def end_of_days(start: datetime, days: int) -> datetime:
    """The midnight, on the city's clock, after the `days`-th day that follows `start`. Half-open: then it
    is over."""
    first = clock.local(start)
    return datetime.combine(first.date() + timedelta(days=days + 1), time(), first.tzinfo)


def last_day(late_from: datetime | None) -> date | None:
    """The last day that is still in time, for sentences."""
    return clocks.last_day(late_from) if late_from else None


def shown(late_from: datetime | None) -> datetime | None:
    """The same as an instant that still lies on that last day, for the page's deadline tag."""
    return clocks.last_moment(late_from) if late_from else None


def start_check(petition: Petition, *, at: datetime) -> Deadline:
    """7 days to check the legal grounds, from the day on which the first supporters were complete."""
    return deadlines.start(subject=petition.target, rule=CALENDAR(petition.type.check_days), at=at)


def pause_check(petition: Petition, *, at: datetime) -> None:
    """While the petitioner supplements, the office's clock stands still (청원법 §15)."""
    if petition.check_clock:
        deadlines.pause(petition.check_clock, kind=DeadlinePause.Kind.SUPPLEMENT, at=at)


def resume_check(petition: Petition, *, at: datetime) -> None:
    if petition.check_clock:
        deadlines.resume(petition.check_clock, at=at)


def start_answer(petition: Petition, *, at: datetime) -> Deadline:
    return deadlines.start(subject=petition.target, rule=CALENDAR(petition.type.answer_days), at=at)


def extend_answer(petition: Petition, *, reason: str, at: datetime) -> None:
    """Once, inside the first period, with a reason that is told (청원법 §21 ②)."""
    assert petition.answer_clock is not None
    deadlines.extend(petition.answer_clock, by=CALENDAR(petition.type.extension_days), reason=reason, at=at)


def meet(deadline: Deadline | None, *, at: datetime) -> None:
    if deadline is not None:
        deadlines.meet(deadline, at=at)
