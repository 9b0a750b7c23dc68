"""The room in JSON. Shapes only; every rule is asked of the same actions as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from budgets.models import Envelope, Project, Round
from budgets.ordering import shuffled
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
    """`projects` come shuffled: for each voter in the order of her own ballot, always the same."""

    id = serializers.CharField(source="public_id", read_only=True)
    area = serializers.CharField(source="area.code", default=None, read_only=True)
    projects = serializers.SerializerMethodField()

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
            "points_total",
            "category_limits",
            "voters",
            "min_age",
            "rule",
            "rule_sha256",
            "projects",
        ]

    @extend_schema_field(ProjectSerializer(many=True))
    def get_projects(self, envelope: Envelope) -> Any:
        projects = shuffled(envelope.projects.all(), self.context["seed"])
        return ProjectSerializer(projects, many=True).data


class BallotSerializer(serializers.Serializer[Any]):
    """`choices` are ids of projects of this envelope, the best first on a ranked ballot. `points` stand
    beside them on a ballot by points, and on no other."""

    choices = serializers.ListField(child=serializers.CharField(max_length=12), max_length=1000)
    points = serializers.ListField(
        child=serializers.IntegerField(min_value=-(2**31), max_value=2**31 - 1),
        max_length=1000,
        required=False,
        allow_null=True,
        default=None,
    )


class ReceiptSerializer(serializers.Serializer[Any]):
    """The ballot that is in the box now, and the code that stands for exactly this ballot."""

    receipt = serializers.CharField(read_only=True)
    choices = serializers.ListField(child=serializers.CharField(), read_only=True)
    points = serializers.ListField(child=serializers.IntegerField(), read_only=True, allow_null=True)
