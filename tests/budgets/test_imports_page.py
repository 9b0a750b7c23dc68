"""An administrator sends a past election: read at once, imported by a worker, refused in a sentence."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError

from budgets import counting, publishing
from budgets.models import Round, Upload
from portal import clock

pytestmark = pytest.mark.django_db
GOOD = """META
key;value
description;작은 선거
unit;마을
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
1;50;가
2;60;나
VOTES
voter_id;vote
1;1,2
2;1
"""
NEW = "/staff/budgets/imports/"


def send(client: Any, text: str, name: str = "작은.pb", method: str = "") -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return client.post(NEW, {"file": file, "method": method})


def work() -> None:
    for upload_id in publishing.waiting_uploads(clock.now()):
        publishing.import_upload(upload_id, clock.now)


def test_a_file_becomes_a_round(client: Any, client_of: Any, admin: Any) -> None:
    answer = send(client_of(admin), GOOD)
    assert answer.status_code == 302
    work()
    round_ = Round.objects.get()
    assert (round_.title, round_.state) == ("작은 선거", "published")
    page = client_of(admin).get(answer["Location"]).content.decode()
    assert round_.get_absolute_url() in page
    assert client.get(round_.get_absolute_url()).status_code == 200
    assert bytes(Upload.objects.get().data) == b"", "the old voters' names are not kept"


ELSEWHERE = "다른 곳에서 한 투표를 가져온 것입니다. 이 광장에서 한 투표가 아닙니다."


def test_every_page_says_that_it_was_no_vote_of_ours_and_nothing_is_signed(
    client: Any, client_of: Any, admin: Any, page: Any
) -> None:
    send(client_of(admin), GOOD)
    work()
    round_ = Round.objects.get()
    envelope = round_.envelopes.select_related("round").get()
    results = ("results", "results_check", "results_compare", "results_what_if", "results_share", "data")
    for address in [round_.get_absolute_url(), *(page(envelope, name) for name in ("envelope", *results))]:
        text = client.get(address).content.decode()
        assert ELSEWHERE in text, address
        assert "openssl" not in text
    assert client.get(page(envelope, "signature_json")).status_code == 404
    assert (envelope.tally.signature, envelope.tally.public_key) == ("", "")
    assert client.get(page(envelope, "result_json")).json()["election"]["kind"] == "imported"
    envelope.round.origin = ""
    assert counting.election_of(envelope)["kind"] == "vote", "the twin: only its origin makes it another's"


def test_a_file_with_the_title_of_a_round_of_ours_is_refused(client_of: Any, admin: Any, draft: Any) -> None:
    answer = send(client_of(admin), GOOD.replace("작은 선거", f" {draft.title.replace(' ', '  ')}"))
    assert answer.status_code == 422
    assert "같은 이름의 참여예산이 있습니다" in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "disguise",
    [
        lambda title: unicodedata.normalize("NFD", title),
        "\u200d".join,
        lambda title: title[0] + "\u200b\u2060" + title[1:],
        lambda title: title.replace(" ", ""),
        lambda title: "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in title),
    ],
    ids=["letters apart", "joiners", "nothing to see", "no spaces", "wide digits"],
)
def test_a_title_that_only_looks_like_one_of_ours_is_refused(
    client_of: Any, admin: Any, draft: Any, disguise: Any
) -> None:
    title = disguise(draft.title)
    assert title != draft.title
    answer = send(client_of(admin), GOOD.replace("작은 선거", title))
    assert answer.status_code == 422
    assert "같은 이름의 참여예산이 있습니다" in answer.content.decode()


def test_no_imported_title_turns_or_hides_the_words_after_it(client_of: Any, admin: Any) -> None:
    turned = GOOD.replace("작은 선거", "작은\u202e 선거\u3164").replace("1;50;가", "1;50;\u202e가\u200b나")
    send(client_of(admin), turned)
    work()
    round_ = Round.objects.get()
    assert round_.title == "작은 선거"
    assert round_.envelopes.get().projects.get(number=1).title == "가나"


def test_the_same_file_is_not_taken_twice(client_of: Any, admin: Any) -> None:
    send(client_of(admin), GOOD)
    for _ in range(2):  # while it waits, and when it is there
        answer = send(client_of(admin), GOOD, name="anders.pb")
        assert answer.status_code == 422
        assert "이미 가져왔습니다" in answer.content.decode()
        work()
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("budget;100", "budget;viel", "5번째 줄"),
        ("1;1,2", "1;1,9", "14번째 줄"),
        ("unit;마을", "num_votes;3", "4번째 줄"),
        (
            "VOTES\nvoter_id;vote\n1;1,2\n2;1",
            "VOTES\nvoter_id;vote;points\n1;1,2;3,4",
            "점수 매기기(scoring)",
        ),
        ("rule;greedy", "rule;unknown", "세는 방법을 골라"),
        ("budget;100", "budget;0", "예산이 0"),
        ("1;1,2\n2;1\n", "", "하나도 없는"),
        ("1;50;가", "1;999999999999999999.123456;가", "너무 커서"),
        ("가", "가\x00", "글자가 아닌"),
        ("2;60;나", f"2;60;나\n{'9' * 70};60;다", "60자보다"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_reason(
    client_of: Any, admin: Any, old: str, new: str, says: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if "points" in new:
        text = text.replace("approval", "scoring")
    answer = send(client_of(admin), text)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_rule_may_be_chosen_where_the_file_names_none(client_of: Any, admin: Any) -> None:
    text = GOOD.replace("rule;greedy", "rule;unknown")
    assert send(client_of(admin), text, method="equal_shares").status_code == 302
    work()
    assert Round.objects.get().envelopes.get().rule["method"] == "equal_shares"


def test_a_worker_that_fails_says_why_and_the_file_may_be_sent_again(client_of: Any, admin: Any) -> None:
    answer = send(client_of(admin), GOOD)
    Upload.objects.update(data=b"broken")
    work()
    assert Upload.objects.get().state == "failed"
    assert "META" in client_of(admin).get(answer["Location"]).content.decode()
    assert send(client_of(admin), GOOD).status_code == 302


@pytest.mark.parametrize("odd", ["date_end;31.12.9999", "date_begin;0001", "num_votes;²", "max_length;²"])
def test_a_number_that_is_none_is_passed_over(client_of: Any, admin: Any, odd: str) -> None:
    send(client_of(admin), GOOD.replace("unit;마을", f"unit;마을\n{odd}\nnum_projects;{'0' * 5000}"))
    work()
    assert Upload.objects.get().state == "done"


@pytest.mark.parametrize("trouble", [OverflowError("date"), KeyError("x"), DataError("too long")])
def test_whatever_a_file_is_wrong_by_its_import_ends_with_a_sentence(
    client_of: Any, admin: Any, trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the worker would take it up again for ever, and the old voters' names would stay."""

    def break_down(*args: Any, **options: Any) -> None:
        raise trouble

    answer = send(client_of(admin), GOOD)
    monkeypatch.setattr(publishing, "import_election", break_down)
    work()
    assert Upload.objects.get().state == "failed"
    assert "셀 수 없는 값" in client_of(admin).get(answer["Location"]).content.decode()


def test_an_import_is_done_by_one_worker_alone(client_of: Any, admin: Any) -> None:
    from budgets import actions

    send(client_of(admin), GOOD)
    upload_id = Upload.objects.get().pk
    assert actions.claim_upload(upload_id=upload_id, at=clock.now()) is not None
    assert actions.claim_upload(upload_id=upload_id, at=clock.now()) is None


@pytest.mark.parametrize("who", ["minsu", "carla", "mod"])
def test_nobody_but_administrators_finds_the_page(
    request: pytest.FixtureRequest, client_of: Any, who: str, tmp_path: Path
) -> None:
    assert client_of(request.getfixturevalue(who)).get(NEW).status_code == 404
