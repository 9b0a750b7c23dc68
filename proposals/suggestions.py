"""Which unit should receive an idea? By topic, in the agency of the area or of the nearest area above it."""

from __future__ import annotations

from portal.organisations.models import Area, Unit
from proposals.models import Receiver
from proposals.states import Topic


def unit_for(topic: str, area: Area | None) -> Unit | None:
    """The nearest unit that takes in this topic; failing that, the one for "other"; None when the
    area has no receiver: then the proposal lies on every desk until a unit takes it.
    """
    codes = area.ancestor_codes() if area else []
    found = Receiver.objects.filter(topic__in=[topic, Topic.OTHER]).select_related("unit__agency__area")
    here = sorted(
        found.filter(unit__agency__area__code__in=codes),
        key=lambda each: (-len(each.unit.agency.area.path), each.topic != topic, each.unit.name),
    )
    return here[0].unit if here else None


def receiving_units() -> list[Unit]:
    """Every unit that takes in proposals, for the choice in the form."""
    ids = Receiver.objects.values("unit_id")
    return list(
        Unit.objects.filter(pk__in=ids).select_related("agency").order_by("agency__area__path", "name")
    )
