"""Anybody can check that a receipt is in the sealed box; nobody learns from it what was chosen."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from budgets import ballot_queries, box, receipts
from budgets.models import Ballot, Envelope, SealedBallot
from tests.budgets import attacks

pytestmark = pytest.mark.django_db


def ask(client: Any, round_: Any, receipt: str) -> Any:
    url = reverse("budgets_api:receipt_proof", args=[round_.public_id])
    return client.post(url, {"receipt_hash": receipt}, content_type="application/json")


def root_from(answer: dict[str, Any], receipt: str) -> str:
    """Worked out anew from the words of docs and schema, without our functions."""
    text = f"{answer['envelope']}:{receipt}:{answer['inside']}".encode()
    node = hashlib.sha256(b"\x00" + text).digest()
    for step in answer["path"]:
        other = bytes.fromhex(step["hash"])
        pair = other + node if step["side"] == "left" else node + other
        node = hashlib.sha256(b"\x01" + pair).digest()
    return node.hex()


def test_a_program_checks_a_receipt_without_sending_the_code(
    voting: Any, city: Any, cast: Any, finish: Any, person: Any, client: Any
) -> None:
    codes = [cast(person(f"이웃{number}", level=2), city, 1, 2).code for number in range(5)]
    receipt = box.receipt_hash(codes[2])
    assert ask(client, voting, receipt).status_code == 404, "there is no proof while the box is open"
    finish(voting)
    city.refresh_from_db()
    answer = ask(client, voting, receipt).json()
    assert root_from(answer, receipt) == city.merkle_root == answer["root"]
    assert answer["total"] == 5
    assert root_from(answer, box.receipt_hash("ANOTHER")) != city.merkle_root, "it proves this receipt only"


def test_a_proof_does_not_say_what_was_chosen(
    voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, alice: Any, client: Any
) -> None:
    """Two people chose the same: their proofs show nothing in common but the box."""
    receipts_ = [box.receipt_hash(cast(one, city, 2, 3).code) for one in (minsu, alice)]
    finish(voting)
    first, second = (ask(client, voting, receipt).json() for receipt in receipts_)
    assert first["inside"] != second["inside"]
    assert first["inside"] != box.content([2, 3])
    assert set(first) == {"envelope", "name", "total", "root", "inside", "path"}


@pytest.mark.parametrize("hostile", ["", "x", "0" * 63, "0" * 65, "A" * 64, "\x00" * 64, "ㄱ" * 64])
def test_a_hash_of_another_shape_is_refused(published: Any, client: Any, hostile: str) -> None:
    assert ask(client, published, hostile).status_code == 400


def test_an_unknown_hash_is_not_found(published: Any, client: Any) -> None:
    assert ask(client, published, "0" * 64).status_code == 404


@pytest.mark.parametrize(
    ("kind", "choices", "points"), [("ranked", [4, 1, 3], None), ("points", [1, 4], [7, 3])]
)
def test_receipts_of_every_kind_of_ballot_are_proved(
    voting: Any, city: Any, minsu: Any, finish: Any, client: Any, kind: str, choices: Any, points: Any
) -> None:
    from budgets import actions
    from budgets.models import Round
    from portal import clock

    Envelope.objects.filter(pk=city.pk).update(ballot_kind=kind)
    key = box.read_key(voting.public_id)
    name = box.pseudonym(key, city.pk, minsu.pk)
    code = box.receipt_code(key, name, choices, points)
    Ballot.objects.create(
        envelope=city, pseudonym=name, choices=choices, points=points, receipt_hash=box.receipt_hash(code)
    )
    found = ballot_queries.my_receipt(minsu, city)
    assert found is not None
    assert found[1] == code, "the receipt page shows the same code again"
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.close_round(round_id=voting.pk, at=clock.now())
    actions.seal_round(round_id=voting.pk, at=clock.now())
    sealed = SealedBallot.objects.get()
    assert (sealed.choices, sealed.points) == (choices, points)
    answer = client.post(reverse("budgets:receipt_check", args=[voting.public_id]), {"code": code})
    assert answer.context["answer"] == "found"
    assert root_from(ask(client, voting, box.receipt_hash(code)).json(), box.receipt_hash(code))


def test_order_and_points_make_another_receipt() -> None:
    key, name = bytes(32), "n"
    codes = {
        box.receipt_code(key, name, [1, 2]),
        box.receipt_code(key, name, [2, 1]),
        box.receipt_code(key, name, [1, 2], [3, 4]),
        box.receipt_code(key, name, [1, 2], [4, 3]),
    }
    assert len(codes) == 4
    assert (
        len({box.content([1, 2], None, "b"), box.content([1, 2], None, "c"), box.content([2, 1], None, "b")})
        == 3
    )


def test_a_box_that_was_sealed_before_ballots_were_blinded_is_still_checked_on_the_page_alone(
    voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, client: Any
) -> None:
    code = cast(minsu, city, 1, 2).code
    finish(voting)
    receipt = box.receipt_hash(code)
    root = box.leaf(city.public_id, receipt, box.content([1, 2]))
    with attacks.guards_off():
        SealedBallot.objects.update(blind="")
        Envelope.objects.filter(pk=city.pk).update(merkle_root=root)
    page = client.post(reverse("budgets:receipt_check", args=[voting.public_id]), {"code": code})
    assert page.context["answer"] == "found"
    assert "1,2" not in page.content.decode()
    assert ask(client, voting, receipt).status_code == 404
    assert receipts.proof(voting, receipt) is not None


def test_whoever_misreads_a_letter_for_a_number_still_finds_her_ballot(
    voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(box, "receipt_code", lambda *ballot: "S5JOILBVB5EZHLL2")
    code = cast(minsu, city, 1, 2).code
    finish(voting)
    for typed in (code, "s5j0-1lbv-85ez-h1l2", "S5JO 11BV B5EZ HLL2"):
        page = client.post(reverse("budgets:receipt_check", args=[voting.public_id]), {"code": typed})
        assert page.context["answer"] == "found", typed
    other = client.post(reverse("budgets:receipt_check", args=[voting.public_id]), {"code": "1" * 60})
    assert other.context["answer"] == "missing"
    assert len(box.codes_meant("1" * 60)) == box.MOST_WAYS


def test_the_page_names_the_published_roots(published: Any, client: Any) -> None:
    page = client.get(reverse("budgets:receipt_check", args=[published.public_id])).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT merkle_root FROM budgets_envelope WHERE round_id = %s", [published.pk])
        assert all(root in page for (root,) in cursor.fetchall())
