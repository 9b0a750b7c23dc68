"""The people themselves: who they are, and that two of them are never one."""

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.models import User

pytestmark = pytest.mark.django_db


def test_alice_lives_here_and_bob_elsewhere(alice, bob, jongno, haeundae):
    assert alice.is_resident
    assert alice.area == jongno
    assert bob.is_resident
    assert bob.area == haeundae


def test_minsu_is_verified_but_lives_nowhere_we_know(minsu, jiyeon):
    assert minsu.is_verified
    assert not minsu.is_resident
    assert not jiyeon.is_verified


def test_an_address_in_capitals_is_the_same_address(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ALICE@example.kr")


def test_one_person_cannot_be_verified_in_two_accounts(alice, bob):
    taken = alice.verifications.get().ci_hash
    bob.verifications.update(ended_at=bob.date_joined)
    with pytest.raises(IntegrityError), transaction.atomic():
        bob.verifications.create(provider="sandbox", level=2, ci_hash=taken)


def test_a_new_person_gets_a_pseudonym_of_her_own():
    names = {User.objects.create_user(f"n{number}@example.kr").nickname for number in range(5)}
    assert all(len(name.split()) == 3 for name in names)


def test_staff_hold_the_role_they_were_given(carla, gyeol, mod, unit):
    from portal.organisations.rules import Role, has_role

    assert has_role(carla, Role.OFFICER, unit=unit)
    assert not has_role(carla, Role.APPROVER)
    assert has_role(gyeol, Role.APPROVER, unit=unit)
    assert has_role(mod, Role.MODERATOR)
    assert not has_role(mod, Role.OFFICER)


def test_a_client_is_logged_in_as_the_person_it_was_made_for(client_of, alice):
    session = client_of(alice).session
    assert session["_auth_user_id"] == str(alice.pk)
