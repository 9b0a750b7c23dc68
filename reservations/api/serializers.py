"""JSON shapes of the reservations room. Times are ISO 8601 with an offset; lengths are minutes."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from reservations.models import Booking, Feature, Kind, Resource
from reservations.times import DAYS, INSTANTS


class RoomSerializer(serializers.ModelSerializer[Resource]):
    """A resource and its terms."""

    id = serializers.CharField(source="public_id")
    place = serializers.CharField(source="place.name")
    address = serializers.CharField(source="place.address")
    area = serializers.CharField(source="place.area.code")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Resource
        fields = [
            "id", "name", "name_en", "kind", "summary", "place", "address", "area", "capacity", "quantity",
            "needs_approval", "step", "shortest", "longest",
            "buffer_before", "buffer_after", "lead", "window_days",
            "per_person", "features", "url",
        ]  # fmt: skip

    def get_url(self, room: Resource) -> str:
        return reverse("reservations:room", args=[room.public_id])


class FoundSerializer(serializers.Serializer[Any]):
    """A page of rooms, with the exact number of all."""

    total = serializers.IntegerField()
    page = serializers.IntegerField(source="number")
    items = RoomSerializer(many=True)


class SearchSerializer(serializers.Serializer[Any]):
    """What to look for. `start` and `end` belong together; without them time does not matter."""

    start = serializers.DateTimeField(required=False, validators=INSTANTS)
    end = serializers.DateTimeField(required=False, validators=INSTANTS)
    people = serializers.IntegerField(required=False, min_value=1, max_value=100_000, default=1)
    area = serializers.CharField(required=False, max_length=10)
    kind = serializers.ChoiceField(required=False, choices=Kind.choices)
    feature = serializers.ListField(child=serializers.ChoiceField(choices=Feature.choices), required=False)
    text = serializers.CharField(required=False, max_length=60)
    page = serializers.IntegerField(required=False, min_value=1, max_value=1000, default=1)


class SlotSerializer(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    state = serializers.ChoiceField(source="tone", choices=["free", "open", "taken", "mine", "closed"])


class DaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    slots = SlotSerializer(many=True)


class WeekSerializer(serializers.Serializer[Any]):
    first = serializers.DateField(required=False, validators=DAYS)


class BookSerializer(serializers.Serializer[Any]):
    """A wish: room, [start, end), people, purpose."""

    room = serializers.CharField(max_length=12)
    start = serializers.DateTimeField(validators=INSTANTS)
    end = serializers.DateTimeField(validators=INSTANTS)
    people = serializers.IntegerField(min_value=1, max_value=100_000)
    purpose = serializers.CharField(max_length=200)
    group = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class BookingSerializer(serializers.ModelSerializer[Booking]):
    """One's own booking. `answer_due` is the last day on which the answer is in time."""

    id = serializers.CharField(source="public_id")
    room = serializers.CharField(source="resource.public_id")
    start = serializers.DateTimeField(source="starts_at")
    end = serializers.DateTimeField(source="ends_at")
    answer_due = serializers.DateField(source="deadline.last_day", default=None)

    class Meta:
        model = Booking
        fields = [
            "id", "room", "start", "end", "people",
            "purpose", "group", "state", "reason", "created_at", "answer_due",
        ]  # fmt: skip
