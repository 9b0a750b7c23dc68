"""Keeping the index true to the rooms. What needs the dictionary is left to the analyser."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from portal import locks, search
from portal.search import grams
from portal.search.models import Document

log = logging.getLogger(__name__)


def renew(kind: str, ref: str) -> bool:
    """Write, rewrite or remove the document of one thing, by what its room says now. True when it can be
    found.

    Safe to run twice and side by side: the lock orders two runs, and each reads the room anew.
    """
    known = search.source(kind)
    if known is None:
        log.warning("Nothing of kind %s can be found: no room has registered it.", kind)
        return False
    with transaction.atomic():
        locks.alone("search.document", f"{kind}:{ref}")
        doc = known.load(ref)
        if doc is None:
            search.forget(kind, ref)
        else:
            _write(kind, ref, doc)
    return doc is not None


def _write(kind: str, ref: str, doc: search.Doc) -> None:
    with translation.override("ko"):
        label = str(doc.kind_label)
    title, body = _clean(doc.title)[:300], _clean(doc.body)[: grams.LONGEST_TEXT]
    shown: dict[str, Any] = {
        "kind_label": label,
        "url": doc.url,
        "area_id": doc.area_id,
        "published_at": doc.published_at,
    }
    text = {"title": title, "body": body}
    old = Document.objects.filter(kind=kind, ref=ref).values("title", "body").first()
    if old != text:
        # Lemmas of a text that is no longer there would find what nobody says any more.
        shown |= text | {"bigrams": grams.of_document(title, body), "lemmas": "", "analysed_at": None}
    Document.objects.update_or_create(kind=kind, ref=ref, defaults=shown)


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip()


def unanalyse(kind: str | None, before: datetime) -> int:
    """Send documents through the analyser once more (a new dictionary, new rules); returns how many."""
    known = Document.objects.filter(analysed_at__lt=before)
    return (known.filter(kind=kind) if kind else known).update(analysed_at=None)
