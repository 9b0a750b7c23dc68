"""A resource as every booking reads it: a statement said once (portal.rows)."""

from functools import cache

from portal import rows
from portal.rows import Part
from reservations.models import Resource

RESOURCE = Part(Resource, "resource")


@cache
def _published(key: str) -> str:
    return f"""
SELECT {rows.columns(RESOURCE)} FROM reservations_resource resource WHERE is_published AND {key} = %(key)s
"""  # noqa: S608  (names of our own columns)


def published(public_id: str) -> Resource:
    """A published resource, without its place. Raises Resource.DoesNotExist."""
    return _one("public_id", public_id)


def published_by_key(pk: int) -> Resource:
    """The same by its number, which the portal alone knows."""
    return _one("id", pk)


def _one(key: str, value: str | int) -> Resource:
    found: Resource | None = rows.one(_published(key), {"key": value}, RESOURCE)
    if found is None:
        raise Resource.DoesNotExist(value)
    return found
