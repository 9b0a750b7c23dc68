"""What the pages of ideas and plans read; everything prefetched, each with a bound on queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import Idea, IdeaMark, IdeaState, Plan, PlanLike, PlanState, Round
from portal.mine import Mine, Queue
from portal.organisations.models import Area, Role, Unit
from portal.search import queries as search

KIND = "budgets.idea"
PAGE = 20
SHORTEST, MOST_ALIKE, FOUND = 4, 3, 50
MOST = 50
SUPPORTS = Count("marks", filter=Q(marks__kind=IdeaMark.Kind.SUPPORT, marks__ended_at=None))
DESK = (Role.OFFICER, Role.APPROVER)
STANDS: dict[str, Q] = {
    "waiting": Q(state__in=IdeaState.waiting()),
    "eligible": Q(state=IdeaState.ELIGIBLE),
    "ineligible": Q(state=IdeaState.INELIGIBLE),
    "on_ballot": Q(plan__state=PlanState.ON_BALLOT),
}
ORDERS = {"newest": ("-submitted_at", "-pk"), "supported": ("-supports", "-pk")}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked for; unknown values count as not asked."""

    words: str = ""
    stands: str = ""
    field: str = ""
    area: Area | None = None
    order: str = "newest"


def most_money(plan: Plan) -> int | None:
    """The most that one project can get where this plan may end; None while nobody has said how much."""
    envelopes = list(plan.round.envelopes.select_related("area"))
    near = [one for one in envelopes if one.area is None or one.area.contains(plan.area)]
    most = [min(one.amount, one.project_cap or one.amount) for one in near or envelopes]
    return max(most, default=plan.round.total_amount)


def listing(round_: Round, wish: Wish, page: Any) -> Page[Idea]:
    """One page of a round's ideas with their supports. Two queries, one more each for words and an area."""
    shown = Idea.objects.shown().filter(round=round_)
    if wish.words:
        hits = search.find(wish.words, kinds=[KIND], size=FOUND)
        shown = shown.filter(public_id__in=hits.ids)
    if wish.stands in STANDS:
        shown = shown.filter(STANDS[wish.stands])
    if wish.field:
        shown = shown.filter(field=wish.field)
    if wish.area is not None:
        shown = shown.filter(area__path__startswith=wish.area.path)
    rows = shown.annotate(supports=SUPPORTS).select_related("author", "area__parent", "plan", "thread")
    found: Page[Any] = Paginator(rows.order_by(*ORDERS[wish.order]), PAGE).get_page(page)
    for idea in found:
        idea.round = round_
    return found


def public_idea(round_id: str, public_id: str, reader: Any) -> Idea:
    """One idea that this reader may see, or 404: drafts and hidden ones are their author's."""
    rows = Idea.objects.select_related(
        "round", "author", "area__parent", "unit__agency", "plan__unit", "thread"
    )
    idea = rows.filter(
        public_id=public_id, round__public_id=round_id, round__state__in=Round.State.public()
    ).first()
    if idea is None or idea.state == IdeaState.DRAFT or not (idea.is_shown or idea.wrote(reader)):
        raise Http404
    if idea.plan:
        idea.plan.round = idea.round
    return idea


def own_idea(round_id: str, public_id: str, author: Any) -> Idea:
    """The author's own, draft or not; to everybody else it is not there."""
    rows = Idea.objects.select_related("round", "area__parent", "thread")
    idea = rows.filter(public_id=public_id, round__public_id=round_id, author_id=author.pk).first()
    if idea is None:
        raise Http404
    return idea


@dataclass(frozen=True, slots=True)
class Standing:
    """The number of supports, and whether this reader is among those who support or follow."""

    count: int
    supported: bool
    followed: bool


def standing(idea: Idea, reader: Any) -> Standing:
    mine: set[str] = set()
    living = IdeaMark.objects.filter(idea=idea, ended_at=None)
    if reader.is_authenticated:
        mine = set(living.filter(person=reader).values_list("kind", flat=True))
    count = living.filter(kind=IdeaMark.Kind.SUPPORT).count()
    return Standing(count, IdeaMark.Kind.SUPPORT in mine, IdeaMark.Kind.FOLLOW in mine)


def alike(title: str, text: str = "", *, but: str = "") -> list[search.Hit]:
    """Up to three public ideas that say nearly the same; without the analyser, those that share the title's
    words."""
    title = title.strip()[:200]
    if len(title) < SHORTEST:
        return []
    hits = search.similar(f"{title}\n{text.strip()[:1000]}", KIND, limit=MOST_ALIKE + 1)
    if not hits:
        page = search.find(title, kinds=[KIND], size=MOST_ALIKE + 1)
        hits = [] if page.loose else page.items  # one word in common is not alike
    return [hit for hit in hits if hit.ref != but][:MOST_ALIKE]


