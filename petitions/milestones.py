"""What a number sets in motion: first supporters complete, half way, an answer by a higher rank.

Runs inside the folding action. Each step is stamped with the moment of the signature that made it true.
"""

from __future__ import annotations

from datetime import datetime

from petitions import answering_clock, clocks, signing
from petitions.counting import Change
from petitions.lifecycle import note_event, transition
from petitions.models import Petition
from petitions.states import Happening, Rank, State
from portal import outbox


def note(change: Change, at: datetime) -> None:
    """Look at one petition after its number changed."""
    petition = Petition.objects.select_related("type", "answer_clock").get(pk=change.petition_id)
    if petition.state == State.GATHERING:
        _note_first_supporters(petition, change, at)
    elif petition.published_at:
        _note_halfway(petition, change, at)
        raise_rank(petition, change.after, at)


def _note_first_supporters(petition: Petition, change: Change, at: datetime) -> None:
    if change.after < petition.first_supporters:
        return
    became = signing.nth_signed_at(petition, petition.first_supporters) or at
    check_clock = clocks.start_check(petition, at=became)
    transition(
        petition,
        State.CHECKING,
        Happening.GATHERED,
        actor_id=None,
        at=became,
        gathered_at=became,
        check_clock=check_clock,
    )
    wanted = "check" if petition.agency_id else "agency"
    outbox.emit(f"petitions.{wanted}_wanted", {"id": petition.public_id}, at=at)


def _note_halfway(petition: Petition, change: Change, at: datetime) -> None:
    half = (petition.head_threshold + 1) // 2
    if change.crossed(half):
        _note_once(petition, Happening.HALFWAY, half, at)


def raise_rank(petition: Petition, count: int, at: datetime) -> None:
    """More people, a higher desk; never back down. From the top desk the answer is owed at once."""
    reached = Rank.for_count(count, petition.bureau_threshold, petition.head_threshold)
    if reached <= petition.rank:
        return
    Petition.objects.filter(pk=petition.pk, rank__lt=reached).update(rank=reached)
    petition.rank = reached
    if reached == Rank.HEAD:
        became = _note_once(petition, Happening.HEAD_REACHED, petition.head_threshold, at)
        answering_clock.owe(petition, at=became)
    else:
        _note_once(petition, Happening.BUREAU_REACHED, petition.bureau_threshold, at)


def _note_once(petition: Petition, happening: Happening, threshold: int, at: datetime) -> datetime:
    """A number may fall and rise again; people hear of it the first time only."""
    became = signing.nth_signed_at(petition, threshold) or at
    if not petition.events.filter(kind=happening).exists():
        note_event(petition, happening, actor_id=None, at=became, detail={"count": threshold})
    return became
