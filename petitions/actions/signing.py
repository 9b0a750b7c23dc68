"""The busiest verbs of the portal: no audit entry, no event, no shared row. The signature itself is the
record."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from petitions import rules, signing
from petitions.lifecycle import LOCK
from petitions.models import Petition, Signature
from portal import audit, locks, outbox, rows
from portal.actions import action
from portal.refusals import refuse
from portal.rows import Part

if TYPE_CHECKING:
    from portal.accounts.models import User

RULED_BY = Part(Petition, "petition", only=("id", "public_id", "state", "hidden_at", "closes_at"))


@cache
def _ruled() -> str:
    return f"SELECT {rows.columns(RULED_BY)} FROM petitions_petition petition WHERE public_id = %(petition)s"  # noqa: S608


def _ruled_by(petition_id: str) -> Petition:
    """As much of a petition as rules.sign_refusal looks at. Raises Petition.DoesNotExist."""
    found: Petition | None = rows.one(_ruled(), {"petition": petition_id}, RULED_BY)
    if found is None:
        raise Petition.DoesNotExist(petition_id)
    return found


@action
def sign_petition(*, signer: User, petition_id: str, at: datetime) -> tuple[Signature, bool]:
    """Put a name under an open petition. Answers (signature, is it new); signing twice is no error."""
    # Closing takes this lock alone, so whoever passes here is still in the final count.
    locks.share(LOCK, petition_id)
    petition = _ruled_by(petition_id)
    refuse(rules.sign_refusal(signer, petition, at))
    return signing.put(signer, petition, first=False, at=at)


@action
def support_petition(*, signer: User, support_key: str, at: datetime) -> tuple[Signature, bool]:
    """The same for a first supporter, who holds the private link."""
    petition = Petition.objects.get(support_key=support_key)
    locks.share(LOCK, petition.public_id)
    petition.refresh_from_db()
    refuse(rules.support_refusal(signer, petition, at))
    return signing.put(signer, petition, first=True, at=at)


@action
def withdraw_signature(*, signer: User, petition_id: str, at: datetime) -> Signature:
    """Take consent back, while signatures are collected. The row stays and says so."""
    locks.share(LOCK, petition_id)
    petition = Petition.objects.get(public_id=petition_id)
    signature = Signature.objects.filter(petition_id=petition.pk, signer=signer).first()
    refuse(rules.unsign_refusal(petition, signature, at))
    assert signature is not None
    signing.take_back(signature, at=at)
    return signature


@action
def invalidate_signatures(
    *, officer: User, petition_id: str, signer_ids: list[int], reason: str, at: datetime
) -> int:
    """Strike out signatures that are not one person's free consent; each signer is told why."""
    refuse(rules.reason_refusal(reason))
    locks.share(LOCK, petition_id)
    petition = Petition.objects.select_related("agency").get(public_id=petition_id)
    refuse(rules.desk_refusal(officer, petition))
    struck = signing.invalidate(petition, signer_ids, reason, at=at)
    audit.record(
        actor_id=officer.pk,
        verb="petitions.invalidated",
        target=petition.target,
        at=at,
        detail={"signatures": struck, "reason": reason},
    )
    outbox.emit(
        "petitions.invalidated", {"id": petition.public_id, "signers": signer_ids, "reason": reason}, at=at
    )
    return struck
