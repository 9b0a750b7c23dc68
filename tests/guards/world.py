"""One small town with something at every stage in every room, made by the same actions as in life.

It is built once for a file of tests, inside a transaction that is never committed; `World.moment()` is a
savepoint around each look, so that what one person does is undone before the next one comes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from portal import clock
from tests.guards import shaping, weighing
from tests.people import make_person, make_staff

PEOPLE = (
    "anonymous",  # nobody is logged in
    "jiyeon",  # a citizen without level (L1)
    "minsu",  # a verified citizen (L2), who has done nothing yet
    "alice",  # the owner: everything that has an author is hers
    "bob",  # another citizen than the owner (L3)
    "carla",  # officer of the unit in charge
    "choi",  # officer of another agency
    "mod",  # moderator
    "admin",  # administrator
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class World:
    """Attributes are objects; `address()` takes their names."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.people: dict[str, Any] = {"anonymous": None}
        self.things: dict[str, Any] = {}
        self.sessions: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        try:
            return self.people[name] if name in self.people else self.things[name]
        except KeyError:
            raise AttributeError(name) from None

    def value(self, name: str) -> Any:
        """What stands in an address for this thing: its public id, or what was given as such."""
        thing = self.things.get(name, name)
        return getattr(thing, "public_id", thing)

    def client(self, name: str, **defaults: Any) -> Client:
        """A fresh browser in which this person is logged in; she did so once, when the world was made."""
        client = Client(**defaults)
        if name in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        client.raise_request_exception = False
        return client

    def log_in(self) -> None:
        for name in PEOPLE[1:]:
            client = Client()
            client.force_login(self.people[name], backend="portal.accounts.backends.AccountBackend")
            self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    @contextlib.contextmanager
    def moment(self) -> Iterator[None]:
        """Whatever happens in here has not happened afterwards."""
        with savepoint():
            yield


