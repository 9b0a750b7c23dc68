"""Scores beside the ballots: described, keyed by two, confirmed by who did not key last, frozen then."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from budgets import appraisal_queries
from budgets import appraisal_rules as rules
from budgets.appraisal_scores import Scores, bounds_refusal
from budgets.models import Appraisal, AppraisalKeying, Envelope
from portal import attachments, audit, clock, locks, outbox
from portal.actions import action
from portal.refusals import refuse

State = Appraisal.State
DETAILS = ("kind", "held_on", "source", "sample")


@action
def describe_appraisal(
    *,
    actor: Any,
    envelope_id: int,
    name: str,
    details: dict[str, Any],
    files: Sequence[Any] = (),
    at: datetime,
) -> Appraisal:
    """Say where a panel's scores come from, with the paper on which they stand."""
    envelope = _entering(envelope_id)
    refuse(rules.details_refusal(details, clock.local(at).date()))
    appraisal = Appraisal.objects.filter(envelope=envelope, name=name).first()
    refuse(rules.CONFIRMED if appraisal is not None and appraisal.state == State.CONFIRMED else None)
    values = {part: details[part] for part in DETAILS}
    if appraisal is None:
        refuse(None if files else rules.NO_FILE)
        appraisal = Appraisal.objects.create(envelope=envelope, name=name, **values)
    else:
        refuse(_unfit(appraisal, values))
        _write(appraisal, **values)
    appraisal.files.add(*[attachments.store(actor, one, at) for one in files])
    _record(actor, "budgets.appraisal_described", appraisal, at)
    return appraisal


def _unfit(appraisal: Appraisal, values: dict[str, Any]) -> Any:
    """Scores that were keyed as one kind may be too large for another."""
    scores = [one.scores for one in appraisal.keyings.all()] + [appraisal.scores or {}]
    found = (bounds_refusal(one, values["kind"], values["sample"]) for one in scores if one)
    return next((one for one in found if one is not None), None)


@action
def key_appraisal(*, actor: Any, appraisal_id: int, scores: Scores, at: datetime) -> Appraisal:
    """Keep what one person read. The second keying settles the scores or shows that they differ; then either
    of the two may look again and key anew."""
    appraisal = _open(appraisal_id)
    keyings = list(appraisal.keyings.all())
    refuse(rules.keying_refusal(appraisal, keyings, actor))
    refuse(bounds_refusal(scores, appraisal.kind, appraisal.sample))
    mine = next((one for one in keyings if one.keyed_by_id == actor.pk), None)
    if mine is None:
        mine = AppraisalKeying(appraisal=appraisal, keyed_by=actor, turn=len(keyings) + 1)
        keyings.append(mine)
    mine.scores = scores
    mine.save()
    if len(keyings) < 2:
        _write(appraisal, state=State.ONCE)
    elif keyings[0].scores == keyings[1].scores:
        _write(appraisal, state=State.AGREED, scores=scores, settled_by=actor)
    else:
        _write(appraisal, state=State.DIFFERS)
    _record(actor, "budgets.appraisal_keyed", appraisal, at)
    return appraisal


@action
def take_over_rubric(*, actor: Any, appraisal_id: int, kind: str, at: datetime) -> Appraisal:
    """Use the exact averages of the citizens' panel (`kind`: whose), instead of keying them."""
    appraisal = _open(appraisal_id)
    committee = appraisal.kind == Appraisal.Kind.COMMITTEE
    refuse(None if committee else rules.NOT_A_COMMITTEE)
    refuse(rules.KEYED_TWICE if appraisal.state != State.OPEN else None)
    scores = appraisal_queries.average(appraisal.envelope, kind, at)
    _write(appraisal, state=State.AGREED, scores=scores, settled_by=actor, from_rubric=True)
    _record(actor, "budgets.appraisal_taken_over", appraisal, at, {"kind": kind})
    return appraisal


@action
def confirm_appraisal(*, actor: Any, appraisal_id: int, at: datetime) -> None:
    """Another administrator has held the scores against the paper. With the last one the count may start."""
    appraisal = _open(appraisal_id)
    refuse(rules.confirm_refusal(appraisal, actor, has_file=appraisal.files.exists()))
    _write(appraisal, state=State.CONFIRMED, confirmed_by=actor, confirmed_at=at)
    _record(actor, "budgets.appraisal_confirmed", appraisal, at)
    outbox.emit("budgets.appraisal_confirmed", {"round": appraisal.envelope.round.public_id}, at=at)


@action
def reopen_appraisal(*, actor: Any, appraisal_id: int, reason: str, at: datetime) -> None:
    """Throw away what was keyed, with a reason that stays in the audit trail."""
    appraisal = _open(appraisal_id)
    refuse(rules.NOTHING_KEYED if appraisal.state == State.OPEN else None)
    refuse(None if reason else rules.NO_REASON)
    appraisal.keyings.all().delete()
    blank = {"settled_by": None, "from_rubric": False, "confirmed_by": None, "confirmed_at": None}
    _write(appraisal, state=State.OPEN, scores=None, **blank)
    _record(actor, "budgets.appraisal_reopened", appraisal, at, {"reason": reason})


def _entering(envelope_id: int) -> Envelope:
    """The envelope, while scores may still change. The start of its count takes this lock too."""
    locks.alone("budgets.appraisals", envelope_id)
    envelope = Envelope.objects.select_related("round").get(pk=envelope_id)
    refuse(rules.entry_refusal(envelope.round, begun=rules.has_begun(envelope)))
    return envelope


def _open(appraisal_id: int) -> Appraisal:
    envelope = _entering(Appraisal.objects.values_list("envelope_id", flat=True).get(pk=appraisal_id))
    appraisal = Appraisal.objects.get(pk=appraisal_id)
    appraisal.envelope = envelope
    return appraisal


def _write(appraisal: Appraisal, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(appraisal, name, value)
    appraisal.save(update_fields=list(fields))


def _record(actor: Any, verb: str, appraisal: Appraisal, at: datetime, detail: Any = None) -> None:
    """Who did what to which panel's scores; never a score."""
    told = {"panel": appraisal.name, **(detail or {})}
    audit.record(actor_id=actor.pk, verb=verb, target=appraisal.target, at=at, detail=told)
