"""Putting a name under a petition, and taking it back. Helpers of the actions; no transaction of their
own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from petitions.models import Petition, Signature
from petitions.rules import INVALIDATED
from petitions.states import SignatureStatus
from portal.refusals import Refused

if TYPE_CHECKING:
    from portal.accounts.models import User


# One statement reads the signer's 시·도 (an area's code begins with it) and inserts. Of twenty parallel
# clicks one inserts and nineteen find what is there; nobody looks first.
PUT = """
INSERT INTO petitions_signature
    (petition_id, signer_id, is_first_supporter, province, status, reason, receipt, signed_at, changed_at)
VALUES (%(petition)s, %(signer)s, %(first)s,
    coalesce((SELECT left(code, 2) FROM organisations_area WHERE id = %(area)s AND code <> '00'), ''),
    %(status)s, '', %(receipt)s, %(at)s, %(at)s)
ON CONFLICT (petition_id, signer_id) DO NOTHING RETURNING id, province
"""


def put(signer: User, petition: Petition, *, first: bool, at: datetime) -> tuple[Signature, bool]:
    """Insert the signature, or find the one that is there. Answers (signature, whether anything changed)."""
    fresh = Signature(
        petition_id=petition.pk, signer_id=signer.pk, is_first_supporter=first, signed_at=at, changed_at=at
    )
    if _insert(fresh, signer.area_id if signer.is_resident else None):
        return fresh, True
    kept = Signature.objects.get(petition_id=petition.pk, signer_id=signer.pk)
    if kept.status == SignatureStatus.INVALID:
        raise Refused(INVALIDATED)
    if kept.status == SignatureStatus.WITHDRAWN:
        return kept, _change(kept, SignatureStatus.VALID, at)
    return kept, False


def _insert(fresh: Signature, area_id: int | None) -> bool:
    """False when this person's row is there already."""
    values = {
        "petition": fresh.petition_id,
        "signer": fresh.signer_id,
        "first": fresh.is_first_supporter,
        "area": area_id,
        "status": fresh.status,
        "receipt": fresh.receipt,
        "at": fresh.signed_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(PUT, values)
        row = cursor.fetchone()
    fresh.pk, fresh.province = row or (None, "")
    return row is not None


def take_back(signature: Signature, *, at: datetime) -> bool:
    """Mark consent as withdrawn; False when a second click found it done."""
    return _change(signature, SignatureStatus.WITHDRAWN, at)


def _change(signature: Signature, status: SignatureStatus, at: datetime) -> bool:
    # Only from the status that was read: two clicks at once write one ledger entry, never two.
    rows = Signature.objects.filter(pk=signature.pk, status=signature.status)
    changed = rows.update(status=status, changed_at=at)
    signature.status = status
    return bool(changed)


def invalidate(petition: Petition, signer_ids: list[int], reason: str, *, at: datetime) -> int:
    """Mark many at once, in one statement; the ledger gets the sum. Answers how many were valid till now."""
    return Signature.objects.filter(
        petition_id=petition.pk, signer_id__in=signer_ids, status=SignatureStatus.VALID
    ).update(status=SignatureStatus.INVALID, reason=reason, changed_at=at)


def province_of(signer: Any) -> str:
    """The two digits of the signer's 시·도 when her residence is verified, else nothing."""
    if not signer.is_resident:
        return ""
    code: str = signer.area.code
    return "" if code == "00" else code[:2]


def valid_count(petition: Petition) -> int:
    """The exact number, read from the signatures themselves. For closing and auditing, not for pages."""
    return Signature.objects.filter(petition_id=petition.pk, status=SignatureStatus.VALID).count()


def nth_signed_at(petition: Petition, n: int) -> datetime | None:
    """When the n-th valid signature was given: the moment at which a threshold *became* reached."""
    rows = Signature.objects.filter(petition_id=petition.pk, status=SignatureStatus.VALID).order_by(
        "signed_at"
    )
    return rows.values_list("signed_at", flat=True)[n - 1 : n].first()
