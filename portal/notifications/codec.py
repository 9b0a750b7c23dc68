"""A notice's context as JSON and back, so that templates still get real dates to format."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MARK = "__kind__"


def _pack(value: Any) -> Any:
    if isinstance(value, datetime):
        return {MARK: "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {MARK: "date", "v": value.isoformat()}
    if isinstance(value, Decimal):
        return {MARK: "decimal", "v": str(value)}
    return str(value)  # lazy translations and the like


def _unpack(found: dict[str, Any]) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "datetime": datetime.fromisoformat,
        "date": date.fromisoformat,
        "decimal": Decimal,
    }
    reader = readers.get(found.get(MARK, ""))
    return reader(found["v"]) if reader else found


def pack(context: dict[str, Any]) -> dict[str, Any]:
    """Return what a JSONField can keep."""
    packed: dict[str, Any] = json.loads(json.dumps(context, default=_pack))
    return packed


def unpack(kept: dict[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = json.loads(json.dumps(kept), object_hook=_unpack)
    return context
