"""Races around a petition's number, in real transactions; each with a twin that loses without the guard."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection

from petitions import actions, counting, signing
from petitions.models import FoldMark, LedgerEntry, Petition, Signature
from petitions.states import State
from portal import locks
from portal.refusals import Refused
from tests.people import make_person
from tests.petitions.conftest import START, write
from tests.races import crowd
from tests.races.crowd import together

pytestmark = pytest.mark.django_db(transaction=True)

SOON = START + timedelta(days=1, hours=1)


@pytest.fixture
def petition(db: None, unit: Any, carla: Any) -> Petition:
    """Open, signed by its creator and one supporter; thresholds out of reach."""
    from petitions.models import PetitionType

    kind = PetitionType.current()
    kind.first_supporters = 2
    kind.save()
    creator = make_person("글쓴이", level=2)
    text = write(creator, agency=unit.agency)
    petition = actions.submit_petition(creator=creator, petition_id=text.public_id, at=START)
    actions.support_petition(signer=make_person("벗", level=2), support_key=petition.support_key, at=START)
    settle()
    return actions.publish_petition(
        officer=carla, petition_id=petition.public_id, agency=None, at=START + timedelta(days=1)
    )


def settle() -> None:
    crowd.settle(lambda: actions.fold_signatures(at=SOON), _waiting)


def _waiting() -> bool:
    return LedgerEntry.objects.filter(written_by__gte=FoldMark.objects.get(pk=1).horizon).exists()


def numbers(petition: Petition) -> tuple[int, int, int]:
    """(sum of the ledger, valid signatures, public number): the same three times when all is well."""
    petition.refresh_from_db()
    ledger = sum(LedgerEntry.objects.filter(petition=petition).values_list("delta", flat=True))
    return ledger, signing.valid_count(petition), petition.signature_count


def test_one_person_who_signs_twenty_times_at_once_signs_once(petition):
    minsu = make_person("민수", level=2)
    sign = lambda: actions.sign_petition(signer=minsu, petition_id=petition.public_id, at=SOON)  # noqa: E731
    answers = together(*[sign] * 20)
    assert [type(answer) for answer in answers] == [tuple] * 20
    assert sum(is_new for _signature, is_new in answers) == 1
    assert len({signature.receipt for signature, _is_new in answers}) == 1
    settle()
    assert numbers(petition) == (3, 3, 3)


def test_without_the_constraint_looking_first_lets_several_in(petition):
    """The twin: ask whether she has signed, then insert, on a table without the constraint."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE twin_signature (petition_id bigint, signer_id bigint)")

    def look_then_leap() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM twin_signature WHERE petition_id = 1 AND signer_id = 1")
            if cursor.fetchone() is None:
                time.sleep(0.05)
                cursor.execute("INSERT INTO twin_signature VALUES (1, 1)")

    try:
        together(*[look_then_leap] * 8)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM twin_signature")
            assert cursor.fetchone()[0] > 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE twin_signature")


def test_withdrawing_twice_at_once_takes_one_away(petition):
    minsu = make_person("민수", level=2)
    actions.sign_petition(signer=minsu, petition_id=petition.public_id, at=SOON)
    undo = lambda: actions.withdraw_signature(signer=minsu, petition_id=petition.public_id, at=SOON)  # noqa: E731
    together(*[undo] * 6)
    settle()
    assert numbers(petition) == (2, 2, 2)


def test_whoever_is_told_saved_is_in_the_final_count(petition):
    """Sign against closing: each signature is either refused, or counted at closing."""
    people = [make_person(f"이웃{number}", level=2) for number in range(16)]
    last_moment = petition.closes_at - timedelta(milliseconds=1)

    def sign(person: Any) -> Callable[[], Any]:
        return lambda: actions.sign_petition(signer=person, petition_id=petition.public_id, at=last_moment)

    def close() -> bool:
        time.sleep(0.02)
        return actions.close_petition(petition_id=petition.public_id, at=petition.closes_at)

    answers = together(*[sign(person) for person in people], close)
    saved = sum(isinstance(answer, tuple) for answer in answers)
    told = [answer for answer in answers if isinstance(answer, Refused)]
    petition.refresh_from_db()
    assert petition.state == State.CLOSED
    assert saved + len(told) == 16
    assert petition.final_count == 2 + saved == signing.valid_count(petition)


