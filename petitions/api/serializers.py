from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from petitions import texts


@extend_schema_serializer(component_name="PetitionDraft")
class DraftSerializer(serializers.Serializer[Any]):
    """A petition to begin: only the title is needed, the rest may follow."""

    title = serializers.CharField(min_length=texts.TITLE_MIN, max_length=texts.TITLE_MAX)
    background = serializers.CharField(max_length=texts.BACKGROUND_MAX, required=False, allow_blank=True)
    details = serializers.CharField(max_length=texts.DETAILS_MAX, required=False, allow_blank=True)


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(min_length=texts.REASON_MIN, max_length=texts.REASON_MAX)


@extend_schema_serializer(component_name="PetitionSummary")
class SummarySerializer(serializers.Serializer[Any]):
    """One petition in a list."""

    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    state = serializers.CharField()
    response = serializers.CharField()
    signature_count = serializers.IntegerField()
    agency = serializers.CharField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    answer_due = serializers.DateField(allow_null=True)


@extend_schema_serializer(component_name="PetitionList")
class ListSerializer(serializers.Serializer[Any]):
    page = serializers.IntegerField()
    has_next = serializers.BooleanField()
    results = SummarySerializer(many=True)


@extend_schema_serializer(component_name="PetitionDetail")
class DetailSerializer(SummarySerializer):
    background = serializers.CharField()
    details = serializers.CharField()
    creator = serializers.CharField()
    thresholds = serializers.DictField(child=serializers.IntegerField())
    final_count = serializers.IntegerField(allow_null=True)
    answer_rank = serializers.IntegerField()
    refusal = serializers.DictField(allow_null=True)
    withdrawal_reason = serializers.CharField(allow_null=True)
    answer = serializers.DictField(allow_null=True)
    timeline = serializers.ListField(child=serializers.DictField())
    signatures_by_province = serializers.ListField(child=serializers.DictField())


@extend_schema_serializer(component_name="PetitionReceipt")
class ReceiptSerializer(serializers.Serializer[Any]):
    """What a signer gets: her receipt, and whether this request made the signature or found it."""

    receipt = serializers.CharField()
    status = serializers.CharField()
    signed_at = serializers.DateTimeField()
    is_new = serializers.BooleanField()
