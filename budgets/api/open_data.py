"""Open data of a published envelope: its projects with what was counted, its ballots page by page."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import export, queries
from budgets.export_head import vote_type
from budgets.models import Envelope

MOST = 1000


class CountedSerializer(serializers.Serializer[Any]):
    """A project as it was counted. `ballot_id` is its name on published ballots."""

    id = serializers.CharField()
    ballot_id = serializers.CharField()
    title = serializers.CharField()
    category = serializers.CharField()
    place_name = serializers.CharField()
    cost = serializers.IntegerField(help_text="in 1/scale of the envelope's currency")
    votes = serializers.IntegerField()
    score = serializers.CharField(help_text="a whole number or an exact fraction")
    shares = serializers.DictField(
        child=serializers.CharField(),
        help_text="where panels were weighed: the exact share of each; empty by other rules",
    )
    blend = serializers.CharField(
        allow_null=True, help_text="their weighted mean, exact; null by other rules"
    )
    funded = serializers.BooleanField()
    order = serializers.IntegerField(allow_null=True, help_text="order of selection, from 1")


class SealedSerializer(serializers.Serializer[Any]):
    voter = serializers.CharField(help_text="a name drawn at random at sealing; nobody's account")
    choices = serializers.ListField(
        child=serializers.CharField(), help_text="ballot_ids; the best first if ranked"
    )
    points = serializers.ListField(child=serializers.IntegerField(), allow_null=True)


class BallotPageSerializer(serializers.Serializer[Any]):
    vote_type = serializers.CharField()
    count = serializers.IntegerField()
    after = serializers.CharField(
        allow_null=True, help_text="give this for the next page; null on the last one"
    )
    results = SealedSerializer(many=True)


def _published(round_id: str, envelope_id: str) -> tuple[Envelope, dict[str, Any]]:
    """404 until two administrators have published the result: an early count is a leak."""
    envelope = queries.public_envelope(round_id, envelope_id)
    return envelope, queries.published_result(envelope)


class ProjectList(APIView):
    @extend_schema(responses=CountedSerializer(many=True), operation_id="budgets_projects")
    def get(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """The projects of a published envelope with votes, score and order of selection."""
        envelope, result = _published(round_id, envelope_id)
        order = {row["project"]: place for place, row in enumerate(result["winners"], start=1)}
        counted = {row["project"]: row for row in result["projects"]}
        projects = envelope.projects.order_by("number")
        rows = [_counted(project, counted[project.ballot_id], order) for project in projects]
        return Response(CountedSerializer(rows, many=True).data)


def _counted(project: Any, row: dict[str, Any], order: dict[str, int]) -> dict[str, Any]:
    return {
        "id": project.public_id,
        "ballot_id": project.ballot_id,
        "title": project.title,
        "category": project.category,
        "place_name": project.place,
        "cost": project.cost,
        "votes": row["votes"],
        "score": str(row["score"]),
        "shares": row.get("shares", {}),
        "blend": row.get("blend"),
        "funded": row["funded"],
        "order": order.get(project.ballot_id),
    }


class BallotList(APIView):
    @extend_schema(
        responses=BallotPageSerializer,
        operation_id="budgets_ballots",
        parameters=[
            OpenApiParameter("after", str, description="name of the last ballot of the page before"),
            OpenApiParameter("limit", int, description="1 to 1000"),
        ],
    )
    def get(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """The anonymous ballots of a published envelope, in the order of their names."""
        envelope, _result = _published(round_id, envelope_id)
        after, limit = _after(request), _limit(request)
        rows = list(export.ballots(envelope, after, limit))
        page = {
            "vote_type": vote_type(envelope),
            "count": envelope.ballots_total or 0,
            "after": rows[-1][0] if len(rows) == limit else None,
            "results": [
                {"voter": voter, "choices": choices, "points": points} for voter, choices, points in rows
            ],
        }
        return Response(BallotPageSerializer(page).data)


def _after(request: Request) -> str:
    given = request.query_params.get("after", "")
    if given and not (len(given) <= 16 and all(letter in "0123456789abcdef" for letter in given)):
        raise ValidationError({"after": _("앞쪽 답에 적힌 `after`를 그대로 보내 주세요.")})
    return str(given)


def _limit(request: Request) -> int:
    given = request.query_params.get("limit", str(MOST))
    if not (given.isascii() and given.isdigit() and len(given) <= 4 and 1 <= int(given) <= MOST):
        raise ValidationError({"limit": _("1부터 %(most)d까지의 정수로 써 주세요.") % {"most": MOST}})
    return int(given)
