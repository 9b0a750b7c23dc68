"""What pages, the API and the hall read: everything prefetched, each with a bound on queries."""

from proposals.queries.cards import Card, cards
from proposals.queries.hall import home_card, mine, queues
from proposals.queries.listing import Listing, Wish, listing
from proposals.queries.one import (
    Detail,
    Standing,
    detail,
    for_author,
    for_officer,
    for_reader,
    standing,
)

__all__ = [
    "Card",
    "Detail",
    "Listing",
    "Standing",
    "Wish",
    "cards",
    "detail",
    "for_author",
    "for_officer",
    "for_reader",
    "home_card",
    "listing",
    "mine",
    "queues",
    "standing",
]
