"""Which slots of a day can still be had. Pure: opening stretches and taken spans in, slots out. No database
here.

opens                                        closes
  |----|----|----|----|----|----|----|----|----|     steps of the resource, counted from its opening
       [====taken====)                               a claim, buffers included
  free  ~~~  ~~~  ~~~  free free free free  (end)    a slot is free when a shortest booking can start there
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from reservations.models import Resource
from reservations.opening import Stretch
from reservations.times import DAY, MINUTE


class Taken(NamedTuple):
    """A blocking claim on a leaf; [start, end), buffers included."""

    leaf: int
    unit: int
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Terms:
    """Lengths of a resource (see Resource), and how many units each of its leaves has."""

    step: timedelta
    shortest: timedelta
    longest: timedelta
    before: timedelta
    after: timedelta
    lead: timedelta
    window: timedelta
    units: Mapping[int, int]

    def earliest(self, at: datetime) -> datetime:
        return at + self.lead

    def latest(self, at: datetime) -> datetime:
        """Starts must lie before this."""
        return at + self.window


class Slot(NamedTuple):
    """One step of a day. `tone`: free (can start here), open (free, but too short to start), taken,
    closed."""

    start: datetime
    end: datetime
    tone: str


def is_free(start: datetime, end: datetime, taken: Sequence[Taken], terms: Terms) -> bool:
    """Could [start, end) be claimed now? True when every leaf has a unit left for the whole time."""
    start, end = start - terms.before, end + terms.after
    busy: dict[int, set[int]] = {}
    for claim in taken:
        if claim.start < end and start < claim.end:
            busy.setdefault(claim.leaf, set()).add(claim.unit)
    return all(len(busy.get(leaf, ())) < units for leaf, units in terms.units.items())


def slots(stretch: Stretch, taken: Sequence[Taken], terms: Terms, at: datetime) -> Iterator[Slot]:
    """The steps of an opening stretch, in order."""
    start = stretch.opens_at
    while start + terms.step <= stretch.closes_at:
        end = start + terms.step
        yield Slot(start, end, _tone(start, end, stretch.closes_at, taken, terms, at))
        start = end


def _tone(
    start: datetime, end: datetime, closes: datetime, taken: Sequence[Taken], terms: Terms, at: datetime
) -> str:
    if start < terms.earliest(at) or start >= terms.latest(at):
        return "closed"
    if not is_free(start, end, taken, terms):
        return "taken"
    fits = start + terms.shortest <= closes and is_free(start, start + terms.shortest, taken, terms)
    return "free" if fits else "open"


def starts(
    stretches: Sequence[Stretch], length: timedelta, taken: Sequence[Taken], terms: Terms, at: datetime
) -> Iterator[datetime]:
    """Every start at which `length` can be booked; lengths that the terms forbid have none."""
    if length % terms.step or not terms.shortest <= length <= terms.longest:
        return
    for stretch in stretches:
        start = stretch.opens_at
        while start + length <= stretch.closes_at:
            in_window = terms.earliest(at) <= start < terms.latest(at)
            if in_window and is_free(start, start + length, taken, terms):
                yield start
            start += terms.step


def terms_of(resource: Resource, units: Mapping[int, int]) -> Terms:
    """The terms of a resource."""
    return Terms(
        step=resource.step * MINUTE,
        shortest=resource.shortest * MINUTE,
        longest=resource.longest * MINUTE,
        before=resource.before,
        after=resource.after,
        lead=resource.lead * MINUTE,
        window=resource.window_days * DAY,
        units=units,
    )
