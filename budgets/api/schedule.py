"""A round's year: its phases with their dates, and who stepped in."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import queries, schedule_queries, stages
from portal import clock

from .shaping import ScheduleSerializer


class ScheduleDetail(APIView):
    @extend_schema(responses=ScheduleSerializer, operation_id="budgets_schedule")
    def get(self, request: Request, round_id: str) -> Response:
        """Every phase with its date, and every change of them with its reason."""
        round_, at = queries.public_round(round_id), clock.now()
        course = schedule_queries.course_of(round_)
        own = [change for change in course.changes if not change.state]
        shown = {
            "phase": round_.phase(at),
            "held": bool(own) and own[-1].kind == "held",
            "phases": stages.timeline(round_, course, at),
            "changes": own,
        }
        return Response(ScheduleSerializer(shown).data)
