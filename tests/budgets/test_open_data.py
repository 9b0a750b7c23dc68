"""What everybody may take home: judged by Pabulib's own checker, counted again by pabutools."""

import csv
import hashlib
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from pabulib.checker import Checker

from budgets import actions, export, frozen, publishing
from budgets.export_head import rule_name
from budgets.importing import import_election, source_of
from budgets.models import BallotFile, Envelope, FilePiece, Round, SealedBallot
from budgets.subscribers import freeze
from budgets.tally import Rule, pb
from portal import clock
from tests.budgets import attacks

pytestmark = pytest.mark.django_db

SMALL = (
    "Netherlands_Amsterdam_522",
    "Netherlands_Assen_2024",
    "Poland_Czestochowa_2020_Grabowka",
    "Poland_Gdansk_2020_Krakowiec-Gorki_Zachodnie",
    "Poland_Gdynia_2020_Babie_Doly__small",
    "Poland_Krakow_2018_Swoszowice",
    "Poland_Lodz_2020_Nr_33",
    "Poland_Swiecie_2023",
    "Poland_Warszawa_2018_Las",
    "Poland_Wieliczka_2023_Green_Budget",
    "Poland_Zabrze_2020_Osiedle_Mlodego_Gornika",
)


def file_of(client: Any, envelope: Envelope, name: str = "ballots_pb") -> bytes:
    return b"".join(client.get(address(envelope, name)))


def address(envelope: Envelope, name: str, room: str = "budgets") -> str:
    return reverse(f"{room}:{name}", args=[envelope.round.public_id, envelope.public_id])


def faults(text: str) -> set[str]:
    """The kinds of errors that Pabulib's checker finds in a file."""
    checker = Checker()
    checker.process_files([text])
    found = checker.results[1]["results"]
    return set() if isinstance(found, str) else set(found.get("errors", {}))


def content(election: pb.Election) -> tuple[Any, ...]:
    """The election itself, whatever its voters are called and in whatever order they stand."""
    ordered = election.vote_type in ("ordinal", "cumulative")
    ids = [project.id for project in election.projects]
    votes = Counter(
        tuple(
            zip(
                [ids[at] for at in (vote.choices if ordered else sorted(vote.choices))],
                vote.points or vote.choices,
                strict=True,
            )
        )
        if vote.points
        else tuple(ids[at] for at in (vote.choices if ordered else sorted(vote.choices)))
        for vote in election.votes
    )
    return election.budget, election.scale, [(one.id, one.cost) for one in election.projects], votes


@pytest.mark.parametrize("name", SMALL)
def test_what_is_imported_and_exported_again_is_the_same_election(
    client: Any, pb_dir: Path, name: str
) -> None:
    data = (pb_dir / f"{name}.pb").read_bytes()
    call_command("import_pb", pb_dir / f"{name}.pb")
    again = file_of(client, Envelope.objects.select_related("round").get())
    before, after = pb.read(data), pb.read(again)
    assert content(before) == content(after)
    tie = after.meta["rule"] == "greedy-custom"  # the format does not say how ties are broken
    for key in (
        *(() if tie else ("rule",)),
        "unit",
        "instance",
        "vote_type",
        "currency",
        "date_begin",
        "max_length",
        "max_sum_points",
    ):
        assert after.meta.get(key) == before.meta.get(key), key
    if len(after.votes) < 1000:  # of thousands the checker counts equal shares for minutes
        assert faults(again.decode()) <= faults(data.decode("utf-8-sig"))


def test_our_own_rounds_pass_the_checker(client: Any, published: Any, city: Any, district: Any) -> None:
    for envelope in (city, district):
        text = file_of(client, envelope).decode()
        assert faults(text) == set(), text


def test_pabutools_finds_the_same_winners(client: Any, published: Any, district: Any, tmp_path: Path) -> None:
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare

    path = tmp_path / "district.pb"
    path.write_bytes(file_of(client, district))
    instance, profile = parse_pabulib(str(path))
    winners = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
    ours = [row["project"] for row in district.tally.result["winners"]]
    assert sorted(project.name for project in winners) == sorted(ours)


def ballots_by(
    kind: str, admin: Any, ballots: list[list[int]], finish: Any, costs: tuple[int, ...] = (40, 40, 40)
) -> Envelope:
    """A published envelope of one kind, its box filled as the voters' own action would."""
    from datetime import timedelta

    from budgets.models import Ballot, VoterRoll

    now = clock.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=1)}
    round_ = actions.create_round(actor=admin, title="작은 투표", summary="시험", at=now, **times)
    fields = {"name": "시 전체", "amount": 90, "ballot_kind": kind, "min_choices": 1, "max_choices": 3}
    envelope = actions.add_envelope(actor=admin, round_id=round_.pk, fields=fields, rule=Rule(), at=now)
    for title, cost in zip("가나다", costs, strict=True):
        fields = {"title": title, "cost": cost}
        actions.add_project(actor=admin, envelope_id=envelope.pk, fields=fields, at=now)
    actions.announce_round(actor=admin, round_id=round_.pk, at=now)
    Ballot.objects.bulk_create(
        Ballot(envelope=envelope, pseudonym=str(at), receipt_hash=f"{at:064}", choices=choices)
        for at, choices in enumerate(ballots)
    )
    VoterRoll.objects.bulk_create(
        VoterRoll(round=round_, voter=admin, person=str(at)) for at in range(len(ballots))
    )
    finish(round_)
    return Envelope.objects.select_related("round").get(pk=envelope.pk)


