"""What the floor below tells its people: accounts knows nothing of notifications, so its words are here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.notifications import Kind
from portal.outbox.models import Event


def _owner(event: Event) -> list[int]:
    return [event.payload["user"]]


def _verified(event: Event) -> dict[str, Any]:
    return {"resident": event.payload["level"] >= 3, "area": event.payload.get("area", "")}


KINDS = [
    Kind(
        topic="accounts.verified",
        recipients=_owner,
        url=lambda event: "/me/settings/",
        context=_verified,
        label=_("본인확인을 마쳤을 때"),
        always=True,
    ),
]
