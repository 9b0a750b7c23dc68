from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from petitions import clocks, rules
from petitions.lifecycle import LOCK, transition
from petitions.models import Petition
from petitions.states import Happening, Rank, State
from portal import locks
from portal.actions import action
from portal.comments import threads
from portal.refusals import refuse

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.organisations.models import Agency


@action
def publish_petition(*, officer: User, petition_id: str, agency: Agency | None, at: datetime) -> Petition:
    """Show it to everybody and collect signatures. From here on the numbers of its type bind it as they
    are now."""
    petition = _locked(petition_id, officer)
    clocks.meet(petition.check_clock, at=at)
    kind = petition.type
    transition(
        petition,
        State.OPEN,
        Happening.PUBLISHED,
        actor_id=officer.pk,
        at=at,
        agency=agency or petition.agency,
        published_at=at,
        shown_at=at,
        closes_at=clocks.end_of_days(at, kind.open_days),
        bureau_threshold=kind.bureau_threshold,
        head_threshold=kind.head_threshold,
        rank=Rank.for_count(petition.signature_count, kind.bureau_threshold, kind.head_threshold),
        thread=threads.open_thread("petitions.petition", at=at),
    )
    return petition


@action
def refuse_petition(*, officer: User, petition_id: str, ground: str, note: str, at: datetime) -> Petition:
    """Not accepted, for one of the law's grounds, said in public together with how it applies here."""
    refuse(None if ground else rules.GROUND_MISSING)
    refuse(rules.reason_refusal(note))
    petition = _locked(petition_id, officer)
    clocks.meet(petition.check_clock, at=at)
    transition(
        petition,
        State.REFUSED,
        Happening.REFUSED,
        actor_id=officer.pk,
        at=at,
        note=note,
        ground=ground,
        shown_at=at,
        ended_at=at,
    )
    Petition.objects.filter(pk=petition.pk).update(note=note)
    return petition


@action
def ask_supplement(*, officer: User, petition_id: str, note: str, at: datetime) -> Petition:
    """Give the text back with a clear question; the office's clock stands still until it returns."""
    refuse(rules.reason_refusal(note))
    petition = _locked(petition_id, officer)
    clocks.pause_check(petition, at=at)
    transition(petition, State.SUPPLEMENT, Happening.SUPPLEMENT_ASKED, actor_id=officer.pk, at=at, note=note)
    Petition.objects.filter(pk=petition.pk).update(note=note)
    return petition


def _locked(petition_id: str, officer: User) -> Petition:
    locks.alone(LOCK, petition_id)
    petition = Petition.objects.select_related("type", "agency", "check_clock").get(public_id=petition_id)
    refuse(rules.desk_refusal(officer, petition))
    return petition
