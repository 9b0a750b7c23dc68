"""What happens when many press at once. Each guard has a twin that shows what happens without it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from portal import clock
from portal.comments import threads
from portal.refusals import Refused
from proposals import counting
from proposals.actions import intake, supports
from proposals.models import FoldMark, Proposal, Support, SupportDelta
from proposals.rules.supporting import ALREADY_SUPPORTED
from proposals.states import State
from tests.people import make_person
from tests.races import crowd
from tests.races.crowd import together

pytestmark = pytest.mark.django_db(transaction=True)
PRESSES = 20
INDEX = "proposals_one_support_per_person"


@pytest.fixture
def proposal(alice: Any, unit: Any) -> Proposal:
    at = clock.now()
    return Proposal.objects.create(
        author=alice,
        title="놀이터 그늘막을 세워 주세요",
        unit=unit,
        state=State.REVIEWING,
        saved_at=at,
        submitted_at=at,
        published_at=at,
        thread=threads.open_thread("proposals.proposal", at=at),
    )


def settle() -> None:
    crowd.settle(counting.fold, _waiting)


def _waiting() -> bool:
    return SupportDelta.objects.filter(written_by__gte=FoldMark.objects.get(pk=1).horizon).exists()


class TestOnePersonPressesTwentyTimes:
    def test_it_makes_one_support(self, proposal: Proposal, minsu: Any) -> None:
        def press() -> None:
            supports.support_proposal(person=minsu, proposal=proposal, at=clock.now())

        results = together(*[press] * PRESSES)
        refused = [each for each in results if isinstance(each, Refused)]
        assert results.count(None) == 1
        assert {each.refusal for each in refused} == {ALREADY_SUPPORTED}
        assert Support.objects.count() == 1
        settle()
        proposal.refresh_from_db()
        assert proposal.support_count == 1

    def test_without_the_constraint_asking_first_lets_several_through(
        self, proposal: Proposal, minsu: Any, without_the_constraint: None
    ) -> None:
        """The twin: exists() and then insert(), as many portals do it."""
        asked = threading.Barrier(PRESSES)

        def press() -> None:
            mine = Support.objects.filter(proposal=proposal, person=minsu, withdrawn_at=None)
            known = mine.exists()
            asked.wait(timeout=20)
            if not known:
                Support.objects.create(proposal=proposal, person=minsu, at=clock.now())

        together(*[press] * PRESSES)
        assert Support.objects.count() > 1


@pytest.fixture
def without_the_constraint() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [INDEX])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {INDEX}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE proposals_support, proposals_supportdelta")
        cursor.execute(definition)


class NaiveCounter:
    """Counts everything newer than the last row that it saw: right on one machine in a quiet hour."""

    last = 0
    total = 0

    def fold(self) -> None:
        fresh = list(SupportDelta.objects.filter(pk__gt=self.last).order_by("pk").values_list("pk", "delta"))
        if fresh:
            self.last = fresh[-1][0]
            self.total += sum(delta for _pk, delta in fresh)


class TestFoldingWhilePeopleCommit:
    def test_a_slow_transaction_is_counted_when_it_arrives(
        self, proposal: Proposal, minsu: Any, bob: Any
    ) -> None:
        naive = NaiveCounter()

        def fold_both() -> None:
            counting.fold()
            naive.fold()

        self._slow_and_quick(proposal, minsu, bob, fold_both)
        naive.fold()
        settle()
        proposal.refresh_from_db()
        assert proposal.support_count == 2
        assert naive.total == 1  # the twin without a horizon has lost the slower of the two for ever
        assert counting.recount(clock.now()) == 0

    def _slow_and_quick(self, proposal: Proposal, slow: Any, quick: Any, fold: Callable[[], None]) -> None:
        """The slow one takes her number first and commits last; in between somebody else commits and a fold
        runs."""
        written, may_commit = threading.Event(), threading.Event()

        def slowly() -> None:
            with transaction.atomic():
                Support.objects.create(proposal=proposal, person=slow, at=clock.now())
                written.set()
                may_commit.wait(timeout=20)

        def quickly() -> None:
            written.wait(timeout=20)
            supports.support_proposal(person=quick, proposal=proposal, at=clock.now())
            fold()
            may_commit.set()

        together(slowly, quickly)

    def test_nobody_is_lost_and_nobody_counted_twice(self, proposal: Proposal) -> None:
        people = [make_person(f"주민 {number}", level=2) for number in range(120)]
        done = threading.Event()

        def give(mine: list[Any]) -> None:
            for person in mine:
                supports.support_proposal(person=person, proposal=proposal, at=clock.now())
                if person.pk % 3 == 0:
                    supports.unsupport_proposal(person=person, proposal=proposal, at=clock.now())

        def fold_until_done() -> None:
            while not done.wait(0.005):
                counting.fold()

        folders = [threading.Thread(target=_closing(fold_until_done)) for _number in range(2)]
        for folder in folders:
            folder.start()
        results = together(*[lambda part=people[start::6]: give(part) for start in range(6)])
        done.set()
        for folder in folders:
            folder.join(timeout=20)
        settle()
        proposal.refresh_from_db()
        assert results == [None] * 6
        assert proposal.support_count == Support.objects.filter(withdrawn_at=None).count()
        assert counting.recount(clock.now()) == 0

    def test_after_a_restore_into_a_new_cluster_nobody_waits_and_nobody_counts_twice(
        self, proposal: Proposal, minsu: Any, bob: Any
    ) -> None:
        """Transaction numbers start again; the old ones are larger than any that the new cluster has used."""
        far = 9_000_000_000
        supports.support_proposal(person=minsu, proposal=proposal, at=clock.now())
        settle()
        SupportDelta.objects.update(written_by=far)
        FoldMark.objects.update(horizon=far + 10)
        supports.support_proposal(person=bob, proposal=proposal, at=clock.now())
        settle()
        proposal.refresh_from_db()
        assert proposal.support_count == 2
        assert FoldMark.objects.get(pk=1).horizon < far
        settle()
        proposal.refresh_from_db()
        assert proposal.support_count == 2
        assert counting.recount(clock.now()) == 0


def _closing(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return run


class TestTwoOfficersAtOnce:
    def test_one_receives_it_and_the_other_hears_that_it_moved_on(
        self, proposal: Proposal, carla: Any, unit: Any
    ) -> None:
        Proposal.objects.update(state=State.SUBMITTED, published_at=None)

        def receive() -> None:
            mine = Proposal.objects.get(pk=proposal.pk)
            intake.receive_proposal(
                officer=carla, proposal=mine, unit=unit, note="접수했습니다.", reason="소관", at=clock.now()
            )

        results = together(*[receive] * 6)
        assert results.count(None) == 1
        assert {each.refusal.code for each in results if isinstance(each, Refused)} <= {"moved_on", "not_now"}
        assert proposal.events.filter(kind="received").count() == 1
