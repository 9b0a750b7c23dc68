from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError
from rest_framework.views import APIView

from portal.organisations.models import Area
from portal.search import queries
from portal.search.api.serializers import QuestionSerializer, ResultsSerializer


class Search(APIView):
    """Search in everything that is public."""

    permission_classes = []

    @extend_schema(parameters=[QuestionSerializer], responses=ResultsSerializer, operation_id="search")
    def get(self, request: Request) -> Response:
        question = QuestionSerializer(data=request.query_params)
        question.is_valid(raise_exception=True)
        asked = question.validated_data
        page = queries.find(
            asked["q"],
            kinds=asked.get("kind"),
            area=_area(asked.get("area", "")),
            page=asked["page"],
            size=asked["size"],
            newest=asked["sort"] == "new",
        )
        return Response(ResultsSerializer(page, context={"needles": page.needles}).data)


def _area(code: str) -> Area | None:
    if not code:
        return None
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise ValidationError({"area": ["없는 지역 코드입니다."]})
    return area
