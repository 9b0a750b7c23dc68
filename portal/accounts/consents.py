"""Writing down consents. Plain helpers: they run inside somebody else's action."""

from collections.abc import Iterable
from datetime import datetime

from portal.accounts import versions
from portal.accounts.models import Consent, User

VERSIONS = {
    Consent.Kind.TERMS: versions.TERMS,
    Consent.Kind.PRIVACY: versions.PRIVACY,
    Consent.Kind.IDENTITY: versions.IDENTITY,
}


def agree(user: User, kinds: Iterable[str], at: datetime) -> None:
    """Note that she agreed to today's wording; agreeing twice changes nothing."""
    Consent.objects.bulk_create(
        [Consent(user=user, kind=kind, version=VERSIONS[Consent.Kind(kind)], agreed_at=at) for kind in kinds],
        ignore_conflicts=True,
    )


def withdraw_all(user: User, at: datetime) -> None:
    Consent.objects.filter(user=user, withdrawn_at__isnull=True).update(withdrawn_at=at)
