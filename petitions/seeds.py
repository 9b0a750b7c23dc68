"""The demonstration's petitions, in every state, through the actions; only the thousands of signatures in
bulk.

Each step looks at the state first, so a seed that was cut short goes on where it stopped.
"""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from petitions import actions, signing, tasks
from petitions.models import Petition, PetitionType, Signature
from petitions.states import Response, State
from portal.accounts.models import User
from portal.organisations.models import Agency, Area
from portal.outbox.models import Event

Say = Callable[[int, int, str], None]
Spec = dict[str, Any]

TABLE = Path(__file__).parent / "data" / "demo.toml"
NEIGHBOURS = 3600
FIRST = 20
PUBLISHED = ("open", "closed", "extended", "answered", "withdrawn")
# What a thousand signers would be told all at once when the demonstration starts; Alice's own petition stays.
TOLD_TO_SIGNERS = ("petitions.answered", "petitions.extended", "petitions.withdrawn", "petitions.invalidated")


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    """Fill the room. `say(done, total, label)` draws the progress; `people` are the demonstration's
    people."""
    specs: list[Spec] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["petition"]
    _numbers_for_a_district()
    signers = _neighbours(at) + list(people["crowd"])
    for number, spec in enumerate(specs, start=1):
        say(number, 3 * len(specs), spec["title"])
        _submit(spec, _creator(spec, people, number), signers, at)
    _settle(lambda: not _uncounted(), at)
    for number, spec in enumerate(specs, start=1):
        say(len(specs) + number, 3 * len(specs), spec["title"])
        _check(spec, people, signers, at)
    _settle(lambda: not _uncounted(), at)
    tasks.close_due()
    for number, spec in enumerate(specs, start=1):
        say(2 * len(specs) + number, 3 * len(specs), spec["title"])
        _finish(spec, people, at)
    _sign_as_visitors(people, at)
    _settle(lambda: not _uncounted(), at)
    actions.refresh_trends(at=at)
    _spare_the_mailboxes(people, at)


def _numbers_for_a_district() -> None:
    """A district's thresholds, small enough that a visitor sees every stage."""
    current = PetitionType.current()
    numbers = {"first_supporters": FIRST, "bureau_threshold": 1000, "head_threshold": 3000}
    PetitionType.objects.filter(pk=current.pk).update(**numbers)


def _neighbours(at: datetime) -> list[User]:
    """People from all over the country, in bulk: they can sign, and nobody can log in as them."""
    wanted = [f"neighbour{number:04}@demo.invalid" for number in range(NEIGHBOURS)]
    have = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    areas = list(Area.objects.exclude(level=Area.Level.NATION).filter(code__startswith="11")) * 3
    areas += list(Area.objects.exclude(level=Area.Level.NATION))
    dice = random.Random(11)
    User.objects.bulk_create(
        [
            User(
                email=email,
                password="!",  # noqa: S106 – Django's mark for "cannot log in"
                nickname=f"이웃 {number + 1}",
                level=User.Level.RESIDENT if number % 3 else User.Level.VERIFIED,
                area=dice.choice(areas) if number % 3 else None,
                date_joined=at - timedelta(days=200),
            )
            for number, email in enumerate(wanted)
            if email not in have
        ],
        batch_size=1000,
    )
    return list(User.objects.filter(email__in=wanted).select_related("area").order_by("pk"))


def _creator(spec: Spec, people: dict[str, Any], number: int) -> User:
    person: User = people["crowd"][number] if spec["by"] == "crowd" else people[spec["by"]]
    return person


def _found(spec: Spec) -> Petition | None:
    return Petition.objects.filter(title=spec["title"]).first()


def _submit(spec: Spec, creator: User, signers: list[User], at: datetime) -> None:
    began = at - timedelta(days=spec["days"])
    petition = _found(spec) or actions.start_draft(creator=creator, title=spec["title"], at=began)
    if petition.state != State.DRAFT:
        return
    texts = {"background": spec["background"], "details": spec["details"].strip()}
    agency = Agency.objects.filter(name="종로구청").first()
    actions.save_draft(
        creator=creator, petition_id=petition.public_id, texts={**texts, "agency": agency}, at=began
    )
    if spec["fate"] == "draft":
        return
    petition = actions.submit_petition(creator=creator, petition_id=petition.public_id, at=began)
    _sign(petition, signers, min(FIRST + 3, spec["people"]), began, began + timedelta(hours=20), first=True)


