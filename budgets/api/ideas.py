"""Ideas of a round: what everybody reads, and a citizen's own verbs. A Refused becomes a problem document."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import idea_queries, idea_rules, queries
from budgets.actions import ideas as actions
from budgets.idea_forms import areas
from budgets.models import Idea, IdeaMark, Round
from portal import clock
from portal.organisations.models import Area
from portal.refusals import Refused, refuse

from . import shaping


class IdeaList(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(
        operation_id="budgets_ideas",
        parameters=[shaping.IdeaWishSerializer],
        responses=shaping.IdeaPageSerializer,
    )
    def get(self, request: Request, round_id: str) -> Response:
        """A round's ideas, twenty a page."""
        round_ = queries.public_round(round_id)
        asked = shaping.IdeaWishSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = idea_queries.listing(
            round_, _wish(round_, asked.validated_data), asked.validated_data.get("page")
        )
        return Response(shaping.IdeaPageSerializer(page).data)

    @extend_schema(
        operation_id="budgets_idea_create",
        request=shaping.IdeaContentSerializer,
        responses={201: shaping.IdeaDetailSerializer},
    )
    def post(self, request: Request, round_id: str) -> Response:
        """Keep a draft, or with `submit` hand the idea in."""
        round_ = queries.public_round(round_id)
        given = shaping.IdeaContentSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        content = dict(given.validated_data)
        hand_in, author = content.pop("submit"), request.user
        content["area"] = _area(round_, content["area"])
        if hand_in:  # an unfinished text is refused before anything is written
            draft = Idea(round=round_, author_id=author.pk, **content)
            refuse(idea_rules.submission_refusal(author, draft, clock.now()))
        idea = actions.start_idea(author=author, round_=round_, content=content, at=clock.now())
        if hand_in:
            actions.submit_idea(author=author, idea=idea, at=clock.now())
        return Response(_detail(idea, author), status=201)


class IdeaDetail(APIView):
    @extend_schema(operation_id="budgets_idea", responses=shaping.IdeaDetailSerializer)
    def get(self, request: Request, round_id: str, idea_id: str) -> Response:
        """One idea with its decisions and everything that happened to it."""
        return Response(_detail(idea_queries.public_idea(round_id, idea_id, request.user), request.user))


class IdeaSupport(APIView):
    """My support. PUT twice is answered like once."""

    permission_classes = [IsAuthenticated]

    @extend_schema(
        operation_id="budgets_idea_support", request=None, responses=shaping.IdeaStandingSerializer
    )
    def put(self, request: Request, round_id: str, idea_id: str) -> Response:
        idea = _public(round_id, idea_id, request.user)
        try:
            actions.support_idea(person=request.user, idea=idea, at=clock.now())
        except Refused as refused:
            if refused.refusal is not idea_rules.ALREADY:
                raise
        return _standing(idea, request.user)

    @extend_schema(
        operation_id="budgets_idea_unsupport", request=None, responses=shaping.IdeaStandingSerializer
    )
    def delete(self, request: Request, round_id: str, idea_id: str) -> Response:
        idea = _public(round_id, idea_id, request.user)
        kind = IdeaMark.Kind.SUPPORT
        actions.end_mark(person=request.user, idea=idea, kind=kind, at=clock.now())
        return _standing(idea, request.user)


def _wish(round_: Round, asked: dict[str, Any]) -> idea_queries.Wish:
    return idea_queries.Wish(
        words=asked.get("q", "").strip(),
        stands=asked.get("state", ""),
        field=asked.get("field", ""),
        area=_area(round_, asked.get("area", "")),
        order=asked.get("sort", "newest"),
    )


def _area(round_: Round, code: str) -> Area | None:
    """An area that this round's forms offer; another one counts as not said."""
    found: Area | None = areas(round_).filter(code=code).first() if code else None
    return found


def _public(round_id: str, idea_id: str, reader: Any) -> Idea:
    idea = idea_queries.public_idea(round_id, idea_id, reader)
    if not idea.is_shown:
        raise Http404
    return idea


def _standing(idea: Idea, reader: Any) -> Response:
    return Response(shaping.IdeaStandingSerializer(idea_queries.standing(idea, reader)).data)


def _detail(idea: Idea, reader: Any) -> dict[str, Any]:
    stand, shown = idea_queries.standing(idea, reader), {}
    for name in ("public_id", "title", "get_absolute_url", "state", "field", "area", "place", "credit"):
        shown[name] = getattr(idea, name)
    for name in ("plan", "rough_cost", "submitted_at", "problem", "remedy"):
        shown[name] = getattr(idea, name)
    shown |= {"supports": stand.count, "supported": stand.supported}
    shown["decisions"] = idea.screenings.select_related("unit__agency")
    shown["timeline"] = idea.events.select_related("unit__agency")
    found: dict[str, Any] = dict(shaping.IdeaDetailSerializer(shown).data)
    return found
