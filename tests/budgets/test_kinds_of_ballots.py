"""Ballots of every kind, as the browser sends them without JavaScript: cast, refused, shown again, sealed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from budgets import actions, box
from budgets.models import Ballot, Envelope, SealedBallot
from budgets.tally import Rule
from portal import clock

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
PROJECTS = [("통학로", 50, "안전"), ("가로등", 40, "안전"), ("쉼터", 30, "복지"), ("텃밭", 20, "문화")]
SAVED, LOST = "투표를 저장했습니다", "고르신 것은 아래에 그대로 있습니다"


@pytest.fixture
def paper(admin: Any) -> Callable[..., Any]:
    """`paper("ranked", max_choices=3)`: an envelope with a ballot of that kind, in voting."""

    def make(kind: str, **fields: Any) -> Any:
        now = clock.now()
        dates = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=7)}
        round_ = actions.create_round(actor=admin, title="2027년 참여예산", summary="함께", at=now, **dates)
        rule = fields.pop("rule", Rule(min_votes=1))
        fields = {"name": "시 전체", "amount": 100 * MILLION, "ballot_kind": kind, "max_choices": 4} | fields
        made = actions.add_envelope(actor=admin, round_id=round_.pk, fields=fields, rule=rule, at=now)
        for title, cost, category in PROJECTS:
            project = {"title": title, "cost": cost * MILLION, "category": category}
            actions.add_project(actor=admin, envelope_id=made.pk, fields=project, at=now)
        actions.announce_round(actor=admin, round_id=round_.pk, at=now)
        return Envelope.objects.select_related("round", "area").get(pk=made.pk)

    return make


@pytest.fixture
def ids(names: Any) -> Callable[..., dict[str, str]]:
    """`ids(envelope, "rank-", {1: "2"})`: form fields by the projects' numbers."""

    def fields(envelope: Any, prefix: str, marks: dict[int, str]) -> dict[str, str]:
        found = dict(envelope.projects.values_list("number", "public_id"))
        return {f"{prefix}{found[number]}": text for number, text in marks.items()}

    return fields


def refused(client: Any, address: str, data: dict[str, Any], code: str) -> Any:
    """Post what is refused: a sentence, what was typed still there, nothing in the box. To who has chosen
    nothing the page does not say that her choice is still there."""
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert answer.context["refusal"].code == code
    assert (LOST in answer.content.decode()) == bool(answer.context["chosen"])
    assert not Ballot.objects.exists()
    return answer


def test_a_ranking_keeps_its_order(client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any) -> None:
    envelope = paper("ranked", max_choices=3)
    client = client_of(minsu)
    answer = client.post(page(envelope), ids(envelope, "rank-", {3: "1", 1: "2", 2: ""}), follow=True)
    assert SAVED in answer.content.decode()
    assert Ballot.objects.get().choices == [3, 1]
    assert Ballot.objects.get().points is None
    assert [project.number for project, _ in answer.context["mine"]] == [3, 1]
    shown = client.get(page(envelope)).context["marks"]
    assert {f"rank-{name}": rank for name, rank in shown.items()} == ids(envelope, "rank-", {3: "1", 1: "2"})


def test_a_voter_who_leaves_a_rank_out_is_asked_and_finds_her_ranks_as_she_chose_them(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    """Counted as 1 and 2 they would surprise her; perhaps the second was forgotten."""
    envelope, client = paper("ranked", max_choices=4), client_of(minsu)
    marks = ids(envelope, "rank-", {2: "3", 4: "1"})
    answer = refused(client, page(envelope), marks, "rank_gap")
    assert "2순위가 비어 있습니다" in answer.text
    assert {f"rank-{name}": rank for name, rank in answer.context["marks"].items()} == marks
    first = refused(client, page(envelope), ids(envelope, "rank-", {2: "2", 4: "3"}), "rank_gap")
    assert "1순위가 비어 있습니다" in first.text
    client.post(page(envelope), ids(envelope, "rank-", {2: "2", 4: "1"}))
    assert Ballot.objects.get().choices == [4, 2]


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({1: "1", 2: "1"}, "rank_twice"),
        ({1: "0"}, "rank_shape"),
        ({1: "-1"}, "rank_shape"),
        ({1: "첫째"}, "rank_shape"),
        ({1: "9" * 400}, "rank_gap"),  # far too long is still a number, and no first place
        ({1: ""}, "nothing"),
        ({1: "1"}, "too_few"),
        ({1: "1", 2: "2", 3: "3", 4: "4"}, "too_many"),
    ],
)
def test_it_refuses_a_ranking_that_cannot_be_read(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any, marks: dict[int, str], code: str
) -> None:
    envelope = paper("ranked", min_choices=2, max_choices=3)
    answer = refused(client_of(minsu), page(envelope), ids(envelope, "rank-", marks), code)
    kept = {name for name, text in ids(envelope, "", marks).items() if text}
    assert answer.context["chosen"] == kept


