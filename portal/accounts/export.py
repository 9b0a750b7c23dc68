"""Everything that the portal keeps about one person, as plain data (개인정보 보호법 제35조, 제35조의2).

Accounts know the person; a room that keeps more about her hands over how to read it, in its apps.py:

    export.register("budgets", of)  # of(user) -> plain data
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from portal.accounts.models import User

Part = Callable[[User], dict[str, Any]]
_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Let a room add its own part under its name."""
    _parts[name] = part


def of(user: User, at: datetime) -> dict[str, Any]:
    """JSON-ready. What she did in public is on /me/ too."""
    return {
        "made_at": at.isoformat(),
        "person": _person(user),
        "email_addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "verifications": [_verification(row) for row in user.verifications.select_related("area")],
        "consents": list(user.consents.values("kind", "version", "agreed_at", "withdrawn_at")),
        "sessions": list(UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at")),
        **{name: part(user) for name, part in _parts.items()},
    }


def _addresses(user: User) -> list[dict[str, Any]]:
    return list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary"))


def _person(user: User) -> dict[str, Any]:
    return {
        "public_id": user.public_id,
        "email": user.email,
        "nickname": user.nickname,
        "level": user.get_level_display(),
        "area": str(user.area) if user.area else None,
        "birth_year": user.birth_year,
        "born_on": user.born_on,
        "language": user.language,
        "joined_at": user.date_joined,
        "last_login": user.last_login,
    }


def _verification(row: Any) -> dict[str, Any]:
    return {
        "provider": row.provider,
        "level": row.level,
        "verified_at": row.verified_at,
        "ended_at": row.ended_at,
        "birth_year": row.birth_year,
        "area": str(row.area) if row.area else None,
    }
