"""After sealing nobody can put other ballots under the published root, nor another result."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from budgets import actions, box, counting, frozen, sealed
from budgets.models import BallotFile, Envelope, MerkleLevel, Round, SealedBallot, Tally
from portal import clock
from portal.actions import refusal_of
from portal.refusals import Refused
from tests.budgets import attacks

pytestmark = pytest.mark.django_db
Change = Callable[[Envelope], Any]


@pytest.fixture
def box_of_four(voting: Any, city: Any, cast: Any, person: Any) -> Envelope:
    """Sealed and not yet counted: 1 and 2 have three votes, 4 and 5 have one."""
    for number in range(3):
        cast(person(f"이웃 {number}", level=2), city, 1, 2)
    cast(person("다른 이웃", level=2), city, 4, 5)
    at = clock.now()
    Round.objects.filter(pk=voting.pk).update(closes_at=at)
    actions.close_round(round_id=voting.pk, at=at)
    actions.seal_round(round_id=voting.pk, at=at)
    return Envelope.objects.select_related("round").get(pk=city.pk)


def stuff(envelope: Envelope) -> None:
    """One more ballot, which nobody cast."""
    SealedBallot.objects.create(envelope=envelope, place=900, choices=[4, 5], receipt_hash=box.no_receipt())


def other_root(envelope: Envelope) -> None:
    Envelope.objects.filter(pk=envelope.pk).update(merkle_root="a" * 64)


def swap(envelope: Envelope) -> None:
    for old, new in ((0, 900), (1, 0), (900, 1)):
        envelope.sealed.filter(place=old).update(place=new)


def other(envelope: Envelope) -> Envelope:
    return envelope.round.envelopes.exclude(pk=envelope.pk).get()


def refused(change: Callable[[], Any], name: str = "budgets_box_sealed") -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    assert caught.value.__cause__.diag.constraint_name == name
    assert refusal_of(caught.value) is not None


CHANGES: dict[str, Change] = {
    "a ballot is changed": lambda one: one.sealed.filter(place=0).update(choices=[3, 4]),
    "two ballots change places": swap,
    "a ballot is added": stuff,
    "a ballot is taken": lambda one: one.sealed.filter(place=3).delete(),
    "a ballot is moved away": lambda one: one.sealed.filter(place=3).update(envelope=other(one)),
    "another root": other_root,
    "another number": lambda one: Envelope.objects.filter(pk=one.pk).update(ballots_total=5),
}
ALSO: dict[str, Change] = {
    "a level is changed": lambda one: one.levels.filter(level=0).update(nodes=b"x" * 128),
    "a level is taken": lambda one: one.levels.filter(level=0).delete(),
    "a level is added": lambda one: MerkleLevel.objects.create(envelope=one, level=9, nodes=b""),
    "another lot": lambda one: Round.objects.filter(pk=one.round_id).update(lot_seed="b" * 64),
    "sealed again": lambda one: Round.objects.filter(pk=one.round_id).update(sealed_at=None),
}


@pytest.mark.parametrize("name", [*CHANGES, *ALSO])
def test_the_database_refuses_to_change_a_sealed_box(box_of_four: Envelope, name: str) -> None:
    refused(lambda: (CHANGES | ALSO)[name](box_of_four))


@pytest.mark.parametrize("name", CHANGES)
def test_who_switches_the_guards_off_gets_no_count_and_staff_see_why(
    box_of_four: Envelope, client_of: Any, admin: Any, name: str
) -> None:
    with attacks.guards_off():
        CHANGES[name](box_of_four)
    counting.count_envelope(box_of_four.pk, clock.now(), clock.now)
    tally = Tally.objects.get(envelope=box_of_four)
    assert (tally.state, tally.result, tally.signature) == ("failed", None, "")
    page = client_of(admin).get(reverse("budgets_staff:round", args=[box_of_four.round.public_id]))
    assert tally.trouble in page.content.decode()


def test_other_ballots_with_a_tree_of_their_own_do_not_fit_the_audit_trail(box_of_four: Envelope) -> None:
    """Rows, root and levels made anew and all of one piece: only the trail still says what was sealed."""
    with attacks.guards_off():
        box_of_four.sealed.update(choices=[4, 5], blind="")
        receipts = box_of_four.sealed.order_by("place").values_list("receipt_hash", flat=True)
        leaves = [box.leaf(box_of_four.public_id, each, box.content([4, 5])) for each in receipts]
        box_of_four.levels.all().delete()
        actions.sealing.write_tree(box_of_four, leaves)
        with pytest.raises(sealed.Altered, match="감사 기록"):
            counting.instance_of(box_of_four)


def test_what_was_sealed_is_what_is_counted(box_of_four: Envelope) -> None:
    counting.count_envelope(box_of_four.pk, clock.now(), clock.now)
    result = Tally.objects.get(envelope=box_of_four).result
    assert result is not None
    assert {row["project"]: row["votes"] for row in result["projects"]} == {
        "1": 3, "2": 3, "3": 0, "4": 1, "5": 1,
    }  # fmt: skip


@pytest.mark.parametrize("points", [None, [4, 6]])
@pytest.mark.parametrize("blind", ["", "ab" * 16])
@pytest.mark.parametrize("receipt", [None, "cd" * 32])
def test_postgresql_and_python_hash_the_same_leaf(
    city: Any, points: Any, blind: str, receipt: str | None
) -> None:
    SealedBallot.objects.create(
        envelope=city, place=0, choices=[3, 1], points=points, blind=blind, receipt_hash=receipt
    )
    leaf = box.leaf(city.public_id, receipt, box.content([3, 1], points, blind))
    Envelope.objects.filter(pk=city.pk).update(merkle_root=leaf, ballots_total=1)
    Round.objects.filter(pk=city.round_id).update(origin="elsewhere")
    city.round.refresh_from_db()
    assert list(sealed.ballots(city, lambda total: None)) == [([3, 1], points, 1)]


@pytest.mark.parametrize("size", range(18))
def test_the_tree_that_keeps_no_leaves_has_the_same_root(size: int) -> None:
    leaves = [box.leaf("e", str(number), str(number)) for number in range(size)]
    tree = box.Tree()
    for leaf in leaves:
        tree.add(bytes.fromhex(leaf))
    assert (tree.root(), tree.total) == (box.merkle_levels(leaves)[-1][0], size)


def test_a_box_longer_than_a_page_is_read_to_its_end(box_of_four: Envelope, monkeypatch: Any) -> None:
    monkeypatch.setattr(sealed, "PAGE", 3)
    assert counting.instance_of(box_of_four).voters == 4


@pytest.mark.parametrize(
    "change",
    [{"result": {}}, {"sha256": "0" * 64}, {"signature": "00" * 64}, {"public_key": "11" * 32}],
    ids=str,
)
def test_a_kept_result_stays(published: Any, city: Any, change: dict[str, Any]) -> None:
    refused(lambda: Tally.objects.filter(envelope=city).update(**change), "budgets_result_kept")
    refused(lambda: Tally.objects.filter(envelope=city).delete(), "budgets_result_kept")


def test_no_file_is_kept_of_ballots_that_are_not_those_sealed(published: Any, city: Any) -> None:
    with attacks.guards_off():
        city.sealed.filter(place=0).update(choices=[3, 4])
    with pytest.raises(sealed.Altered):
        frozen.freeze(city, clock.now())
    assert not BallotFile.objects.filter(envelope=city).exists()


def test_more_ballots_than_people_are_not_published(
    voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, admin: Any, admin2: Any
) -> None:
    cast(minsu, city, 1, 2)
    # Put into the open box by somebody who can write there.
    city.ballots.create(pseudonym="nobody", choices=[4, 5], receipt_hash=box.no_receipt())
    finish(voting)
    actions.check_result(actor=admin, round_id=voting.pk, at=clock.now())
    with pytest.raises(Refused) as caught:
        actions.publish_result(actor=admin2, round_id=voting.pk, at=clock.now())
    assert caught.value.refusal.code == "more_than_people"


def test_the_guards_cost_no_rehearsal(voting: Any, admin: Any) -> None:
    copy = actions.make_sandbox(actor=admin, round_id=voting.pk, voters=20, seed="x", at=clock.now())
    for envelope in copy.envelopes.all():
        counting.count_envelope(envelope.pk, clock.now(), clock.now)
    tallies = Tally.objects.filter(envelope__round=copy)
    assert {(one.state, one.signature, one.public_key) for one in tallies} == {("done", "", "")}
    actions.delete_sandbox(actor=admin, round_id=copy.pk, at=clock.now())
    assert not Round.objects.filter(pk=copy.pk).exists()


def test_the_triggers_are_where_they_should_be() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgname ~ '^budgets_(box|root|lot|sealing|result)_' GROUP BY 1"
        )
        assert dict(cursor.fetchall()) == {
            "budgets_sealedballot": 4,
            "budgets_merklelevel": 4,
            "budgets_envelope": 2,
            "budgets_round": 2,
            "budgets_tally": 2,
        }
