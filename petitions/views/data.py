"""The same in JSON, for journalists, researchers and the page's own counter. No cookie is read: caches
may keep it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from petitions import queries
from petitions.api.shapes import count_shape, petition_shape
from petitions.models import Petition
from petitions.tasks import FOLD_SECONDS

COUNT_AGE = int(FOLD_SECONDS)
PAGE_AGE = 30


@require_safe
def petition_json(request: HttpRequest, public_id: str) -> HttpResponse:
    rows = Petition.objects.shown().select_related("creator", "agency", "answer_clock", "answer")
    petition = rows.filter(public_id=public_id).first()
    if petition is None:
        raise Http404
    shape = petition_shape(petition, queries.events_of(petition), queries.provinces_of(petition))
    return _public(shape, PAGE_AGE)


@require_safe
def count_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tiny: 200,000 open pages may ask for it every few seconds, and a cache in front answers nearly all."""
    petition = Petition.objects.shown().filter(public_id=public_id).first()
    if petition is None:
        raise Http404
    return _public(count_shape(petition), COUNT_AGE)


def _public(shape: dict[str, Any], seconds: int) -> JsonResponse:
    """Readable from any site; stale copies may be served while a fresh one is fetched, or while we are
    down."""
    response = JsonResponse(shape, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = (
        f"public, max-age={seconds}, stale-while-revalidate={2 * seconds}, stale-if-error={5 * seconds}"
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response
