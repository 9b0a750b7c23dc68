"""The shapes of a round on its way: schedule, ideas, plans with their costings, the citizens' panel."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from budgets import idea_texts as texts
from budgets.idea_queries import ORDERS, STANDS
from budgets.models import Field
from portal.frontend.fields import MOST_WON

Shape = serializers.Serializer[Any]


class ChangeSerializer(Shape):
    """Somebody stepped in, with the reason that everybody reads."""

    kind = serializers.CharField()
    reason = serializers.CharField()
    before = serializers.DateTimeField(allow_null=True)
    after = serializers.DateTimeField(allow_null=True)
    at = serializers.DateTimeField()


class PhaseSerializer(Shape):
    state = serializers.CharField()
    label = serializers.CharField(help_text="in the language asked for")  # type: ignore[assignment]
    begins_at = serializers.DateTimeField(source="at")
    mark = serializers.CharField(help_text="done, current or todo")
    changes = ChangeSerializer(many=True)


class ScheduleSerializer(Shape):
    """Every phase with its date, past ones with the date on which they really began. `held`: the clock is
    stopped, and its reason is the last of `changes`."""

    phase = serializers.CharField()
    held = serializers.BooleanField()
    phases = PhaseSerializer(many=True)
    changes = ChangeSerializer(many=True)


@extend_schema_serializer(component_name="IdeaContent")
class IdeaContentSerializer(Shape):
    """What the author writes. ``submit`` hands it in at once; otherwise it is kept as a draft."""

    title = serializers.CharField(max_length=texts.TITLE_MAX)
    field = serializers.ChoiceField(choices=Field.choices, default=Field.OTHER)
    area = serializers.CharField(
        max_length=10, allow_blank=True, default="", help_text="법정동 코드; empty: the whole city"
    )
    place = serializers.CharField(max_length=texts.PLACE_MAX, allow_blank=True, default="")
    problem = serializers.CharField(max_length=texts.PART_MAX, allow_blank=True, default="")
    remedy = serializers.CharField(max_length=texts.PART_MAX, allow_blank=True, default="")
    rough_cost = serializers.IntegerField(
        min_value=0, max_value=MOST_WON, allow_null=True, default=None, help_text="whole won"
    )
    submit = serializers.BooleanField(default=False)


class IdeaWishSerializer(Shape):
    """The query of the list."""

    q = serializers.CharField(max_length=100, required=False, allow_blank=True)
    state = serializers.ChoiceField(choices=sorted(STANDS), required=False)
    field = serializers.ChoiceField(choices=Field.choices, required=False)
    area = serializers.CharField(max_length=10, required=False)
    sort = serializers.ChoiceField(choices=sorted(ORDERS), required=False)
    page = serializers.IntegerField(min_value=1, max_value=100_000, required=False)


@extend_schema_serializer(component_name="IdeaRow")
class IdeaRowSerializer(Shape):
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    url = serializers.CharField(source="get_absolute_url")
    state = serializers.CharField()
    field = serializers.CharField()
    area = serializers.CharField(source="area.code", default=None)
    place = serializers.CharField()
    author = serializers.CharField(source="credit", help_text="a public name, or the adopted proposals")
    plan = serializers.CharField(source="plan.public_id", default=None)
    rough_cost = serializers.IntegerField(allow_null=True, help_text="the author's guess in whole won")
    support_count = serializers.IntegerField(source="supports")
    submitted_at = serializers.DateTimeField()


@extend_schema_serializer(component_name="IdeaPage")
class IdeaPageSerializer(Shape):
    total = serializers.IntegerField(source="paginator.count")
    page = serializers.IntegerField(source="number")
    pages = serializers.IntegerField(source="paginator.num_pages")
    results = IdeaRowSerializer(many=True, source="object_list")


@extend_schema_serializer(component_name="IdeaEvent")
class IdeaEventSerializer(Shape):
    kind = serializers.CharField()
    unit = serializers.CharField(source="unit.display_name", default=None)
    note = serializers.CharField()
    at = serializers.DateTimeField()


@extend_schema_serializer(component_name="IdeaDecision")
class IdeaDecisionSerializer(Shape):
    """`code`: one of the six reasons, empty where the idea is eligible."""

    turn = serializers.IntegerField()
    eligible = serializers.BooleanField()
    code = serializers.CharField()
    reason = serializers.CharField()
    unit = serializers.CharField(source="unit.display_name")
    at = serializers.DateTimeField()


@extend_schema_serializer(component_name="IdeaDetail")
class IdeaDetailSerializer(IdeaRowSerializer):
    problem = serializers.CharField()
    remedy = serializers.CharField()
    supported = serializers.BooleanField(help_text="by whoever asks")
    decisions = IdeaDecisionSerializer(many=True)
    timeline = IdeaEventSerializer(many=True)


@extend_schema_serializer(component_name="IdeaStanding")
class IdeaStandingSerializer(Shape):
    supported = serializers.BooleanField()
    support_count = serializers.IntegerField(source="count")


class CostingSerializer(Shape):
    """One figure of a department with its reason; none is ever changed or taken away."""

    number = serializers.IntegerField()
    amount = serializers.IntegerField(help_text="whole won")
    reason = serializers.CharField()
    unit = serializers.CharField(source="unit.display_name", default=None)
    at = serializers.DateTimeField()


class PanelScoreSerializer(Shape):
    """What one kind of seat thinks: `mean` from 1 to 5, an exact fraction; null where nobody scored."""

    kind = serializers.CharField()
    mean = serializers.CharField(allow_null=True)
    judges = serializers.IntegerField()
    recused = serializers.IntegerField()


@extend_schema_serializer(component_name="PlanRow")
class PlanRowSerializer(Shape):
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    url = serializers.CharField(source="get_absolute_url")
    state = serializers.CharField()
    summary = serializers.CharField()
    category = serializers.CharField()
    place = serializers.CharField()
    area = serializers.CharField(source="area.code", default=None)
    unit = serializers.CharField(source="unit.display_name", default=None)
    cost = serializers.IntegerField(allow_null=True, help_text="whole won; null until it is costed")
    likes = serializers.IntegerField(source="likes_total")
    liked = serializers.BooleanField(help_text="by whoever asks")


@extend_schema_serializer(component_name="PlanDetail")
class PlanDetailSerializer(PlanRowSerializer):
    """`scores` is empty until every sheet is in or the time for them is over."""

    description = serializers.CharField()
    feasibility = serializers.CharField()
    opinion = serializers.CharField()
    merged_into = serializers.CharField(source="merged_into.public_id", default=None)
    project = serializers.CharField(source="project.public_id", default=None)
    ideas = serializers.ListField(child=serializers.CharField())
    costings = CostingSerializer(many=True)
    scores = PanelScoreSerializer(many=True)


@extend_schema_serializer(component_name="PlanStanding")
class PlanStandingSerializer(Shape):
    liked = serializers.BooleanField()
    likes = serializers.IntegerField()


class MemberSerializer(Shape):
    name = serializers.CharField(source="person.display_name")
    kind = serializers.CharField()
    career = serializers.CharField()
    since = serializers.DateTimeField()


class MeetingSerializer(Shape):
    """`minutes` are empty until they are published."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    starts_at = serializers.DateTimeField()
    place = serializers.CharField()
    agenda = serializers.CharField()
    minutes = serializers.CharField()
    minutes_at = serializers.DateTimeField(allow_null=True)


@extend_schema_serializer(component_name="Panel")
class PanelSerializer(Shape):
    """The seed whose hash is `commitment` is in the draw's own file, once there has been a draw."""

    area = serializers.CharField(
        allow_null=True, help_text="code of the area whose people may apply; null: all"
    )
    voters = serializers.CharField(help_text="residents, or community: who works or studies there as well")
    size = serializers.IntegerField()
    duties = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    recruits = serializers.BooleanField()
    term_from = serializers.DateField()
    term_to = serializers.DateField()
    scores_until = serializers.DateTimeField()
    commitment = serializers.CharField()
    drawn_at = serializers.DateTimeField(allow_null=True)
    members = MemberSerializer(many=True)
    meetings = MeetingSerializer(many=True)
