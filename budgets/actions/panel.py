"""The panel's verbs: announce, apply, draw, call experts, meet, declare, score."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from budgets import draw as lot
from budgets import eligibility, overtaken, panel_queries, seeding
from budgets import panel_rules as rules
from budgets.models import Applicant, Criterion, Declaration, Meeting, Panel, Plan, Round, Score, Seat
from budgets.models.panel import AgeBand
from budgets.rules import FROZEN
from portal import audit, locks, outbox
from portal.accounts.models import User
from portal.actions import action
from portal.refusals import Refusal, Refused, refuse

LOCK, SCORES = "budgets.panel", "budgets.panel_scores"


@action
def announce_panel(*, actor: Any, round_: Round, fields: Mapping[str, Any], at: datetime) -> Panel:
    """Open the recruiting page. The seed is fixed now and its hash published, before anybody applies."""
    refuse(None if rules.is_preparing(round_) else FROZEN)
    _refuse_announcement(Panel(**fields))
    kept, commitment = seeding.fresh()
    panel = Panel.objects.create(round=round_, seed=kept, commitment=commitment, **fields)
    audit.record(
        actor_id=actor.pk,
        verb="budgets.panel_announced",
        target=panel.target,
        at=at,
        detail={"commitment": panel.commitment},
    )
    return panel


@action
def edit_panel(*, actor: Any, panel: Panel, fields: Mapping[str, Any], at: datetime) -> None:
    locks.alone(LOCK, panel.pk)  # the draw takes this lock: its deadline does not move while it is drawn
    current = Panel.objects.select_for_update().get(pk=panel.pk)
    refuse(rules.editing_refusal(current, fields, at))
    before = current.closes_at
    for name, value in fields.items():
        setattr(current, name, value)
    _refuse_announcement(current)
    current.save(update_fields=list(fields))
    moved = current.closes_at != before
    detail = {"closes_at": f"{current.closes_at:%Y-%m-%dT%H:%M%z}", "before": f"{before:%Y-%m-%dT%H:%M%z}"}
    audit.record(
        actor_id=actor.pk,
        verb="budgets.panel_edited",
        target=panel.target,
        at=at,
        detail=detail if moved else None,
    )


def _refuse_announcement(panel: Panel) -> None:
    refuse(rules.area_refusal(panel.area, panel.voters))
    refuse(rules.deadline_refusal(panel.term_from, panel.scores_until))
    refuse(rules.term_refusal(panel.term_from, panel.closes_at, panel.drawn_at))


@action
def apply_for_panel(
    *, person: Any, panel: Panel, sex: str = "", motive: str = "", agree: bool, at: datetime
) -> Applicant:
    """Offer to serve, for whoever belongs to the panel's area. Area and age are taken from the verified
    identity, as they are today."""
    locks.share(LOCK, panel.pk)  # the draw takes this lock alone: nobody slips in while the list is read
    panel.refresh_from_db()
    refuse(eligibility.application_refusal(person, panel, at) or (None if agree else rules.NO_CONSENT))
    return Applicant.objects.create(
        panel=panel,
        person=person,
        area=person.area,
        age_band=AgeBand.of(person.birth_year, at),
        sex=sex if sex in Applicant.Sex.values else "",
        motive=motive.strip(),
        at=at,
    )


@action
def leave_panel(*, person: Any, panel: Panel, at: datetime) -> None:
    """Before the draw an application is taken back; afterwards the seat goes to the next in the queue."""
    locks.alone(LOCK, panel.pk)
    panel.refresh_from_db()
    if panel.drawn_at is None:
        gone = Applicant.objects.filter(panel=panel, person=person, withdrawn_at=None)
        refuse(None if gone.update(withdrawn_at=at) else rules.NOT_APPLIED)
        return
    seat = Seat.objects.filter(panel=panel, person=person, left_at=None).first()
    if seat is None:
        raise Refused(rules.NOT_APPLIED)
    Seat.objects.filter(pk=seat.pk).update(left_at=at)
    audit.record(actor_id=person.pk, verb="budgets.seat_left", target=panel.target, at=at)
    if seat.kind == Seat.Kind.CITIZEN:
        _call_reserve(panel, at)


@action
def draw_panel(*, actor: Any, panel: Panel, at: datetime) -> lot.Drawn:
    """추첨: seats by lot, everybody else in the order in which they step in; seed and list become public.

    Whoever moved away since she applied is not drawn. This is asked of all applicants once, now, before the
    list is closed: the list that is hashed, drawn from and published holds those alone who may be drawn, so
    the draw still repeats from it and from the seed, which nobody knew. Those left out are marked and find
    the reason on their page. Who moved within the panel's area stays in the stratum in which she applied;
    who moves after the draw keeps her seat; who waits in the queue is asked again before she steps in.
    """
    locks.alone(LOCK, panel.pk)
    panel.refresh_from_db()
    drawable, gone = by_belonging(panel, at)
    applicants = {one.code: one for one in drawable}
    refuse(rules.draw_refusal(panel, len(applicants), at))
    Applicant.objects.filter(pk__in=[one.pk for one in gone]).update(left_out_at=at)
    entries = [entry(one) for one in applicants.values()]
    refuse(seeding.refusal(panel.seed, panel.commitment))
    panel.seed = seeding.opened(panel.seed, panel.commitment)
    drawn = lot.draw(entries, panel.size, panel.seed)
    Seat.objects.bulk_create([_seat(panel, applicants[code], at) for code in drawn.seats])
    for place, code in enumerate(drawn.reserves):
        applicants[code].reserve = place
    Applicant.objects.bulk_update([applicants[code] for code in drawn.reserves], ["reserve"], batch_size=500)
    panel.drawn_at, panel.roster_sha256 = at, lot.digest(entries)
    panel.save(update_fields=["drawn_at", "roster_sha256", "seed"])
    detail = {"applicants": len(entries), "left_out": len(gone), "roster": panel.roster_sha256}
    audit.record(actor_id=actor.pk, verb="budgets.panel_drawn", target=panel.target, at=at, detail=detail)
    outbox.emit("budgets.panel_drawn", {"round": panel.round.public_id}, at=at)
    return drawn


def living(panel: Panel) -> Any:
    """The applications that stand, with their areas."""
    return panel.applicants.filter(withdrawn_at=None, left_out_at=None).select_related("area")


def by_belonging(panel: Panel, at: datetime) -> tuple[list[Applicant], list[Applicant]]:
    """The applications that stand: those that may be drawn today, and those of people who moved away."""
    applicants = list(living(panel).select_related("person__area__parent"))
    drawable = eligibility.still_belonging(applicants, panel, at)
    kept = {one.pk for one in drawable}
    return drawable, [one for one in applicants if one.pk not in kept]


def entry(applicant: Applicant) -> lot.Entry:
    return lot.Entry(applicant.code, applicant.area.code, applicant.age_band, applicant.sex)


def _seat(panel: Panel, applicant: Applicant, at: datetime) -> Seat:
    return Seat(
        panel=panel, person_id=applicant.person_id, kind=Seat.Kind.CITIZEN, applicant=applicant, since=at
    )


def _call_reserve(panel: Panel, at: datetime) -> None:
    """The first of the queue who has no seat yet and has not moved away."""
    waiting = panel.applicants.filter(reserve__isnull=False, seat=None, withdrawn_at=None)
    waiting = waiting.exclude(person__panel_seats__panel=panel).select_related("person__area__parent")
    following = next(iter(eligibility.still_belonging(list(waiting.order_by("reserve")), panel, at)), None)
    if following is not None:
        _seat(panel, following, at).save(force_insert=True)
        payload = {"round": panel.round.public_id, "person": following.person_id}
        outbox.emit("budgets.panel_stepped_in", payload, at=at)


@action
def call_expert(*, actor: Any, panel: Panel, email: str, career: str, at: datetime) -> Seat:
    """An expert scores by a rubric of her own, and declares her interests like everybody."""
    person = User.objects.verified().filter(email__iexact=email.strip()).first()
    if person is None:
        raise Refused(rules.NO_PERSON)
    seat = Seat.objects.create(panel=panel, person=person, kind=Seat.Kind.EXPERT, career=career, since=at)
    audit.record(actor_id=actor.pk, verb="budgets.expert_called", target=panel.target, at=at)
    return seat


@action
def dismiss_expert(*, actor: Any, seat: Seat, at: datetime) -> None:
    """She was called by mistake. Only before she has declared or scored anything: whoever could send a judge
    away afterwards would choose which scores count."""
    locks.alone(SCORES, seat.panel_id)
    refuse(rules.HAS_SCORED if Declaration.objects.filter(seat=seat).exists() else None)
    gone = Seat.objects.filter(pk=seat.pk, kind=Seat.Kind.EXPERT, left_at=None).update(left_at=at)
    refuse(None if gone else rules.NOT_SEATED)
    detail = {"person": seat.person.public_id}
    audit.record(
        actor_id=actor.pk, verb="budgets.expert_dismissed", target=seat.panel.target, at=at, detail=detail
    )


@action
def remove_criterion(*, actor: Any, criterion: Criterion, at: datetime) -> None:
    """One that was written wrong goes, and is written anew; not once somebody has scored by its rubric."""
    panel = criterion.panel
    locks.alone(LOCK, panel.pk)
    locks.alone(SCORES, panel.pk)  # nobody scores by it meanwhile
    refuse(_scoring_refusal(panel, criterion.kind))
    detail = {"name": criterion.name, "kind": criterion.kind, "weight": criterion.weight}
    criterion.delete()
    audit.record(
        actor_id=actor.pk, verb="budgets.criterion_removed", target=panel.target, at=at, detail=detail
    )


def _scoring_refusal(panel: Panel, kind: str) -> Refusal | None:
    begun = Score.objects.filter(criterion__panel=panel, criterion__kind=kind).exists()
    return rules.SCORING_BEGUN if begun else None


@action
def add_criterion(*, actor: Any, panel: Panel, fields: Mapping[str, Any], at: datetime) -> Criterion:
    locks.alone(LOCK, panel.pk)
    refuse(_scoring_refusal(panel, fields["kind"]))
    criterion = Criterion.objects.create(panel=panel, **fields)
    audit.record(actor_id=actor.pk, verb="budgets.criterion_added", target=panel.target, at=at)
    return criterion


def mark_of(meeting: Meeting) -> str:
    """Of the words that are kept now (`overtaken.mark`)."""
    moment = f"{meeting.starts_at.timestamp()}" if meeting.starts_at else ""  # the same in every time zone
    return overtaken.mark(meeting.title, meeting.place, meeting.agenda, meeting.minutes, moment)


@action
def save_meeting(
    *,
    actor: Any,
    panel: Panel,
    meeting: Meeting | None,
    fields: Mapping[str, Any],
    at: datetime,
    seen: str = "",
) -> Meeting:
    """Agenda before, minutes after. The first minutes keep their time."""
    locks.alone("budgets.meetings", panel.pk)
    saved = Meeting.objects.get(pk=meeting.pk) if meeting else Meeting(panel=panel)
    stored = mark_of(saved)
    for name, value in fields.items():
        setattr(saved, name, value)
    refuse(overtaken.refusal(seen, stored, mark_of(saved)))
    if saved.minutes and saved.minutes_at is None:
        saved.minutes_at = at
    saved.save()
    audit.record(actor_id=actor.pk, verb="budgets.meeting_saved", target=panel.target, at=at)
    return saved


@action
def declare_interest(*, seat: Seat, plan: Plan, reason: str, at: datetime) -> None:
    """회피: she has an interest and is out for this plan; points that she gave before count no more."""
    locks.alone(SCORES, seat.panel_id)
    refuse(rules.scoring_refusal(seat, plan, (), at) or _shown(seat, at))
    if not reason.strip():
        raise Refused(rules.NO_WHY)
    locks.alone("budgets.seat", seat.pk)
    said = {"interested": True, "reason": reason.strip(), "at": at}
    Declaration.objects.update_or_create(seat=seat, plan=plan, defaults=said)
    audit.record(actor_id=seat.person_id, verb="budgets.interest_declared", target=plan.target, at=at)
    _open(seat.panel, at)


@action
def score_plan(*, seat: Seat, plan: Plan, points: Mapping[int, int | None], at: datetime) -> None:
    """Declares that she has no interest, and gives whole points. May be changed until the scores open."""
    locks.share(LOCK, seat.panel_id)
    locks.alone(SCORES, seat.panel_id)
    locks.alone("budgets.seat", seat.pk)
    refuse(rules.scoring_refusal(seat, plan, authors_of(plan), at) or _shown(seat, at))
    criteria = seat.panel.criteria.filter(kind=seat.kind).values_list("pk", flat=True)
    refuse(rules.points_refusal(points, list(criteria)))
    declaration, _new = Declaration.objects.get_or_create(
        seat=seat, plan=plan, defaults={"interested": False, "at": at}
    )
    refuse(rules.INTERESTED if declaration.interested else None)
    given = {criterion: number for criterion, number in points.items() if number}
    for criterion, number in given.items():
        Score.objects.update_or_create(
            declaration=declaration, criterion_id=criterion, defaults={"points": number, "at": at}
        )
    audit.record(actor_id=seat.person_id, verb="budgets.plan_scored", target=plan.target, at=at)
    _open(seat.panel, at)


@action
def open_scores(*, panel: Panel, at: datetime) -> None:
    """By the clock: scores that became complete because somebody left, or whose time is over, stay open."""
    locks.alone(SCORES, panel.pk)
    _open(panel, at)


def _open(panel: Panel, at: datetime) -> None:
    if panel_queries.open_now(panel, at):
        Panel.objects.filter(pk=panel.pk, opened_at=None).update(opened_at=at)


def _shown(seat: Seat, at: datetime) -> Refusal | None:
    """Whoever changed her points after reading the others' would decide alone what the panel thinks. The last
    two who score come one after the other (SCORES), so that neither still changes what both have shown."""
    seat.panel.refresh_from_db(fields=["opened_at"])
    return rules.SHOWN if panel_queries.open_now(seat.panel, at) else None


def authors_of(plan: Plan) -> list[int]:
    return [pk for pk in plan.ideas.values_list("author", flat=True) if pk]
