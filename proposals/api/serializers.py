from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from proposals import texts
from proposals.models import Proposal
from proposals.queries.listing import ORDERS, STANDS
from proposals.states import Topic, Visibility


@extend_schema_serializer(component_name="ProposalContent")
class ContentSerializer(serializers.Serializer[Any]):
    """What the author writes. ``submit`` hands it in at once; otherwise it is kept as a draft."""

    title = serializers.CharField(max_length=texts.TITLE_MAX)
    topic = serializers.ChoiceField(choices=Topic.choices, default=Topic.OTHER)
    area = serializers.CharField(
        max_length=10, allow_blank=True, default="", help_text="법정동 코드: 11110 = 종로구"
    )
    problem = serializers.CharField(max_length=texts.PART_MAX, allow_blank=True, default="")
    improvement = serializers.CharField(max_length=texts.PART_MAX, allow_blank=True, default="")
    effect = serializers.CharField(max_length=texts.PART_MAX, allow_blank=True, default="")
    visibility = serializers.ChoiceField(choices=Visibility.choices, default=Visibility.FULL)
    submit = serializers.BooleanField(default=False)


class WishSerializer(serializers.Serializer[Any]):
    """The query of the list."""

    q = serializers.CharField(max_length=100, required=False, allow_blank=True)
    state = serializers.ChoiceField(choices=sorted(STANDS), required=False)
    topic = serializers.ChoiceField(choices=Topic.choices, required=False)
    area = serializers.CharField(max_length=10, required=False)
    unit = serializers.CharField(max_length=12, required=False)
    sort = serializers.ChoiceField(choices=sorted(ORDERS), required=False)
    after = serializers.CharField(max_length=60, required=False)


@extend_schema_serializer(component_name="ProposalRow")
class RowSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    url = serializers.CharField(source="get_absolute_url")
    excerpt = serializers.SerializerMethodField()
    state = serializers.CharField()
    outcome = serializers.CharField()
    topic = serializers.CharField()
    area = serializers.CharField(source="area.code", default=None)
    unit = serializers.CharField(source="unit.public_id", default=None)
    unit_name = serializers.CharField(source="unit.name", default=None)
    author = serializers.CharField(source="author.display_name")
    support_count = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    due_on = serializers.DateField()
    decided_at = serializers.DateTimeField()

    def get_excerpt(self, proposal: Proposal) -> str:
        return proposal.excerpt if proposal.shows_body else ""


@extend_schema_serializer(component_name="ProposalPage")
class PageSerializer(serializers.Serializer[Any]):
    """``total`` stops counting at 1,000 (``many``); ``after`` is the cursor of the next page, empty at the
    end."""

    total = serializers.IntegerField()
    many = serializers.BooleanField()  # type: ignore[assignment]
    after = serializers.CharField(allow_blank=True)
    results = RowSerializer(many=True)


@extend_schema_serializer(component_name="ProposalEvent")
class EventSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    state = serializers.CharField()
    unit = serializers.CharField(source="unit.name", default=None)
    note = serializers.CharField()
    at = serializers.DateTimeField()


@extend_schema_serializer(component_name="ProposalDecision")
class DecisionSerializer(serializers.Serializer[Any]):
    round = serializers.IntegerField()
    outcome = serializers.CharField()
    reason_code = serializers.CharField()
    summary = serializers.CharField()
    body = serializers.CharField()
    unit = serializers.CharField(source="unit.name")
    at = serializers.DateTimeField()


@extend_schema_serializer(component_name="ProposalDetail")
class DetailSerializer(RowSerializer):
    problem = serializers.CharField()
    improvement = serializers.CharField()
    effect = serializers.CharField()
    visibility = serializers.CharField()
    supported = serializers.BooleanField()
    timeline = EventSerializer(many=True)
    answers = DecisionSerializer(many=True)


class StandingSerializer(serializers.Serializer[Any]):
    supported = serializers.BooleanField()
    support_count = serializers.IntegerField(source="count")
