"""Claims of people who work or study somewhere: their own, and those on an officer's desk."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from budgets.models import Belonging
from portal.organisations.models import Agency, Membership, Role

LOCAL = (Agency.Kind.PROVINCE, Agency.Kind.DISTRICT)


def of_person(person: Any) -> list[Belonging]:
    """Her claims, the newest first."""
    return list(Belonging.objects.filter(person=person).select_related("area__parent")[:50])


def her_own(person: Any, public_id: str) -> Belonging:
    """One of her claims, or 404."""
    claim = Belonging.objects.select_related("area").filter(person=person, public_id=public_id).first()
    if claim is None:
        raise Http404
    return claim


def on_desk_of(officer: Any) -> QuerySet[Belonging]:
    """Claims about the areas for which this officer's local offices are responsible; no ministry's."""
    held = Membership.objects.filter(user=officer.pk, role=Role.OFFICER, unit__agency__kind__in=LOCAL)
    inside = Q(pk__in=())
    for path in set(held.values_list("unit__agency__area__path", flat=True)):
        inside |= Q(area__path__startswith=path)
    return Belonging.objects.filter(inside)


def waiting(officer: Any) -> QuerySet[Belonging]:
    """Who has waited longest comes first."""
    return on_desk_of(officer).filter(state=Belonging.State.WAITING).order_by("asked_at")


def for_officer(officer: Any, public_id: str) -> Belonging:
    """A claim of an area of this officer, or 404: what a stranger proves is nobody else's business."""
    found = on_desk_of(officer).select_related("area__parent", "person").prefetch_related("files")
    claim = found.filter(public_id=public_id).first()
    if claim is None:
        raise Http404
    return claim


def may_see_files(user: Any, claim: Belonging) -> bool:
    """Whose claim it is fetches her files as their owner; besides her, the officers of that area."""
    return bool(user.is_authenticated and on_desk_of(user).filter(pk=claim.pk).exists())
