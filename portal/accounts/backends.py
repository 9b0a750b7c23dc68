"""Who a session belongs to."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend

from portal import rows
from portal.accounts.models import User
from portal.rows import Part

ACCOUNT = Part(User, "u")


@cache
def _account() -> str:
    return f"SELECT {rows.columns(ACCOUNT)} FROM accounts_user u WHERE u.id = %(pk)s"  # noqa: S608


class AccountBackend(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        """Asked by every page and act of whoever is logged in: a statement said once. None for an account
        that was closed or blocked, so that its sessions end at once."""
        user: User | None = rows.one(_account(), {"pk": user_id}, ACCOUNT)
        return user if user is not None and self.user_can_authenticate(user) else None
