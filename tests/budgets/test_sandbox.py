"""Trying a round out: voters who do not exist fill in its ballots, the workers count them, nobody sees."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from budgets import actions, counting, queries, search, synthetic
from budgets.models import Envelope, MerkleLevel, Project, Round, RoundFollow, SealedBallot, Tally
from budgets.tasks import keep_time
from portal import clock
from portal.refusals import Refused
from tests.budgets.scores import WEIGHED

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(client_of: Any, admin: Any, draft: Any) -> Any:
    """A rehearsal with 200 voters, counted."""
    address = reverse("budgets_staff:sandbox", args=[draft.public_id])
    answer = client_of(admin).post(address, {"voters": "200", "seed": "연습"})
    made = Round.objects.get(sandbox_of=draft)
    assert answer["Location"] == reverse("budgets_staff:sandbox_copy", args=[draft.public_id, made.public_id])
    for envelope in made.envelopes.all():
        counting.count_envelope(envelope.pk, clock.now(), clock.now)
    return made


def test_an_administrator_sees_who_would_have_won(client_of: Any, admin: Any, draft: Any, copy: Any) -> None:
    page = (
        client_of(admin)
        .get(reverse("budgets_staff:sandbox_copy", args=[draft.public_id, copy.public_id]))
        .text
    )
    assert "어린이 물놀이터" in page
    assert "뽑힘" in page
    assert "200" in page
    assert Tally.objects.filter(envelope__round=copy, state="done").count() == 2


def test_a_rehearsal_of_weighed_panels_shows_every_part_and_says_that_it_is_made_up(
    client_of: Any, admin: Any, draft: Any
) -> None:
    """An administrator who takes invented scores for those of her committee would announce a wrong rule."""
    city = draft.envelopes.get(name="시 전체")
    actions.set_rule(actor=admin, envelope_id=city.pk, rule=WEIGHED, at=clock.now())
    made = actions.make_sandbox(actor=admin, round_id=draft.pk, voters=50, seed="연습", at=clock.now())
    for envelope in made.envelopes.all():
        counting.count_envelope(envelope.pk, clock.now(), clock.now)
    browser = client_of(admin)
    page = browser.get(reverse("budgets_staff:sandbox_copy", args=[draft.public_id, made.public_id]))
    found = page.context["rows"][0]["weighed"]
    assert [head.name for head in found["heads"]] == ["주민투표", "위원회", "설문"]
    for line in found["lines"]:
        assert f'<td class="num"><strong>{line.total}</strong></td>' in page.text
        assert line.project.get_absolute_url() not in page.text, "nobody may open a copy's project"
    assert "지어낸 가짜 점수입니다" in page.text
    assert "두 사람이 따로 입력해" not in page.text


def test_the_form_says_how_many_voters_it_takes(client_of: Any, admin: Any, draft: Any) -> None:
    page = client_of(admin).get(reverse("budgets_staff:sandbox", args=[draft.public_id]))
    assert "10명에서 5,000명까지" in page.text


def test_the_worker_counts_it_like_any_other(
    client_of: Any, admin: Any, draft: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.make_sandbox(actor=admin, round_id=draft.pk, voters=50, seed="a", at=clock.now())
    keep_time()
    copy = Round.objects.get(sandbox_of=draft)
    assert set(Tally.objects.filter(envelope__round=copy).values_list("state", flat=True)) <= {
        "waiting",
        "done",
    }
    page = client_of(admin).get(reverse("budgets_staff:sandbox_copy", args=[draft.public_id, copy.public_id]))
    assert page.status_code == 200


def test_nobody_finds_a_rehearsal(client: Any, client_of: Any, alice: Any, copy: Any) -> None:
    envelope = copy.envelopes.first()
    pair = [copy.public_id, envelope.public_id]
    for name, args in (
        ("round", pair[:1]),
        ("envelope", pair),
        ("results", pair),
        ("ballots_pb", pair),
        ("result_json", pair),
        ("rule_json", pair),
    ):
        assert client_of(alice).get(reverse(f"budgets:{name}", args=args)).status_code == 404, name
    assert copy.public_id not in client.get(reverse("budgets:index")).text
    assert copy.public_id not in client.get("/").text
    assert client.get(f"/api/v1/budgets/rounds/{copy.public_id}/").status_code == 404
    assert copy.public_id not in set(search.round_refs())
    assert not set(search.project_refs()) & set(
        Project.objects.filter(envelope__round=copy).values_list("public_id", flat=True)
    )
    assert all(one.url != copy.get_absolute_url() for one in queries.mine(alice, clock.now()))


def test_a_rehearsal_can_never_become_public(copy: Any, admin: Any) -> None:
    with pytest.raises(IntegrityError, match="budgets_sandbox_never_public"):
        Round.objects.filter(pk=copy.pk).update(state="collecting")


def test_no_verb_of_a_real_round_works_on_a_rehearsal(client_of: Any, admin: Any, copy: Any) -> None:
    desk = client_of(admin)
    for name in ("round", "edit", "schedule", "announce", "override", "dry_run", "sandbox"):
        assert desk.get(reverse(f"budgets_staff:{name}", args=[copy.public_id])).status_code == 404, name
    envelope = copy.envelopes.first()
    address = reverse("budgets_staff:new_project", args=[copy.public_id, envelope.public_id])
    answer = desk.post(address, {"title": "새 사업", "cost": "1000"})
    assert "사본에서는 할 수 없습니다" in answer.text


def test_it_is_deleted_with_everything_in_it_and_the_round_stays(
    client_of: Any, admin: Any, draft: Any, copy: Any
) -> None:
    before = (
        Envelope.objects.filter(round=draft).count(),
        Project.objects.filter(envelope__round=draft).count(),
    )
    MerkleLevel.objects.create(envelope=copy.envelopes.first(), level=0, nodes=b"")  # whatever hangs on it
    RoundFollow.objects.create(round=copy, person=admin)
    address = reverse("budgets_staff:sandbox_delete", args=[draft.public_id, copy.public_id])
    assert "지웠습니다" in client_of(admin).post(address, follow=True).text
    assert not Round.objects.filter(pk=copy.pk).exists()
    assert not SealedBallot.objects.exists()
    assert not Tally.objects.exists()
    after = (
        Envelope.objects.filter(round=draft).count(),
        Project.objects.filter(envelope__round=draft).count(),
    )
    assert after == before


def test_a_real_round_is_not_deleted_by_that_door(client_of: Any, admin: Any, draft: Any) -> None:
    address = reverse("budgets_staff:sandbox_delete", args=[draft.public_id, draft.public_id])
    assert client_of(admin).post(address).status_code == 404
    with pytest.raises(Refused) as refused:
        actions.delete_sandbox(actor=admin, round_id=draft.pk, at=clock.now())
    assert refused.value.refusal.code == "not_a_copy"


def test_the_same_seed_gives_the_same_rehearsal(admin: Any, draft: Any) -> None:
    results = []
    for _again in range(2):
        copy = actions.make_sandbox(
            actor=admin, round_id=draft.pk, voters=120, seed="같은 씨앗", at=clock.now()
        )
        for envelope in copy.envelopes.all():
            counting.count_envelope(envelope.pk, clock.now(), clock.now)
        done = Tally.objects.filter(envelope__round=copy).order_by("envelope_id")
        results.append([[row["project"] for row in tally.result["winners"]] for tally in done])
    assert results[0] == results[1]


def test_a_round_that_cannot_be_counted_cannot_be_rehearsed(client_of: Any, admin: Any, draft: Any) -> None:
    draft.envelopes.filter(name="시 전체").update(min_choices=6, max_choices=9)
    address = reverse("budgets_staff:sandbox", args=[draft.public_id])
    answer = client_of(admin).post(address, {"voters": "200"})
    assert answer.status_code == 422
    assert "골라야 하는 수보다 사업이 적습니다" in answer.text
    assert not Round.objects.filter(sandbox_of=draft).exists()


@pytest.mark.parametrize("voters", ["", "9", "5001", "많이"])
def test_a_strange_number_of_voters_is_refused(client_of: Any, admin: Any, draft: Any, voters: str) -> None:
    answer = client_of(admin).post(
        reverse("budgets_staff:sandbox", args=[draft.public_id]), {"voters": voters}
    )
    assert answer.status_code == 422
    assert not Round.objects.filter(sandbox_of=draft).exists()


PAPERS = [
    synthetic.Paper("approval", 100, 2, 3, 10, {"길": 1}),
    synthetic.Paper("knapsack", 100, 1, 5, 10, {}),
    synthetic.Paper("choose_one", 100, 1, 5, 10, {}),
    synthetic.Paper("ranked", 100, 2, 4, 10, {}),
    synthetic.Paper("points", 100, 3, 4, 10, {}),
]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.kind)
def test_every_made_up_ballot_keeps_the_limits_of_its_kind(paper: synthetic.Paper) -> None:
    fields = ["길", "길", "물", "물", "숲", "숲"]
    choices = [synthetic.Choice(n, 10 * n, field) for n, field in enumerate(fields, start=1)]
    filled = list(synthetic.ballots(paper, choices, 300, "씨앗"))
    assert len(filled) == 300
    for numbers, points in filled:
        assert len(set(numbers)) == len(numbers) > 0
        if paper.kind == "knapsack":
            assert sum(10 * number for number in numbers) <= paper.budget
        else:
            most = 1 if paper.kind == "choose_one" else paper.most
            assert paper.least <= len(numbers) <= most
        assert sum(number in (1, 2) for number in numbers) <= paper.limits.get("길", 2)
        assert (points is not None) == (paper.kind == "points")
        if points is not None:
            assert sum(points) == paper.points
            assert min(points) >= 1
    assert len({tuple(numbers) for numbers, _points in filled}) > 1


def test_a_ranked_rehearsal_keeps_the_best_first() -> None:
    choices = [synthetic.Choice(number, 10) for number in range(1, 6)]
    orders = {tuple(numbers) for numbers, _ in synthetic.ballots(PAPERS[3], choices, 200, "x")}
    assert any(list(order) != sorted(order) for order in orders)


def test_a_rehearsal_is_no_work_on_the_desk(copy: Any, admin: Any) -> None:
    waiting = {queue.label: queue.count for queue in queries.queues(admin, clock.now())}
    assert waiting["준비 중인 참여예산"] == 1
