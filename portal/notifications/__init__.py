"""Telling people what concerns them: an inbox entry always, an e-mail when they want one.

A room declares its kinds in `notices.py` and hands them over in `apps.py`:

    notifications.register(Kind(topic="petitions.published", recipients=…, url=…, context=…))

The words live in `templates/emails/petitions/published/{subject.txt,body.txt,body.html}`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal import outbox

if TYPE_CHECKING:
    from portal.outbox.models import Event


def _no_context(event: "Event") -> dict[str, Any]:
    return {}


def _no_url(event: "Event") -> str:
    return "/inbox/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice, told whenever the outbox delivers `topic`.

    `recipients` answers ids of users, thousands if need be. `url` answers a path of this portal.
    `context` answers what the templates need: strings, numbers, booleans, dates, times, and lists
    or dicts of these (kept as JSON). `label` is the lazy sentence by which people know the kind on
    their settings page; kinds without one share the switch of their room. `always` marks what
    people may not switch off, because they would miss a deadline that the law gives them. `uncounted`: how
    many there are is nobody's business yet (ballots of an open vote), so staff pages leave them out.
    """

    topic: str
    recipients: Callable[["Event"], Iterable[int]]
    url: Callable[["Event"], str] = _no_url
    context: Callable[["Event"], dict[str, Any]] = _no_context
    label: Any = ""
    always: bool = False
    uncounted: bool = False

    @property
    def room(self) -> str:
        return self.topic.partition(".")[0]

    @property
    def key(self) -> str:
        """What a Preference is kept under."""
        return self.topic if self.label else self.room

    @property
    def templates(self) -> str:
        """Folder of the words, below `templates/`."""
        return f"emails/{self.topic.replace('.', '/')}"


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Take a room's kinds; from now on their topics are told. Called from AppConfig.ready."""
    for kind in kinds:
        _kinds[kind.topic] = kind
        outbox.subscribe(kind.topic)(tell)


def kinds() -> dict[str, Kind]:
    """Every registered kind by its topic."""
    return dict(_kinds)


def uncounted() -> list[str]:
    """Topics of which nobody may see how many there are."""
    return [kind.topic for kind in _kinds.values() if kind.uncounted]


def tell(event: "Event") -> None:
    """The one subscriber behind every kind."""
    from portal.notifications import actions

    actions.tell(kind=_kinds[event.topic], event=event)