def test_two_projects_of_one_rank_are_named_in_the_sentence(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("ranked")
    answer = client_of(minsu).post(page(envelope), ids(envelope, "rank-", {1: "2", 2: "2", 3: "1"}))
    assert "2순위를 두 사업에 주셨습니다" in answer.content.decode()


def test_points_are_shared_out(client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any) -> None:
    envelope = paper("points", points_total=10, min_choices=2)
    client = client_of(minsu)
    answer = client.post(
        page(envelope), ids(envelope, "points-", {4: "3", 2: "6", 1: "0", 3: ""}), follow=True
    )
    assert SAVED in answer.content.decode()
    ballot = Ballot.objects.get()
    assert (ballot.choices, ballot.points) == ([2, 4], [6, 3])
    assert "6점" in answer.content.decode()
    assert 'value="6"' in client.get(page(envelope)).content.decode()


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({1: "6", 2: "5"}, "points_over"),
        ({1: "-3", 2: "5"}, "points_shape"),
        ({1: "2.5", 2: "5"}, "points_shape"),
        ({1: "많이", 2: "5"}, "points_shape"),
        ({1: "9" * 400, 2: "1"}, "points_over"),
        ({1: "10"}, "too_few"),
        ({1: "1", 2: "1", 3: "1", 4: "1"}, "too_many"),
        ({1: "0"}, "nothing"),
    ],
)
def test_it_refuses_points_that_cannot_be_counted(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any, marks: dict[int, str], code: str
) -> None:
    envelope = paper("points", points_total=10, min_choices=2, max_choices=3)
    answer = refused(client_of(minsu), page(envelope), ids(envelope, "points-", marks), code)
    assert answer.context["chosen"] == set(ids(envelope, "", marks))
    for text in marks.values():
        assert f'value="{text[:13]}"' in answer.content.decode(), "what was typed stands in its field"


