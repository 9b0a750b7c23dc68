"""A citizen's own verbs: write, hand in, take back, stand behind, ask for a second look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from budgets import idea_rules as rules
from budgets import idea_texts as texts
from budgets.idea_lifecycle import Happening, move
from budgets.models import Idea, IdeaMark, IdeaState, Round
from portal import attachments
from portal.actions import action
from portal.attachments.rules import count_refusal
from portal.comments import threads
from portal.lines import one_line
from portal.refusals import Refused, refuse

KIND = "budgets.idea"
WORDS = ("title", "problem", "remedy", "place", "area", "field", "rough_cost")


@action
def start_idea(
    *, author: Any, round_: Round, content: dict[str, Any], files: Iterable[Any] = (), at: datetime
) -> Idea:
    """A new draft with whatever has been written so far, complete or not."""
    refuse(rules.collecting_refusal(round_, at))
    if Idea.objects.filter(author=author, state=IdeaState.DRAFT).count() >= rules.MOST_DRAFTS:
        raise Refused(rules.TOO_MANY_DRAFTS)
    idea = Idea(round=round_, author=author, saved_at=at)
    _fill(idea, content)
    idea.save(force_insert=True)
    _attach(idea, author, files, (), at)
    return idea


@action
def save_idea(
    *,
    author: Any,
    idea: Idea,
    content: dict[str, Any],
    files: Iterable[Any] = (),
    without: Iterable[str] = (),
    at: datetime,
) -> Idea:
    """Keep the author's words. ``without``: public ids of files that she takes off again."""
    refuse(rules.edit_refusal(author, idea))
    _fill(idea, content)
    idea.saved_at = at
    columns = {name: getattr(idea, name) for name in (*content, "saved_at")}
    # The state is asked again in the UPDATE itself: another window may have handed it in.
    if not Idea.objects.filter(pk=idea.pk, state=IdeaState.DRAFT).update(**columns):
        raise Refused(rules.NOT_EDITABLE)
    _attach(idea, author, files, without, at)
    return idea


@action
def discard_idea(*, author: Any, idea: Idea, at: datetime) -> None:
    """A draft was never a civic act: it is really deleted, as its author asked."""
    refuse(rules.edit_refusal(author, idea))
    Idea.files.through.objects.filter(idea=idea, idea__state=IdeaState.DRAFT).delete()
    Idea.objects.filter(pk=idea.pk, state=IdeaState.DRAFT).delete()


@action
def submit_idea(*, author: Any, idea: Idea, at: datetime) -> Idea:
    """Hand the draft in: from now on it is public, and a department will decide."""
    idea.refresh_from_db()
    refuse(rules.submission_refusal(author, idea, at))
    thread = threads.open_thread(KIND, at=at)
    move(idea, IdeaState.SUBMITTED, Happening.SUBMITTED, actor=author, at=at, submitted_at=at, thread=thread)
    return idea


@action
def withdraw_idea(*, author: Any, idea: Idea, note: str = "", at: datetime) -> None:
    """Take it back before it is decided. What was public stays readable, marked as withdrawn."""
    refuse(rules.withdrawal_refusal(author, idea))
    move(idea, IdeaState.WITHDRAWN, Happening.WITHDRAWN, actor=author, at=at, note=note)
    assert idea.thread is not None  # the constraint budgets_idea_submitted_has_a_thread
    threads.close(idea.thread, at=at)


@action
def request_recheck(*, author: Any, idea: Idea, note: str, at: datetime) -> None:
    """Once, within fifteen days: another officer looks again."""
    refuse(rules.recheck_refusal(author, idea, idea.screenings.count(), at))
    if len(note.strip()) < texts.PART_MIN:
        raise Refused(rules.NO_NOTE)
    move(idea, IdeaState.RECHECK, Happening.RECHECK, actor=author, at=at, note=note.strip())


@action
def support_idea(*, person: Any, idea: Idea, at: datetime) -> None:
    """공감. A second press is refused by the constraint, however many arrive at once."""
    refuse(rules.support_refusal(person, idea))
    IdeaMark.objects.create(idea=idea, person=person, kind=IdeaMark.Kind.SUPPORT, at=at)


@action
def follow_idea(*, person: Any, idea: Idea, at: datetime) -> None:
    """Tell me what happens, without my standing behind it."""
    IdeaMark.objects.create(idea=idea, person=person, kind=IdeaMark.Kind.FOLLOW, at=at)


@action
def end_mark(*, person: Any, idea: Idea, kind: str, at: datetime) -> bool:
    """Take a support or a subscription back; False when there was none."""
    given = IdeaMark.objects.filter(idea=idea, person=person, kind=kind, ended_at=None)
    return bool(given.update(ended_at=at))


def _fill(idea: Idea, content: dict[str, Any]) -> None:
    for name, value in content.items():
        if name not in WORDS:
            raise ValueError(f"{name} is not the author's to set")
        setattr(idea, name, value)
    if max(len(idea.problem), len(idea.remedy)) > texts.PART_MAX:
        raise Refused(rules.TOO_LONG)
    idea.title = one_line(idea.title)[: texts.TITLE_MAX]
    idea.place = one_line(idea.place)[: texts.PLACE_MAX]


def _attach(idea: Idea, author: Any, files: Iterable[Any], without: Iterable[str], at: datetime) -> None:
    idea.files.remove(*idea.files.filter(public_id__in=list(without)))
    new = list(files)
    if not new:
        return
    refuse(count_refusal(idea.files.count() + len(new)))
    idea.files.add(*[attachments.store(author, one, at) for one in new])
