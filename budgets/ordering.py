"""The order of projects on a ballot: random per voter, the same when she comes back.

Lists in alphabetical or numbered order give the first ones votes for being first.
"""

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from budgets.models import Envelope

ORDER_COOKIE = "ballot_order"


class Named(Protocol):
    @property
    def public_id(self) -> str: ...


P = TypeVar("P", bound=Named)


def shuffled(projects: Iterable[P], seed: str) -> list[P]:
    """The same seed gives the same order, whatever order they come in."""
    return sorted(
        projects, key=lambda project: hashlib.sha256(f"{seed}:{project.public_id}".encode()).digest()
    )


def order_seed(request: Any, envelope: Envelope) -> tuple[str, bool]:
    """Who is shuffled for: the voter, or this browser until she logs in. True when a cookie must be set."""
    if request.user.is_authenticated:
        return f"{request.user.public_id}:{envelope.public_id}", False
    known = request.COOKIES.get(ORDER_COOKIE, "")
    name = known if known.isalnum() and len(known) == 16 else secrets.token_hex(8)
    return f"{name}:{envelope.public_id}", name != known
