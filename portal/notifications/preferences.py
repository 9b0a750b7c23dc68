"""Which kinds a person may switch off, as she sees them on her settings page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal import notifications
from portal.accounts.models import User
from portal.notifications.models import Preference

ROOMS = {
    "proposals": _("제안"),
    "budgets": _("참여예산"),
    "reservations": _("예약"),
    "petitions": _("청원"),
    "comments": _("댓글"),
    "moderation": _("신고와 글 가림"),
    "accounts": _("내 계정"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One switch: e-mail for the kinds kept under `key`."""

    key: str
    room: Any
    label: Any
    mail: bool
    always: bool


def choices(user: User) -> list[Choice]:
    """Every switch, room by room. Reads one query."""
    kept = dict(Preference.objects.filter(user=user).values_list("key", "mail"))
    found: dict[str, Choice] = {}
    for kind in sorted(
        notifications.kinds().values(), key=lambda kind: (kind.room, bool(kind.label), kind.topic)
    ):
        label = kind.label or label_of(kind.key)
        found.setdefault(
            f"{kind.key}{kind.always}",
            Choice(kind.key, ROOMS.get(kind.room, kind.room), label, kept.get(kind.key, True), kind.always),
        )
    return list(found.values())


def label_of(key: str) -> Any:
    """A preference key in words."""
    kind = notifications.kinds().get(key)
    if kind is not None and kind.label:
        return kind.label
    return _("%(room)s 소식") % {"room": ROOMS.get(key, key)}