@contextlib.contextmanager
def savepoint() -> Iterator[None]:
    """A block that is undone. Actions want to be outermost; a test may stand around (as Django's do)."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    with atomic:
        yield
        transaction.set_rollback(True)
    connection.run_on_commit = []  # type: ignore[assignment]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("world")
    homes = override_settings(MEDIA_ROOT=folder / "media", BALLOT_KEYS_DIR=folder / "keys")
    with django_db_blocker.unblock(), homes, savepoint():
        cache.clear()
        yield build()


def build() -> World:
    world = World(clock.now())
    _people(world)
    _hall(world)
    _proposals(world)
    _petitions(world)
    _budgets(world)
    shaping.build(world)
    weighing.build(world)
    _reservations(world)
    world.log_in()
    return world


def _people(world: World) -> None:
    from portal.organisations import areas
    from portal.organisations.models import Agency, Area

    areas.load()
    jongno, haeundae = Area.objects.get(code="11110"), Area.objects.get(code="26350")
    here = Agency.objects.create(
        name="종로구청", name_en="Jongno District Office", kind="district", area=jongno
    )
    there = Agency.objects.create(
        name="해운대구청", name_en="Haeundae District Office", kind="district", area=haeundae
    )
    unit = here.units.create(name="공원녹지과", name_en="Parks Division")
    hall = here.units.create(name="디지털소통과", name_en="Digital Communication Division")
    elsewhere = there.units.create(name="공원녹지과", name_en="Parks Division")
    world.things |= {"jongno": jongno, "agency": here, "unit": unit, "elsewhere": elsewhere}
    world.people |= {
        "jiyeon": make_person("지연", level=1),
        "minsu": make_person("민수", level=2, birth_year=1999),
        "alice": make_person("앨리스", level=3, area=jongno, birth_year=1988),
        "bob": make_person("밥", level=3, area=haeundae, birth_year=1975),
        "carla": make_staff("칼라", "officer", unit),
        "gyeol": make_staff("결", "approver", unit),
        "choi": make_staff("최", "officer", elsewhere),
        "mod": make_staff("한울", "moderator", hall),
        "admin": make_staff("가람", "administrator", hall, is_staff=True),
        "admin2": make_staff("나래", "administrator", hall, is_staff=True),
    }


def _hall(world: World) -> None:
    from portal import attachments, outbox
    from portal.notifications.models import Delivery, Notice, Notification
    from portal.notifications.unsubscribing import token
    from portal.outbox.models import Event

    at = world.at
    world.things["file"] = attachments.store(world.alice, SimpleUploadedFile("사진.png", PNG), at)
    outbox.emit("petitions.published", {"id": "x"}, at=at)
    event = Event.objects.latest("pk")
    notice = Notice.objects.create(
        event_id=event.pk, topic="petitions.published", url="/petitions/", created_at=at
    )
    notification = Notification.objects.create(notice=notice, user=world.alice, created_at=at)
    failed = Delivery.State.FAILED
    delivery = Delivery.objects.create(notification=notification, state=failed, attempts=8, due_at=at)
    world.things |= {"event": event.pk, "notification": notification, "delivery": delivery}
    world.things["unsubscribe"] = token(world.alice, "petitions.published")


PROPOSAL = {
    "title": "어린이공원 가로등을 밝은 등으로 바꿔 주세요",
    "topic": "parks",
    "problem": "저녁 7시가 지나면 공원 안쪽이 어두워 아이들이 넘어집니다.",
    "improvement": "낡은 등 12개를 밝은 엘이디 등으로 바꾸고 안쪽에 두 개를 더 세워 주세요.",
    "effect": "저녁에도 안전하게 놀 수 있고 전기 요금도 줄어듭니다.",
}


def _proposals(world: World) -> None:
    from proposals.actions import drafts, intake, submission
    from proposals.models import Receiver

    Receiver.objects.create(unit=world.unit, topic="parks")
    at, content = world.at, {**PROPOSAL, "area": world.jongno}
    for name in ("proposal_draft", "proposal_submitted", "proposal_received", "proposal"):
        world.things[name] = drafts.start_draft(author=world.alice, content=content, at=at)
        if name != "proposal_draft":
            submission.submit_proposal(author=world.alice, proposal=world.things[name], at=at)
    desk = {"officer": world.carla, "note": "처리했습니다.", "reason": "소관", "at": at}
    for name in ("proposal_received", "proposal"):
        intake.receive_proposal(proposal=world.things[name], unit=world.unit, **desk)
    intake.publish_proposal(proposal=world.proposal, **desk)
    world.proposal.refresh_from_db()
    _talk(world)


def _talk(world: World) -> None:
    """A comment by Alice that Bob reported, and one that was hidden."""
    from portal.comments.actions import post_comment
    from portal.moderation.actions import decide, report

    world.things["thread"] = thread = world.proposal.thread
    for name, body in (("comment", "저도 밤마다 무서웠습니다."), ("comment_hidden", "나쁜 말")):
        said = post_comment(author=world.alice, thread=thread, body=body, at=world.at)
        ref = {"kind": "comments.comment", "ref": said.public_id}
        case = report(reporter=world.bob, reason="abuse", text="", at=world.at, **ref).case
        world.things |= {name: said, name.replace("comment", "case"): case}
    hide = {"measure": "hide", "rule": "abuse", "note": "욕설"}
    decide(moderator=world.mod, case_id=world.case_hidden.pk, at=world.at, **hide)


PETITIONS = ("petition_draft", "petition_gathering", "petition_checking", "petition_unaddressed", "petition")


def _petitions(world: World) -> None:
    from petitions import actions
    from petitions.models import Petition, PetitionType, Recount

    kind = PetitionType.current()
    kind.first_supporters, kind.bureau_threshold, kind.head_threshold = 2, 3, 4
    kind.save()
    at = world.at - timedelta(days=3)
    for name in PETITIONS:
        world.things[name] = _written_petition(world, at)
        if name != "petition_draft":
            actions.submit_petition(creator=world.alice, petition_id=world.value(name), at=at)
        if name in ("petition_checking", "petition_unaddressed", "petition"):
            key = Petition.objects.get(pk=world.things[name].pk).support_key
            actions.support_petition(signer=world.bob, support_key=key, at=at)
    # The world's transaction never ends, so the real horizon would wait for it; races/ tests the real one.
    with mock.patch("portal.horizon.safe", return_value=2**62):
        actions.fold_signatures(at=at)
    Petition.objects.filter(pk=world.petition.pk).update(agency=world.agency)
    actions.publish_petition(
        officer=world.carla, petition_id=world.value("petition"), agency=world.agency, at=at
    )
    Petition.objects.filter(pk=world.petition_checking.pk).update(agency=world.agency)
    for name in PETITIONS:
        world.things[name] = Petition.objects.get(pk=world.things[name].pk)
    world.things["support_key"] = world.petition_gathering.support_key
    numbers = {"valid": 2, "ledger": 2, "folded": 2, "shown": 1}
    world.things["alarm"] = Recount.objects.create(petition=world.petition, at=at, **numbers).pk


def _written_petition(world: World, at: datetime) -> Any:
    from petitions import actions

    petition = actions.start_draft(creator=world.alice, title="학교 앞에 바닥 신호등을 놓아 주세요", at=at)
    details = "청운초등학교 앞 건널목 네 곳에 바닥 신호등을 먼저 놓고 결과를 공개해 주세요."
    texts = {"background": "내리막이라 위험합니다.", "details": details}
    return actions.save_draft(creator=world.alice, petition_id=petition.public_id, texts=texts, at=at)


def _budgets(world: World) -> None:
    for name in ("round_draft", "round", "round_counted", "round_published"):
        world.things[name] = round_ = _round(world)
        suffix = name.removeprefix("round")
        world.things["envelope" + suffix] = round_.envelopes.get()
        world.things["project" + suffix] = round_.envelopes.get().projects.get(number=1)
    _vote(world)
    _paper(world)
    for name in ("round_counted", "round_published"):
        _close(world.things[name], world.at)
    from budgets import actions

    works = {"area": world.jongno, "kind": "work", "place": "종로상회", "proof": "직원 소개"}
    world.things["claim"] = actions.claim_belonging(person=world.alice, fields=works, at=world.at)
    actions.check_result(actor=world.admin, round_id=world.round_published.pk, at=world.at)
    actions.publish_result(actor=world.admin2, round_id=world.round_published.pk, at=world.at)
    world.things["rehearsal"] = actions.make_sandbox(
        actor=world.admin, round_id=world.round_draft.pk, voters=20, seed="s", at=world.at
    )
    world.things["envelope_rehearsal"] = world.rehearsal.envelopes.get()
    _upload(world)
    _after(world)


def _after(world: World) -> None:
    """The winner is being carried out by Carla's department; the residents' opinion is written."""
    from budgets import actions, publishing
    from budgets.models import Project

    winner = Project.objects.select_related("envelope__round", "envelope__tally").get(
        pk=world.project_published.pk
    )
    execution = actions.begin_execution(actor=world.admin, project=winner, unit=world.unit, at=world.at)
    day = clock.local(world.at).date()
    deed = {"actor": world.carla, "execution": execution, "at": world.at}
    world.things["milestone"] = actions.plan_milestone(title="설계", planned_on=day, **deed)
    world.things["entry"] = actions.record_spending(spent_on=day, amount=1000, purpose="설계비", **deed)
    opinion = actions.ask_opinion(
        actor=world.admin,
        round_=winner.envelope.round,
        introduction="함께 골랐습니다.",
        opinions="",
        at=world.at,
    )
    publishing.make_opinion(opinion.pk, world.at)
    _watched(world, winner, execution)


def _watched(world: World, winner: Any, execution: Any) -> None:
    """A watch that recruits: Alice serves, Bob asked to; she inspected and reported waste."""
    from budgets import actions

    day, round_ = clock.local(world.at).date(), winner.envelope.round
    dates = {"opens_at": world.at - timedelta(days=1), "closes_at": world.at + timedelta(days=9)}
    term = {"term_from": day - timedelta(days=9), "term_to": day + timedelta(days=99), "duties": "가 봅니다."}
    watch = actions.keep_watch(actor=world.admin, round_=round_, fields=dates | term, at=world.at)
    actions.call_watcher(actor=world.admin, watch=watch, email=world.alice.email, at=world.at)
    world.things["watcher"] = actions.apply_for_watch(person=world.bob, watch=watch, at=world.at)
    seen = {"visited_on": day, "seen": "경사로가 없습니다.", "verdict": "mending"}
    world.things["inspection"] = actions.inspect_project(
        person=world.alice, execution=execution, at=world.at, **seen
    )
    world.things["waste"] = actions.report_waste(
        person=world.alice, execution=execution, body="난간을 두 번 놓았습니다.", at=world.at
    )
    _evaluated(world)


def _evaluated(world: World) -> None:
    """Another round, a year further on: it is being evaluated, and asks for satisfaction."""
    from budgets import actions
    from budgets.models import Round

    world.things["round_evaluating"] = round_ = _round(world)
    actions.announce_round(actor=world.admin, round_id=round_.pk, at=world.at)
    project = round_.envelopes.get().projects.get(number=1)
    for voter in (world.alice, world.bob):
        envelope = round_.envelopes.select_related("round", "area").get()
        actions.cast_ballot(voter=voter, envelope=envelope, choices=[project.public_id], at=world.at)
    _close(round_, world.at)
    actions.check_result(actor=world.admin, round_id=round_.pk, at=world.at)
    actions.publish_result(actor=world.admin2, round_id=round_.pk, at=world.at)
    Round.objects.filter(pk=round_.pk).update(state=Round.State.EVALUATING)
    winner = type(project).objects.select_related("envelope__round", "envelope__tally").get(pk=project.pk)
    execution = actions.begin_execution(actor=world.admin, project=winner, unit=world.unit, at=world.at)
    actions.open_evaluation(
        actor=world.admin,
        round_=winner.envelope.round,
        introduction="함께 돌아봅니다.",
        answers_until=world.at + timedelta(days=9),
        at=world.at,
    )
    rated = {"stars": 4, "comment": "좋습니다."}
    actions.rate_project(person=world.alice, execution=execution, at=world.at, **rated)
    world.things["project_evaluating"] = winner


def _upload(world: World) -> None:
    from budgets import actions
    from budgets.tally import Rule

    world.things["upload"] = actions.send_upload(
        actor=world.admin, name="a.pb", sha256="a" * 64, data=b"", rule=Rule(), ballots=3, at=world.at
    )


def _round(world: World) -> Any:
    from budgets import actions
    from budgets.tally import Rule

    at, actor = world.at, world.admin
    dates = {"opens_at": at - timedelta(hours=1), "closes_at": at + timedelta(days=7)}
    round_ = actions.create_round(
        actor=actor, title="2027년 주민참여예산", summary="함께 고릅니다.", at=at, **dates
    )
    fields = {"name": "시 전체", "amount": 100_000_000, "min_choices": 1, "max_choices": 3}
    rule = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
    envelope = actions.add_envelope(actor=actor, round_id=round_.pk, fields=fields, rule=rule, at=at)
    for title, cost in (("어린이 물놀이터", 60), ("안심 통학로", 50), ("자전거 보관대", 30)):
        project = {"title": title, "cost": cost * 1_000_000, "summary": f"{title}, 함께 만듭니다."}
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=project, at=at)
    return round_


def _vote(world: World) -> None:
    from budgets import actions

    for name in ("", "_counted", "_published"):
        actions.announce_round(actor=world.admin, round_id=world.things["round" + name].pk, at=world.at)
        envelope, project = world.things["envelope" + name], world.things["project" + name]
        envelope.refresh_from_db()
        for voter in (world.alice, world.bob):
            actions.cast_ballot(voter=voter, envelope=envelope, choices=[project.public_id], at=world.at)


def _paper(world: World) -> None:
    """A booth of the open round where Carla is an officer: Dan got paper, one sheet was read differently."""
    from budgets import actions

    day, officers = clock.local(world.at).date(), [world.carla, world.choi, world.admin]
    fields = {
        "name": "종로구청 투표소",
        "place": "1층",
        "opens_on": day,
        "closes_on": day + timedelta(days=6),
    }
    world.things["booth"] = booth = actions.add_booth(
        actor=world.admin, round_id=world.round.pk, fields=fields, officers=officers[:1], at=world.at
    )
    booth.officers.set(officers)
    actions.print_sheets(actor=world.admin, booth_id=booth.pk, envelope=world.envelope, number=2, at=world.at)
    world.things["serial"] = serial = booth.sheets.order_by("pk")[0].serial
    for officer, marks in ((world.choi, "1"), (world.admin, "2")):
        typed = actions.Typed(serial=serial, batch="1", marks=marks, void="")
        actions.key_sheet(officer=officer, booth_id=booth.pk, typed=typed, at=world.round.closes_at)
    booth.officers.set(officers[:1])


def _close(round_: Any, at: datetime) -> None:
    from budgets import actions, counting

    type(round_).objects.filter(pk=round_.pk).update(opens_at=at - timedelta(days=2), closes_at=at)
    actions.close_round(round_id=round_.pk, at=at)
    actions.seal_round(round_id=round_.pk, at=at)
    for envelope in round_.envelopes.all():
        counting.count_envelope(envelope.pk, at, clock.now)


def _reservations(world: World) -> None:
    from reservations.models import Place

    place = Place.objects.create(
        unit=world.unit, area=world.jongno, name="마을문화관", address="종로구 백송길 24"
    )
    day = clock.local(world.at).date()
    world.things["room"] = _room(place, "소나무 회의실", day)
    world.things["stage"] = _room(place, "백송홀", day, needs_approval=True, capacity=100)
    world.things["booking"] = _booking(world, "room", day)
    world.things["booking_requested"] = _booking(world, "stage", day)


def _room(place: Any, name: str, day: date, **terms: Any) -> Any:
    from reservations import opening, parts
    from reservations.models import OpeningRule, Resource

    terms = {"kind": "meeting", "capacity": 10, "summary": "함께 씁니다.", "longest": 180, **terms}
    room = Resource.objects.create(place=place, name=name, **terms)
    for weekday in range(7):
        OpeningRule.objects.create(resource=room, weekday=weekday, opens=9 * 60, closes=21 * 60)
    parts.rebuild([room])
    opening.materialise([room], day, day + timedelta(days=60))
    return room


def _booking(world: World, room: str, day: date) -> Any:
    from reservations import actions
    from reservations.times import at_minute

    start = at_minute(day + timedelta(days=10), 14 * 60)
    return actions.book(
        booker=world.alice,
        resource_id=world.things[room].pk,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        people=4,
        purpose="독서 모임",
        at=world.at,
    )