def publish(round_: Round, admin: Any, admin2: Any) -> None:
    actions.check_result(actor=admin, round_id=round_.pk, at=clock.now())
    actions.publish_result(actor=admin2, round_id=round_.pk, at=clock.now())


def test_one_choice_is_said_to_be_one(client: Any, admin: Any, admin2: Any, finish: Any) -> None:
    envelope = ballots_by("choose_one", admin, [[1], [2], [1]], finish)
    publish(envelope.round, admin, admin2)
    text = file_of(client, envelope).decode()
    assert pb.read(text.encode()).vote_type == "choose-1"
    assert faults(text) == set(), text


def test_where_a_tie_decided_the_file_does_not_claim_plain_greedy(
    client: Any, admin: Any, admin2: Any, finish: Any
) -> None:
    envelope = ballots_by("approval", admin, [[1], [2], [3]], finish, costs=(80, 40, 40))
    publish(envelope.round, admin, admin2)
    text = file_of(client, envelope).decode()
    assert "rule;greedy-custom\n" in text
    assert envelope.rule_sha256 in text
    assert faults(text) == set(), text


def test_the_file_has_the_same_bytes_each_time_and_its_hash_is_published(
    client: Any, published: Any, city: Any
) -> None:
    from portal.outbox.models import Event

    first = file_of(client, city)
    freeze(Event.objects.get(topic="budgets.result_published"))
    Round.objects.filter(pk=published.pk).update(title="이름이 바뀐 참여예산")
    answer = client.get(address(city, "ballots_pb"))
    assert b"".join(answer.streaming_content) == first
    assert int(answer["Content-Length"]) == len(first)
    kept = BallotFile.objects.get(envelope=city)
    assert kept.sha256 == hashlib.sha256(first).hexdigest()
    assert kept.sha256 in client.get(address(city, "data")).content.decode()
    again = frozen.freeze(city, clock.now())
    assert again is not None
    assert again.pk == kept.pk


@pytest.mark.parametrize("name", ["ballots_pb", "ballots_csv"])
def test_the_worker_keeps_what_the_first_reader_got_and_nobody_reads_the_box_again(
    client: Any, published: Any, city: Any, monkeypatch: Any, name: str
) -> None:
    monkeypatch.setattr(frozen, "PIECE", 50)
    first = file_of(client, city, name)
    for envelope_id in publishing.without_file():
        publishing.freeze_file(envelope_id, clock.now())
    assert publishing.without_file() == []
    assert FilePiece.objects.filter(envelope=city).count() > 2
    monkeypatch.setattr(export, "ballots", None)
    assert file_of(client, city, name) == first


def test_a_file_without_pieces_gets_them_but_never_other_bytes_under_its_hash(
    client: Any, published: Any, city: Any
) -> None:
    kept = frozen.freeze(city, clock.now())
    assert kept is not None
    FilePiece.objects.filter(envelope=city).delete()
    assert city.pk in publishing.without_file()
    assert frozen.freeze(city, clock.now()) == kept
    FilePiece.objects.filter(envelope=city).delete()
    with attacks.guards_off():
        SealedBallot.objects.filter(pk=city.sealed.first().pk).update(choices=[])
    with pytest.raises(RuntimeError, match="no longer have their hash"):
        frozen.freeze(city, clock.now())
    assert not FilePiece.objects.filter(envelope=city).exists()
    for name in ("ballots_pb", "ballots_csv"):
        assert client.get(address(city, name)).status_code == 503, "nothing goes out under a hash it lacks"


def test_no_row_stands_where_it_stands_in_the_tree_nor_when_it_was_cast(
    client: Any, voting: Any, city: Any, cast: Any, person: Any, finish: Any, admin: Any, admin2: Any
) -> None:
    for number in range(40):
        cast(person(f"이웃{number}", level=2), city, 1 + number % 3, 4)
    finish(voting)
    publish(voting, admin, admin2)
    names = [
        line.partition(";")[0]
        for line in file_of(client, city).decode().partition("VOTES\n")[2].splitlines()[1:]
    ]
    sealed = [
        export.name_of(key) for key in SealedBallot.objects.order_by("place").values_list("id", flat=True)
    ]
    assert names == sorted(names)
    assert names != sealed
    assert sorted(sealed) == names


