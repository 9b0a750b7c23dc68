from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404

from petitions.models import Petition, PetitionQuerySet, Recount
from petitions.states import Rank, State
from portal.organisations.models import Agency, Role, Unit
from portal.organisations.rules import has_role, staff_units

DESK = (Role.OFFICER, Role.APPROVER)


def handled_by(user: Any) -> PetitionQuerySet:
    """Petitions of the agencies where this person works, and those that nobody has been given yet. Never her
    own: nobody decides about what she asked for herself."""
    agencies = Agency.objects.filter(units__in=staff_units(user, *DESK))
    if not agencies.exists():
        return Petition.objects.none()
    here = Petition.objects.filter(Q(agency__isnull=True) | Q(agency__in=agencies))
    return here.exclude(state__in=[State.DRAFT, State.GATHERING]).exclude(creator=user)


def for_officer(public_id: str, user: Any) -> Petition:
    """One door for staff: fetch and authorise together."""
    petition = (
        handled_by(user)
        .select_related("creator", "agency", "type", "thread", "check_clock", "answer_clock", "answer")
        .filter(public_id=public_id)
        .first()
    )
    if petition is None:
        raise Http404
    return petition


def to_check(user: Any) -> PetitionQuerySet:
    """By the legal deadline, the nearest first."""
    return (
        handled_by(user)
        .to_check()
        .select_related("agency", "check_clock")
        .order_by("check_clock__due_at", "id")
    )


def to_answer(user: Any) -> PetitionQuerySet:
    rows = handled_by(user).awaiting().select_related("agency", "answer_clock")
    return rows.order_by("answer_clock__due_at", "id")


def unit_of(user: Any, petition: Petition) -> Unit | None:
    """In whose name this person answers: her unit in the petition's agency, else her first."""
    units = Unit.objects.filter(pk__in=staff_units(user, *DESK)).select_related("agency").order_by("pk")
    here = [unit for unit in units if unit.agency_id == petition.agency_id]
    return next(iter(here or units), None)


def may_answer(user: Any, petition: Petition) -> bool:
    """The department's own answer an officer may give; higher ranks need somebody who approves for them."""
    role = [Role.OFFICER, Role.APPROVER] if petition.rank == Rank.UNIT else [Role.APPROVER]
    return has_role(user, *role, agency=petition.agency)


def alarms() -> list[Recount]:
    return list(Recount.objects.filter(cleared_at=None).select_related("petition").order_by("-at")[:50])
