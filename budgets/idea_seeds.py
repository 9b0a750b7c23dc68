"""The demonstration's rounds on their way from ideas to a ballot, one in each phase, through the actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from budgets import actions, panel_rules
from budgets.actions import ideas, panel, plans, screening
from budgets.models import Idea, Panel, Plan, Round
from budgets.models import RoundState as Phase
from budgets.seed_ideas import Thought, thoughts
from budgets.seed_rounds import SHARES, evening, morning, spare_the_mailboxes
from portal import clock
from portal.comments.actions import post_comment
from portal.organisations.models import Area, Unit
from portal.outbox.models import Event

DAY = timedelta(days=1)
ROUNDS = (
    (Phase.COLLECTING, "2028년 종로구 주민참여예산", 10),
    (Phase.SCREENING, "2027년 겨울 종로구 주민참여예산", 30),
    (Phase.COSTING, "2027년 가을 종로구 주민참여예산", 50),
    (Phase.CONSULTING, "2027년 여름 종로구 주민참여예산", 70),
    (Phase.SHORTLISTING, "2027년 봄 종로구 주민참여예산", 90),
)
"""The phase in which a round stands, its title, how many days ago it began to collect."""
BEGUN = {
    Phase.COLLECTING: 0,
    Phase.SCREENING: 12,
    Phase.COSTING: 20,
    Phase.CONSULTING: 40,
    Phase.SHORTLISTING: 60,
}
"""How many days after it began to collect a round reached each phase."""
SAID = "좋은 생각입니다. 저희 골목에도 꼭 필요합니다."


def seed(people: dict[str, Any], at: datetime) -> None:
    """What is there already stays: a round is known by its title."""
    unit = Unit.objects.select_related("agency__area").filter(memberships__user=people["carla"]).first()
    if unit is None:
        return
    had = thoughts()
    for number, (phase, title, days) in enumerate(ROUNDS):
        if not Round.objects.filter(title=title).exists():
            began = morning(at - DAY * days)
            Story(people, unit, number, began, at).tell(phase, title, had[phase])
    # Nobody is told today what happened to an idea weeks ago.
    Event.objects.filter(topic__startswith="budgets.idea_", done_at=None, created_at__lt=at - DAY).update(
        done_at=at
    )
    for round_ in Round.objects.filter(title__in=[title for _phase, title, _days in ROUNDS]):
        spare_the_mailboxes(round_, at)


class Story:
    """One round's way up to today. `began` is when it began to collect."""

    def __init__(
        self, people: dict[str, Any], unit: Unit, number: int, began: datetime, at: datetime
    ) -> None:
        self.people, self.unit, self.number, self.began, self.at = people, unit, number, began, at
        self.carla, self.admin = people["carla"], people["admin"]
        self.crowd = people["crowd"][number * 40 : number * 40 + 40]

    def tell(self, phase: Phase, title: str, thoughts: list[Thought]) -> None:
        self._announce(title, phase)
        found = [self._hand_in(place, thought) for place, thought in enumerate(thoughts)]
        if phase == Phase.COLLECTING:
            return
        self._go(Phase.SCREENING)
        made = [self._screen(idea, thought) for idea, thought in zip(found, thoughts, strict=True)]
        if phase == Phase.SCREENING:
            return
        self._go(Phase.COSTING)
        drafts = [self._cost(plan, thought) for plan, thought in zip(made, thoughts, strict=True) if plan]
        if phase == Phase.COSTING:
            self._merge(drafts[1], drafts[0])
            self._recruit()
            return
        self._go(Phase.CONSULTING)
        self._talk(drafts)
        if phase == Phase.SHORTLISTING:
            self._seat()
            self._go(Phase.SHORTLISTING)

    def _announce(self, title: str, phase: Phase) -> None:
        """Written, scheduled and started an hour before it began to collect."""
        made, actor = self.began - DAY / 24, self.admin
        opens = morning(self.at + DAY * (120 - self.number * 20))
        self.round = actions.create_round(
            actor=actor,
            title=title,
            summary="주민이 의견을 내고, 담당 부서가 심사하고 사업비를 계산해, 주민이 고릅니다.",
            opens_at=opens,
            closes_at=evening(opens + DAY * 14),
            office="종로구 기획예산과",
            contact="02-2148-0000",
            at=made,
        )
        jongno = Area.objects.get(code="11110")
        fields = {"name": "종로구", "area": jongno, "amount": 500_000_000, "min_choices": 2, "max_choices": 3}
        actions.add_envelope(actor=actor, round_id=self.round.pk, fields=fields, rule=SHARES, at=made)
        dates = self._dates(phase)
        actions.set_schedule(actor=actor, round_id=self.round.pk, dates=dates, at=made)
        actions.start_schedule(actor=actor, round_id=self.round.pk, at=made)
        self._go(Phase.COLLECTING)

    def _dates(self, phase: Phase) -> dict[Phase, datetime]:
        """What has begun on its date; what is ahead in even steps up to the vote."""
        order, opens = list(BEGUN), self.round.opens_at
        begun = order[: order.index(phase) + 1]
        ahead = [*order[len(begun) :], Phase.ANNOUNCED]
        step = (opens - self.at).days // (len(ahead) + 1)
        dates = {one: self.began + DAY * BEGUN[one] for one in begun}
        dates |= {one: morning(self.at + DAY * step * place) for place, one in enumerate(ahead, start=1)}
        return dates | {Phase.VOTING: opens, Phase.CLOSED: self.round.closes_at}

    def _go(self, phase: Phase) -> None:
        """The clock begins the phase on its date."""
        actions.begin_due_phases(round_id=self.round.pk, at=self.began + DAY * BEGUN[phase])
        self.round.refresh_from_db()

    def _hand_in(self, place: int, thought: Thought) -> Idea:
        author = self.people["alice"] if place == 0 else self.crowd[place]
        at = self.began + DAY * (place + 1)
        names = ("title", "field", "place", "problem", "remedy")
        content = {name: getattr(thought, name) for name in names}
        content |= {"area": self.unit.agency.area, "rough_cost": thought.cost * 7_000 or None}
        idea = ideas.start_idea(author=author, round_=self.round, content=content, at=at)
        ideas.submit_idea(author=author, idea=idea, at=at)
        for person in self.crowd[10 : 14 + place * 7]:
            ideas.support_idea(person=person, idea=idea, at=at + DAY / 4)
        return idea

    def _screen(self, idea: Idea, thought: Thought) -> Plan | None:
        at = self.began + DAY * 13
        screening.take_idea(officer=self.carla, idea=idea, unit=self.unit, at=at)
        if self.round.state == Phase.SCREENING and not thought.refusal and self.number == 1:
            return None  # these wait on Carla's desk
        reason = thought.reason or "주민에게 필요하고, 법에 맞으며, 한 해 안에 마칠 수 있는 일입니다."
        screening.screen_idea(
            officer=self.carla,
            idea=idea,
            eligible=not thought.refusal,
            code=thought.refusal,
            reason=reason,
            at=at + DAY,
        )
        return idea.plan

    def _cost(self, plan: Plan, thought: Thought) -> Plan:
        at, amount = self.began + DAY * 24, thought.cost * 10_000
        words = {"title": thought.title, "summary": thought.remedy, "feasibility": "feasible"}
        words |= {"opinion": "현장을 둘러봤고, 다음 해 안에 마칠 수 있습니다."}
        plans.describe_plan(officer=self.carla, plan=plan, fields=words, at=at)
        first = "비슷한 사업의 지난해 단가로 어림했습니다."
        plans.revise_cost(officer=self.carla, plan=plan, amount=amount * 9 // 10, reason=first, seen=0, at=at)
        again = "현장 설계를 마쳐 공사비와 한 해 관리비를 더했습니다."
        plans.revise_cost(officer=self.carla, plan=plan, amount=amount, reason=again, seen=1, at=at + DAY * 5)
        return plan

    def _merge(self, plan: Plan, into: Plan) -> None:
        note = "같은 학교 앞 건널목이라 한 사업으로 합칩니다."
        plans.merge_plans(officer=self.carla, plan=plan, into=into, note=note, at=self.began + DAY * 32)

    def _talk(self, drafts: list[Plan]) -> None:
        at = self.began + DAY * 42
        for place, plan in enumerate(drafts):
            plan.round = self.round
            authors = set(plan.ideas.values_list("author", flat=True))
            for person in self.crowd[: 5 + place * 8]:
                if person.pk not in authors:
                    plans.like_plan(person=person, plan=plan, at=at)
            post_comment(author=self.crowd[20 + place], thread=plan.thread, body=SAID, at=at)

    def _recruit(self) -> None:
        """A panel that is looking for people: whoever lives in the district may try the form."""
        opens = morning(self.at - DAY * 3)
        found = self._call(opens, evening(self.at + DAY * 10), self.at + DAY * 60)
        self._offer(found, opens + DAY)

    def _seat(self) -> None:
        """A panel of eight, drawn from the crowd; Alice sits at no table of her own idea's."""
        opens = self.began + DAY * 45
        closes = opens + DAY * 10
        found = self._call(opens, closes, self.at + DAY * 20)
        self._offer(found, opens + DAY)
        if panel.living(found).exists():
            self._draw(found, closes + DAY)

    def _call(self, opens: datetime, closes: datetime, scores_until: datetime) -> Panel:
        """Eight of the district's people are drawn on the day after recruiting, and serve from the next."""
        fields = {
            "area": self.unit.agency.area,
            "size": 8,
            "opens_at": opens,
            "closes_at": closes,
            "term_from": clock.local(closes + DAY * 2).date(),
            "term_to": clock.local(closes + DAY * 366).date(),
            "scores_until": scores_until,
            "duties": "사업안을 읽고 한 달에 두 번 만나 이야기한 뒤 점수를 매깁니다. 회의 수당이 있습니다.",
        }
        return panel.announce_panel(actor=self.admin, round_=self.round, fields=fields, at=opens - DAY)

    def _offer(self, found: Panel, at: datetime) -> None:
        living_here = [one for one in self.crowd if panel_rules.place_refusal(one, found, ()) is None]
        for place, person in enumerate(living_here):
            sex = ("F", "M", "")[place % 3]
            panel.apply_for_panel(person=person, panel=found, sex=sex, agree=True, at=at)

    def _draw(self, found: Panel, at: datetime) -> None:
        panel.draw_panel(actor=self.admin, panel=found, at=at)
        for name, question, weight in (
            ("필요", "우리 동네에 꼭 필요한가요?", 3),
            ("고르게", "여러 사람에게 고르게 돌아가나요?", 2),
            ("알맞은 비용", "들인 돈만큼 좋아지나요?", 1),
        ):
            line = {"kind": "citizen", "name": name, "question": question, "weight": weight}
            panel.add_criterion(actor=self.admin, panel=found, fields=line, at=at)
        sitting = {
            "title": "첫 회의",
            "starts_at": at + DAY * 3,
            "place": "종로구청 대강당",
            "agenda": "참여단이 하는 일, 평가 기준 설명, 현장 방문 날짜 정하기",
            "minutes": "여덟 명이 모두 모여 평가 기준을 이야기하고 현장을 두 번 둘러보기로 했습니다.",
        }
        panel.save_meeting(actor=self.admin, panel=found, meeting=None, fields=sitting, at=at + DAY * 3)
