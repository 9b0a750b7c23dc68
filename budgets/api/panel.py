"""The citizens' panel: whom it looks for, the draw that anyone can repeat, who sits, what was said."""

from typing import Any

from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import panel_queries
from portal import clock

from .shaping import PanelSerializer


class PanelDetail(APIView):
    @extend_schema(responses=PanelSerializer, operation_id="budgets_panel")
    def get(self, request: Request, round_id: str) -> Response:
        """The call, the terms, the members and the meetings with their published minutes."""
        panel = panel_queries.public_panel(round_id)
        shown: dict[str, Any] = {name: getattr(panel, name) for name in OWN}
        shown["area"] = panel.area.code if panel.area else None
        shown["recruits"] = panel.recruits(clock.now())
        shown["members"] = panel.seats.filter(left_at=None).select_related("person")
        shown["meetings"] = panel.meetings.all()
        return Response(PanelSerializer(shown).data)


OWN = (
    "voters",
    "size",
    "duties",
    "opens_at",
    "closes_at",
    "term_from",
    "term_to",
    "scores_until",
    "commitment",
    "drawn_at",
)


class PanelDraw(APIView):
    @extend_schema(responses=OpenApiTypes.OBJECT, operation_id="budgets_panel_draw")
    def get(self, request: Request, round_id: str) -> Response:
        """What `python -m budgets.draw` reads: seed, applicants by code, seats. 404 before the draw."""
        return Response(panel_queries.draw_file(panel_queries.public_panel(round_id)))
