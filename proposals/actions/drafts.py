"""Writing: every word is kept, nothing is public yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict

from portal import locks, publicid
from portal.actions import action
from portal.lines import one_line
from portal.organisations.models import Area, Unit
from portal.refusals import Refused, refuse
from proposals import texts
from proposals.models import Proposal
from proposals.rules import writing
from proposals.states import State


class Content(TypedDict, total=False):
    """What the form hands over; absent keys stay as they are."""

    title: str
    topic: str
    area: Area | None
    unit: Unit | None
    problem: str
    improvement: str
    effect: str
    visibility: str


@action
def start_draft(*, author: Any, content: Content, sheet: str = "", at: datetime) -> Proposal:
    """A new draft with whatever has been written so far, complete or not. The same sheet sent again (a step
    back in the browser, a second press) is the same draft with the newer words, or what was sent since."""
    public_id = publicid.of("proposals", author.pk, sheet) if sheet else publicid.new()
    known = _of_sheet(author, public_id, content) if sheet else None
    if known and known.state == State.DRAFT:
        return _keep(known, content, at)
    if known and known.title == one_line(content.get("title", "")):
        return known
    if Proposal.objects.drafts_of(author).count() >= writing.MOST_DRAFTS:
        raise Refused(writing.TOO_MANY_DRAFTS)
    # Something else was written over what she has sent: that is a proposal of its own.
    proposal = Proposal(public_id=publicid.new() if known else public_id, author=author, saved_at=at)
    _fill(proposal, content)
    proposal.save(force_insert=True)
    return proposal


@action
def save_draft(*, author: Any, proposal: Proposal, content: Content, at: datetime) -> Proposal:
    """Keep the author's words; also used by autosave and while supplementing."""
    refuse(writing.edit_refusal(author, proposal))
    return _keep(proposal, content, at)


def _of_sheet(author: Any, public_id: str, content: Content) -> Proposal | None:
    """What came from this sheet, or a draft with the very same words: without scripts a step back brings
    another sheet."""
    locks.alone("proposals.sheet", public_id)  # two presses at once: the second waits and finds the first
    mine = Proposal.objects.select_for_update(of=("self",)).filter(author=author)
    words = {name: content.get(name, "") for name in ("title", "problem", "improvement", "effect")}
    words["title"] = one_line(content.get("title", ""))
    known = mine.filter(public_id=public_id).first()
    return known or mine.filter(state=State.DRAFT, **words).first()


def _keep(proposal: Proposal, content: Content, at: datetime) -> Proposal:
    _fill(proposal, content)
    proposal.saved_at = at
    columns = {name: getattr(proposal, name) for name in (*content, "excerpt", "saved_at")}
    # The state is asked again in the UPDATE itself: autosave may arrive after the proposal was handed in.
    still_open = Proposal.objects.filter(pk=proposal.pk, state__in=State.editable())
    if not still_open.update(**columns):
        raise Refused(writing.NOT_EDITABLE)
    return proposal


@action
def discard_draft(*, author: Any, proposal: Proposal, at: datetime) -> None:
    """A draft was never a civic act: it is really deleted, as its author asked."""
    refuse(writing.edit_refusal(author, proposal))
    if proposal.state != State.DRAFT:
        raise Refused(writing.NOT_EDITABLE)
    Proposal.objects.filter(pk=proposal.pk, state=State.DRAFT).delete()


def _fill(proposal: Proposal, content: Content) -> None:
    for name, value in content.items():
        setattr(proposal, name, value)
    for part in (proposal.problem, proposal.improvement, proposal.effect):
        if len(part) > texts.PART_MAX:
            raise Refused(writing.TOO_LONG)
    proposal.title = one_line(proposal.title)[: texts.TITLE_MAX]
    proposal.excerpt = texts.excerpt_of(proposal.improvement or proposal.problem)
