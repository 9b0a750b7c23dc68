from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from petitions import counting
from petitions.models import Petition, PetitionEvent, PetitionQuerySet, ProvinceCount, Signature
from petitions.states import Happening
from portal.organisations.models import Area
from portal.search import queries as search

SIZE = 20
LAST_PAGE = 250  # deep pages cost more than they tell; search narrows better
SMALLEST_SHOWN = 5
LONG_TEXTS = ("background", "details", "note", "withdrawal_reason")  # a list shows none of them
KIND = "petitions.petition"
OTHERS = _("그 밖의 지역과 거주지 미확인")


class Tab(models.TextChoices):
    OPEN = "open", _("서명 받는 중")
    AWAITING = "awaiting", _("답변 기다림")
    ANSWERED = "answered", _("답변 완료")
    REFUSED = "refused", _("불수리")


class Sort(models.TextChoices):
    TRENDING = "trending", _("요즘 많이 서명하는 순")
    NEW = "new", _("새로 올라온 순")
    SIGNED = "signed", _("서명 많은 순")


# Each pair of a tab and an order has an index (models/petition.py): 20 rows are read, whatever the table
# holds.
_ORDER = {
    Sort.TRENDING: ("-recent_count", "-id"),
    Sort.NEW: ("-shown_at", "-id"),
    Sort.SIGNED: ("-signature_count", "-id"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list that is never counted through; `total` only where it was cheap to know."""

    items: Sequence[Petition]
    number: int
    has_next: bool
    total: int | None = None

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def list_page(tab: Tab, sort: Sort, number: int) -> Page:
    """2 queries at most: the rows with their agency and answer's clock."""
    rows = _rows_of(tab).defer(*LONG_TEXTS)
    if tab != Tab.OPEN and sort == Sort.TRENDING:
        sort = Sort.NEW
    number = min(max(number, 1), LAST_PAGE)
    start = (number - 1) * SIZE
    found = list(
        rows.select_related("agency", "answer_clock").order_by(*_ORDER[sort])[start : start + SIZE + 1]
    )
    return Page(found[:SIZE], number, len(found) > SIZE and number < LAST_PAGE)


def _rows_of(tab: Tab) -> PetitionQuerySet:
    petitions = Petition.objects.all()
    by_tab = {
        Tab.OPEN: petitions.open,
        Tab.AWAITING: petitions.awaiting,
        Tab.ANSWERED: petitions.answered,
        Tab.REFUSED: petitions.refused,
    }
    return by_tab[tab]()


def search_page(words: str, number: int) -> Page:
    """The search's order is kept; what was hidden since it was indexed is left out."""
    found = search.find(words, kinds=[KIND], page=number, size=SIZE)
    return Page(_in_order(found.ids), found.number, found.has_next, found.total)


def _in_order(public_ids: Sequence[str]) -> list[Petition]:
    rows = Petition.objects.shown().select_related("agency", "answer_clock").filter(public_id__in=public_ids)
    known = {petition.public_id: petition for petition in rows}
    return [known[public_id] for public_id in public_ids if public_id in known]


def similar_to(petition: Petition, size: int = 5) -> list[Petition]:
    """What others have asked already: shown before writing, so that voices join instead of scattering."""
    found = search.similar(f"{petition.title} {petition.background}", KIND, size + 1)
    return [each for each in _in_order([hit.ref for hit in found]) if each.pk != petition.pk][:size]


def visible(public_id: str, user: Any) -> Petition:
    """One door: what everybody may read, and to the creator her own. Anything else does not exist
    (Http404)."""
    # The answer and its unit follow when asked for: three tables more and PostgreSQL would think ten times as
    # long about their order as it needs to read them.
    # So does the clock of the check, which only the creator is told. No `first`: it would sort what a unique
    # key has found.
    found = Petition.objects.select_related("creator", "agency", "thread", "answer_clock")
    for petition in found.filter(public_id=public_id):
        if readable(petition, user):
            return petition
    raise Http404


def readable(petition: Petition, user: Any) -> bool:
    """A hidden petition keeps its address, where a page says that it is hidden; see views.public.detail."""
    return petition.shown_at is not None or (user.is_authenticated and petition.creator_id == user.pk)


def my_signature(petition: Petition, user: Any) -> Signature | None:
    if not user.is_authenticated:
        return None
    return next(iter(Signature.objects.filter(petition_id=petition.pk, signer_id=user.pk)), None)


def count_seen(petition: Petition, mine: Signature | None) -> tuple[int, int]:
    """(the number of signatures as the signer of `mine` sees it, how much of that is her own act of just
    now). Strangers see the folded number."""
    if mine is None:
        return petition.signature_count, 0
    waiting, count = counting.waiting_of(mine.signer_id, petition.pk)
    return count + waiting, waiting


def events_of(petition: Petition) -> list[PetitionEvent]:
    """The public timeline, oldest first. That somebody began to write is nobody's business."""
    return list(petition.events.exclude(kind=Happening.CREATED))


def provinces_of(petition: Petition) -> list[tuple[str, int]]:
    """[(시·도, people)], most first. Fewer than five are not named: three signers in a small province
    could be
    guessed at. They and those of unknown residence make up the last row, so no subtraction tells them
    either."""
    if petition.signature_count < SMALLEST_SHOWN:
        return []
    counts = ProvinceCount.objects.filter(petition=petition, count__gte=SMALLEST_SHOWN).order_by(
        "-count", "province"
    )
    known = dict(counts.values_list("province", "count"))
    areas = {area.code: area.display_name for area in Area.objects.provinces()} if known else {}
    named = [(areas.get(code, code), count) for code, count in known.items()]
    rest = petition.signature_count - sum(known.values())
    if named and rest >= SMALLEST_SHOWN:
        named.append((str(OTHERS), rest))
    return named
