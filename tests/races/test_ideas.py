"""Two officers at one idea, two figures at one plan, one person at one button, a draw and a latecomer."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from budgets.actions import ideas, panel, plans, screening
from budgets.models import Applicant, CostRevision, Idea, IdeaMark, Panel, Plan, Screening, Seat
from portal import clock
from portal.refusals import Refused
from tests.budgets.conftest import draft, keys  # noqa: F401  (fixtures)
from tests.budgets.shaping import collecting, costed, decide, idea, plan, write  # noqa: F401  (fixtures)
from tests.people import make_person, make_staff
from tests.races.crowd import together

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "주민 안전에 필요한 일입니다."


def codes(answers: list[Any]) -> list[str]:
    return [answer.refusal.code for answer in answers if isinstance(answer, Refused)]


def fresh(model: Any, one: Any) -> Any:
    """As a request of its own reads it."""
    return model.objects.select_related("unit", "round").get(pk=one.pk)


def test_of_two_officers_who_decide_at_once_one_is_told(idea: Idea, carla: Any, unit: Any) -> None:  # noqa: F811
    screening.take_idea(officer=carla, idea=idea, unit=unit, at=clock.now())
    other = make_staff("다온", "officer", unit)
    said = [(carla, True, ""), (other, False, "duplicate")] * 5
    seen = [fresh(Idea, idea) for _one in said]

    def deed(place: int) -> Any:
        officer, eligible, code = said[place]
        return lambda: screening.screen_idea(
            officer=officer, idea=seen[place], eligible=eligible, code=code, reason=REASON, at=clock.now()
        )

    answers = together(*[deed(place) for place in range(len(said))])
    assert codes(answers) == ["moved_on"] * 9
    decision = Screening.objects.get()
    idea.refresh_from_db()
    assert idea.state == ("eligible" if decision.eligible else "ineligible")
    assert Plan.objects.count() == int(decision.eligible), "no plan is left over from those who lost"


def test_of_two_units_that_take_it_the_first_has_it(idea: Idea, carla: Any, agency: Any, unit: Any) -> None:  # noqa: F811
    other = agency.units.create(name="교통과", name_en="Traffic Division")
    both = [(carla, unit), (make_staff("교통 담당", "officer", other), other)]
    seen = [fresh(Idea, idea) for _one in both]
    answers = together(
        *[
            lambda pair=pair, one=one: screening.take_idea(
                officer=pair[0], idea=one, unit=pair[1], at=clock.now()
            )
            for pair, one in zip(both, seen, strict=True)
        ]
    )
    assert codes(answers) == ["taken"]


def test_two_figures_at_once_are_one_figure_and_one_who_is_told(costed: Plan, carla: Any) -> None:  # noqa: F811
    seen = [fresh(Plan, costed) for _one in range(6)]

    def deed(place: int) -> Any:
        return lambda: plans.revise_cost(
            officer=carla, plan=seen[place], amount=1_000 + place, reason=REASON, seen=1, at=clock.now()
        )

    answers = together(*[deed(place) for place in range(6)])
    assert codes(answers) == ["revised"] * 5
    last = CostRevision.objects.order_by("-number").first()
    costed.refresh_from_db()
    assert last is not None
    assert (last.number, last.amount) == (2, costed.cost)


def test_a_cost_changed_while_the_card_is_made_is_on_the_card_or_refused(
    costed: Plan,  # noqa: F811
    carla: Any,
    admin: Any,
) -> None:
    envelope = costed.round.envelopes.get(name="종로구")
    one, two = fresh(Plan, costed), fresh(Plan, costed)
    together(
        lambda: plans.put_on_ballot(actor=admin, plan=one, envelope=envelope, at=clock.now()),
        lambda: plans.revise_cost(
            officer=carla, plan=two, amount=50_000_000, reason=REASON, seen=1, at=clock.now()
        ),
    )
    costed.refresh_from_db()
    assert costed.project is not None
    last = CostRevision.objects.order_by("-number").first()
    assert last is not None
    assert costed.project.cost == costed.cost == last.amount


def test_two_administrators_put_it_on_one_ballot_once(costed: Plan, admin: Any, admin2: Any) -> None:  # noqa: F811
    envelope = costed.round.envelopes.get(name="종로구")
    before = envelope.projects.count()
    deeds = [
        lambda who=who: plans.put_on_ballot(actor=who, plan=costed, envelope=envelope, at=clock.now())
        for who in (admin, admin2)
    ]
    answers = together(*deeds)
    assert len(codes(answers)) == 1
    assert envelope.projects.count() == before + 1


def test_merges_that_cross_do_not_hang_and_lose_no_idea(
    costed: Plan,  # noqa: F811
    write: Any,  # noqa: F811
    minsu: Any,
    carla: Any,
) -> None:
    other = decide(carla, write(minsu, title="건널목에 그늘을 만들어 주세요")).plan
    assert other is not None
    pairs = [(fresh(Plan, costed), fresh(Plan, other)), (fresh(Plan, other), fresh(Plan, costed))]
    answers = together(
        *[
            lambda a=a, b=b: plans.merge_plans(officer=carla, plan=a, into=b, note="같은 곳", at=clock.now())
            for a, b in pairs
        ]
    )
    assert len(codes(answers)) == 1
    standing = Plan.objects.exclude(state="merged").get()
    assert standing.ideas.count() == 2


def test_one_person_presses_twenty_times(idea: Idea, minsu: Any) -> None:  # noqa: F811
    answers = together(*[lambda: ideas.support_idea(person=minsu, idea=idea, at=clock.now())] * 20)
    assert answers.count(None) == 1
    assert IdeaMark.objects.count() == 1


@pytest.fixture
def without_the_number() -> Iterator[None]:
    """The history without its constraint."""
    name = "budgets_cost_number_once"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE budgets_costrevision DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE budgets_costrevision")
        cursor.execute(f"ALTER TABLE budgets_costrevision ADD CONSTRAINT {name} UNIQUE (plan_id, number)")


def test_without_the_constraint_two_figures_have_one_number(
    costed: Plan,  # noqa: F811
    carla: Any,
    without_the_number: None,
) -> None:
    """The twin: looking for the last number first, as many portals do it."""
    looked = threading.Barrier(4)

    def press() -> None:
        last = CostRevision.objects.filter(plan=costed).count()
        looked.wait(timeout=20)
        CostRevision.objects.create(
            plan=costed, number=last + 1, amount=1, reason=REASON, officer=carla, at=clock.now()
        )

    together(*[press] * 4)
    assert CostRevision.objects.filter(number=2).count() > 1


def test_nobody_slips_into_a_drawn_list(collecting: Any, admin: Any, jongno: Any) -> None:  # noqa: F811
    """Whoever applied in time is on the list that was drawn from; whoever came later is told so."""
    at = clock.now()
    found = panel.announce_panel(
        actor=admin,
        round_=collecting,
        fields={
            "size": 3,
            "opens_at": at - timedelta(days=1),
            "closes_at": at + timedelta(hours=1),
            "term_from": clock.today() + timedelta(days=2),
            "term_to": clock.today() + timedelta(days=2),
            "scores_until": at + timedelta(days=9),
            "duties": "함께 봅니다.",
        },
        at=at,
    )
    people = [make_person(f"이웃 {n}", level=3, area=jongno, birth_year=1990) for n in range(8)]
    panel.apply_for_panel(person=people[0], panel=found, agree=True, at=at)
    closed = found.closes_at

    def late(person: Any) -> Any:
        own = Panel.objects.select_related("round").get(pk=found.pk)
        return lambda: panel.apply_for_panel(person=person, panel=own, agree=True, at=at)

    together(
        *[late(person) for person in people[1:]],
        lambda: panel.draw_panel(actor=admin, panel=found, at=closed),
    )
    found.refresh_from_db()
    listed = Applicant.objects.filter(panel=found).count()
    drawn = Seat.objects.count()
    assert found.drawn_at is not None
    assert drawn + Applicant.objects.filter(reserve__isnull=False).count() == listed
    with contextlib.suppress(Refused):
        panel.draw_panel(actor=admin, panel=found, at=closed)
    assert Seat.objects.count() == drawn
