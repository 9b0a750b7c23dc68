"""The only writer of a round's state: moves it on and notes the step for the public timeline."""

from datetime import datetime
from typing import Any

from budgets.models import Round, RoundEvent
from budgets.models import RoundState as State
from portal import audit

NEXT = {
    State.DRAFT: (State.COLLECTING, State.ANNOUNCED),
    State.COLLECTING: (State.SCREENING, State.COSTING, State.CONSULTING, State.SHORTLISTING, State.ANNOUNCED),
    State.SCREENING: (State.COSTING, State.CONSULTING, State.SHORTLISTING, State.ANNOUNCED),
    State.COSTING: (State.CONSULTING, State.SHORTLISTING, State.ANNOUNCED),
    State.CONSULTING: (State.SHORTLISTING, State.ANNOUNCED),
    State.SHORTLISTING: (State.ANNOUNCED,),
    State.ANNOUNCED: (State.VOTING, State.CLOSED),
    State.VOTING: (State.CLOSED,),
    State.CLOSED: (State.COUNTED,),
    State.COUNTED: (State.PUBLISHED,),
    State.PUBLISHED: (State.EXECUTING, State.EVALUATING),
    State.EXECUTING: (State.EVALUATING,),
    State.EVALUATING: (),
}


def transition(round_: Round, to: State, *, actor_id: int | None, at: datetime, **changes: Any) -> None:
    """Save the round in its new state, with `changes`. `at` is when it became true, not when a job woke."""
    if to not in NEXT[State(round_.state)]:
        raise ValueError(f"a round cannot go from {round_.state} to {to}")
    for name, value in changes.items():
        setattr(round_, name, value)
    round_.state = to
    round_.save(update_fields=["state", *changes])
    RoundEvent.objects.create(round=round_, state=to, at=at, actor_id=actor_id)
    audit.record(actor_id=actor_id, verb=f"budgets.{to}", target=round_.target, at=at)
