"""The demonstration opens with something in every room; a second start adds nothing."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from portal.accounts.models import User
from portal.audit.models import Entry


@pytest.mark.django_db
def test_whoever_opens_the_demonstration_finds_every_room_filled_and_alice_her_own_deeds(
    client: Client,
) -> None:
    call_command("seed_demo")
    client.force_login(User.objects.get(email="alice@demo.example"))
    page = client.get("/me/").content.decode()
    for room in settings.ROOMS:
        assert f'href="/{room}/' in page.split("<main", 1)[1], f"nothing of {room} on her page"
    assert "소나무 회의실" in page

    told = Entry.objects.filter(verb="demo.seeded")
    before = told.count()
    call_command("seed_demo")
    assert told.count() == before == len(settings.ROOMS)
