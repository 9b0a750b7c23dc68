"""The schedule: written while drafting, moved on by the clock, overridden with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from budgets import schedule, schedule_rules
from budgets.lifecycle import State, transition
from budgets.models import DATED, Round, RoundChange, RoundFollow, RoundStep
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import refuse

MOST_REASON = 300


@action
def set_schedule(
    *, actor: Any, round_id: int, dates: Mapping[State, datetime], total: int | None = None, at: datetime
) -> None:
    """Write all dates of a draft anew. `dates` has opening and closing; other phases may be left out."""
    round_ = _alone(round_id)
    refuse(schedule_rules.set_refusal(round_, dates, at))
    round_.opens_at, round_.closes_at = dates[State.VOTING], dates[State.CLOSED]
    round_.total_amount = total
    round_.save(update_fields=["opens_at", "closes_at", "total_amount"])
    RoundStep.objects.filter(round=round_).delete()
    RoundStep.objects.bulk_create(_steps(round_, dates))
    audit.record(
        actor_id=actor.pk, verb="budgets.scheduled", target=round_.target, at=at, detail=_said(dates)
    )


def _steps(round_: Round, dates: Mapping[State, datetime]) -> list[RoundStep]:
    return [RoundStep(round=round_, state=state, starts_at=dates[state]) for state in DATED if state in dates]


def _said(dates: Mapping[State, datetime]) -> dict[str, str]:
    return {str(state): at.isoformat() for state, at in dates.items()}


@action
def start_schedule(*, actor: Any, round_id: int, at: datetime) -> None:
    """From now on the clock moves the round: its first phase makes it public."""
    round_ = _alone(round_id)
    refuse(schedule_rules.start_refusal(round_, schedule.dates_of(round_), at))
    _run(round_, True)
    audit.record(actor_id=actor.pk, verb="budgets.schedule_started", target=round_.target, at=at)


@action
def begin_due_phases(*, round_id: int, at: datetime) -> None:
    """Begin what is due and needs nothing but its date, each stamped with the moment it was due."""
    round_ = _alone(round_id)
    for state, starts in schedule.dates_of(round_).items():
        if round_.is_running and starts <= at and _may_follow(round_, state):
            _begin(round_, state, None, max(starts, _decided_at(round_, starts)), at)


def _may_follow(round_: Round, state: State) -> bool:
    """What comes before the announcement never follows it, and what follows the result waits for it."""
    if state not in schedule_rules.by_the_clock() or not schedule.is_ahead(state, round_.state):
        return False
    group = State.preparing() if state in State.shaping() else State.decided()
    return round_.state in group


def _decided_at(round_: Round, otherwise: datetime) -> datetime:
    return round_.published_at or otherwise


def _begin(round_: Round, state: State, actor_id: int | None, since: datetime, at: datetime) -> None:
    transition(round_, state, actor_id=actor_id, at=since)
    outbox.emit("budgets.phase_began", {"round": round_.public_id, "state": str(state)}, at=at)
    outbox.emit("search.changed", {"kind": "budgets.round", "id": round_.public_id}, at=at)


@action
def begin_phase(*, actor: Any, round_id: int, state: State, reason: str, at: datetime) -> None:
    """Begin the next phase before its date."""
    round_ = _alone(round_id)
    reason = _clean(reason)
    dates = schedule.dates_of(round_)
    refuse(schedule_rules.begin_refusal(round_, dates, state, reason, at))
    _note(round_, RoundChange.Kind.BEGUN, actor, reason, at, state=state, before=dates[state], after=at)
    RoundStep.objects.filter(round=round_, state=state).update(starts_at=at)
    _begin(round_, state, actor.pk, at, at)


@action
def move_phase(
    *, actor: Any, round_id: int, state: State, to: datetime | None, reason: str, at: datetime
) -> None:
    """Let a phase begin earlier or later, or give a date to one that had none. Followers are told. Voters
    hold the same lock shared, so no ballot is in between."""
    round_ = _alone(round_id)
    reason = _clean(reason)
    dates = schedule.dates_of(round_)
    refuse(schedule_rules.move_refusal(round_, dates, state, to, reason, at))
    assert to is not None
    _note(round_, RoundChange.Kind.MOVED, actor, reason, at, state=state, before=dates.get(state), after=to)
    _write_date(round_, state, to)
    if round_.state != State.DRAFT:
        payload = {"round": round_.public_id, "state": str(state), "to": to.isoformat(), "reason": reason}
        outbox.emit("budgets.phase_moved", payload, at=at)


def _write_date(round_: Round, state: State, to: datetime) -> None:
    if state in (State.VOTING, State.CLOSED):
        name = schedule.field_of(state)
        setattr(round_, name, to)
        round_.save(update_fields=[name])
    else:
        RoundStep.objects.update_or_create(round=round_, state=state, defaults={"starts_at": to})


@action
def hold_round(*, actor: Any, round_id: int, reason: str, at: datetime) -> None:
    """Stop the clock: no phase begins until the round is resumed."""
    round_ = _alone(round_id)
    reason = _clean(reason)
    refuse(schedule_rules.hold_refusal(round_, reason))
    _run(round_, False)
    _note(round_, RoundChange.Kind.HELD, actor, reason, at)


@action
def resume_round(*, actor: Any, round_id: int, reason: str, at: datetime) -> None:
    """Let the clock run again; what became due meanwhile begins at the next tick."""
    round_ = _alone(round_id)
    reason = _clean(reason)
    refuse(schedule_rules.resume_refusal(round_, reason))
    _run(round_, True)
    _note(round_, RoundChange.Kind.RESUMED, actor, reason, at)


@action
def note_trouble(*, round_id: int, code: str, at: datetime) -> None:
    """The announcement was due and could not be: administrators are told, once for each obstacle."""
    if Round.objects.filter(pk=round_id).exclude(trouble=code).update(trouble=code):
        round_ = Round.objects.get(pk=round_id)
        audit.record(
            actor_id=None, verb="budgets.blocked", target=round_.target, at=at, detail={"code": code}
        )
        outbox.emit("budgets.announcement_blocked", {"round": round_.public_id}, at=at)


@action
def follow_round(*, person: Any, round_id: int, at: datetime) -> None:
    RoundFollow.objects.bulk_create([RoundFollow(round_id=round_id, person=person)], ignore_conflicts=True)


@action
def unfollow_round(*, person: Any, round_id: int, at: datetime) -> None:
    RoundFollow.objects.filter(round=round_id, person=person).delete()


def _alone(round_id: int) -> Round:
    locks.alone("budgets.round", round_id)
    return Round.objects.get(pk=round_id)


def _run(round_: Round, on: bool) -> None:
    round_.is_running = on
    round_.save(update_fields=["is_running"])


def _clean(reason: str) -> str:
    return " ".join(reason.replace("\x00", "").split())[:MOST_REASON]


def _note(round_: Round, kind: RoundChange.Kind, actor: Any, reason: str, at: datetime, **what: Any) -> None:
    change = RoundChange.objects.create(round=round_, kind=kind, reason=reason, at=at, actor=actor, **what)
    detail = {"reason": reason, "phase": str(change.state)}
    audit.record(
        actor_id=actor.pk, verb=f"budgets.schedule_{kind}", target=round_.target, at=at, detail=detail
    )