def test_without_the_lock_a_saved_signature_misses_the_final_count(petition, monkeypatch):
    """The twin: a signer who has passed the rule and is slow to commit."""
    monkeypatch.setattr(locks, "share", lambda space, key: None)
    passed, may_go = threading.Event(), threading.Event()
    really = signing.put

    def slowly(*args: Any, **kwargs: Any) -> Any:
        done = really(*args, **kwargs)
        passed.set()
        may_go.wait(10)
        return done

    monkeypatch.setattr(signing, "put", slowly)
    late = make_person("늦은 이웃", level=2)

    def close() -> None:
        passed.wait(10)
        actions.close_petition(petition_id=petition.public_id, at=petition.closes_at)
        may_go.set()

    at = petition.closes_at - timedelta(seconds=1)
    answers = together(
        lambda: actions.sign_petition(signer=late, petition_id=petition.public_id, at=at), close
    )
    assert isinstance(answers[0], tuple)
    petition.refresh_from_db()
    assert petition.final_count == signing.valid_count(petition) - 1


class LateCommitters:
    """Open transactions that have inserted a signature each and commit in an order that we choose."""

    def __init__(self, petition: Petition, people: list[Any]) -> None:
        self.open: list[psycopg.Connection] = []
        for person in people:
            link = psycopg.connect(**_dsn())
            link.execute(
                "INSERT INTO petitions_signature (petition_id, signer_id, is_first_supporter, province,"
                " status, reason, receipt, signed_at, changed_at)"
                " VALUES (%s, %s, false, '', 'valid', '', %s, %s, %s)",
                [petition.pk, person.pk, f"r{person.pk:011d}", SOON, SOON],
            )
            self.open.append(link)

    def commit(self, number: int) -> None:
        with closing(self.open[number]) as link:
            link.commit()


def _dsn() -> dict[str, Any]:
    settings = connection.get_connection_params()
    return {key: settings[key] for key in ("dbname", "user", "password", "host", "port") if settings.get(key)}


BATCH = 40


def in_batches(petition: Petition, number: int, after_each: Callable[[], None]) -> None:
    """`number` people sign in overlapping transactions, commit in random order, with a fold after each."""
    dice = random.Random(2026)
    for start in range(0, number, BATCH):
        people = [make_person(f"서명 {start + at}", level=2) for at in range(BATCH)]
        late = LateCommitters(petition, people)
        order = list(range(BATCH))
        dice.shuffle(order)
        for at in order:
            late.commit(at)
            after_each()


def test_two_hundred_commit_in_random_order_and_none_is_lost(petition):
    in_batches(petition, 200, lambda: actions.fold_signatures(at=SOON))
    settle()
    assert numbers(petition) == (202, 202, 202)
    assert counting.differences() == []


def test_folding_by_the_highest_id_loses_some(petition):
    """The twin: "everything above the last id that I counted", the first idea of every such counter."""
    seen = {"id": LedgerEntry.objects.order_by("-id").values_list("id", flat=True)[0], "count": 2}

    def fold_by_id() -> None:
        fresh = list(LedgerEntry.objects.filter(id__gt=seen["id"]).values_list("id", "delta"))
        seen["count"] += sum(delta for _id, delta in fresh)
        seen["id"] = max([seen["id"], *[entry_id for entry_id, _delta in fresh]])

    in_batches(petition, BATCH, fold_by_id)
    assert signing.valid_count(petition) == 2 + BATCH
    assert seen["count"] < 2 + BATCH