def _sign(
    petition: Petition, signers: list[User], number: int, start: datetime, end: datetime, *, first: bool
) -> None:
    """Bulk signatures, more of them at first, as in life; the ledger is written by the database."""
    dice = random.Random(petition.title)
    chosen = dice.sample(signers, min(number, len(signers)))
    span = (end - start).total_seconds()
    rows = []
    for signer in chosen:
        signed_at = start + timedelta(seconds=span * dice.random() ** 1.4)
        rows.append(
            Signature(
                petition_id=petition.pk,
                signer_id=signer.pk,
                is_first_supporter=first,
                province=signing.province_of(signer),
                signed_at=signed_at,
                changed_at=signed_at,
            )
        )
    Signature.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def _check(spec: Spec, people: dict[str, Any], signers: list[User], at: datetime) -> None:
    petition = _found(spec)
    if petition is None or petition.state != State.CHECKING or spec["fate"] == "checking":
        return
    assert petition.gathered_at is not None
    checked = min(petition.gathered_at + timedelta(hours=26), at - timedelta(hours=1))
    case = {"officer": people["carla"], "petition_id": petition.public_id, "at": checked}
    if spec["fate"] == "refused":
        actions.refuse_petition(ground=spec["ground"], note=spec["note"], **case)
    elif spec["fate"] == "supplement":
        actions.ask_supplement(note=spec["note"], **case)
    elif spec["fate"] in PUBLISHED:
        published = actions.publish_petition(agency=petition.agency, **case)
        assert published.closes_at is not None
        _sign(published, signers, spec["people"], checked, min(published.closes_at, at), first=False)


def _finish(spec: Spec, people: dict[str, Any], at: datetime) -> None:
    petition = _found(spec)
    if petition is None:
        return
    if spec["fate"] == "withdrawn" and petition.state == State.OPEN:
        actions.withdraw_petition(
            creator=petition.creator,
            petition_id=petition.public_id,
            reason=spec["reason"],
            at=at - timedelta(days=2),
        )
    if petition.response != Response.AWAITING or petition.answer_clock is None:
        return
    if spec["fate"] == "extended" and not petition.answer_clock.extension:
        reason = "성곽 둘레 공사라 국가유산청과 의논해야 하여 시간이 더 필요합니다."
        moment = min(petition.answer_clock.due_at - timedelta(days=2), at - timedelta(days=1))
        actions.extend_answer(
            officer=people["gyeol"], petition_id=petition.public_id, reason=reason, at=moment
        )
    if spec["fate"] == "answered":
        _answer(spec, petition, people, at)


def _answer(spec: Spec, petition: Petition, people: dict[str, Any], at: datetime) -> None:
    assert petition.answer_clock is not None
    officer = people["gyeol"]
    actions.answer_petition(
        officer=officer,
        unit=officer.memberships.select_related("unit").first().unit,
        petition_id=petition.public_id,
        decision=spec["decision"],
        summary=spec["summary"],
        body=spec["answer"],
        at=min(petition.answer_clock.due_at - timedelta(days=6), at - timedelta(hours=3)),
    )


def _sign_as_visitors(people: dict[str, Any], at: datetime) -> None:
    """The people whom a visitor may log in as have signed something already."""
    for name, title in (("alice", "마을버스 막차"), ("bob", "구립도서관"), ("minsu", "바닥 신호등을 설치")):
        petition = Petition.objects.open().filter(title__contains=title).first()
        if petition is not None:
            actions.sign_petition(signer=people[name], petition_id=petition.public_id, at=at)


def _uncounted() -> bool:
    """Is there a ledger entry that the public numbers do not hold yet?"""
    from petitions.models import FoldMark, LedgerEntry

    mark = FoldMark.objects.values_list("horizon", flat=True).filter(pk=1).first() or 0
    return LedgerEntry.objects.filter(written_by__gte=mark).exists()


def _settle(done: Callable[[], bool], at: datetime) -> None:
    """Fold until everything is counted; somebody else's open transaction may hold the horizon back a
    little."""
    for _attempt in range(50):
        actions.fold_signatures(at=at)
        if done():
            return
        time.sleep(0.1)


def _spare_the_mailboxes(people: dict[str, Any], at: datetime) -> None:
    """Old news of the demonstration's crowd is not mailed to thousands of invented addresses."""
    ours = [people[name] for name in ("alice", "bob", "minsu", "jiyeon")]
    visible = set(Petition.objects.filter(creator__in=ours).values_list("public_id", flat=True))
    quiet = set(
        Petition.objects.filter(creator=people["alice"], final_count__lt=100).values_list(
            "public_id", flat=True
        )
    )
    old = Event.objects.filter(topic__startswith="petitions.", done_at=None)
    for event in old.iterator():
        public_id = event.payload.get("id")
        keep = public_id in (quiet if event.topic in TOLD_TO_SIGNERS else visible)
        if not keep and event.topic not in ("petitions.check_wanted", "petitions.answer_wanted"):
            Event.objects.filter(pk=event.pk).update(done_at=at)
