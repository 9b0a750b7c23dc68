"""What of a proposal can be found: what everybody may read, nothing more."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal import search
from proposals.models import Proposal
from proposals.states import State

KIND = "proposals.proposal"


def load(public_id: str) -> search.Doc | None:
    found = Proposal.objects.shown().exclude(state=State.WITHDRAWN).filter(public_id=public_id).first()
    return _doc(found) if found else None


def refs() -> Iterator[str]:
    findable = Proposal.objects.shown().exclude(state=State.WITHDRAWN)
    return findable.values_list("public_id", flat=True).iterator()


def _doc(proposal: Proposal) -> search.Doc:
    assert proposal.published_at is not None
    parts = (proposal.problem, proposal.improvement, proposal.effect) if proposal.shows_body else ()
    return search.Doc(
        title=proposal.title,
        body="\n".join(parts),
        url=proposal.get_absolute_url(),
        area_id=proposal.area_id,
        published_at=proposal.published_at,
        kind_label=_("제안"),
    )


search.register(KIND, load=load, refs=refs)