def test_folding_by_time_stamp_loses_some(petition):
    """The other twin: by the moment at which the row was written, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE twin_ledger AS SELECT now() AS at LIMIT 0; "
            "CREATE FUNCTION twin_stamp() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN INSERT INTO twin_ledger VALUES (clock_timestamp()); RETURN NULL; END $$; "
            "CREATE TRIGGER twin_stamp AFTER INSERT ON petitions_signature "
            "FOR EACH ROW EXECUTE FUNCTION twin_stamp()"
        )
    seen: dict[str, Any] = {"at": START.replace(year=2000), "count": 0}

    def fold_by_time() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(at) FROM twin_ledger WHERE at > %s", [seen["at"]])
            count, last = cursor.fetchone()
        seen["count"] += count
        seen["at"] = last or seen["at"]

    try:
        in_batches(petition, BATCH, fold_by_time)
        assert seen["count"] < BATCH
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP TRIGGER twin_stamp ON petitions_signature; DROP FUNCTION twin_stamp; "
                "DROP TABLE twin_ledger"
            )


def test_striking_out_before_the_fold_never_drifts(petition, carla):
    """The fault of the system that we learned from: a row not yet counted was taken away, and never added."""
    people = [make_person(f"이웃{number}", level=2) for number in range(12)]
    for person in people:
        actions.sign_petition(signer=person, petition_id=petition.public_id, at=SOON)
    struck = actions.invalidate_signatures(
        officer=carla,
        petition_id=petition.public_id,
        signer_ids=[person.pk for person in people[:5]],
        reason="같은 기기에서 잇달아 서명했습니다.",
        at=SOON,
    )
    actions.withdraw_signature(signer=people[6], petition_id=petition.public_id, at=SOON)
    settle()
    assert struck == 5
    assert numbers(petition) == (8, 8, 8)


def test_signing_striking_folding_and_auditing_at_once_agree(petition):
    people = [make_person(f"이웃{number}", level=2) for number in range(10)]
    for person in people[:5]:
        actions.sign_petition(signer=person, petition_id=petition.public_id, at=SOON)
    case = {"petition_id": petition.public_id, "at": SOON}
    deeds: list[Callable[[], Any]] = [
        lambda each=each: actions.sign_petition(signer=each, **case) for each in people
    ]
    deeds += [lambda each=each: actions.withdraw_signature(signer=each, **case) for each in people[:3]]
    deeds += [lambda: actions.fold_signatures(at=SOON)] * 3
    alarms: list[Any] = together(*deeds, counting.differences)
    assert alarms[-1] == []
    settle()
    ledger, valid, shown = numbers(petition)
    assert ledger == valid == shown
    assert counting.differences() == []


def test_the_auditor_finds_and_mends_a_wrong_number_and_tells_staff(petition):
    from petitions.models import Recount
    from portal.outbox.models import Event

    Petition.objects.filter(pk=petition.pk).update(signature_count=7)
    found = actions.audit_counts(at=SOON)
    assert [(each.valid, each.ledger, each.shown) for each in found] == [(2, 2, 7)]
    assert numbers(petition) == (2, 2, 2)
    assert Recount.objects.get(petition=petition).shown == 7
    assert Event.objects.filter(topic="petitions.miscounted").count() == 1
    assert actions.audit_counts(at=SOON) == []


def test_a_signature_that_slipped_past_the_ledger_is_found(petition):
    """Somebody switched the trigger off and back on: the recount says so, and puts an entry of its own."""
    late = make_person("뒷문", level=2)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE petitions_signature DISABLE TRIGGER USER")
    Signature.objects.create(petition=petition, signer=late, signed_at=SOON, changed_at=SOON)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE petitions_signature ENABLE TRIGGER USER")
    assert [(each.valid, each.ledger) for each in actions.audit_counts(at=SOON)] == [(3, 2)]
    settle()
    assert numbers(petition) == (3, 3, 3)


def test_after_a_restore_into_a_new_cluster_nothing_is_counted_twice(petition):
    """Transaction numbers start again; the old ones are larger than any that the new cluster has used."""
    far = 9_000_000_000
    LedgerEntry.objects.update(written_by=far)
    FoldMark.objects.update(horizon=far + 10)
    actions.sign_petition(signer=make_person("새 이웃", level=2), petition_id=petition.public_id, at=SOON)
    settle()
    assert numbers(petition) == (3, 3, 3)
    assert FoldMark.objects.get(pk=1).horizon < far
    settle()
    assert counting.differences() == []
