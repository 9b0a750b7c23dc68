"""Reports, decisions with a reason, and appeals to somebody else. Rooms say how their things are hidden.

A room's AppConfig.ready():

    from portal import moderation
    moderation.register("petitions.petition", moderation.Adapter(get=…, hide=…, restore=…, excerpt=…, url=…,
    author_id=…))

`hide` and `restore` are plain functions: they run inside moderation's own action and only write the room's
`hidden_at` (and take the thing out of the search: `portal.search.forget`). In a page:
`{% load moderation %}{% report_link "petitions.petition" petition.public_id %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["Adapter", "adapter", "kinds", "label", "register"]


@dataclass(frozen=True, slots=True)
class Adapter:
    """`get` answers the thing (hidden or not), or None when no such thing may be reported.

    `excerpt` is plain text for the moderator, `url` a path, `author_id` the account to be told, or None.
    `label` is a lazy Korean noun for the public log ("청원"). `readable(user, obj)` guards reports: what
    somebody
    may not read she may not probe by reporting; left out, everything that `get` answers may be reported.
    `is_anonymous`: whoever wrote it was promised that nobody learns her name; then the moderator does not
    either: anybody could report it, and the moderator may work beside those it is about.
    """

    get: Callable[[str], Any]
    hide: Callable[[str, datetime], None]
    restore: Callable[[str, datetime], None]
    excerpt: Callable[[Any], str]
    url: Callable[[Any], str]
    author_id: Callable[[Any], int | None]
    label: Any = ""
    readable: Callable[[Any, Any], bool] | None = None
    is_anonymous: bool = False


_adapters: dict[str, Adapter] = {}


def register(kind: str, adapter: Adapter) -> None:
    """Let things of `kind` be reported, hidden and restored."""
    _adapters[kind] = adapter


def adapter(kind: str) -> Adapter | None:
    return _adapters.get(kind)


def kinds() -> list[str]:
    return sorted(_adapters)


def label(kind: str) -> Any:
    """What a thing of this kind is called in public."""
    from django.utils.translation import gettext_lazy as _

    known = _adapters.get(kind)
    return (known.label if known else "") or _("글")
