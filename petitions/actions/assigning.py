from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from petitions import rules
from petitions.lifecycle import LOCK, note_event
from petitions.models import Petition
from petitions.states import Happening, Response
from portal import locks, outbox
from portal.actions import action
from portal.refusals import refuse

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.organisations.models import Agency


@action
def assign_petition(*, administrator: User, petition_id: str, agency: Agency, at: datetime) -> Petition:
    """Name the agency for a petition that names none. Only its officers check and answer; the clock runs
    on: the citizen need not know whose business hers is (청원법 §15 ②)."""
    locks.alone(LOCK, petition_id)
    petition = Petition.objects.get(public_id=petition_id)
    refuse(rules.assign_refusal(administrator, petition))
    Petition.objects.filter(pk=petition.pk).update(agency=agency)
    petition.agency = agency
    note_event(petition, Happening.ASSIGNED, actor_id=administrator.pk, at=at, note=agency.name)
    wanted = "answer" if petition.response == Response.AWAITING else "check"
    outbox.emit(f"petitions.{wanted}_wanted", {"id": petition.public_id}, at=at)
    return petition