def plans_of(round_: Round, reader: Any, order: str = "") -> list[Plan]:
    """The round's drafts that still stand, with their likes and how many ideas are in each; one query."""
    stand = (PlanState.COSTING, PlanState.COSTED, PlanState.ON_BALLOT)
    liked = PlanLike.objects.filter(plan=OuterRef("pk"), person=reader.pk, ended_at=None)
    rows = round_.plans.filter(state__in=stand).annotate(
        likes_total=Count("likes", filter=Q(likes__ended_at=None), distinct=True),
        ideas_total=Count("ideas", distinct=True),
        liked=Exists(liked),
    )
    chosen = ("-likes_total", "pk") if order == "liked" else ("pk",)
    found: list[Any] = list(
        rows.select_related("unit__agency", "area__parent", "thread").order_by(*chosen)[:200]
    )
    for plan in found:
        plan.round = round_
    return found


def public_plan(round_id: str, public_id: str) -> Plan:
    rows = Plan.objects.select_related(
        "round", "unit__agency", "area__parent", "thread", "merged_into", "project__envelope"
    )
    plan = rows.filter(
        public_id=public_id, round__public_id=round_id, round__state__in=Round.State.public()
    ).first()
    if plan is None:
        raise Http404
    return plan


def units_of(user: Any) -> list[Unit]:
    """Where this person sits at a desk."""
    held = Unit.objects.filter(memberships__user_id=user.pk, memberships__role__in=DESK)
    return list(held.select_related("agency__area").distinct().order_by("pk"))


def _mine_or_nobodys(units: list[Unit]) -> Q:
    """What my units hold, and what nobody holds yet where my agencies' areas reach."""
    unheld = Q(area=None)
    for unit in units:
        unheld |= Q(area__path__startswith=unit.agency.area.path)
    return Q(unit__in=[unit.pk for unit in units]) | (Q(unit=None) & unheld)


def desk_ideas(units: list[Unit]) -> QuerySet[Idea]:
    waiting = Idea.objects.filter(
        _mine_or_nobodys(units), state__in=IdeaState.waiting(), round__state__in=Round.State.shaping()
    )
    rows = waiting.select_related("round", "area__parent", "unit").annotate(supports=SUPPORTS)
    return rows.order_by("submitted_at", "pk")


def desk_plans(units: list[Unit]) -> QuerySet[Plan]:
    open_ = Plan.objects.filter(
        _mine_or_nobodys(units), state__in=PlanState.open(), round__state__in=Round.State.shaping()
    )
    rows = open_.select_related("round", "area__parent", "unit").annotate(ideas_total=Count("ideas"))
    return rows.order_by(F("cost").asc(nulls_first=True), "opened_at", "pk")


def officers_idea(public_id: str, user: Any) -> Idea:
    """An idea on this person's desk (also after it was decided), or 404."""
    units = units_of(user)
    rows = Idea.objects.select_related(
        "round", "author", "area__parent", "unit__agency__area", "plan", "thread"
    )
    idea = rows.filter(_mine_or_nobodys(units), public_id=public_id).exclude(state=IdeaState.DRAFT).first()
    if idea is None or not units:
        raise Http404
    return idea


def officers_plan(public_id: str, user: Any) -> Plan:
    units = units_of(user)
    rows = Plan.objects.select_related("round", "unit__agency__area", "area__parent", "thread", "merged_into")
    plan = rows.filter(_mine_or_nobodys(units), public_id=public_id).first()
    if plan is None or not units:
        raise Http404
    return plan


def queues(user: Any, at: datetime) -> list[Queue]:
    """The two piles of an officer: ideas to decide, plans to cost."""
    units = units_of(user)
    if not units:
        return []
    ideas, plans = desk_ideas(units), desk_plans(units).filter(state=PlanState.COSTING)
    sums = ideas.order_by().aggregate(number=Count("pk", distinct=True), first=Min("submitted_at"))
    home = reverse("budgets_staff:ideas")
    return [
        Queue(_("심사할 주민 의견"), home, sums["number"]),
        Queue(_("사업비를 계산할 사업안"), f"{home}#plans", plans.count()),
    ]


def mine(user: Any) -> list[Mine]:
    """Ideas that I wrote, and those that I stand behind."""
    written = Idea.objects.filter(author=user).select_related("round", "plan").order_by("-saved_at")[:MOST]
    marks = IdeaMark.objects.filter(person=user, kind=IdeaMark.Kind.SUPPORT, ended_at=None)
    stood = (
        marks.filter(idea__hidden_at=None).select_related("idea__round", "idea__plan").order_by("-at")[:MOST]
    )
    own = [_mine(idea, idea.submitted_at or idea.saved_at, _("참여예산 의견")) for idea in written]
    return own + [_mine(mark.idea, mark.at, _("공감한 의견")) for mark in stood]


def _mine(idea: Idea, at: datetime, kind: str) -> Mine:
    draft = idea.state == IdeaState.DRAFT
    where = reverse("budgets:idea_edit", args=[idea.round.public_id, idea.public_id])
    return Mine(
        title=str(idea),
        url=where if draft else idea.get_absolute_url(),
        state_label=stage_label(idea),
        at=at,
        kind=kind,
    )


def stage_label(idea: Idea) -> str:
    """Where it stands, in the words of the plan once there is one."""
    if idea.plan is not None and idea.plan.state != PlanState.MERGED:
        return str(idea.plan.get_state_display())
    return str(idea.get_state_display())
