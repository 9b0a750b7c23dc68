"""Booths for voting on paper: made, staffed, given sheets, their box counted and signed for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from budgets import paper_queries, paper_rules, rules
from budgets.models import Booth, Envelope, PaperBallot, Round
from portal import audit, locks
from portal.actions import action
from portal.refusals import refuse


@action
def add_booth(
    *, actor: Any, round_id: int, fields: dict[str, Any], officers: Sequence[Any], at: datetime
) -> Booth:
    """Say where, when and by whom paper ballots are handed out."""
    round_ = _accepting(round_id)
    refuse(paper_rules.days_refusal(round_, fields["opens_on"], fields["closes_on"]))
    booth = Booth.objects.create(round=round_, **fields)
    booth.officers.set(officers)
    _record(actor, "budgets.booth_added", booth, at)
    return booth


@action
def edit_booth(
    *, actor: Any, booth_id: int, fields: dict[str, Any], officers: Sequence[Any], at: datetime
) -> None:
    """Also after the ballot's end: a third person may be missing only when sheets are keyed."""
    booth = locked(booth_id)
    refuse(paper_rules.edit_refusal(booth))
    if (fields["opens_on"], fields["closes_on"]) != (booth.opens_on, booth.closes_on):
        refuse(paper_rules.days_refusal(booth.round, fields["opens_on"], fields["closes_on"]))
    for name, value in fields.items():
        setattr(booth, name, value)
    booth.save(update_fields=list(fields))
    booth.officers.set(officers)
    _record(actor, "budgets.booth_edited", booth, at)


@action
def print_sheets(*, actor: Any, booth_id: int, envelope: Envelope, number: int, at: datetime) -> int:
    """Draw serials for fresh sheets of one ballot; returns the number of the print run."""
    booth = locked(booth_id)
    refuse(paper_rules.printing_refusal(booth.round))
    run = (booth.sheets.aggregate(last=Max("run"))["last"] or 0) + 1
    serials = paper_rules.new_serials(number, booth.sheets.values_list("serial", flat=True))
    PaperBallot.objects.bulk_create(
        [PaperBallot(booth=booth, envelope=envelope, serial=serial, run=run) for serial in serials]
    )
    _record(actor, "budgets.sheets_printed", booth, at, {"number": number, "envelope": envelope.public_id})
    return run


@action
def count_box(*, officer: Any, booth_id: int, in_box: int, at: datetime) -> None:
    """Keep how many sheets lay in the box. A second count replaces the first; the audit trail has both."""
    booth = locked(booth_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    refuse(paper_rules.entry_refusal(booth, booth.round, at))
    booth.in_box, booth.counted_by = in_box, officer
    booth.save(update_fields=["in_box", "counted_by"])
    _record(officer, "budgets.box_counted", booth, at, {"in_box": in_box})


@action
def sign_booth(*, officer: Any, booth_id: int, at: datetime) -> None:
    """Say that everything from this booth is entered: another officer than who counted its box. Nothing can
    be added afterwards."""
    booth = locked(booth_id)
    refuse(paper_rules.officer_refusal(booth, officer))
    box = paper_queries.box_of(booth)
    refuse(paper_rules.signing_refusal(box, booth.round, officer, at))
    booth.signed_at, booth.signed_by = at, officer
    booth.save(update_fields=["signed_at", "signed_by"])
    numbers = {"in_box": booth.in_box, "counted": box.counted, "spoiled": box.spoiled}
    _record(officer, "budgets.booth_signed", booth, at, numbers)


def _accepting(round_id: int) -> Round:
    """The round, if a booth can still be added. Closing takes this lock alone."""
    locks.share("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    closed = round_.state not in [*Round.State.preparing(), *Round.State.accepting()]
    refuse(rules.CLOSED if closed else None)
    return round_


def locked(booth_id: int) -> Booth:
    """The booth for this action alone, and its round as sealing and keying will find it."""
    round_id = Booth.objects.values_list("round_id", flat=True).get(pk=booth_id)
    locks.share("budgets.round", round_id)
    locks.alone("budgets.booth", booth_id)
    return Booth.objects.select_related("round").get(pk=booth_id)


def _record(actor: Any, verb: str, booth: Booth, at: datetime, detail: dict[str, Any] | None = None) -> None:
    audit.record(actor_id=actor.pk, verb=verb, target=booth.target, at=at, detail=detail)
