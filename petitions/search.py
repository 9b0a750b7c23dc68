"""What of a petition can be found: what strangers may read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from petitions.models import Petition
from portal import search

KIND = "petitions.petition"


def load(public_id: str) -> search.Doc | None:
    petition = Petition.objects.shown().select_related("agency").filter(public_id=public_id).first()
    if petition is None or petition.shown_at is None:
        return None
    return search.Doc(
        title=petition.title,
        body=f"{petition.background}\n\n{petition.details}",
        url=petition.get_absolute_url(),
        published_at=petition.shown_at,
        kind_label=_("청원"),
        area_id=petition.agency.area_id if petition.agency else None,
    )


def refs() -> Iterable[str]:
    return Petition.objects.shown().values_list("public_id", flat=True).iterator()


def declare() -> None:
    search.register(KIND, load, refs)
