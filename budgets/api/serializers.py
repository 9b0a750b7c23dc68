"""The room in JSON. Shapes only; every rule is asked of the same actions as the pages."""

from typing import Any

from rest_framework import serializers

from budgets.models import Envelope, Project, Round
from portal import clock


class RoundSerializer(serializers.ModelSerializer[Round]):
    id = serializers.CharField(source="public_id", read_only=True)
    phase = serializers.SerializerMethodField()
    envelopes = serializers.SerializerMethodField()

    class Meta:
        model = Round
        fields = ["id", "title", "summary", "phase", "opens_at", "closes_at", "lot_commitment", "envelopes"]

    def get_phase(self, round_: Round) -> str:
        return str(round_.phase(clock.now()))

    def get_envelopes(self, round_: Round) -> list[str]:
        return [envelope.public_id for envelope in round_.envelopes.all()]


class ProjectSerializer(serializers.ModelSerializer[Project]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Project
        fields = [
            "id",
            "number",
            "title",
            "summary",
            "description",
            "place",
            "category",
            "department",
            "cost",
        ]


class EnvelopeSerializer(serializers.ModelSerializer[Envelope]):
    id = serializers.CharField(source="public_id", read_only=True)
    area = serializers.CharField(source="area.code", default=None, read_only=True)
    projects = ProjectSerializer(many=True, read_only=True)

    class Meta:
        model = Envelope
        fields = [
            "id",
            "name",
            "area",
            "amount",
            "currency",
            "ballot_kind",
            "min_choices",
            "max_choices",
            "rule",
            "rule_sha256",
            "projects",
        ]


class BallotSerializer(serializers.Serializer[Any]):
    """`choices` are ids of projects of this envelope."""

    choices = serializers.ListField(child=serializers.CharField(max_length=12), max_length=1000)


class ReceiptSerializer(serializers.Serializer[Any]):
    receipt = serializers.CharField(read_only=True)
    choices = serializers.ListField(child=serializers.CharField(), read_only=True)
