"""Reporting."""

from datetime import datetime
from typing import Any

from portal import audit, locks, moderation, outbox
from portal.actions import action
from portal.moderation import rules
from portal.moderation.models import Case, Report
from portal.moderation.reasons import PATIENCE, Reason
from portal.refusals import refuse


@action
def report(*, reporter: Any, kind: str, ref: str, reason: str, text: str, at: datetime) -> Report:
    """Say that a thing breaks a rule. Saying it again is answered like the first time: the first report
    stands.

    Raises LookupError when there is no such thing; Refused for one's own thing or too many in a day.
    """
    # Two first reports of the same thing must meet in one case.
    locks.alone("moderation.thing", f"{kind}:{ref}")
    before = Report.objects.filter(kind=kind, ref=ref, reporter=reporter).first()
    if before is not None:
        return before
    adapter, thing = _found(kind, ref)
    author_id = adapter.author_id(thing)
    refuse(rules.report_refusal(reporter, author_id, at))
    case = _case_of(kind, ref, adapter, thing, Reason(reason), at)
    made = Report.objects.create(
        case=case, kind=kind, ref=ref, reporter=reporter, reason=reason, text=text.strip(), created_at=at
    )
    audit.record(
        actor_id=reporter.pk, verb="report", target=f"{kind}:{ref}", at=at, detail={"reason": reason}
    )
    outbox.emit("moderation.reported", {"case": case.public_id}, at=at)
    return made


def _found(kind: str, ref: str) -> tuple[moderation.Adapter, Any]:
    adapter = moderation.adapter(kind)
    thing = adapter.get(ref) if adapter else None
    if adapter is None or thing is None:
        raise LookupError(f"{kind}:{ref}")
    return adapter, thing


def _case_of(
    kind: str, ref: str, adapter: moderation.Adapter, thing: Any, reason: Reason, at: datetime
) -> Case:
    """The open case of the thing, made sooner due by a graver reason; or a new one."""
    due = at + PATIENCE[reason]
    case = Case.objects.filter(kind=kind, ref=ref, state=Case.State.OPEN).first()
    if case is None:
        return Case.objects.create(
            kind=kind,
            ref=ref,
            author_id=adapter.author_id(thing),
            # What stands there now: the author may change the text before anybody looks.
            excerpt=str(adapter.excerpt(thing))[:2000],
            url=adapter.url(thing),
            gravest=reason,
            opened_at=at,
            due_at=due,
        )
    if due < case.due_at:
        case.due_at, case.gravest = due, reason
        case.save(update_fields=["due_at", "gravest"])
    return case
