"""The areas and units that forms offer, as choices keyed by what may stand in a URL."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.organisations.models import Area, Unit
from proposals.suggestions import receiving_units

KEPT = 300  # seconds; districts change by statute, units now and then


def area_choices() -> list[Any]:
    """전국, then each province as a group with itself and its districts."""
    key = f"proposals.areas.{get_language()}"
    found: list[Any] | None = cache.get(key)
    if found is None:
        found = _area_choices()
        cache.set(key, found, KEPT)
    return found


def _area_choices() -> list[Any]:
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    nation: list[Any] = []
    for area in Area.objects.order_by("path"):
        if area.level == Area.Level.NATION:
            nation.append((area.code, area.display_name))
        elif area.level == Area.Level.PROVINCE:
            whole = _("%(area)s 전체") % {"area": area.display_name}
            groups[area.pk] = (area.display_name, [(area.code, whole)])
        elif area.parent_id in groups:
            groups[area.parent_id][1].append((area.code, area.display_name))
    return nation + [(name, options) for name, options in groups.values()]


def unit_choices() -> list[Any]:
    """Units that take in proposals, by agency."""
    key = f"proposals.units.{get_language()}"
    found: list[Any] | None = cache.get(key)
    if found is None:
        found = _unit_choices()
        cache.set(key, found, KEPT)
    return found


def _unit_choices() -> list[Any]:
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for unit in receiving_units():
        group = groups.setdefault(unit.agency_id, (unit.agency.display_name, []))
        group[1].append((unit.public_id, unit.display_name))
    return list(groups.values())


def area_of(code: str) -> Area | None:
    return Area.objects.filter(code=code).first() if code else None


def unit_of(public_id: str) -> Unit | None:
    return Unit.objects.select_related("agency").filter(public_id=public_id).first() if public_id else None
