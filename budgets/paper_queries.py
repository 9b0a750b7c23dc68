"""What the pages about paper read. Never what was chosen: while voting is open that would be a count."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import (
    Booth,
    Envelope,
    Keying,
    PaperBallot,
    Project,
    Round,
    SheetsGiven,
    Surplus,
    VoterRoll,
)
from budgets.paper_rules import Box, Over
from portal.mine import Queue
from portal.organisations.rules import Role, has_role

State = PaperBallot.State
KEYED = [State.ONCE, State.DIFFERS, State.COUNTED, State.SPOILED]

Sheets = dict[int, list[dict[str, Any]]]
Given = dict[int, dict[int, int]]
Said = dict[tuple[int, int], list[Surplus]]  # by booth and envelope, the latest last


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people took part, by channel."""

    web: int
    paper: int

    @property
    def total(self) -> int:
        return self.web + self.paper


def turnout(round_: Round) -> Turnout | None:
    """Unknown to everybody until the box is sealed, and for elections that came from elsewhere."""
    if round_.sealed_at is None or round_.origin:
        return None
    by_channel = dict(round_.roll.order_by().values_list("channel").annotate(Count("pk")))
    return Turnout(by_channel.get(VoterRoll.Channel.WEB, 0), by_channel.get(VoterRoll.Channel.PAPER, 0))


def booths(round_: Round) -> list[Booth]:
    """Where people can vote on paper, for everybody to read."""
    return list(round_.booths.select_related("area"))


def boxes(round_: Round) -> list[Box]:
    """How far each booth of the round is. Five queries, however many booths."""
    found = booths(round_)
    if not found:
        return []
    numbers, said = _numbers(round_), _said(round_)
    return [_box(booth, *numbers, said) for booth in found]


def box_of(booth: Booth) -> Box:
    return _box(booth, *_numbers(booth.round, booth), _said(booth.round))


def _said(round_: Round) -> Said:
    said: Said = {}
    for one in Surplus.objects.filter(booth__round=round_).select_related("booth", "envelope", "noted_by"):
        said.setdefault((one.booth_id, one.envelope_id), []).append(one)
    return said


def agreed_surpluses(round_: Round) -> list[Surplus]:
    """Of which ballots more sheets are counted than were handed out, and why: of each the latest words."""
    latest = [_agreed(rows) for rows in _said(round_).values()]
    return [one for one in latest if one is not None]


def _agreed(rows: list[Surplus]) -> Surplus | None:
    return next((one for one in reversed(rows) if one.agreed_at is not None), None)


def _over(compared: Iterable[Over], booth: Booth, said: Said) -> Over | None:
    """The first ballot of which there are more sheets than two people have agreed to."""
    for over in compared:
        rows = said.get((booth.pk, over.envelope), [])
        agreed = _agreed(rows)
        if over.number > (agreed.number if agreed else 0):
            # Words about another number are no words about this one.
            fresh = [one for one in rows if one.agreed_at is None and one.number == over.number]
            return replace(over, noted=fresh[-1] if fresh else None)
    return None


def _numbers(round_: Round, booth: Booth | None = None) -> tuple[Sheets, dict[int, int], Given]:
    """Sheets by booth, envelope and state; people by booth; sheets handed out by booth and envelope."""
    sheets = PaperBallot.objects.filter(booth__round=round_, state__in=[*KEYED, State.SEALED])
    people = round_.roll.filter(channel=VoterRoll.Channel.PAPER)
    given = SheetsGiven.objects.filter(booth__round=round_)
    if booth is not None:
        sheets, people = sheets.filter(booth=booth), people.filter(booth=booth)
        given = given.filter(booth=booth)
    found: Sheets = {}
    rows = (
        sheets.order_by().values("booth", "envelope", "envelope__name", "state").annotate(number=Count("pk"))
    )
    for row in rows:
        found.setdefault(row["booth"], []).append({**row})
    handed: Given = {}
    for place, envelope, number in given.values_list("booth", "envelope", "number"):
        handed.setdefault(place, {})[envelope] = number
    return found, dict(people.order_by().values_list("booth").annotate(Count("pk"))), handed


