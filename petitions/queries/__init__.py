"""What pages and API read, everything prefetched, each with a bound on queries."""

from petitions.queries.hall import home_card, mine, queues
from petitions.queries.public import (
    Page,
    Sort,
    Tab,
    count_seen,
    events_of,
    list_page,
    my_signature,
    provinces_of,
    readable,
    search_page,
    similar_to,
    visible,
)
from petitions.queries.staff import alarms, for_officer, handled_by, may_answer, to_answer, to_check, unit_of

__all__ = [
    "Page",
    "Sort",
    "Tab",
    "alarms",
    "count_seen",
    "events_of",
    "for_officer",
    "handled_by",
    "home_card",
    "list_page",
    "may_answer",
    "mine",
    "my_signature",
    "provinces_of",
    "queues",
    "readable",
    "search_page",
    "similar_to",
    "to_answer",
    "to_check",
    "unit_of",
    "visible",
]
