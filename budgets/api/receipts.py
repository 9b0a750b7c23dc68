"""The inclusion proof of a receipt, for programs and for the page that checks it in the visitor's browser."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budgets import queries, receipts


class ReceiptHashSerializer(serializers.Serializer[Any]):
    """SHA-256, in hexadecimal, of "receipt:" and the code in capital letters without dashes."""

    receipt_hash = serializers.RegexField(r"^[0-9a-f]{64}$", max_length=64)


class StepSerializer(serializers.Serializer[Any]):
    side = serializers.ChoiceField(choices=["left", "right"], read_only=True)
    hash = serializers.CharField(read_only=True)


class ProofSerializer(serializers.Serializer[Any]):
    envelope = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    total = serializers.IntegerField(read_only=True)
    root = serializers.CharField(read_only=True)  # type: ignore[assignment]  # the name of its parent's
    inside = serializers.CharField(read_only=True)
    path = StepSerializer(many=True, read_only=True)


class ReceiptProof(APIView):
    """Open to everybody; ask without a session, so that nobody is told who asks."""

    permission_classes = [AllowAny]

    @extend_schema(
        request=ReceiptHashSerializer, responses=ProofSerializer, operation_id="budgets_receipt_proof"
    )
    def post(self, request: Request, round_id: str) -> Response:
        """The way from a ballot's leaf to the published root; 404 while the box is open.

        leaf = SHA-256(0x00 || "envelope:receipt_hash:inside"); each step: SHA-256(0x01 || left || right).
        By POST, because addresses stand in logs: the hash would lead from a visitor to a ballot.
        """
        round_ = queries.public_round(round_id)
        data = ReceiptHashSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        if round_.sealed_at is None:
            raise NotFound(_("투표함은 마감한 뒤에 봉인합니다. 그때부터 확인할 수 있습니다."))
        found = receipts.blinded_proof(round_, data.validated_data["receipt_hash"])
        if found is None:
            raise NotFound(_("이 번호의 표를 찾지 못했습니다"))
        return Response(found.to_json())
