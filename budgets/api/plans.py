"""Costed drafts of a round, each with every figure that a department gave and why."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import idea_queries, panel_queries, plan_rules, queries
from budgets.actions import plans as actions
from budgets.models import Plan, PlanLike
from portal import clock
from portal.refusals import Refused

from . import shaping


class PlanList(APIView):
    @extend_schema(responses=shaping.PlanRowSerializer(many=True), operation_id="budgets_plans")
    def get(self, request: Request, round_id: str) -> Response:
        """The drafts that still stand: being costed, costed, or on the ballot."""
        found = idea_queries.plans_of(queries.public_round(round_id), request.user)
        return Response(shaping.PlanRowSerializer(found, many=True).data)


class PlanDetail(APIView):
    @extend_schema(responses=shaping.PlanDetailSerializer, operation_id="budgets_plan")
    def get(self, request: Request, round_id: str, plan_id: str) -> Response:
        """One draft with its costings, the ideas in it, and what the panel thinks once that is public."""
        plan: Any = idea_queries.public_plan(round_id, plan_id)
        stand = _standing(plan, request.user)
        plan.likes_total, plan.liked = stand["likes"], stand["liked"]
        shown = dict(shaping.PlanRowSerializer(plan).data)
        for name in ("description", "feasibility", "opinion"):
            shown[name] = getattr(plan, name)
        shown["merged_into"] = plan.merged_into and plan.merged_into.public_id
        shown["project"] = plan.project and plan.project.public_id
        shown["ideas"] = list(plan.ideas.shown().order_by("pk").values_list("public_id", flat=True))
        costings = plan.revisions.select_related("unit__agency").order_by("number")
        shown["costings"] = shaping.CostingSerializer(costings, many=True).data
        scores = panel_queries.results_by_plan(plan.round, clock.now()).get(plan.pk, [])
        shown["scores"] = shaping.PanelScoreSerializer(scores, many=True).data
        return Response(shown)


class PlanLiked(APIView):
    """My 공감 while the city asks for opinions. PUT twice is answered like once."""

    permission_classes = [IsAuthenticated]

    @extend_schema(operation_id="budgets_plan_like", request=None, responses=shaping.PlanStandingSerializer)
    def put(self, request: Request, round_id: str, plan_id: str) -> Response:
        plan = idea_queries.public_plan(round_id, plan_id)
        try:
            actions.like_plan(person=request.user, plan=plan, at=clock.now())
        except Refused as refused:
            if refused.refusal is not plan_rules.ALREADY_LIKED:
                raise
        return Response(_standing(plan, request.user))

    @extend_schema(operation_id="budgets_plan_unlike", request=None, responses=shaping.PlanStandingSerializer)
    def delete(self, request: Request, round_id: str, plan_id: str) -> Response:
        plan = idea_queries.public_plan(round_id, plan_id)
        actions.unlike_plan(person=request.user, plan=plan, at=clock.now())
        return Response(_standing(plan, request.user))


def _standing(plan: Plan, reader: Any) -> dict[str, Any]:
    living = PlanLike.objects.filter(plan=plan, ended_at=None)
    mine = reader.is_authenticated and living.filter(person=reader.pk).exists()
    return {"liked": bool(mine), "likes": living.count()}
