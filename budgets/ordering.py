"""The order of projects on a ballot: random per voter, the same when she comes back.

Lists in alphabetical or numbered order give the first ones votes for being first.
"""

import hashlib
from collections.abc import Iterable

from budgets.models import Project


def shuffled(projects: Iterable[Project], seed: str) -> list[Project]:
    """The same seed gives the same order, whatever order they come in."""
    return sorted(
        projects, key=lambda project: hashlib.sha256(f"{seed}:{project.public_id}".encode()).digest()
    )
