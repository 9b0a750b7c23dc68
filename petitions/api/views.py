"""The same actions in JSON. Refusals become problem documents (portal.problems)."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from petitions import actions, queries
from petitions.api import serializers
from petitions.api.shapes import petition_shape, summary_shape
from petitions.models import Petition, Signature
from petitions.queries import Sort, Tab
from portal import clock


def _choice(kind: Any, value: str | None) -> Any:
    return kind(value) if value in kind.values else next(iter(kind))


def _user(request: Request) -> Any:
    return request.user


class PetitionsView(APIView):
    """Petitions that anybody may read; and the beginning of a new one."""

    @extend_schema(
        operation_id="petitions_list",
        parameters=[
            OpenApiParameter("tab", str, enum=Tab.values),
            OpenApiParameter("sort", str, enum=Sort.values),
            OpenApiParameter("q", str),
            OpenApiParameter("page", int),
        ],
        responses=serializers.ListSerializer,
    )
    def get(self, request: Request) -> Response:
        words = request.query_params.get("q", "").replace("\x00", "").strip()[:100]
        text = request.query_params.get("page", "1")
        number = int(text) if text.isdecimal() and len(text) < 5 else 1
        tab, sort = (
            _choice(Tab, request.query_params.get("tab")),
            _choice(Sort, request.query_params.get("sort")),
        )
        page = queries.search_page(words, number) if words else queries.list_page(tab, sort, number)
        results = [summary_shape(petition) for petition in page.items]
        return Response({"page": page.number, "has_next": page.has_next, "results": results})

    @extend_schema(
        operation_id="petitions_draft",
        request=serializers.DraftSerializer,
        responses={201: serializers.DetailSerializer},
    )
    def post(self, request: Request) -> Response:
        """Begin a draft. It is the creator's alone until she submits it."""
        given = serializers.DraftSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        texts = dict(given.validated_data)
        at = clock.now()
        petition = actions.start_draft(creator=_user(request), title=texts["title"], at=at)
        petition = actions.save_draft(
            creator=_user(request), petition_id=petition.public_id, texts=texts, at=at
        )
        return Response(petition_shape(petition, [], []), status=status.HTTP_201_CREATED)


class PetitionView(APIView):
    @extend_schema(operation_id="petitions_read", responses=serializers.DetailSerializer)
    def get(self, request: Request, public_id: str) -> Response:
        petition = queries.visible(public_id, request.user)
        if petition.is_hidden and petition.creator_id != request.user.pk:
            raise Http404
        return Response(petition_shape(petition, queries.events_of(petition), queries.provinces_of(petition)))


class SubmitView(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="petitions_submit", request=None, responses=serializers.DetailSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        """Hand the draft in: first supporters are asked, or the officer gets the supplemented text."""
        own = Petition.objects.filter(public_id=public_id, creator_id=request.user.pk)
        if not own.exists():
            raise Http404
        petition = actions.submit_petition(creator=_user(request), petition_id=public_id, at=clock.now())
        return Response(petition_shape(petition, queries.events_of(petition), []))


class SignatureView(APIView):
    """My signature under one petition."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="petitions_sign", request=None, responses=serializers.ReceiptSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        """Sign. Doing it twice answers like the first time, with 200 instead of 201."""
        queries.visible(public_id, request.user)
        signature, is_new = actions.sign_petition(
            signer=_user(request), petition_id=public_id, at=clock.now()
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return Response(_receipt(signature, is_new), status=code)

    @extend_schema(operation_id="petitions_unsign", request=None, responses=serializers.ReceiptSerializer)
    def delete(self, request: Request, public_id: str) -> Response:
        """Take consent back while signatures are collected."""
        queries.visible(public_id, request.user)
        signature = actions.withdraw_signature(signer=_user(request), petition_id=public_id, at=clock.now())
        return Response(_receipt(signature, False))


def _receipt(signature: Signature, is_new: bool) -> dict[str, Any]:
    return {
        "receipt": signature.receipt,
        "status": signature.status,
        "signed_at": signature.signed_at.isoformat(),
        "is_new": is_new,
    }
