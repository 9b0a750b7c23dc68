"""Somebody says that she works or studies in an area; an officer of that area looks at the proof."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from budgets import belonging_rules as rules
from budgets.models import Belonging
from portal import attachments, audit, outbox
from portal.actions import action
from portal.refusals import refuse

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@action
def claim_belonging(
    *, person: Any, fields: dict[str, Any], files: Sequence["UploadedFile"] = (), at: datetime
) -> Belonging:
    """Ask an officer of the area to confirm. `fields`: area, kind, place, proof."""
    claim = Belonging.objects.create(person=person, asked_at=at, **fields)
    claim.files.add(*[attachments.store(person, one, at) for one in files])
    audit.record(actor_id=person.pk, verb="budgets.belonging_claimed", target=claim.target, at=at)
    return claim


@action
def decide_belonging(
    *, officer: Any, claim_id: int, confirm: bool, until: date | None, reason: str, at: datetime
) -> None:
    """Confirm until a day, or refuse with a reason; the person is told either way."""
    claim = Belonging.objects.select_for_update().get(pk=claim_id)
    refuse(rules.decide_refusal(officer, claim, confirm=confirm, until=until, reason=reason, at=at))
    claim.state = Belonging.State.CONFIRMED if confirm else Belonging.State.REFUSED
    claim.until, claim.reason = (until if confirm else None), reason
    claim.decided_by, claim.decided_at = officer, at
    if confirm:
        _drop_proof(claim)
    claim.save()
    verb = f"budgets.belonging_{claim.state}"
    audit.record(actor_id=officer.pk, verb=verb, target=claim.target, at=at)
    outbox.emit("budgets.belonging_decided", {"claim": claim.public_id}, at=at)


@action
def withdraw_belonging(*, person: Any, claim_id: int, at: datetime) -> None:
    """Take the claim back, also one that was confirmed. A ballot that was cast with it stays."""
    claim = Belonging.objects.select_for_update().get(pk=claim_id, person=person)
    refuse(rules.withdraw_refusal(claim))
    claim.state = Belonging.State.WITHDRAWN
    _drop_proof(claim)
    claim.save()
    audit.record(actor_id=person.pk, verb="budgets.belonging_withdrawn", target=claim.target, at=at)


@action
def forget_belongings(*, person_id: int, at: datetime) -> None:
    """Somebody has left: where she works or studies is nobody's business any more."""
    Belonging.objects.filter(person=person_id).delete()


def _drop_proof(claim: Belonging) -> None:
    """Nobody needs it any longer; the files stay her own and are shown to nobody else."""
    claim.proof = ""
    claim.files.clear()
