from __future__ import annotations

from typing import Any

from django.http import Http404

from petitions.models import Petition, PetitionQuerySet, Recount
from petitions.rules import DESK, rank_refusal
from petitions.states import Response, State
from portal.organisations.models import Agency, Role, Unit
from portal.organisations.rules import has_role, staff_units


def handled_by(user: Any) -> PetitionQuerySet:
    """Petitions of the agencies where this person works (rules.desk_refusal). Never her own: nobody decides
    about what she asked for herself."""
    agencies = Agency.objects.filter(units__in=staff_units(user, *DESK))
    if not agencies.exists():
        return Petition.objects.none()
    here = Petition.objects.filter(agency__in=agencies)
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


def to_assign(user: Any) -> PetitionQuerySet:
    """What names no agency: an administrator names one. By the legal deadline, the nearest first."""
    if not has_role(user, Role.ADMINISTRATOR):
        return Petition.objects.none()
    rows = Petition.objects.filter(agency=None, state__in=State.at_the_office())
    rows = rows.exclude(response=Response.ANSWERED).select_related("check_clock", "answer_clock")
    return rows.order_by("check_clock__due_at", "id")


def for_administrator(public_id: str, user: Any) -> Petition:
    """One door: fetch and authorise together. What has its agency is that agency's business (Http404)."""
    petition = to_assign(user).filter(public_id=public_id).first()
    if petition is None:
        raise Http404
    return petition


def unit_of(user: Any, petition: Petition) -> Unit | None:
    """In whose name this person answers: her unit in the petition's agency."""
    units = Unit.objects.filter(pk__in=staff_units(user, *DESK), agency=petition.agency_id)
    return units.select_related("agency").order_by("pk").first()


def may_answer(user: Any, petition: Petition) -> bool:
    return rank_refusal(user, petition) is None


def alarms() -> list[Recount]:
    return list(Recount.objects.filter(cleared_at=None).select_related("petition").order_by("-at")[:50])
