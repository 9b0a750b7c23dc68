"""The one writer of a case's state."""

from datetime import datetime

from portal import moderation, outbox
from portal.moderation.models import Case

State = Case.State

ALLOWED = {
    State.OPEN: {State.KEPT, State.HIDDEN},
    State.HIDDEN: {State.RESTORED},
}


def transition(case: Case, to: Case.State, at: datetime) -> None:
    """Move a locked case. `closed_at` stays the day of the first decision: the time to appeal runs from
    it."""
    if to not in ALLOWED.get(State(case.state), set()):
        raise ValueError(f"{case.state} does not become {to}")
    case.state = to
    if case.closed_at is None:
        case.closed_at = at
    case.save(update_fields=["state", "closed_at"])


def restore(case: Case, at: datetime) -> None:
    """Show a hidden thing again and tell its author. Part of an action."""
    adapter = moderation.adapter(case.kind)
    if adapter is None:
        raise LookupError(case.kind)
    adapter.restore(case.ref, at)
    transition(case, State.RESTORED, at)
    outbox.emit("search.changed", {"kind": case.kind, "id": case.ref}, at=at)
    outbox.emit("moderation.restored", {"case": case.public_id}, at=at)
