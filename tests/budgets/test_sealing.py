"""After sealing nobody can link a voter to a ballot, and everybody can check that none was lost."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from budgets import actions, box, seeding
from budgets.models import Ballot, Round, SealedBallot
from budgets.tally import commitment_of
from budgets.tasks import keep_time
from portal import clock
from tests.budgets import attacks

pytestmark = pytest.mark.django_db


def test_sealing_moves_every_ballot_and_publishes_the_root(
    voting: Any, city: Any, cast: Any, finish: Any, alice: Any, minsu: Any
) -> None:
    cast(alice, city, 1, 2)
    cast(minsu, city, 2, 3)
    finish(voting)
    city.refresh_from_db()
    assert not Ballot.objects.exists()
    assert sorted(city.sealed.values_list("choices", flat=True)) == [[1, 2], [2, 3]]
    assert city.ballots_total == 2
    leaves = [
        box.leaf(city.public_id, receipt, box.content(choices, None, blind))
        for receipt, choices, blind in city.sealed.order_by("place").values_list(
            "receipt_hash", "choices", "blind"
        )
    ]
    assert city.merkle_root == box.merkle_levels(leaves)[-1][0]


def test_the_lot_is_in_no_row_until_the_box_is_sealed_and_then_it_is_the_one_that_was_promised(
    voting: Any, finish: Any
) -> None:
    """Whoever read it before would know which of two projects wins a tie."""
    assert commitment_of(voting.lot_seed) != voting.lot_commitment
    finish(voting)
    assert commitment_of(voting.lot_seed) == voting.lot_commitment
    with pytest.raises(ValueError, match="IDENTITY_PEPPER"):
        seeding.opened("another word", voting.lot_commitment)


def test_a_server_with_another_pepper_seals_nothing_and_says_so_while_other_rounds_go_on(
    client_of: Any, admin: Any, voting: Any, settings: Any
) -> None:
    """Sealing without the seed would leave a box that nobody can ever count."""
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now() - timedelta(minutes=2))
    settings.IDENTITY_PEPPER = "another"
    keep_time()
    keep_time()
    voting.refresh_from_db()
    assert (voting.state, voting.sealed_at) == ("closed", None)
    page = client_of(admin).get(reverse("budgets_staff:round", args=[voting.public_id])).text
    assert "IDENTITY_PEPPER" in page


def test_sealing_destroys_the_key(
    voting: Any, city: Any, cast: Any, finish: Any, alice: Any, django_capture_on_commit_callbacks: Any
) -> None:
    cast(alice, city, 1, 2)
    path = box.key_path(voting.public_id)
    assert path.stat().st_mode & 0o077 == 0, "the key is for the portal's account only"
    with django_capture_on_commit_callbacks(execute=True):
        finish(voting)
    assert not path.exists()
    with pytest.raises(box.KeyMissing):
        box.read_key(voting.public_id)


def test_a_key_that_a_crash_left_behind_is_destroyed_by_the_next_ring(voting: Any, finish: Any) -> None:
    from budgets.tasks import keep_time

    finish(voting)
    assert box.key_path(voting.public_id).exists()
    keep_time()
    assert not box.key_path(voting.public_id).exists()


def test_who_voted_in_the_last_second_is_still_shown_her_receipt(
    voting: Any,
    city: Any,
    cast: Any,
    alice: Any,
    client_of: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    from budgets.tasks import keep_time

    cast(alice, city, 1, 2)
    closes = clock.now() + timedelta(seconds=1)
    Round.objects.filter(pk=voting.pk).update(closes_at=closes)
    address = reverse("budgets:receipt", args=[voting.public_id, city.public_id])

    def after(seconds: int) -> Any:
        monkeypatch.setattr(clock, "now", lambda: closes + timedelta(seconds=seconds))
        with django_capture_on_commit_callbacks(execute=True):
            keep_time()
        return client_of(alice).get(address)

    for seconds in (0, 59):
        assert "투표 확인번호" in after(seconds).text
    voting.refresh_from_db()
    assert (voting.state, voting.sealed_at) == ("closed", None)
    answer = after(60)
    voting.refresh_from_db()
    assert voting.sealed_at is not None
    assert answer.url == reverse("budgets:receipt_check", args=[voting.public_id])


def test_closing_is_stamped_with_the_deadline_not_with_the_jobs_time(voting: Any, finish: Any) -> None:
    finish(voting)
    assert voting.closed_at == voting.closes_at
    assert voting.events.get(state="closed").at == voting.closes_at


def test_sealing_twice_changes_nothing(voting: Any, city: Any, cast: Any, finish: Any, alice: Any) -> None:
    cast(alice, city, 1, 2)
    finish(voting)
    before = list(SealedBallot.objects.values_list("id", flat=True))
    actions.seal_round(round_id=voting.pk, at=clock.now())
    assert list(SealedBallot.objects.values_list("id", flat=True)) == before


def dump() -> list[str]:
    """Every row of every table of the portal, as text."""
    lines = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            lines += [f"{table} {row[0]}" for row in cursor.fetchall()]
    return lines


def test_a_full_dump_does_not_link_a_voter_to_a_ballot(
    voting: Any, city: Any, cast: Any, finish: Any, alice: Any, minsu: Any, caplog: Any
) -> None:
    codes = [cast(alice, city, 1, 2).code, cast(minsu, city, 2, 3).code]
    key = box.read_key(voting.public_id)
    names = [box.pseudonym(key, city.pk, user.pk) for user in (alice, minsu)]
    finish(voting)
    lines = dump()
    for secret in [*codes, *names, key.hex()]:
        assert not [line for line in lines if secret in line]
        assert secret not in caplog.text
    sealed = [line for line in lines if line.startswith("budgets_sealedballot ")]
    assert len(sealed) == 2
    for line in sealed:
        row = json.loads(line.partition(" ")[2])
        assert set(row) == {"id", "envelope_id", "place", "choices", "points", "receipt_hash", "blind"}


def test_events_and_audit_do_not_say_what_was_chosen(voting: Any, city: Any, cast: Any, minsu: Any) -> None:
    from portal.audit.models import Entry
    from portal.outbox.models import Event

    cast(minsu, city, 1, 2)
    entry = Entry.objects.get(verb="budgets.took_part")
    event = Event.objects.get(topic="budgets.ballot_recorded")
    assert entry.detail == {}
    assert entry.target == voting.target
    assert event.payload == {"round": voting.public_id, "voter": minsu.pk}


def test_the_open_box_does_not_know_when_anybody_voted(
    voting: Any, city: Any, names: Any, minsu: Any, alice: Any
) -> None:
    """Even the hour would name a voter: in a quiet one the audit trail holds one person who took part."""
    for voter, days in ((minsu, 1), (alice, 3)):
        at = voting.opens_at + timedelta(days=days)
        actions.cast_ballot(voter=voter, envelope=city, choices=names(city, 1, 2), at=at)
    columns = {field.name for field in Ballot._meta.get_fields()}
    assert columns == {"id", "envelope", "pseudonym", "choices", "points", "receipt_hash"}
    days = [f"{voting.opens_at + timedelta(days=days):%Y-%m-%d}" for days in (1, 3)]
    ballots = [line for line in dump() if line.startswith("budgets_ballot ")]
    assert len(ballots) == 2
    assert not [line for line in ballots for day in days if day in line]


def test_a_receipt_is_found_in_the_sealed_box(
    client: Any, client_of: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any
) -> None:
    from django.urls import reverse

    old = cast(minsu, city, 1, 2).code
    new = cast(minsu, city, 2, 3).code
    address = reverse("budgets:receipt_check", args=[voting.public_id])
    assert "answer" not in client.post(address, {"code": new}).context, "nothing is said before sealing"
    finish(voting)
    assert client.post(address, {"code": box.show_code(new).lower()}).context["answer"] == "found"
    assert client.post(address, {"code": old}).context["answer"] == "missing"
    assert "answer" not in client.get(address, {"code": new}).context, "codes do not belong into addresses"
    assert client.post(address, {"code": "한글"}).context["answer"] == "missing"


def test_a_changed_sealed_ballot_shows(
    client: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any
) -> None:
    from django.urls import reverse

    code = cast(minsu, city, 1, 2).code
    finish(voting)
    with attacks.guards_off():
        SealedBallot.objects.update(choices=[4, 5])
    address = reverse("budgets:receipt_check", args=[voting.public_id])
    assert client.post(address, {"code": code}).context["answer"] == "broken"


@pytest.mark.parametrize("size", range(1, 18))
def test_every_leaf_has_a_path_to_the_root(size: int) -> None:
    leaves = [box.leaf("e", str(number), str(number)) for number in range(size)]
    levels = box.merkle_levels(leaves)
    root = levels[-1][0]
    for place in range(size):
        path = [(side, levels[level][twin]) for side, level, twin in box.twins(place, size)]
        assert box.root_of_path(leaves[place], path) == root
        assert box.root_of_path(box.leaf("e", "x", "0"), path) != root


def test_a_receipt_is_checked_without_reading_the_whole_box(
    voting: Any, city: Any, cast: Any, finish: Any, person: Any, client: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    codes = [cast(person(f"이웃{number}", level=2), city, 1, 2).code for number in range(7)]
    finish(voting)
    address = reverse("budgets:receipt_check", args=[voting.public_id])
    for code in codes:
        with CaptureQueriesContext(connection) as asked:
            page = client.post(address, {"code": code}).context
        assert page["answer"] == "found"
        assert page["proof"].path
        ballots = [each["sql"] for each in asked if "budgets_sealedballot" in each["sql"]]
        assert len(ballots) == 1, ballots
        assert "receipt_hash" in ballots[0].partition("WHERE")[2]


def test_a_tampered_tree_shows(
    client: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, alice: Any
) -> None:
    from django.urls import reverse

    from budgets.models import MerkleLevel

    code = cast(minsu, city, 1, 2).code
    cast(alice, city, 2, 3)
    finish(voting)
    address = reverse("budgets:receipt_check", args=[voting.public_id])
    for change in (lambda: MerkleLevel.objects.update(nodes=b"x" * 64), MerkleLevel.objects.all().delete):
        with attacks.guards_off():
            change()
        assert client.post(address, {"code": code}).context["answer"] == "broken"
