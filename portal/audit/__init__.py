"""Who did what to what, when. Append-only; chained by hashes so that a rewritten past shows."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


def record(
    *, actor_id: int | None, verb: str, target: str, at: "datetime", detail: dict[str, Any] | None = None
) -> None:
    """Note one deed, inside the action's transaction. `target` is like "petitions.petition:<public id>".

    Never put in `detail` what a ballot says, nor anything from which it could be told.
    """
    from portal.audit.models import Entry

    Entry.objects.create(actor_id=actor_id, verb=verb, target=target, at=at, detail=detail or {})
