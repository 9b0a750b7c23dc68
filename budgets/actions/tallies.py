"""From sealed ballots to a published result: claimed, finished, checked by one, published by another."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from budgets import appraisal_queries, paper_queries, rules, signing
from budgets.lifecycle import State, transition
from budgets.models import Envelope, Round, Tally
from portal import audit, locks, outbox
from portal.actions import action
from portal.organisations.rules import Role, has_role
from portal.refusals import refuse

SILENCE = timedelta(minutes=5)  # a running count says every few seconds that it lives


def claimable(at: datetime) -> Q:
    """Waiting, or left behind by a worker that was killed."""
    return Q(state=Tally.State.WAITING) | Q(state=Tally.State.RUNNING, touched_at__lt=at - SILENCE)


@action
def start_tally(*, envelope_id: int, at: datetime) -> Tally | None:
    """Claim the count of an envelope; None when it is done, when another worker has it, or while scores that
    its rule weighs beside the ballots are missing (they stand on the staff's pages)."""
    # Whoever changes scores beside the ballots holds this lock: what is read after the start stays.
    locks.alone("budgets.appraisals", envelope_id)
    tally = Tally.objects.select_for_update(of=("self",)).filter(claimable(at), envelope=envelope_id).first()
    if tally is None or appraisal_queries.obstacle(tally.envelope) is not None:
        return None
    _write(tally, state=Tally.State.RUNNING, started_at=at, touched_at=at, ballots_read=0, steps=0)
    return tally


@action
def finish_tally(*, envelope_id: int, result: dict[str, Any], at: datetime) -> None:
    """Keep the result; when it was the last of its round, the round is counted. What another worker has kept
    meanwhile stays."""
    tally = Tally.objects.select_related("envelope").get(envelope=envelope_id)
    round_id = tally.envelope.round_id
    locks.alone("budgets.round", round_id)
    tally.refresh_from_db(fields=["state"])
    if tally.state == Tally.State.DONE:
        return
    signed = signing.keep(result).fields()
    done = {"state": Tally.State.DONE, "result": result, "steps": result["steps"], "trouble": ""}
    _write(tally, **done, **signed, finished_at=at)
    audit.record(
        actor_id=None,
        verb="budgets.tallied",
        target=tally.envelope.target,
        at=at,
        detail={"sha256": tally.sha256},
    )
    _counted(Round.objects.get(pk=round_id), at)


def _write(tally: Tally, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(tally, name, value)
    tally.save(update_fields=list(fields))


def _counted(round_: Round, at: datetime) -> None:
    waiting = Tally.objects.filter(envelope__round=round_).exclude(state=Tally.State.DONE)
    if round_.state == State.CLOSED and not waiting.exists():
        transition(round_, State.COUNTED, actor_id=None, at=at)
        outbox.emit("budgets.counted", {"round": round_.public_id}, at=at)


@action
def fail_tally(*, envelope_id: int, trouble: str, at: datetime) -> None:
    """Keep why a count stopped, where staff see it; what another worker has finished meanwhile stays."""
    unfinished = Tally.objects.filter(envelope=envelope_id).exclude(state=Tally.State.DONE)
    unfinished.update(state=Tally.State.FAILED, trouble=trouble[:300], touched_at=at)


@action
def note_altered(*, envelope_id: int, trouble: str, at: datetime) -> None:
    """The box is not the sealed one any more when its file is to be published: staff see it beside the count,
    and no file is made until somebody has looked."""
    Tally.objects.filter(envelope=envelope_id).update(trouble=trouble[:300], touched_at=at)
    target = Envelope.objects.select_related("round").get(pk=envelope_id).target
    audit.record(actor_id=None, verb="budgets.box_altered", target=target, at=at, detail={})


@action
def retry_tally(*, actor: Any, envelope_id: int, at: datetime) -> bool:
    """Count again what had stopped. False when nothing had, or when nothing was to be counted yet."""
    tally = Tally.objects.select_related("envelope").filter(envelope=envelope_id).first()
    if tally is None:
        return False
    changed = Tally.objects.filter(pk=tally.pk, state=Tally.State.FAILED).update(state=Tally.State.WAITING)
    if changed:
        audit.record(actor_id=actor.pk, verb="budgets.recount", target=tally.envelope.target, at=at)
    return bool(changed)


@action
def check_result(*, actor: Any, round_id: int, at: datetime) -> None:
    """The first pair of eyes: an administrator has looked at the result."""
    round_ = _counted_round(round_id)
    round_.checked_by = actor
    round_.save(update_fields=["checked_by"])
    audit.record(actor_id=actor.pk, verb="budgets.checked", target=round_.target, at=at)


@action
def publish_result(*, actor: Any, round_id: int, at: datetime) -> None:
    """The second pair of eyes, another administrator's: from now on everyone sees the result."""
    round_ = _counted_round(round_id)
    refuse(publish_refusal(actor, round_))
    transition(round_, State.PUBLISHED, actor_id=actor.pk, at=at, published_by=actor, published_at=at)
    outbox.emit("budgets.result_published", {"round": round_.public_id}, at=at)
    outbox.emit("search.changed", {"kind": "budgets.round", "id": round_.public_id}, at=at)


def publish_refusal(actor: Any, round_: Round) -> Any:
    if round_.checked_by_id is None:
        return rules.NOT_CHECKED
    if round_.checked_by_id == actor.pk:
        return rules.SAME_PERSON
    # Two pairs of eyes must both be the city's on the day of the publication.
    if not has_role(round_.checked_by, Role.ADMINISTRATOR):
        return rules.CHECKER_LEFT
    return rules.MORE_THAN_PEOPLE if _has_more_than_people(round_) else None


def _has_more_than_people(round_: Round) -> bool:
    """Each person on the roll has one ballot in an envelope at most, on paper or on the web; beyond them lie
    those sheets alone of which two people have said in public why there are more."""
    people, more = round_.roll.count(), Counter[int]()
    for one in paper_queries.agreed_surpluses(round_):
        more[one.envelope_id] += one.number
    totals = round_.envelopes.values_list("pk", "ballots_total")
    return any((total or 0) > people + more[envelope] for envelope, total in totals)


def _counted_round(round_id: int) -> Round:
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    refuse(None if round_.state == State.COUNTED else rules.NOT_COUNTED)
    return round_
