"""Counting by a worker, two administrators, and what everybody can then see and repeat."""

import hashlib
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from budgets import actions, counting
from budgets.models import SealedBallot, Tally
from budgets.tally import Rule, count, pb
from budgets.tally.rule import from_json
from portal import clock
from portal.refusals import Refused
from tests.budgets import attacks

pytestmark = pytest.mark.django_db


def test_both_envelopes_are_counted_by_their_own_rule(published: Any, city: Any, district: Any) -> None:
    assert city.tally.result["decided_by"] == "equal_shares"
    assert district.tally.result["decided_by"] in ("greedy", "everything")
    assert [row["project"] for row in district.tally.result["winners"]] == ["2", "1"]


def test_the_result_page_explains_every_project(client: Any, published: Any, city: Any, page: Any) -> None:
    text = client.get(page(city, "results")).content.decode()
    for project in city.projects.all():
        assert project.title in text
    assert "뽑혔습니다" in text
    assert "<svg" in text
    assert "<table" in text


def test_nobody_is_said_to_have_paid_for_what_was_filled_up_from_the_rest(
    client: Any,
    draft: Any,
    admin: Any,
    admin2: Any,
    alice: Any,
    minsu: Any,
    cast: Any,
    finish: Any,
    page: Any,
) -> None:
    city = draft.envelopes.get(name="시 전체")
    city.rule = Rule(method="equal_shares", min_votes=1, start="floor", completion="greedy").to_json()
    city.save(update_fields=["rule"])
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    city.refresh_from_db()
    cast(alice, city, 2, 5)
    cast(minsu, city, 1, 4)
    finish(draft)
    actions.check_result(actor=admin, round_id=draft.pk, at=clock.now())
    actions.publish_result(actor=admin2, round_id=draft.pk, at=clock.now())
    answer = client.get(page(city, "results"))
    rows = {row.project.ballot_id: row for row in answer.context["rows"]}
    assert "나눠 내기가 끝난 뒤 남은 예산으로" in rows["2"].why
    assert "한 사람이 낸 돈" in answer.text
    assert rows["5"].payment == "많아야 20,000,000원"
    assert (rows["2"].payment, rows["2"].payment_said) == ("", "한 표에 50,000,000원")


def test_a_projects_page_says_why(client: Any, published: Any, city: Any) -> None:
    project = city.projects.get(number=4)
    text = client.get(project.get_absolute_url()).content.decode()
    assert "왜 뽑히지 않았나요?" in text
    assert "미치지 못했습니다" in text


def test_anyone_can_count_the_published_ballots_again(
    client: Any, published: Any, city: Any, page: Any
) -> None:
    ballots = b"".join(client.get(page(city, "ballots_pb")).streaming_content)
    rule = client.get(page(city, "rule_json")).json()
    result = client.get(page(city, "result_json"))
    again = pb.read(ballots).instance()
    winners = [again.projects[index].id for index in count(again, from_json(rule)).winners]
    assert winners == [row["project"] for row in json.loads(result.content)["winners"]]
    assert json.loads(result.content)["input_sha256"] == again.digest
    assert hashlib.sha256(result.content).hexdigest() == city.tally.sha256


def test_the_export_carries_nothing_about_persons(client: Any, published: Any, city: Any, page: Any) -> None:
    text = b"".join(client.get(page(city, "ballots_pb")).streaming_content).decode()
    votes = text.partition("VOTES\n")[2].splitlines()
    assert votes[0] == "voter_id;vote"
    ids = {line.partition(";")[0] for line in votes[1:]}
    assert ids == {
        one.hex[:16] for one in SealedBallot.objects.filter(envelope=city).values_list("id", flat=True)
    }


def test_the_file_is_not_in_the_order_of_the_tree(client: Any, published: Any, city: Any, page: Any) -> None:
    """A receipt's proof tells its place in the tree; there the file must not show the ballot."""
    ids = sorted(city.sealed.values_list("id", flat=True), reverse=True)
    with attacks.guards_off():
        for place, ballot in enumerate(ids):
            city.sealed.filter(pk=ballot).update(place=100 + place)
    text = b"".join(client.get(page(city, "ballots_pb")).streaming_content).decode()
    voters = [line.partition(";")[0] for line in text.partition("VOTES\n")[2].splitlines()[1:]]
    assert voters == [ballot.hex[:16] for ballot in reversed(ids)]
    assert len(voters) > 1


def test_recounting_gives_the_same_bytes(published: Any, capsys: Any) -> None:
    call_command("tally", published.public_id)
    said = capsys.readouterr().out
    assert said.count("The kept result has the same bytes.") == 2


def test_one_administrator_alone_cannot_publish(
    client_of: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, admin: Any, admin2: Any
) -> None:
    cast(minsu, city, 1, 2)
    finish(voting)
    desk = client_of(admin)
    publish = reverse("budgets_staff:publish", args=[voting.public_id])
    assert "먼저 다른 운영자" in desk.post(publish, follow=True).content.decode()
    desk.post(reverse("budgets_staff:check", args=[voting.public_id]))
    assert "아닌 다른 운영자" in desk.post(publish, follow=True).content.decode()
    voting.refresh_from_db()
    assert voting.state == "counted"
    client_of(admin2).post(publish)
    voting.refresh_from_db()
    assert voting.state == "published"


