"""The watch's verbs: announce, offer to serve, name, leave, inspect; and the department's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from budgets import watch_rules as rules
from budgets.models import (
    Execution,
    Idea,
    Inspection,
    InspectionAnswer,
    Project,
    Round,
    Watch,
    Watcher,
    WatcherState,
)
from portal import attachments, audit, locks, outbox
from portal.accounts.models import User
from portal.actions import action
from portal.organisations import deadlines
from portal.refusals import Refused, refuse

State = WatcherState
LIVING = State.living()


@action
def keep_watch(*, actor: Any, round_: Round, fields: Mapping[str, Any], at: datetime) -> Watch:
    """Announce the watch, or change its dates and duties."""
    refuse(rules.watch_refusal(round_))
    watch, _new = Watch.objects.update_or_create(round=round_, defaults=dict(fields))
    audit.record(actor_id=actor.pk, verb="budgets.watch_kept", target=watch.target, at=at)
    return watch


@action
def apply_for_watch(*, person: Any, watch: Watch, motive: str = "", at: datetime) -> Watcher:
    """Offer to serve; an administrator decides."""
    refuse(rules.application_refusal(person, watch, at))
    return Watcher.objects.create(watch=watch, person=person, motive=motive.strip(), at=at)


@action
def call_watcher(*, actor: Any, watch: Watch, email: str, at: datetime) -> Watcher:
    """Name somebody who did not apply; who applied already is simply named."""
    person = User.objects.verified().filter(email__iexact=email.strip()).first()
    if person is None:
        raise Refused(rules.NO_PERSON)
    waiting = Watcher.objects.filter(watch=watch, person=person, state=State.APPLIED)
    watcher = waiting.select_for_update().first() or Watcher(watch=watch, person=person, at=at)
    _decide(watcher, State.NAMED, actor, at)
    return watcher


@action
def decide_watcher(*, actor: Any, watcher: Watcher, named: bool, at: datetime) -> None:
    """Take an applicant in, or not; she is told either way."""
    current = Watcher.objects.select_for_update().get(pk=watcher.pk)
    refuse(None if current.state == State.APPLIED else rules.NOT_WAITING)
    _decide(current, State.NAMED if named else State.DECLINED, actor, at)


def _decide(watcher: Watcher, state: WatcherState, actor: Any, at: datetime) -> None:
    watcher.state, watcher.decided_at, watcher.decided_by = state, at, actor
    watcher.save()
    detail = {"watcher": watcher.public_id, "state": str(state)}
    audit.record(
        actor_id=actor.pk, verb="budgets.watcher_decided", target=watcher.watch.target, at=at, detail=detail
    )
    outbox.emit("budgets.watcher_decided", {"watcher": watcher.public_id}, at=at)


@action
def leave_watch(*, person: Any, watch: Watch, at: datetime) -> None:
    """She takes her application back, or stops serving. What she inspected stays."""
    left = Watcher.objects.filter(watch=watch, person=person, state__in=LIVING).update(state=State.LEFT)
    refuse(None if left else rules.NOT_WATCHING)
    audit.record(actor_id=person.pk, verb="budgets.watcher_left", target=watch.target, at=at)


@action
def dismiss_watcher(*, actor: Any, watcher: Watcher, at: datetime) -> None:
    """The administrator ends a member's service; her inspections stay."""
    gone = Watcher.objects.filter(pk=watcher.pk, state=State.NAMED).update(state=State.LEFT)
    refuse(None if gone else rules.NOT_WATCHING)
    detail = {"watcher": watcher.public_id}
    audit.record(
        actor_id=actor.pk, verb="budgets.watcher_dismissed", target=watcher.watch.target, at=at, detail=detail
    )


@action
def inspect_project(
    *,
    person: Any,
    execution: Execution,
    visited_on: date,
    seen: str,
    verdict: str,
    photos: Sequence[Any] = (),
    at: datetime,
) -> Inspection:
    """What she saw, public at once; the department's clock begins. The audit trail names the inspection and
    not who wrote it: the department reads the trail too."""
    locks.share("budgets.execution", execution.pk)
    watcher = seat_of(person, execution.project)
    refuse(rules.inspection_refusal(watcher, execution, proposers_of(execution.project)))
    assert watcher is not None
    refuse(rules.visit_refusal(watcher.watch, visited_on, at))
    inspection = Inspection(
        execution=execution, watcher=watcher, visited_on=visited_on, seen=seen, verdict=verdict, at=at
    )
    inspection.deadline = deadlines.start(subject=inspection.target, rule=rules.ANSWER, at=at)
    inspection.save(force_insert=True)
    inspection.files.set([attachments.store(person, photo, at) for photo in photos])
    audit.record(actor_id=None, verb="budgets.inspected", target=inspection.target, at=at)
    outbox.emit("budgets.inspected", {"inspection": inspection.public_id}, at=at)
    return inspection


def seat_of(person: Any, project: Project) -> Watcher | None:
    """As whom this person serves, or waits to serve, in the project's round."""
    if not person.is_authenticated:
        return None
    found = Watcher.objects.select_related("watch", "person").filter(
        watch__round=project.envelope.round_id, person=person.pk, state__in=LIVING
    )
    return found.first()


def proposers_of(project: Project) -> list[int | None]:
    """Whose ideas became this project."""
    return list(Idea.objects.filter(plan__project=project).values_list("author_id", flat=True))


@action
def answer_inspection(
    *, officer: Any, inspection: Inspection, body: str, mend_by: date | None, at: datetime
) -> InspectionAnswer:
    """The department says what it does about it, and by when. Late is still an answer, and shows as late."""
    locks.alone("budgets.inspection", inspection.pk)
    refuse(rules.answer_refusal(inspection, mend_by, at))
    answer = InspectionAnswer.objects.create(
        inspection=inspection,
        unit=inspection.execution.unit,
        body=body.strip(),
        mend_by=mend_by,
        author=officer,
        at=at,
    )
    deadlines.meet(inspection.deadline, at=at)
    audit.record(actor_id=officer.pk, verb="budgets.inspection_answered", target=inspection.target, at=at)
    outbox.emit("budgets.inspection_answered", {"inspection": inspection.public_id}, at=at)
    return answer


@action
def mark_mended(*, officer: Any, inspection: Inspection, on: date, note: str, at: datetime) -> None:
    """What was promised is done."""
    locks.alone("budgets.inspection", inspection.pk)
    answer = InspectionAnswer.objects.select_related("inspection").filter(inspection=inspection).first()
    refuse(rules.mended_refusal(answer, on, at))
    InspectionAnswer.objects.filter(inspection=inspection).update(mended_on=on, mended_note=note.strip())
    audit.record(actor_id=officer.pk, verb="budgets.inspection_mended", target=inspection.target, at=at)
    outbox.emit("budgets.inspection_mended", {"inspection": inspection.public_id}, at=at)


@action
def forget_watching(*, person_id: int, at: datetime) -> None:
    """Somebody has left: she serves no more, and why she wanted to is nobody's business. Inspections stay,
    as they were: without a name."""
    mine = Watcher.objects.filter(person=person_id)
    mine.filter(state__in=LIVING).update(state=State.LEFT)
    mine.update(motive="")
