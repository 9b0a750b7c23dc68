from datetime import date, datetime, timedelta

from portal import clock
from portal.accounts import rules
from portal.accounts.models import IdentityRequest, User, Verification
from portal.actions import action

JOURNEYS_KEPT = timedelta(days=30)


@action
def forget(*, at: datetime) -> None:
    """Delete identity hashes of people who left long ago, old journeys to providers, and the birthdays of
    people who have become old enough for every vote."""
    Verification.objects.filter(user__erased_at__lt=at - rules.REJOIN_AFTER).delete()
    IdentityRequest.objects.filter(created_at__lt=at - JOURNEYS_KEPT).delete()
    User.objects.filter(born_on__lte=_years_ago(clock.local(at).date(), rules.KNOWN_UNTIL)).update(
        born_on=None
    )


def _years_ago(today: date, years: int) -> date:
    """Who was born on this day or before has lived so many full years today."""
    first = today.replace(day=1)
    return first.replace(year=first.year - years) + timedelta(days=today.day - 1)