def test_the_database_itself_wants_two_administrators(voting: Any, finish: Any, admin: Any) -> None:
    from django.db import IntegrityError

    finish(voting)
    with pytest.raises(IntegrityError, match="budgets_round_two_administrators"):
        type(voting).objects.filter(pk=voting.pk).update(
            state="published", checked_by=admin, published_by=admin
        )


def test_a_count_that_stopped_is_shown_and_can_be_rung_again(
    client_of: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, admin: Any, monkeypatch: Any
) -> None:
    from budgets.tally import Mismatch

    def broken(*args: Any) -> Any:
        raise Mismatch("round 1: nobody pays")

    cast(minsu, city, 1, 2)
    with monkeypatch.context() as patch:
        patch.setattr(counting, "verify", broken)
        finish(voting)
    shown = client_of(admin).get(reverse("budgets_staff:round", args=[voting.public_id])).content.decode()
    assert "round 1: nobody pays" in shown
    with pytest.raises(Refused):
        actions.check_result(actor=admin, round_id=voting.pk, at=clock.now())
    actions.retry_tally(actor=admin, envelope_id=city.pk, at=clock.now())
    assert Tally.objects.get(envelope=city).state == "waiting"
    counting.count_envelope(city.pk, clock.now(), clock.now)
    assert Tally.objects.get(envelope=city).state == "done"


def test_a_killed_workers_count_is_taken_over(
    voting: Any, city: Any, cast: Any, finish: Any, minsu: Any
) -> None:
    from datetime import timedelta

    cast(minsu, city, 1, 2)
    finish(voting)
    at = clock.now()
    Tally.objects.filter(envelope=city).update(state="running", touched_at=at)
    assert actions.start_tally(envelope_id=city.pk, at=at) is None
    assert actions.start_tally(envelope_id=city.pk, at=at + timedelta(minutes=6)) is not None


def test_staff_see_how_many_ballots_are_read_and_which_run_it_is(
    client_of: Any, voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, admin: Any, monkeypatch: Any
) -> None:
    seen: list[tuple[str, int, int]] = []

    def page(*args: Any) -> Any:
        tally = Tally.objects.get(envelope=city)
        seen.append((tally.state, tally.ballots_read, tally.steps))
        desk = client_of(admin).get(reverse("budgets_staff:round", args=[voting.public_id]))
        assert "1장 가운데 1장을 읽음" in desk.content.decode()
        return count(*args)

    count = counting.count
    cast(minsu, city, 1, 2)
    monkeypatch.setattr(counting, "BEAT", 0)
    monkeypatch.setattr(counting, "count", page)
    type(voting).objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.close_round(round_id=voting.pk, at=clock.now())
    actions.seal_round(round_id=voting.pk, at=clock.now())
    counting.count_envelope(city.pk, clock.now(), clock.now)
    assert seen == [("running", 1, 0)]
    assert Tally.objects.get(envelope=city).state == "done"


def test_people_are_told_without_choices(published: Any, alice: Any, minsu: Any) -> None:
    from budgets.notices import KINDS
    from portal.outbox.models import Event

    kinds = {kind.topic: kind for kind in KINDS}
    event = Event.objects.get(topic="budgets.result_published")
    assert set(kinds["budgets.result_published"].recipients(event)) == {alice.pk, minsu.pk}
    recorded = Event.objects.filter(topic="budgets.ballot_recorded").first()
    assert set(kinds["budgets.ballot_recorded"].context(recorded)) == {"title", "closes_at"}


def test_the_result_page_is_read_in_few_queries(
    client: Any, published: Any, city: Any, page: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        client.get(page(city, "results"))


def test_the_cards_for_home_my_page_and_staff(published: Any, alice: Any, admin: Any, dan: Any) -> None:
    from budgets import queries

    at = clock.now()
    card = queries.home_card(at)
    assert card["items"][0]["title"] == published.title
    assert [deed.title for deed in queries.mine(alice, at)] == [published.title]
    assert queries.mine(dan, at) == []
    assert [str(pile.label) for pile in queries.queues(admin, at)] == [
        "준비 중인 참여예산",
        "마감했지만 아직 봉인하지 못한 참여예산",
        "발표를 기다리는 개표 결과",
        "멈춘 개표",
    ]
    assert queries.queues(alice, at) == []


def test_a_check_counts_no_more_when_its_administrator_has_left_the_office(
    client_of: Any,
    voting: Any,
    city: Any,
    cast: Any,
    finish: Any,
    alice: Any,
    admin: Any,
    admin2: Any,
) -> None:
    cast(alice, city, 1, 5)
    finish(voting)
    actions.check_result(actor=admin, round_id=voting.pk, at=clock.now())
    admin.memberships.all().delete()
    address = reverse("budgets_staff:publish", args=[voting.public_id])
    page = client_of(admin2).post(address, follow=True).text
    assert "이제 운영자가 아닙니다" in page
    assert reverse("budgets_staff:check", args=[voting.public_id]) in page, "and can be checked again"
    voting.refresh_from_db()
    assert voting.published_at is None
