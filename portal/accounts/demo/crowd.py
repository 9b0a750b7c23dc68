"""The rest of the town: verified people in bulk, so that votes and signatures have voters."""

import random
from datetime import datetime, timedelta
from typing import Any

from portal.accounts import nicknames
from portal.accounts.identity.ci import hash_ci
from portal.accounts.models import User, Verification

SIZE = 300
NEARBY = ("11110",) * 8 + ("11140", "11170", "11200", "11290", "11410", "11440", "26350", "26350")


def make(areas: dict[str, Any], at: datetime) -> list[User]:
    """Make whoever is missing; the same people every time."""
    wanted = {f"crowd{number:03}@demo.invalid": number for number in range(1, SIZE + 1)}
    have = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    new = [_user(number, email, areas, at) for email, number in wanted.items() if email not in have]
    User.objects.bulk_create(new)
    Verification.objects.bulk_create([_verification(user) for user in new])
    return list(User.objects.filter(email__in=wanted).order_by("email"))


def _user(number: int, email: str, areas: dict[str, Any], at: datetime) -> User:
    dice = random.Random(number)  # the same town at every start
    area = areas.get(dice.choice(NEARBY)) if dice.random() < 0.8 else None
    user = User(
        email=email,
        nickname=_nickname(dice),
        level=User.Level.RESIDENT if area else User.Level.VERIFIED,
        area=area,
        birth_year=dice.randint(1945, 2009),
        date_joined=at - timedelta(days=dice.randint(30, 400)),
    )
    user.set_unusable_password()
    return user


def _nickname(dice: random.Random) -> str:
    return f"{dice.choice(nicknames.ADJECTIVES)} {dice.choice(nicknames.NOUNS)} {dice.randint(100, 999)}"


def _verification(user: User) -> Verification:
    return Verification(
        user=user,
        provider="sandbox",
        level=user.level,
        ci_hash=hash_ci(f"demo {user.email}"),
        area=user.area,
        birth_year=user.birth_year,
        verified_at=user.date_joined,
    )
