"""The same actions and queries as the pages, for programs. Refusals are problem documents
(portal.problems)."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal import clock
from portal.organisations.models import Area
from reservations import actions
from reservations.api.serializers import (
    BookingSerializer,
    BookSerializer,
    DaySerializer,
    FoundSerializer,
    RoomSerializer,
    SearchSerializer,
    WeekSerializer,
)
from reservations.models import Booking, Resource
from reservations.queries import bookings as booking_queries
from reservations.queries import rooms as room_queries
from reservations.queries import search as search_queries
from reservations.queries.search import Wanted
from reservations.times import monday_of

NEWEST = 100


class Rooms(APIView):
    """Rooms that are free then."""

    @extend_schema(
        operation_id="reservations_rooms_search",
        parameters=[SearchSerializer],
        responses=FoundSerializer,
        tags=["reservations"],
    )
    def get(self, request: Request) -> Response:
        asked = SearchSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = search_queries.search(_wanted(asked.validated_data), asked.validated_data["page"])
        return Response(FoundSerializer(found).data)


class Room(APIView):
    """One room."""

    @extend_schema(responses=RoomSerializer, tags=["reservations"])
    def get(self, request: Request, public_id: str) -> Response:
        return Response(RoomSerializer(_room(public_id)).data)


class Week(APIView):
    """Seven days of one room, from `first` (this week's Monday when it is not given)."""

    @extend_schema(parameters=[WeekSerializer], responses=DaySerializer(many=True), tags=["reservations"])
    def get(self, request: Request, public_id: str) -> Response:
        asked = WeekSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        first = asked.validated_data.get("first") or monday_of(clock.today())
        days = room_queries.week(_room(public_id), first, clock.now(), request.user)
        return Response(DaySerializer(days, many=True).data)


class Bookings(APIView):
    """My bookings, and a new one."""

    permission_classes = [IsAuthenticated]

    @extend_schema(responses=BookingSerializer(many=True), tags=["reservations"])
    def get(self, request: Request) -> Response:
        mine = Booking.objects.of(request.user).for_pages().order_by("-starts_at")[:NEWEST]
        return Response(BookingSerializer(mine, many=True).data)

    @extend_schema(request=BookSerializer, responses={201: BookingSerializer}, tags=["reservations"])
    def post(self, request: Request) -> Response:
        asked = BookSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wish = asked.validated_data
        booking = actions.book(
            booker=request.user,
            resource_id=_room(wish["room"]).pk,
            starts_at=wish["start"],
            ends_at=wish["end"],
            people=wish["people"],
            purpose=wish["purpose"],
            group=wish["group"],
            at=clock.now(),
        )
        return Response(BookingSerializer(booking).data, status=status.HTTP_201_CREATED)


class OneBooking(APIView):
    """One of my bookings."""

    permission_classes = [IsAuthenticated]

    @extend_schema(responses=BookingSerializer, tags=["reservations"])
    def get(self, request: Request, public_id: str) -> Response:
        return Response(BookingSerializer(_booking(request, public_id)).data)


class Cancel(APIView):
    """Call one of my bookings off."""

    permission_classes = [IsAuthenticated]

    @extend_schema(request=None, responses=BookingSerializer, tags=["reservations"])
    def post(self, request: Request, public_id: str) -> Response:
        booking = _booking(request, public_id)
        actions.cancel(actor=request.user, booking_id=booking.pk, at=clock.now())
        return Response(BookingSerializer(_booking(request, public_id)).data)


def _wanted(data: dict[str, Any]) -> Wanted:
    start, end = data.get("start"), data.get("end")
    if (start is None) != (end is None) or (start and end and end <= start):
        raise ValidationError({"end": ["start and end belong together, and end comes later"]})
    return Wanted(
        at=clock.now(),
        starts_at=start,
        ends_at=end,
        people=data["people"],
        area=_area(data.get("area")),
        kind=data.get("kind", ""),
        features=data.get("feature", []),
        text=data.get("text", ""),
    )


def _area(code: str | None) -> Area | None:
    if not code:
        return None
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise ValidationError({"area": ["unknown area code"]})
    return area


def _room(public_id: str) -> Resource:
    try:
        return room_queries.room(public_id)
    except Resource.DoesNotExist:
        raise Http404 from None


def _booking(request: Request, public_id: str) -> Booking:
    try:
        return booking_queries.of_person(request.user, public_id)
    except Booking.DoesNotExist:
        raise Http404 from None
