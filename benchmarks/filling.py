"""Fill the scratch database: so many rows per noun, in bulk and through no action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from benchmarks import texts
from budgets import box, seeding
from budgets.models import Envelope, Project, Round
from budgets.tally import Rule
from petitions.actions.counting import fold_signatures
from petitions.models import PetitionType
from portal import clock
from portal.accounts.models import User
from portal.accounts.sessions import SessionStore
from portal.organisations.models import Agency, Area, Unit
from portal.search import asking
from proposals import counting as supports

ROWS = Path(__file__).parent / "rows"
FIRST_ACTOR = 500_000_000
NUMBERED = """
SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'id' AND is_identity = 'YES'
"""
PAST = """
SELECT setval(pg_get_serial_sequence('{0}', 'id'), greatest(coalesce(max(id), 1), 600000000)) FROM "{0}"
"""
PROJECTS = 60
COUNTED = {
    "people": "accounts_user", "proposals": "proposals_proposal", "supports": "proposals_support",
    "comments": "comments_comment", "petitions": "petitions_petition", "signatures": "petitions_signature",
    "ballots": "budgets_ballot", "rooms": "reservations_resource", "bookings": "reservations_booking",
    "claims": "reservations_claim", "search documents": "search_document", "sessions": "django_session",
}  # fmt: skip


@dataclass
class Town:
    """What the loads need to know of the rows."""

    at: datetime
    rows: int
    round: Round
    envelope: Envelope
    projects: list[str]
    values: dict[str, Any]


def found(at: datetime) -> Town:
    """What there is once: an agency with a unit, a kind of petition, a voting round with two envelopes."""
    area = Area.objects.filter(level=Area.Level.DISTRICT).order_by("code")[0]
    agency = Agency.objects.create(name="종로구청", name_en="Jongno-gu Office", kind="district", area=area)
    unit = Unit.objects.create(agency=agency, name="자치행정과", name_en="Civil Affairs")
    kept, commitment = seeding.fresh()
    round_ = Round.objects.create(
        title="주민참여예산", summary="우리 동네 예산", state=Round.State.VOTING, created_at=at,
        opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=9), lot_commitment=commitment,
        lot_seed=kept,
    )  # fmt: skip
    box.make_key(round_.public_id)
    envelopes = [_envelope(round_, name, area) for name in ("구 전체", "동네")]
    _make_texts()
    values = {
        "at": at, "today": clock.local(at).date(), "area": area.pk, "unit": unit.pk, "agency": agency.pk,
        "type": PetitionType.current().pk, "round": round_.pk, "envelope": envelopes[0].pk,
    }  # fmt: skip
    names = list(Project.objects.filter(envelope=envelopes[0]).values_list("public_id", flat=True))
    return Town(at, 0, round_, envelopes[0], names, values)


def _envelope(round_: Round, name: str, area: Area) -> Envelope:
    envelope = Envelope.objects.create(
        round=round_, name=name, amount=1_000_000_000, rule=Rule().to_json(), area=area
    )
    chosen = texts.make()[1 : PROJECTS + 1]
    Project.objects.bulk_create(_project(envelope, n, title, body) for n, title, body, *_ in chosen)
    return envelope


def _project(envelope: Envelope, number: int, title: str, body: str) -> Project:
    return Project(
        envelope=envelope, number=number, title=title, summary=body[:150], place="종로구", category="안전",
        description=body, cost=20_000_000 + number * 1_000_000,
    )  # fmt: skip


def _make_texts() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_text (n integer PRIMARY KEY, title text, body text, bigrams text[], "
            "lemmas tsvector)"
        )
        cursor.executemany("INSERT INTO bench_text VALUES (%s, %s, %s, %s, %s)", texts.make())
    for word in (texts.COMMON, texts.RARE):  # what the analyser would answer, and keeps for a day
        asking.broker().set(asking.answer_key(word), f'["{word}"]', ex=asking.KEEP_ANSWER)


def grow(town: Town, rows: int) -> None:
    """Add rows until each noun has `rows`; then fold the counters and let PostgreSQL look at it all."""
    connection.ensure_connection()
    with psycopg.ClientCursor(connection.connection) as cursor:  # each file is several statements
        for path in sorted(ROWS.glob("*.sql")):
            cursor.execute(path.read_text(), town.values | {"lo": town.rows + 1, "hi": rows})
    town.rows = rows
    _number_on()
    supports.fold()
    fold_signatures(at=town.at)
    _settle()


def _number_on() -> None:
    """Move the sequences past our own ids: what the fold writes (a threshold's deadline) gets the next."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(NUMBERED, [table])
            if cursor.fetchone():
                cursor.execute(PAST.format(table))


def _settle() -> None:
    """A table that was just filled is nobody's daily life."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def actors(town: Town, number: int, start: int) -> list[str]:
    """Session keys of `number` people who have done nothing yet; the first is person FIRST_ACTOR + start."""
    numbers = range(FIRST_ACTOR + start, FIRST_ACTOR + start + number)
    people = User.objects.bulk_create(
        User(id=n, email=f"actor{n}@example.org", password="!bench", nickname=f"이웃 {n}", level=3,
             area_id=town.values["area"]) for n in numbers
    )  # fmt: skip
    store = SessionStore()
    sessions = Session.objects.bulk_create(
        Session(session_key=f"actor{person.pk}", session_data=store.encode(_session_of(person)),
                expire_date=town.at + timedelta(days=7)) for person in people
    )  # fmt: skip
    return [session.session_key for session in sessions]


def _session_of(person: User) -> dict[str, str]:
    return {
        "_auth_user_id": str(person.pk),
        "_auth_user_backend": settings.AUTHENTICATION_BACKENDS[0],
        "_auth_user_hash": person.get_session_auth_hash(),
    }


def counted() -> dict[str, int]:
    """How many rows there really are."""
    with connection.cursor() as cursor:
        found = {}
        for noun, table in COUNTED.items():
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[noun] = int((cursor.fetchone() or [0])[0])
        return found
