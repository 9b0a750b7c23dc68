"""Who may do what for an agency. Pure questions over Membership."""

from typing import Any

from django.db import connection

from portal.organisations.models import Agency, Membership, Role, Unit

__all__ = ["Role", "has_role", "is_staffer", "staff_units"]


def has_role(user: Any, *roles: str, unit: Unit | None = None, agency: Agency | None = None) -> bool:
    """Does this person hold one of the roles (any role when none is named), there if a place is named?"""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    held = Membership.objects.filter(user_id=user.pk)
    if roles:
        held = held.filter(role__in=roles)
    if unit is not None:
        held = held.filter(unit_id=unit.pk)
    if agency is not None:
        held = held.filter(unit__agency_id=agency.pk)
    return held.exists()


def staff_units(user: Any, *roles: str) -> list[int]:
    """Ids of the units where this person holds one of the roles (any role when none is named)."""
    held = Membership.objects.filter(user_id=user.pk)
    if roles:
        held = held.filter(role__in=roles)
    return list(held.values_list("unit_id", flat=True).distinct())


ANY_ROLE = "SELECT 1 FROM organisations_membership WHERE user_id = %s LIMIT 1"


def is_staffer(user: Any) -> bool:
    """Does this person hold any role anywhere?"""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    with connection.cursor() as cursor:  # on every page of everybody: the ORM would cost ten times the answer
        cursor.execute(ANY_ROLE, [user.pk])
        return cursor.fetchone() is not None