def test_too_many_points_are_told_by_how_many(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("points", points_total=10)
    answer = client_of(minsu).post(page(envelope), ids(envelope, "points-", {1: "6", 2: "7"}))
    assert "모두 10점입니다. 3점을 줄여 주세요" in answer.content.decode()


def test_points_beyond_all_measure_are_told_without_a_number_that_nobody_typed(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("points", points_total=10)
    said = client_of(minsu).post(page(envelope), ids(envelope, "points-", {1: "9" * 20})).text
    assert "모두 10점입니다. 한 사업에 그보다 많이 적었습니다." in said
    assert re.search(r"\d점을 줄여 주세요", said) is None


def test_one_is_chosen_by_radio_button(client_of: Any, minsu: Any, paper: Any, names: Any, page: Any) -> None:
    envelope = paper("choose_one")
    client = client_of(minsu)
    assert client.get(page(envelope)).content.decode().count('type="radio"') == len(PROJECTS)
    empty = refused(client, page(envelope), {}, "nothing").text
    assert "사업을 하나 골라 주세요" in empty
    assert "한 개 이상" not in empty, "more than one would be refused"
    forged = refused(client, page(envelope), {"choices": names(envelope, 1, 2)}, "too_many")
    assert "1개까지만" in forged.content.decode()
    assert client.post(page(envelope), {"choices": names(envelope, 2)}).status_code == 302
    assert Ballot.objects.get().choices == [2]


def test_a_field_of_projects_has_its_own_limit(
    client_of: Any, minsu: Any, paper: Any, names: Any, page: Any
) -> None:
    envelope = paper("approval", category_limits={"안전": 1})
    client = client_of(minsu)
    assert "안전 1개까지" in client.get(page(envelope)).content.decode()
    answer = refused(client, page(envelope), {"choices": names(envelope, 1, 2, 3)}, "category_full")
    assert "‘안전’ 분야에서는 1개까지만" in answer.content.decode()
    assert client.post(page(envelope), {"choices": names(envelope, 1, 3, 4)}).status_code == 302


@pytest.mark.parametrize("kind", ["ranked", "points"])
def test_a_project_of_another_ballot_is_refused_on_every_kind(
    client_of: Any, minsu: Any, paper: Any, page: Any, kind: str
) -> None:
    envelope, other = paper(kind), paper("approval")
    stranger = other.projects.first().public_id
    prefix = {"ranked": "rank-", "points": "points-"}[kind]
    refused(client_of(minsu), page(envelope), {f"{prefix}{stranger}": "1"}, "foreign_project")


def test_fields_of_another_kind_of_ballot_are_no_choice(
    client_of: Any, minsu: Any, paper: Any, names: Any, ids: Any, page: Any
) -> None:
    envelope = paper("points")
    data = {"choices": names(envelope, 1), **ids(envelope, "rank-", {2: "1"})}
    refused(client_of(minsu), page(envelope), data, "nothing")


def test_a_refused_change_leaves_the_saved_ballot_in_the_box_and_says_so(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("points", points_total=10)
    client = client_of(minsu)
    client.post(page(envelope), ids(envelope, "points-", {1: "10"}))
    answer = client.post(page(envelope), ids(envelope, "points-", {1: "10", 2: "1"}))
    assert "지금은 전에 저장하신 표를 셉니다" in answer.content.decode()
    assert Ballot.objects.get().points == [10]


def test_a_ranked_ballot_waits_while_its_voter_proves_who_she_is(
    client_of: Any, dan: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("ranked")
    client = client_of(dan)
    client.post(page(envelope), ids(envelope, "rank-", {2: "1", 3: "2"}))
    type(dan).objects.filter(pk=dan.pk).update(level=2)
    shown = client.get(page(envelope))
    assert shown.context["chosen"] == set(ids(envelope, "", {2: "", 3: ""}))
    assert "아래 단추를 눌러야 셉니다" in shown.content.decode()


def test_another_order_of_the_same_projects_has_another_receipt(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("ranked")
    client = client_of(minsu)

    def code(marks: dict[int, str]) -> str:
        return str(client.post(page(envelope), ids(envelope, "rank-", marks), follow=True).context["code"])

    first = code({1: "1", 2: "2"})
    assert code({1: "2", 2: "1"}) != first
    assert code({1: "1", 2: "2"}) == first, "the same ballot has the same code"


def test_other_points_on_the_same_projects_have_another_receipt(
    client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any
) -> None:
    envelope = paper("points")
    client = client_of(minsu)
    codes = {
        client.post(page(envelope), ids(envelope, "points-", marks), follow=True).context["code"]
        for marks in ({1: "1", 2: "2"}, {1: "2", 2: "1"})
    }
    assert len(codes) == 2


@pytest.mark.parametrize(
    ("kind", "prefix", "marks", "choices", "points"),
    [
        ("ranked", "rank-", {3: "1", 1: "2"}, [3, 1], None),
        ("points", "points-", {3: "4", 1: "2"}, [1, 3], [2, 4]),
    ],
)
def test_sealing_keeps_ranks_and_points_and_binds_them_in_the_tree(
    client_of: Any,
    minsu: Any,
    paper: Any,
    ids: Any,
    page: Any,
    kind: str,
    prefix: str,
    marks: dict[int, str],
    choices: list[int],
    points: list[int] | None,
) -> None:
    envelope = paper(kind)
    client_of(minsu).post(page(envelope), ids(envelope, prefix, marks))
    at = clock.now()
    type(envelope.round).objects.update(opens_at=at - timedelta(days=2), closes_at=at)
    actions.close_round(round_id=envelope.round_id, at=at)
    actions.seal_round(round_id=envelope.round_id, at=at)
    sealed = SealedBallot.objects.get()
    envelope.refresh_from_db()
    assert (sealed.choices, sealed.points) == (choices, points)
    assert envelope.merkle_root == leaf(envelope, sealed, choices, points)
    tampered = [choices[::-1], points] if points is None else [choices, points[::-1]]
    assert envelope.merkle_root != leaf(envelope, sealed, *tampered)


def leaf(envelope: Any, sealed: SealedBallot, choices: list[int], points: list[int] | None) -> str:
    inside = box.content(choices, points, sealed.blind)
    return box.leaf(envelope.public_id, sealed.receipt_hash, inside)


def test_the_page_of_sixty_projects_is_read_in_few_queries_on_every_kind(
    client_of: Any, minsu: Any, paper: Any, page: Any, django_assert_max_num_queries: Any
) -> None:
    for kind in Envelope.Ballot.values:
        envelope = paper(kind)
        client = client_of(minsu)
        client.get(page(envelope))
        with django_assert_max_num_queries(15):  # of which the hall's own: 9
            assert client.get(page(envelope)).status_code == 200


def test_cards_that_are_kept_never_show_another_voters_marks(
    client_of: Any, minsu: Any, alice: Any, paper: Any, ids: Any, names: Any, page: Any
) -> None:
    points, ticks = paper("points"), paper("approval")
    client_of(minsu).post(page(points), ids(points, "points-", {1: "7"}))
    client_of(minsu).post(page(ticks), {"choices": names(ticks, 1)})
    assert 'value="7"' in client_of(minsu).get(page(points)).content.decode()
    assert 'value="7"' not in client_of(alice).get(page(points)).content.decode()
    assert " checked" in client_of(minsu).get(page(ticks)).content.decode()
    assert " checked" not in client_of(alice).get(page(ticks)).content.decode()


def test_a_replayed_form_changes_nothing(client_of: Any, minsu: Any, paper: Any, ids: Any, page: Any) -> None:
    """The same form sent twice is one ballot; without its token it is refused and nothing is kept."""
    envelope = paper("points")
    data = ids(envelope, "points-", {1: "7"})
    client = client_of(minsu)
    first = client.post(page(envelope), data, follow=True).context["code"]
    assert client.post(page(envelope), data, follow=True).context["code"] == first
    assert Ballot.objects.count() == 1
    assert client_of(minsu, enforce_csrf_checks=True).post(page(envelope), data).status_code == 403


@pytest.mark.parametrize("comparison", ["greedy", "none"])
def test_no_point_is_said_to_have_paid_where_the_votes_decided(
    client: Any,
    paper: Any,
    ids: Any,
    page: Any,
    finish: Any,
    people: Any,
    admin: Any,
    admin2: Any,
    comparison: str,
) -> None:
    """Each of three has a third of the money: only the garden costs less. By votes the street lamps fit too,
    and one voter more gets something, so the comparison step lets the votes decide."""
    rule = Rule(
        method="equal_shares", utility="points", completion="none", min_votes=1, comparison=comparison
    )
    envelope = paper("points", rule=rule)
    for number, browser in zip((1, 2, 4), people, strict=True):
        browser.post(page(envelope), ids(envelope, "points-", {number: "10"}))
    finish(envelope.round)
    for deed, who in ((actions.check_result, admin), (actions.publish_result, admin2)):
        deed(actor=who, round_id=envelope.round_id, at=clock.now())
    result = Envelope.objects.get(pk=envelope.pk).tally.result
    paid = result["decided_by"] == "equal_shares"
    assert paid == (comparison == "none"), "the two cases differ"
    assert [row["project"] for row in result["winners"]] == (["4"] if paid else ["4", "2"])
    for name in ("results", "results_share"):
        assert ("1점에 낸 돈" in client.get(page(envelope, name)).text) == paid, name
    assert ("한 표에 든 돈" in client.get(page(envelope, "results")).text) == (not paid)


@pytest.fixture
def people(client_of: Any, person: Any) -> list[Any]:
    """Three browsers of verified people."""
    return [client_of(person(f"시민{number}", level=2, birth_year=1990)) for number in range(3)]
