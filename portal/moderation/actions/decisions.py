"""The first decision, and the end of a temporary measure."""

from datetime import datetime
from typing import Any

from portal import audit, moderation, outbox
from portal.actions import action
from portal.moderation import rules
from portal.moderation.models import Case, Decision
from portal.moderation.reasons import TEMPORARY
from portal.moderation.states import restore, transition
from portal.refusals import refuse


@action
def decide(*, moderator: Any, case_id: int, measure: str, rule: str, note: str, at: datetime) -> Decision:
    """Hide (for good or for 30 days) or keep what was reported; the author and the reporters are told why."""
    case = Case.objects.select_for_update().get(pk=case_id)
    refuse(rules.decision_refusal(moderator, case) or rules.measure_refusal(measure, rule, note))
    keeps = measure == Decision.Measure.KEEP
    decision = Decision.objects.create(
        case=case,
        measure=measure,
        rule="" if keeps else rule,
        note=note.strip(),
        moderator=moderator,
        until=at + TEMPORARY if measure == Decision.Measure.TEMPORARY else None,
        decided_at=at,
    )
    if keeps:
        transition(case, Case.State.KEPT, at)
    else:
        _hide(case, at)
    audit.record(
        actor_id=moderator.pk,
        verb=f"moderate.{measure}",
        target=f"moderation.case:{case.public_id}",
        at=at,
        detail={"thing": f"{case.kind}:{case.ref}", "rule": decision.rule},
    )
    outbox.emit("moderation.decided", {"case": case.public_id}, at=at)
    return decision


def _hide(case: Case, at: datetime) -> None:
    adapter = moderation.adapter(case.kind)
    if adapter is None:
        raise LookupError(case.kind)
    adapter.hide(case.ref, at)
    transition(case, Case.State.HIDDEN, at)
    outbox.emit("search.changed", {"kind": case.kind, "id": case.ref}, at=at)
    outbox.emit("moderation.hidden", {"case": case.public_id}, at=at)


@action
def end_temporary(*, case_id: int, at: datetime) -> bool:
    """Show again what was hidden for thirty days, as of the day when they were over. False when there is
    nothing to do any more: an appeal or another worker was faster."""
    case = Case.objects.select_for_update(of=("self",)).select_related("decision").get(pk=case_id)
    until = case.decision.until
    if case.state != Case.State.HIDDEN or until is None or until > at:
        return False
    restore(case, until)
    audit.record(
        actor_id=None, verb="moderate.end_temporary", target=f"moderation.case:{case.public_id}", at=until
    )
    return True
