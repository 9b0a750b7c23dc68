"""A hint, not a lock: somebody else has this case open. The database decides who was first."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from portal.accounts.models import User

LASTS = 180  # seconds since the page was last opened


def arrive(case_id: int, user: User) -> str | None:
    """Note that this moderator looks at the case; answers the name of another one who came before, or
    None."""
    slot = f"moderation:looking:{case_id}"
    try:
        if cache.add(slot, (user.pk, user.display_name), LASTS):
            return None
        there = cache.get(slot)
    except Exception:  # whatever the cache's client raises: without a cache there is no hint
        return None
    if there is None or there[0] == user.pk:
        return None
    return there[1] or _("다른 중재자")


def leave(case_id: int, user: User) -> None:
    try:
        there = cache.get(f"moderation:looking:{case_id}")
        if there and there[0] == user.pk:
            cache.delete(f"moderation:looking:{case_id}")
    except Exception:  # see arrive
        return