def test_a_spreadsheet_opens_the_tables_and_runs_nothing(
    client: Any, draft: Any, admin: Any, admin2: Any, minsu: Any, names: Any, finish: Any
) -> None:
    city = draft.envelopes.get(name="시 전체")
    fields = {"title": '=HYPERLINK("http://evil.example","여기")', "cost": 1}
    actions.add_project(actor=admin, envelope_id=city.pk, fields=fields, at=clock.now())
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    city = Envelope.objects.select_related("round", "area").get(pk=city.pk)
    actions.cast_ballot(voter=minsu, envelope=city, choices=names(city, 1, 6), at=clock.now())
    finish(draft)
    publish(draft, admin, admin2)
    projects = file_of(client, city, "projects_csv")
    assert projects.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(projects.decode("utf-8-sig"))))
    assert len(rows) == 7
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    ballots = list(csv.reader(io.StringIO(file_of(client, city, "ballots_csv").decode("utf-8-sig"))))
    assert ballots[1][1] == "1 6"


def test_programs_read_the_ballots_page_by_page(client: Any, published: Any, city: Any) -> None:
    ballots = address(city, "ballots", "budgets_api")
    first = client.get(ballots, {"limit": 1}).json()
    second = client.get(ballots, {"limit": 1, "after": first["after"]}).json()
    third = client.get(ballots, {"limit": 1, "after": second["after"]}).json()
    assert (first["count"], first["vote_type"], third["results"], third["after"]) == (2, "approval", [], None)
    file = file_of(client, city).decode()
    for page in (first, second):
        row = page["results"][0]
        assert f"{row['voter']};{','.join(row['choices'])}\n" in file
    for wrong in (
        {"limit": 0},
        {"limit": 5000},
        {"limit": "viele"},
        {"limit": "0000010001"},
        {"limit": "1" * 5000},
        {"after": "x'"},
    ):
        assert client.get(ballots, wrong).status_code == 400


def test_programs_read_what_each_project_got(client: Any, published: Any, city: Any) -> None:
    rows = client.get(address(city, "projects", "budgets_api")).json()
    result = json.loads(client.get(address(city, "result_json")).content)
    assert {row["ballot_id"]: row["votes"] for row in rows} == {
        row["project"]: row["votes"] for row in result["projects"]
    }
    assert sorted(row["order"] for row in rows if row["funded"]) == list(range(1, len(result["winners"]) + 1))


@pytest.mark.parametrize("name", ["data", "ballots_pb", "ballots_csv", "projects_csv", "result_json"])
def test_no_file_before_the_publication(client: Any, voting: Any, city: Any, finish: Any, name: str) -> None:
    assert client.get(address(city, name)).status_code == 404
    finish(voting)
    assert client.get(address(city, name)).status_code == 404


@pytest.mark.parametrize(
    "small_print",
    [
        {"caps": {"문화": {"number": 1}}},
        {"exclusive": (("1", "2"),)},
        {"max_winners": 1},
        {"min_permille": 50},
        {"start": "floor"},
        {"everything_if_affordable": False},
        {"ties": ("cost", "votes", "lot")},
        {"empty_ballots": "ignore"},
    ],
    ids=lambda found: next(iter(found)),
)
def test_equal_shares_with_other_small_print_is_not_called_by_the_plain_name(
    small_print: dict[str, Any],
) -> None:
    assert rule_name(Rule(method="equal_shares", commitment="0" * 64)) == "equalshares/add1", "the twin"
    assert rule_name(Rule(method="equal_shares", **small_print)) == "unknown"


RANKED = """META
key;value
description;순위 투표
budget;100
vote_type;ordinal
max_length;2
rule;greedy
PROJECTS
project_id;cost;name
1;100;가
2;100;나
VOTES
voter_id;vote
1;1,2
2;1,2
3;2
4;2
5;2,1
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("points", "name"), [((2, 1), "greedy"), ((10, 1), "greedy-custom")])
def test_places_with_points_of_their_own_are_not_called_plain_greedy(
    points: tuple[int, ...], name: str
) -> None:
    source = source_of("ranked.pb", RANKED.encode(), Rule(method="borda", rank_points=points))
    envelope = import_election(source, clock.now()).envelopes.get()
    text = "".join(export.lines(envelope))
    assert f"\nrule;{name}\n" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            "limit=99999999999999999999",
            {"ko": "1부터 1000까지의 정수로", "en": "whole number from 1 to 1000"},
        ),
        ("after=x", {"ko": "그대로 보내 주세요", "en": "of the page before"}),
    ],
)
def test_the_api_says_what_is_wrong_in_the_language_asked_for(
    client: Any, published: Any, city: Any, query: str, said: dict[str, str]
) -> None:
    path = f"/api/v1/budgets/rounds/{published.public_id}/envelopes/{city.public_id}/ballots/?{query}"
    for language, words in said.items():
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == 400
        assert words in answer.json()["errors"][query.partition("=")[0]]
    assert said["ko"] in client.get(path).json()["errors"][query.partition("=")[0]]