def _box(booth: Booth, sheets: Sheets, people: dict[int, int], given: Given, said: Said) -> Box:
    states: dict[str, int] = {}
    keyed: dict[tuple[int, str], int] = {}
    for row in sheets.get(booth.pk, []):
        states[row["state"]] = states.get(row["state"], 0) + row["number"]
        envelope = row["envelope"], row["envelope__name"]
        keyed[envelope] = keyed.get(envelope, 0) + row["number"]
    handed = given.get(booth.pk, {})
    # Whoever was given paper by the release before, beside this one, is in the roll and in no counter.
    uncounted = max(0, people.get(booth.pk, 0) - max(handed.values(), default=0))
    compared = [Over(pk, name, many, handed.get(pk, 0) + uncounted) for (pk, name), many in keyed.items()]
    return Box(
        booth=booth,
        people=people.get(booth.pk, 0),
        once=states.get(State.ONCE, 0),
        differs=states.get(State.DIFFERS, 0),
        counted=states.get(State.COUNTED, 0) + states.get(State.SEALED, 0),
        spoiled=states.get(State.SPOILED, 0),
        over=_over(compared, booth, said),
    )


def staff_booths(user: Any, round_: Round) -> list[Box]:
    """All booths for administrators, their own for officers; 404 for who has none."""
    found = boxes(round_)
    if has_role(user, Role.ADMINISTRATOR):
        return found
    mine = set(round_.booths.filter(officers=user).values_list("pk", flat=True))
    if not mine:
        raise Http404
    return [box for box in found if box.booth.pk in mine]


def staff_booth(user: Any, round_id: str, booth_id: str) -> Booth:
    """A booth for an administrator or one of its officers, its round beside it; 404 for others."""
    booth = (
        Booth.objects.select_related("round", "area")
        .filter(public_id=booth_id, round__public_id=round_id)
        .first()
    )
    if booth is None or not (is_officer(user, booth) or has_role(user, Role.ADMINISTRATOR)):
        raise Http404
    return booth


def is_officer(user: Any, booth: Booth) -> bool:
    return booth.officers.filter(pk=user.pk).exists()


def sheets_to_print(booth: Booth, run: int) -> list[PaperBallot]:
    """One print run, in the random order of its serials, with the ballot of each."""
    found = booth.sheets.filter(run=run).select_related("envelope").order_by("serial")
    return list(found)


def runs(booth: Booth) -> list[dict[str, Any]]:
    """Print runs of a booth: number, name of the ballot, how many sheets."""
    found = booth.sheets.order_by("-run").values("run", "envelope__name").annotate(number=Count("pk"))
    return [{**row} for row in found]


def projects_by_number(envelope: Envelope) -> dict[int, Project]:
    return {project.number: project for project in envelope.projects.all()}


def my_last(user: Any, booth: Booth, number: int = 8) -> list[Keying]:
    """What this person keyed last at this booth, the newest first."""
    mine = Keying.objects.filter(keyed_by=user, sheet__booth=booth).select_related("sheet__envelope")
    return list(mine.order_by("-pk")[:number])


def differences(booth: Booth) -> list[PaperBallot]:
    """Sheets of which two people read different things, in the order of their batches."""
    found = booth.sheets.filter(state=State.DIFFERS).select_related("envelope")
    return list(found.order_by("batch", "serial"))


def difference(booth: Booth, serial: str) -> PaperBallot:
    found = booth.sheets.filter(state=State.DIFFERS, serial=serial).select_related("envelope").first()
    if found is None:
        raise Http404
    return found


def ballots_for(round_: Round) -> list[Envelope]:
    envelopes = list(round_.envelopes.select_related("area").prefetch_related("projects"))
    for envelope in envelopes:
        envelope.round = round_
    return envelopes


def queues(user: Any) -> list[Queue]:
    """One pile for each booth that still waits for its officers' signature."""
    mine = Booth.objects.filter(officers=user, round__sealed_at=None, signed_at=None).select_related("round")
    return [
        Queue(
            _("종이 투표: %(booth)s") % {"booth": booth.name},
            reverse("budgets_staff:booth", args=[booth.round.public_id, booth.public_id]),
            1,
            booth.round.closes_at,
            is_owed=False,
        )
        for booth in mine[:20]
    ]
