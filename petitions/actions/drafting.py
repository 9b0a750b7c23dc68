from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from petitions import clocks, rules, signing
from petitions.lifecycle import LOCK, note_event, transition
from petitions.models import Petition, PetitionType, TextVersion
from petitions.states import Happening, State
from portal import locks, publicid
from portal.actions import action
from portal.lines import one_line
from portal.refusals import refuse

if TYPE_CHECKING:
    from portal.accounts.models import User

WRITABLE = ("title", "background", "details", "agency")


@action
def start_draft(*, creator: User, title: str, sheet: str = "", at: datetime) -> Petition:
    """Keep the first sentence. Whoever has an account may draft; who she is, is asked only at submission.
    The same sheet sent again (a step back in the browser) is the same draft, or what was handed in since."""
    title = one_line(title)
    refuse(rules.title_refusal(title))
    public_id = publicid.of("petitions", creator.pk, sheet) if sheet else publicid.new()
    known = _of_sheet(creator, public_id, title) if sheet else None
    if known and known.state == State.DRAFT:
        Petition.objects.filter(pk=known.pk).update(title=title)
        known.title = title
        return known
    if known and known.submitted_at and known.title == title:
        return known
    drafts = Petition.objects.filter(creator=creator, state=State.DRAFT).count()
    refuse(rules.TOO_MANY_DRAFTS if drafts >= rules.MOST_DRAFTS else None)
    petition = Petition.objects.create(
        public_id=publicid.new() if known else public_id,  # another sentence over an old sheet is a new one
        creator=creator,
        type=PetitionType.current(),
        title=title,
        created_at=at,
    )
    note_event(petition, Happening.CREATED, actor_id=creator.pk, at=at)
    return petition


def _of_sheet(creator: User, public_id: str, title: str) -> Petition | None:
    """What came from this sheet, or a draft with the very same sentence: without scripts a step back brings
    another sheet."""
    locks.alone("petitions.sheet", public_id)  # two presses at once: the second waits and finds the first
    mine = Petition.objects.select_for_update(of=("self",)).filter(creator=creator)
    known = mine.filter(public_id=public_id).first()
    return known or mine.filter(state=State.DRAFT, title=title).first()


@action
def save_draft(*, creator: User, petition_id: str, texts: dict[str, Any], at: datetime) -> Petition:
    """Keep what was typed, complete or not. `texts` has any of title, background, details, agency."""
    petition = Petition.objects.select_for_update().get(public_id=petition_id, creator=creator)
    refuse(None if petition.state in State.editable() else rules.NOT_EDITABLE)
    for name in WRITABLE:
        if name in texts:
            setattr(petition, name, texts[name])
    petition.title = one_line(petition.title)
    petition.save(update_fields=WRITABLE)
    return petition


@action
def submit_petition(*, creator: User, petition_id: str, at: datetime) -> Petition:
    """Hand the text in: to first supporters, or back to the officer who asked for a supplement."""
    locks.alone(LOCK, petition_id)
    petition = Petition.objects.select_related("type", "check_clock").get(
        public_id=petition_id, creator=creator
    )
    refuse(rules.submit_refusal(creator, petition))
    _keep_version(petition, at)
    if petition.state == State.SUPPLEMENT:
        _return_supplemented(petition, creator, at)
    else:
        _ask_first_supporters(petition, creator, at)
    return petition


def _keep_version(petition: Petition, at: datetime) -> None:
    TextVersion.objects.create(
        petition=petition,
        number=petition.versions.count() + 1,
        title=petition.title,
        background=petition.background,
        details=petition.details,
        at=at,
    )


def _ask_first_supporters(petition: Petition, creator: User, at: datetime) -> None:
    transition(
        petition,
        State.GATHERING,
        Happening.SUBMITTED,
        actor_id=creator.pk,
        at=at,
        submitted_at=at,
        gather_until=clocks.end_of_days(at, petition.type.gather_days),
        first_supporters=petition.type.first_supporters,
    )
    signing.put(creator, petition, first=True, at=at)


def _return_supplemented(petition: Petition, creator: User, at: datetime) -> None:
    clocks.resume_check(petition, at=at)
    transition(petition, State.CHECKING, Happening.SUPPLEMENTED, actor_id=creator.pk, at=at)
