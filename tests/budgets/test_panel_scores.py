"""참여단: recused, scoring in secret until all are in, and what everybody reads then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets.actions import panel as actions
from budgets.actions import plans
from budgets.models import Declaration, Idea, Panel, Plan, Score, Seat
from portal import clock
from tests.budgets.panels import draw, offer, page
from tests.budgets.shaping import bring, decide, price
from tests.people import make_person

pytestmark = pytest.mark.django_db


WRONG = {"kind": "citizen", "name": "잘못 쓴 기준", "weight": "9"}


class TestScoring:
    """A panel of two citizens, Alice (whose idea it is) and Bob, and one expert."""

    @pytest.fixture
    def seated(self, panel: Panel, costed: Plan, alice: Any, bob: Any, minsu: Any, admin: Any) -> Panel:
        for person in (alice, bob):
            offer(panel, person)
        draw(panel, admin)
        for kind, name, weight in (
            ("citizen", "필요한가요", 3),
            ("citizen", "고르게 돌아가나요", 1),
            ("expert", "기술", 1),
        ):
            line = {"kind": kind, "name": name, "weight": weight}
            actions.add_criterion(actor=admin, panel=panel, fields=line, at=clock.now())
        actions.call_expert(
            actor=admin, panel=panel, email=minsu.email, career="교통공학 박사", at=clock.now()
        )
        bring(panel.round, "shortlisting")
        return panel

    @pytest.fixture
    def other(self, write: Callable[..., Idea], minsu: Any, carla: Any, costed: Plan, panel: Panel) -> Plan:
        """A second plan, by somebody who is no panelist's friend."""
        writer = make_person("지나던 사람", level=2)
        found = decide(carla, write(writer, title="버스 정류장에 의자를 놓아 주세요")).plan
        assert found is not None
        return price(carla, found, 9_000_000)

    def sheet(self, panel: Panel, person: Any, points: list[int]) -> dict[str, Any]:
        kind = Seat.objects.get(panel=panel, person=person).kind
        lines = panel.criteria.filter(kind=kind)
        return {"interest": "no"} | {f"c{one.pk}": str(n) for one, n in zip(lines, points, strict=True)}

    def test_scores_are_secret_until_everybody_is_done(
        self,
        client_of: Any,
        client: Any,
        other: Plan,
        costed: Plan,
        seated: Panel,
        alice: Any,
        bob: Any,
        minsu: Any,
    ) -> None:
        give = {
            bob: [(costed, [5, 1]), (other, [2, 2])],
            minsu: [(costed, [4]), (other, [3])],
            alice: [(other, [4, 4])],
        }
        todo = [(who, plan, points) for who, sheets in give.items() for plan, points in sheets]
        for who, plan, points in todo:
            assert "사업안 평가 결과" not in client.get(page(seated)).content.decode()
            door = page(seated, "score", plan.public_id)
            done = client_of(who).post(door, self.sheet(seated, who, points))
            assert done.status_code == 302, done.content.decode()
        shown = client.get(page(seated)).context["results"]
        means = {(plan.pk, line.kind): line.shown for plan, lines in shown for line in lines}
        assert means[costed.pk, "citizen"] == "4.00", "(5·3 + 1·1) ÷ 4, Bob alone: Alice wrote it"
        assert means[other.pk, "citizen"] == "3.00"
        assert means[costed.pk, "expert"] == "4.00"
        recused = {(plan.pk, line.kind): line.recused for plan, lines in shown for line in lines}
        assert recused[costed.pk, "citizen"] == 1

    def test_an_author_does_not_score_her_own(
        self, client_of: Any, costed: Plan, seated: Panel, alice: Any
    ) -> None:
        door = page(seated, "score", costed.public_id)
        assert "내가 낸 의견이 들어 있는" in client_of(alice).get(door).content.decode()
        answer = client_of(alice).post(door, self.sheet(seated, alice, [5, 5]))
        assert answer.status_code == 422
        assert not Score.objects.exists()

    def test_whoever_has_an_interest_says_so_and_is_out(
        self, client_of: Any, costed: Plan, seated: Panel, bob: Any
    ) -> None:
        browser, door = client_of(bob), page(seated, "score", costed.public_id)
        browser.post(door, self.sheet(seated, bob, [5, 5]))
        assert browser.post(door, {"interest": "yes"}).status_code == 422
        browser.post(door, {"interest": "yes", "reason": "가족이 그 회사에 다닙니다."})
        assert Declaration.objects.get().interested
        again = browser.post(door, self.sheet(seated, bob, [5, 5]))
        assert again.status_code == 422
        assert "이해관계가 있다고 신고하신" in again.content.decode()

    def test_the_database_refuses_the_points_of_somebody_with_an_interest(
        self, costed: Plan, seated: Panel, alice: Any, bob: Any
    ) -> None:
        """Whatever Python forgot."""
        criterion = seated.criteria.filter(kind="citizen").first()
        for person, interested in ((alice, False), (bob, True)):
            seat = Seat.objects.get(person=person)
            said = Declaration.objects.create(seat=seat, plan=costed, interested=interested, at=clock.now())
            with pytest.raises(IntegrityError, match="interest"), transaction.atomic():
                Score.objects.create(declaration=said, criterion=criterion, points=5, at=clock.now())

    def test_a_sheet_is_whole_or_refused(self, client_of: Any, costed: Plan, seated: Panel, bob: Any) -> None:
        door = page(seated, "score", costed.public_id)
        whole = self.sheet(seated, bob, [5, 4])
        name = next(key for key in whole if key.startswith("c"))
        for wrong in ({name: ""}, {name: "9"}, {"interest": ""}):
            assert client_of(bob).post(door, whole | wrong).status_code == 422
        assert not Score.objects.exists()

    def test_strangers_find_no_sheet(
        self, client_of: Any, costed: Plan, seated: Panel, carla: Any, admin: Any
    ) -> None:
        for stranger in (carla, admin):
            assert client_of(stranger).get(page(seated, "scores")).status_code == 404
            assert client_of(stranger).get(page(seated, "score", costed.public_id)).status_code == 404

    def test_at_the_deadline_what_is_there_is_published(
        self, client_of: Any, client: Any, costed: Plan, seated: Panel, bob: Any
    ) -> None:
        client_of(bob).post(page(seated, "score", costed.public_id), self.sheet(seated, bob, [3, 3]))
        Panel.objects.update(scores_until=clock.now())
        assert "사업안 평가 결과" in client.get(page(seated)).content.decode()
        late = client_of(bob).post(page(seated, "score", costed.public_id), self.sheet(seated, bob, [1, 1]))
        assert "점수를 매기는 기간이 아닙니다" in late.content.decode()

    def test_scores_that_everybody_can_read_are_changed_no_more(
        self,
        client_of: Any,
        client: Any,
        costed: Plan,
        seated: Panel,
        bob: Any,
        minsu: Any,
        carla: Any,
        admin: Any,
    ) -> None:
        """The last to score would read the others' and then move the mean alone."""
        door = page(seated, "score", costed.public_id)
        for who, points in ((bob, [3, 3]), (minsu, [3])):
            assert client_of(who).post(door, self.sheet(seated, who, points)).status_code == 302
        assert "사업안 평가 결과" in client.get(page(seated)).text
        before = list(Score.objects.values_list("points", flat=True))
        late = client_of(bob).post(door, self.sheet(seated, bob, [1, 1]))
        assert "합계를 공개했습니다" in late.text
        out = client_of(bob).post(
            door, self.sheet(seated, bob, [1, 1]) | {"interest": "yes", "reason": "친척"}
        )
        assert "합계를 공개했습니다" in out.text
        assert list(Score.objects.values_list("points", flat=True)) == before
        actions.call_expert(actor=admin, panel=seated, email=carla.email, career="건축사", at=clock.now())
        assert "사업안 평가 결과" in client.get(page(seated)).text, "whoever is called later closes nothing"
        again = client_of(bob).post(door, self.sheet(seated, bob, [1, 1]))
        assert "합계를 공개했습니다" in again.text

    def test_criteria_stand_once_somebody_has_scored(
        self, client_of: Any, costed: Plan, seated: Panel, bob: Any, admin: Any
    ) -> None:
        client_of(bob).post(page(seated, "score", costed.public_id), self.sheet(seated, bob, [3, 3]))
        door = page(seated, "panel_criterion", room="budgets_staff")
        answer = client_of(admin).post(door, {"kind": "citizen", "name": "새 기준", "weight": "2"})
        assert "기준을 바꿀 수 없습니다" in answer.content.decode()
        assert (
            client_of(admin).post(door, {"kind": "expert", "name": "새 기준", "weight": "2"}).status_code
            == 302
        )

    def test_a_criterion_written_wrong_is_taken_off_until_somebody_has_scored_by_it(
        self, client_of: Any, costed: Plan, seated: Panel, bob: Any, admin: Any
    ) -> None:
        desk = client_of(admin)
        desk.post(page(seated, "panel_criterion", room="budgets_staff"), WRONG)
        wrong = seated.criteria.get(name=WRONG["name"])
        take = lambda one: desk.post(  # noqa: E731
            reverse("budgets_staff:panel_uncriterion", args=[seated.round.public_id, one.pk]), follow=True
        )
        assert "기준을 뺐습니다" in take(wrong).text
        assert not seated.criteria.filter(name=WRONG["name"]).exists()
        client_of(bob).post(page(seated, "score", costed.public_id), self.sheet(seated, bob, [3, 3]))
        stands = seated.criteria.filter(kind="citizen").first()
        assert "기준을 바꿀 수 없습니다" in take(stands).text
        assert seated.criteria.filter(pk=stands.pk).exists()

    def test_an_expert_called_by_mistake_is_dismissed_before_she_has_scored_and_not_after(
        self, client_of: Any, costed: Plan, other: Plan, seated: Panel, minsu: Any, admin: Any
    ) -> None:
        """Whoever could send a judge away afterwards would choose which scores count."""
        door = reverse("budgets_staff:panel_dismiss", args=[seated.round.public_id, minsu.public_id])
        client_of(minsu).post(page(seated, "score", costed.public_id), self.sheet(seated, minsu, [4]))
        assert "본인만 그만두실 수 있습니다" in client_of(admin).post(door, follow=True).text
        seat = Seat.objects.get(person=minsu)
        assert seat.left_at is None
        Score.objects.all().delete()
        Declaration.objects.all().delete()
        assert "취소했습니다" in client_of(admin).post(door, follow=True).text
        seat.refresh_from_db()
        assert seat.left_at is not None
        assert client_of(admin).post(door).status_code == 302

    def test_who_wrote_into_the_plan_by_a_merger_counts_no_more(
        self,
        client: Any,
        client_of: Any,
        write: Any,
        costed: Plan,
        other: Plan,
        seated: Panel,
        bob: Any,
        carla: Any,
    ) -> None:
        client_of(bob).post(page(seated, "score", other.public_id), self.sheet(seated, bob, [5, 5]))
        Idea.objects.filter(plan=costed).update(author=bob)
        plans.merge_plans(officer=carla, plan=costed, into=other, note="같은 거리입니다.", at=clock.now())
        Panel.objects.update(scores_until=clock.now())
        [(plan, lines)] = client.get(page(seated)).context["results"]
        citizens = next(line for line in lines if line.kind == "citizen")
        assert (plan.pk, citizens.judges, citizens.recused) == (other.pk, 0, 1)
