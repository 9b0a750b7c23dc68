"""What this room does when an event arrives. Idempotent: an event may come twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petitions import actions
from portal import clock, outbox

if TYPE_CHECKING:
    from portal.outbox.models import Event


@outbox.subscribe("petitions.submitted")
def count_the_creator(event: Event) -> None:
    """Show the creator's own support without waiting for the next round."""
    actions.fold_signatures(at=clock.now())
