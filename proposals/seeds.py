"""The demonstration's proposals, in every state, through the actions; only the crowd's supports in bulk.

What is there already stays: a proposal is known by its title.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from portal import clock
from portal.accounts.models import User
from portal.comments.actions import post_comment
from portal.organisations.models import Agency, Area, Role, Unit
from portal.outbox.models import Event
from proposals import counting
from proposals.actions import answering, drafts, intake, submission
from proposals.models import Proposal, Receiver, Support
from proposals.models.decision import CRITERIA
from proposals.states import Topic

Say = Callable[[int, int, str], None]
Spec = dict[str, Any]

TABLE = Path(__file__).parent / "data" / "demo.toml"
DAY = timedelta(days=1)
# agency, English, kind, area code -> units: name, English, topics
OFFICES: tuple[tuple[tuple[str, str, str, str], tuple[tuple[str, str, str], ...]], ...] = (
    (
        ("종로구청", "Jongno District Office", "district", "11110"),
        (
            ("공원녹지과", "Parks Division", "parks"),
            ("문화체육과", "Culture and Sports Division", "culture"),
            ("디지털소통과", "Digital Communication Division", "digital"),
            ("교통안전과", "Traffic and Safety Division", "transport safety"),
            ("가족복지과", "Family and Welfare Division", "children elderly health"),
            ("기획예산과", "Planning and Budget Division", "economy housing other"),
        ),
    ),
    (
        ("서울특별시청", "Seoul Metropolitan Government", "province", "11"),
        (("시민소통과", "Citizen Communication Division", "other"),),
    ),
    (
        ("해운대구청", "Haeundae District Office", "district", "26350"),
        (("소통협력과", "Public Cooperation Division", "other"),),
    ),
    (
        ("행정안전부", "Ministry of the Interior and Safety", "central", "00"),
        (("국민소통과", "Public Communication Division", "other"),),
    ),
)
# What a crowd would be told all at once when the demonstration starts.
TOLD_TO_MANY = ("answered", "delay_explained", "commitment_delayed", "commitment_done", "transferred")


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    specs: list[Spec] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["proposal"]
    officers = _offices(people, at)
    areas = {area.code: area for area in Area.objects.all()}
    neighbours = count(3)
    for number, spec in enumerate(specs, start=1):
        say(number, len(specs), spec["title"])
        author = people["crowd"][next(neighbours)] if spec["by"] == "crowd" else people[spec["by"]]
        if not Proposal.objects.filter(title=spec["title"]).exists():
            Story(spec, author, areas[spec.get("area", "11110")], officers, people["crowd"], at).tell()
    counting.fold()
    _spare_the_mailboxes(people, at)


def _offices(people: dict[str, Any], at: datetime) -> dict[int, Any]:
    """unit id -> an officer of it. Carla works for every unit of 종로구청; the others get an officer of
    their own."""
    officers: dict[int, Any] = {}
    for (name, name_en, kind, code), units in OFFICES:
        area = Area.objects.get(code=code)
        agency, _new = Agency.objects.get_or_create(
            name=name, defaults={"name_en": name_en, "kind": kind, "area": area}
        )
        officer = people["carla"] if code == "11110" else _officer(name, code, area, at)
        for unit_name, unit_en, topics in units:
            unit = _unit(agency, unit_name, unit_en, topics)
            unit.memberships.get_or_create(user=officer, role=Role.OFFICER)
            officers[unit.pk] = officer
    return officers


def _unit(agency: Agency, name: str, name_en: str, topics: str) -> Unit:
    unit, _new = agency.units.get_or_create(name=name, defaults={"name_en": name_en})
    for topic in topics.split():
        Receiver.objects.get_or_create(unit=unit, topic=Topic(topic))
    return unit


def _officer(agency: str, code: str, area: Area, at: datetime) -> User:
    """Nobody can log in as this person."""
    user, _new = User.objects.get_or_create(
        email=f"officer-{code}@demo.example",
        defaults={
            "nickname": f"{agency} 담당자",
            "level": 4,
            "area": area,
            "date_joined": at,
            "password": "!",
        },
    )
    return user


class Story:
    """One proposal's life up to today."""

    def __init__(
        self, spec: Spec, author: Any, area: Area, officers: dict[int, Any], crowd: list[Any], at: datetime
    ) -> None:
        self.spec, self.author, self.area, self.officers, self.crowd = spec, author, area, officers, crowd
        self.now, self.began = at, at - DAY * spec["days"]
        self.dice = random.Random(spec["title"])

    def tell(self) -> None:
        self._write()
        fate = self.spec["fate"]
        if fate == "draft":
            return
        submission.submit_proposal(author=self.author, proposal=self.proposal, at=self.began)
        if fate == "submitted":
            return
        self._receive()
        if fate == "supplement":
            self._ask()
        elif fate != "received":
            self._live()

    def _write(self) -> None:
        names = ("title", "topic", "problem", "improvement", "effect")
        content: Any = {name: self.spec[name] for name in names} | {"area": self.area}
        self.proposal = drafts.start_draft(author=self.author, content=content, at=self.began)

    def _receive(self) -> None:
        unit = self.proposal.unit
        assert unit is not None
        self.officer = self.officers[unit.pk]
        intake.receive_proposal(
            officer=self.officer,
            proposal=self.proposal,
            unit=unit,
            note="제안을 접수했습니다. 내용을 살펴본 뒤 공개하고, 기한 안에 답변드리겠습니다.",
            reason="우리 부서 소관",
            at=self._day(0.4),
        )

    def _ask(self) -> None:
        intake.ask_supplement(
            officer=self.officer,
            proposal=self.proposal,
            note=self.spec["ask"],
            reason="장소와 때를 알아야 검토할 수 있음",
            at=self._day(min(4, self.spec["days"] - 1)),
        )

    def _live(self) -> None:
        intake.publish_proposal(
            officer=self.officer,
            proposal=self.proposal,
            note="제안을 공개했습니다. 여러분의 의견을 들으며 검토하겠습니다.",
            reason="개인정보와 비방 없음",
            at=self._day(0.9),
        )
        self._support()
        self._talk()
        if delay := self.spec.get("delay"):
            answering.explain_delay(
                officer=self.officer,
                proposal=self.proposal,
                note=delay,
                reason="관계 부서 협의",
                at=self._day(29),
            )
        fate = self.spec["fate"]
        if fate == "withdrawn":
            submission.withdraw_proposal(
                author=self.author,
                proposal=self.proposal,
                note=self.spec["note"],
                at=self._day(self.spec["days"] - 1),
            )
        elif fate not in ("reviewing", "overdue"):
            self._answer()
            self._follow_up()

    def _support(self) -> None:
        """Many at first, fewer later, as in life."""
        last = min(self.spec["days"] - 1, 21)
        people = self.dice.sample(self.crowd, min(self.spec["supports"], len(self.crowd)))
        Support.objects.bulk_create(
            Support(
                proposal=self.proposal, person=each, at=self._day(1 + (last - 1) * self.dice.random() ** 2)
            )
            for each in people
            if each.pk != self.author.pk
        )

    def _talk(self) -> None:
        thread = self.proposal.thread
        assert thread is not None
        said = [("crowd", body) for body in self.spec.get("comments", [])]
        said += [("unit", self.spec["official"])] if "official" in self.spec else []
        span = max(min(self.spec["days"] - 2, 24), 1)
        for place, (who, body) in enumerate(said):
            author = self.officer if who == "unit" else self.dice.choice(self.crowd)
            unit = self.proposal.unit if who == "unit" else None
            at = self._day(1.2 + span * place / len(said) * 0.8)
            post_comment(author=author, thread=thread, body=body, unit=unit, at=at)

    def _answer(self) -> None:
        spec, answered = self.spec, self._day(min(self.spec["days"] - 2, 22))
        refused = "reason_code" in spec
        answering.answer_proposal(
            officer=self.officer,
            proposal=self.proposal,
            outcome="not_adopted" if refused else "partly" if spec["fate"] == "partly" else "adopted",
            summary=spec["summary"],
            body=spec["answer"],
            reason="관계 부서 의견과 현장 조사 결과",
            reason_code=spec.get("reason_code", ""),
            planned_on=None if refused else self._planned(answered),
            cost=spec.get("cost"),
            scores={} if refused else dict(zip(CRITERIA, (4, 5, 4, 3, 4), strict=True)),
            at=answered,
        )

    def _planned(self, answered: datetime) -> date:
        """What was promised in the answer: from today for open promises, from the answer for kept and moved
        ones."""
        start = answered if self.spec["fate"] in ("done", "delayed") else self.now
        return clock.local(start).date() + DAY * (
            60 if self.spec["fate"] == "delayed" else self.spec["planned"]
        )

    def _follow_up(self) -> None:
        spec, words = self.spec, {"officer": self.officer, "proposal": self.proposal}
        if spec["fate"] == "done":
            kept = self.now - DAY * 4
            answering.complete_commitment(note=spec["evidence"], reason="준공 확인", at=kept, **words)
        elif spec["fate"] == "delayed":
            later = clock.local(self.now).date() + DAY * spec["planned"]
            answering.postpone_commitment(
                planned_on=later, note=spec["delay_note"], reason="허가 지연", at=self.now - DAY * 9, **words
            )
        elif spec["fate"] == "reexamining":
            submission.request_reexamination(
                author=self.author, proposal=self.proposal, note=spec["plea"], at=self._day(33)
            )

    def _day(self, number: float) -> datetime:
        """That many days after it was handed in, never in the future."""
        return min(self.began + DAY * number, self.now - timedelta(minutes=5))


def _spare_the_mailboxes(people: dict[str, Any], at: datetime) -> None:
    """The demo's people find their own history in their inboxes; three hundred neighbours get no flood of
    old news."""
    known = {people[name].pk for name in ("alice", "bob", "minsu")}
    stories = Proposal.objects.exclude(author__in=known)
    quiet = [f"proposals.{name}" for name in TOLD_TO_MANY]
    waiting = Event.objects.filter(done_at=None)
    waiting.filter(topic__in=quiet).update(done_at=at)
    waiting.filter(
        topic__startswith="proposals.", payload__id__in=list(stories.values_list("public_id", flat=True))
    ).exclude(topic="proposals.selected").update(done_at=at)
