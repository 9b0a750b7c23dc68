from rest_framework import serializers

from portal.search.queries import MOST_PER_PAGE
from portal.search.terms import LONGEST_QUERY


class QuestionSerializer(serializers.Serializer):
    q = serializers.CharField(
        max_length=LONGEST_QUERY, help_text="찾는 말. 낱말을 모두 담은 것이 먼저 나옵니다."
    )
    kind = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        max_length=20,
        help_text="예: petitions.petition",
    )
    area = serializers.CharField(
        max_length=10, required=False, help_text="지역 코드. 그 아래 지역도 함께 찾습니다."
    )
    sort = serializers.ChoiceField(choices=["rank", "new"], default="rank")
    page = serializers.IntegerField(min_value=1, max_value=300, default=1)
    size = serializers.IntegerField(min_value=1, max_value=MOST_PER_PAGE, default=20)


class HitSerializer(serializers.Serializer):
    kind = serializers.CharField()
    id = serializers.CharField(source="ref")
    kind_label = serializers.CharField(source="kind_name")
    title = serializers.CharField()
    url = serializers.CharField()
    published_at = serializers.DateTimeField()
    excerpt = serializers.SerializerMethodField()

    def get_excerpt(self, hit: object) -> str:
        from portal.search import marking

        return "".join(
            piece.text for piece in marking.excerpt(getattr(hit, "body", ""), self.context["needles"])
        )


class FacetSerializer(serializers.Serializer):
    kind = serializers.CharField()
    kind_label = serializers.CharField(source="kind_name")
    count = serializers.IntegerField(allow_null=True, help_text="2,000건이 넘어 세지 않았으면 null")


class ResultsSerializer(serializers.Serializer):
    total = serializers.IntegerField(help_text="많아도 2,000까지만 셉니다.")
    uncounted = serializers.BooleanField(source="many", help_text="2,000건이 넘어 끝까지 세지 않았는지")
    loose = serializers.BooleanField(help_text="모든 낱말을 담은 것이 없어 일부만 담은 것을 찾았는지")
    page = serializers.IntegerField(source="number")
    has_next = serializers.BooleanField()
    facets = FacetSerializer(many=True)
    results = HitSerializer(many=True, source="items")
