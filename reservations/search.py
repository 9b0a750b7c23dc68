"""Places to book, for the portal's search."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import clock, search
from portal.search import Doc
from reservations.models import Resource

KIND = "reservations.resource"


def load(public_id: str) -> Doc | None:
    room = Resource.objects.published().for_pages().filter(public_id=public_id).first()
    if room is None:
        return None
    words = [
        room.name,
        room.name_en,
        room.summary,
        room.notice,
        room.place.address,
        *map(str, room.access_features),
    ]
    return Doc(
        title=f"{room.place.name} {room.name}",
        body="\n".join(words),
        url=reverse("reservations:room", args=[room.public_id]),
        area_id=room.place.area_id,
        published_at=clock.now(),
        kind_label=_("예약"),
    )


def refs() -> Iterable[str]:
    return Resource.objects.published().values_list("public_id", flat=True)


search.register(KIND, load=load, refs=refs)
