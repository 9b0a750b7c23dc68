"""Sealing the trail: each entry's link is the hash of the one before and of what it says."""

import hashlib
import json
from typing import Any

from django.db import transaction

from portal import horizon, locks
from portal.audit.models import Entry

START = "0" * 64


def seal(limit: int = 5000) -> int:
    """Chain up to `limit` entries that no late transaction can precede any more; returns how many."""
    with transaction.atomic():
        if not locks.try_alone("audit.chain", 0):
            return 0
        last = Entry.objects.filter(position__isnull=False).order_by("-position").first()
        position, link = (last.position or 0, last.link) if last else (0, START)
        fresh = list(
            Entry.objects.filter(position__isnull=True, written_by__lt=horizon.safe()).order_by("id")[:limit]
        )
        for place, entry in enumerate(fresh, start=position + 1):
            link = link_of(link, entry)
            entry.position, entry.link = place, link
        Entry.objects.bulk_update(fresh, ["position", "link"], batch_size=500)
    return len(fresh)


def head() -> dict[str, Any]:
    """The last chained entry. Whoever publishes it shows a trail that is shortened later."""
    last = Entry.objects.filter(position__isnull=False).order_by("-position").first()
    return {"position": last.position, "link": last.link} if last else {"position": 0, "link": START}


def reaches(published: dict[str, Any]) -> bool:
    """Does the trail still hold what `head` said once?"""
    if published["position"] == 0:
        return True
    return Entry.objects.filter(position=published["position"], link=published["link"]).exists()


def first_break() -> int | None:
    """The position of the first entry that does not follow from the one before, or None."""
    link = START
    sealed = Entry.objects.filter(position__isnull=False).order_by("position").iterator()
    for position, entry in enumerate(sealed, start=1):
        link = link_of(link, entry)
        if entry.position != position or entry.link != link:
            return position
    return None


def link_of(before: str, entry: Entry) -> str:
    """SHA-256, in hex, of the link before and of the entry in canonical JSON."""
    said: dict[str, Any] = {
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "verb": entry.verb,
        "target": entry.target,
        "detail": entry.detail,
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((before + text).encode()).hexdigest()
