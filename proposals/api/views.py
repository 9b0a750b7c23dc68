"""The same actions in JSON. A Refused becomes a problem document in portal.problems."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal import clock
from portal.refusals import Refused, refuse
from proposals import places, queries
from proposals.actions import drafts, submission, supports
from proposals.actions.drafts import Content
from proposals.api import serializers
from proposals.models import Proposal
from proposals.rules import supporting
from proposals.rules.writing import gaps


class ProposalsView(APIView):
    """What everybody may read; and the way to hand in a new one."""

    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(
        operation_id="proposals_list",
        parameters=[serializers.WishSerializer],
        responses=serializers.PageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = serializers.WishSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = queries.listing(_wish(asked.validated_data), after=asked.validated_data.get("after", ""))
        page = {"total": found.total, "many": found.many, "after": found.after, "results": found.items}
        return Response(serializers.PageSerializer(page).data)

    @extend_schema(
        operation_id="proposals_create",
        request=serializers.ContentSerializer,
        responses={201: serializers.DetailSerializer},
    )
    def post(self, request: Request) -> Response:
        given = serializers.ContentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        data = dict(given.validated_data)
        hand_in = data.pop("submit")
        content = cast(Content, data | {"area": places.area_of(data["area"])})
        if hand_in:  # an unfinished text is refused before anything is written
            refuse(next(iter(gaps(Proposal(**content))), None))
        proposal = drafts.start_draft(author=request.user, content=content, at=clock.now())
        if hand_in:
            submission.submit_proposal(author=request.user, proposal=proposal, at=clock.now())
        return Response(_detail(proposal, request.user), status=status.HTTP_201_CREATED)


class ProposalView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(operation_id="proposals_read", responses=serializers.DetailSerializer)
    def get(self, request: Request, public_id: str) -> Response:
        return Response(_detail(queries.for_reader(public_id, request.user), request.user))


class SupportView(APIView):
    """My support. PUT twice is answered like once."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="proposals_support", request=None, responses=serializers.StandingSerializer)
    def put(self, request: Request, public_id: str) -> Response:
        proposal = _public(public_id, request.user)
        try:
            supports.support_proposal(person=request.user, proposal=proposal, at=clock.now())
        except Refused as refused:
            if refused.refusal is not supporting.ALREADY_SUPPORTED:
                raise
        return Response(serializers.StandingSerializer(queries.standing(proposal, request.user)).data)

    @extend_schema(operation_id="proposals_unsupport", request=None, responses=serializers.StandingSerializer)
    def delete(self, request: Request, public_id: str) -> Response:
        proposal = _public(public_id, request.user)
        supports.unsupport_proposal(person=request.user, proposal=proposal, at=clock.now())
        return Response(serializers.StandingSerializer(queries.standing(proposal, request.user)).data)


def _wish(asked: dict[str, Any]) -> queries.Wish:
    return queries.Wish(
        stands=asked.get("state", ""),
        area=places.area_of(asked.get("area", "")),
        unit=places.unit_of(asked.get("unit", "")),
        topic=asked.get("topic", ""),
        order=asked.get("sort", "newest"),
        words=asked.get("q", ""),
    )


def _public(public_id: str, user: Any) -> Proposal:
    proposal = queries.for_reader(public_id, user)
    if not proposal.is_shown:
        raise Http404
    return proposal


def _detail(proposal: Proposal, user: Any) -> dict[str, Any]:
    shown = queries.detail(proposal, user, clock.now())
    proposal.supported = shown.standing.supported  # type: ignore[attr-defined]
    proposal.timeline, proposal.answers = shown.events, shown.decisions  # type: ignore[attr-defined]
    found: dict[str, Any] = dict(serializers.DetailSerializer(proposal).data)
    if not (proposal.shows_body or shown.is_author or shown.is_desk):
        found |= {"problem": "", "improvement": "", "effect": ""}
    return found
