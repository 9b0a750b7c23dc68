"""Rounds, envelopes, one's own ballot, results."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import actions, ballot_queries, box, queries
from budgets.models import Envelope
from budgets.ordering import order_seed
from portal import clock

from .serializers import BallotSerializer, EnvelopeSerializer, ReceiptSerializer, RoundSerializer


class RoundList(APIView):
    @extend_schema(responses=RoundSerializer(many=True), operation_id="budgets_rounds")
    def get(self, request: Request) -> Response:
        """Announced rounds, the newest first."""
        return Response(RoundSerializer(queries.public_rounds(), many=True).data)


class RoundDetail(APIView):
    @extend_schema(responses=RoundSerializer, operation_id="budgets_round")
    def get(self, request: Request, round_id: str) -> Response:
        return Response(RoundSerializer(queries.public_round(round_id)).data)


class EnvelopeDetail(APIView):
    @extend_schema(responses=EnvelopeSerializer, operation_id="budgets_envelope")
    def get(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """An envelope with its frozen rule and the projects on its ballot."""
        envelope = queries.public_envelope(round_id, envelope_id)
        seed, _fresh = order_seed(request, envelope)
        return Response(EnvelopeSerializer(envelope, context={"seed": seed}).data)


class MyBallot(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=ReceiptSerializer, operation_id="budgets_ballot")
    def get(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """One's own ballot while the box is open."""
        envelope = queries.public_envelope(round_id, envelope_id)
        return Response(_mine(request, envelope))

    @extend_schema(
        request=BallotSerializer,
        responses={200: ReceiptSerializer, 201: ReceiptSerializer},
        operation_id="budgets_cast",
    )
    def put(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """Save the ballot; a second one replaces the first until the deadline.

        201 for the first, 200 for a later one. The same ballot sent again is the same ballot with the same
        receipt.
        """
        envelope = queries.public_envelope(round_id, envelope_id)
        data = BallotSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        cast = actions.cast_ballot(
            voter=request.user, envelope=envelope, at=clock.now(), **data.validated_data
        )
        return Response(_mine(request, envelope), status=201 if cast.first else 200)


def _mine(request: Request, envelope: Envelope) -> dict[str, Any]:
    """What is in the box, read back: saved is what is counted."""
    found = ballot_queries.my_receipt(request.user, envelope)
    if found is None:
        raise Http404
    ballot, code = found
    names = dict(envelope.projects.values_list("number", "public_id"))
    choices = [names[number] for number in ballot.choices]
    return {"receipt": box.show_code(code), "choices": choices, "points": ballot.points}


class ResultDetail(APIView):
    @extend_schema(responses=OpenApiTypes.OBJECT, operation_id="budgets_result")
    def get(self, request: Request, round_id: str, envelope_id: str) -> Response:
        """The published result file; 404 until two administrators have published it."""
        envelope = queries.public_envelope(round_id, envelope_id)
        result: dict[str, Any] = queries.published_result(envelope)
        return Response(result)
