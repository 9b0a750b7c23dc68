"""The demonstration's people and their offices. Idempotent: what people changed since stays.

The models of `organisations` are asked for by name, because accounts stands below that app.
Nobody here has a password: one enters through /demo/ only, which exists only in the demonstration.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction

from portal.accounts import consents
from portal.accounts.demo import crowd
from portal.accounts.demo.people import AGENCY, PEOPLE, UNITS, Person
from portal.accounts.identity.ci import hash_ci
from portal.accounts.models import User

Say = Callable[[int, int, str], None]


@transaction.atomic
def people(say: Say, at: datetime) -> dict[str, Any]:
    """Make everybody; answers {"alice": User, …, "crowd": [User, …]}."""
    total = len(PEOPLE) + 2
    areas = {area.code: area for area in apps.get_model("organisations", "Area").objects.all()}
    units = _offices(areas)
    say(1, total, "종로구청")
    found: dict[str, Any] = {}
    for number, person in enumerate(PEOPLE, start=2):
        found[person.key] = _person(person, areas, units, at)
        say(number, total, person.nickname)
    found["crowd"] = crowd.make(areas, at)
    say(total, total, "주민")
    return found


def _offices(areas: dict[str, Any]) -> dict[str, Any]:
    name, name_en, kind, code = AGENCY
    agency, _ = apps.get_model("organisations", "Agency").objects.get_or_create(
        name=name, defaults={"name_en": name_en, "kind": kind, "area": areas[code]}
    )
    return {
        unit: agency.units.get_or_create(name=unit, defaults={"name_en": english})[0]
        for unit, english in UNITS.items()
    }


def _person(person: Person, areas: dict[str, Any], units: dict[str, Any], at: datetime) -> User:
    user, is_new = User.objects.get_or_create(
        email=person.email,
        defaults={
            "nickname": person.nickname,
            "level": person.level,
            "area": areas.get(person.area or ""),
            "birth_year": person.birth_year,
            "is_staff": any(role == "administrator" for _, role in person.roles),
            "date_joined": at,
            "password": "!",
        },
    )
    if is_new:
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        consents.agree(user, ["terms", "privacy"], at)
        _vouch(user, at)
    for unit, role in person.roles:
        units[unit].memberships.get_or_create(user=user, role=role)
    return user


def _vouch(user: User, at: datetime) -> None:
    if user.level < User.Level.VERIFIED:
        return
    user.verifications.create(
        provider="sandbox",
        level=min(user.level, User.Level.RESIDENT),
        ci_hash=hash_ci(f"demo {user.email}"),
        birth_year=user.birth_year,
        area=user.area,
        verified_at=at,
    )
    consents.agree(user, ["identity"], at)
