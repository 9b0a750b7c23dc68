from datetime import datetime, timedelta

from portal.accounts import rules
from portal.accounts.models import IdentityRequest, Verification
from portal.actions import action

JOURNEYS_KEPT = timedelta(days=30)


@action
def forget(*, at: datetime) -> None:
    """Delete identity hashes of people who left long ago, and old journeys to providers."""
    Verification.objects.filter(user__erased_at__lt=at - rules.REJOIN_AFTER).delete()
    IdentityRequest.objects.filter(created_at__lt=at - JOURNEYS_KEPT).delete()
