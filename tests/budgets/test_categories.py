"""A category means the same where it is typed, counted, published and counted again by anybody."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets import actions, announcing, counting, export, export_head
from budgets.categories import is_plain, typed
from budgets.models import Envelope, Project, Tally
from budgets.rule_texts import read_caps
from budgets.tally import Project as Candidate
from budgets.tally import Rule, count, merge, pb, pb_write, verify
from budgets.tally.categories import carried
from budgets.tally.check import faults
from budgets.tally.report import to_json
from portal import clock
from portal.refusals import Refused
from tests.budgets.browser_replay import Browser, browser, pb_of

__all__ = ["browser"]

ODD = [
    *("문화, 예술", " 문화 ", "문화\u200b예술", "문화\t예술", "문화\u00a0\u3000예술", ",문화,,예술,", "=1+1"),
    *(
        "'=1",
        "＠문화",
        'ㄱ;ㄴ"ㄷ',
        '"문화"',
        "\u202e문화",
        "",
        "문화·예술",
        "'90년대",
        "문화\u2028예술",
        "\x1f",
        "👪",
    ),
]


def file_with(category: str) -> bytes:
    rows = [{"project_id": "1", "cost": "5", "category": category}]
    meta = [("budget", "9"), ("vote_type", "approval")]
    return "".join([*pb_write.head(meta, rows, ["voter_id", "vote"]), "a;1\n"]).encode()


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)))
def test_a_category_is_read_from_a_file_as_it_is_counted(text: str) -> None:
    if "\x00" in text:  # no database keeps it, and no file is read that has one
        text = text.replace("\x00", "")
    assert carried(carried(text)) == carried(text)
    assert pb.read(file_with(carried(text))).projects[0].category == carried(text)


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_a_browser_reads_it_alike(browser: Browser, text: str) -> None:
    instance = merge(9, [Candidate("1", 5, category=carried(text)), Candidate("2", 5)], [((0, 1), None)])
    result = to_json(instance, Rule(), count(instance, Rule()))
    as_typed = replace(instance, projects=(Candidate("1", 5, category=text), instance.projects[1]))
    for published in (instance, as_typed):
        assert browser.check(pb_of(published), result)["digest"] == instance.digest


def test_a_cap_that_was_frozen_as_typed_still_caps(browser: Browser) -> None:
    """By the name in the file it would bar nobody, and another project would be built."""
    projects = [Candidate(str(n), 3, category=carried("문화, 예술")) for n in (1, 2)] + [Candidate("3", 3)]
    instance = merge(6, projects, [((0, 1, 2), None), ((0, 1), None), ((0,), None)])
    for method in ("greedy", "equal_shares", "phragmen"):
        rule = Rule(method=method, caps={"문화, 예술": {"number": 1}}, completion="none", min_votes=1)
        result = count(instance, rule)
        verify(instance, rule, result)
        assert not {0, 1} <= set(result.winners)
        assert browser.check(pb_of(instance), to_json(instance, rule, result))["left"] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [("문화, 예술", "문화·예술"), ("  교통\u200b  안전 ", "교통 안전"), ("교통,", "교통"), ("", "")],
)
def test_what_is_typed_becomes_what_a_file_can_carry(text: str, kept: str) -> None:
    assert typed(text) == kept
    assert is_plain(kept)
    assert not text or not is_plain(text)


@pytest.mark.parametrize("text", ["=1", "-교통", " @교통", "'=1", "＋"])
def test_what_a_spreadsheet_would_run_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        typed(text)
    assert not is_plain(text)


def test_the_lines_of_caps_name_categories_in_the_same_way() -> None:
    assert read_caps("문화, 예술: 2개") == {"문화·예술": {"number": 2}}


@pytest.mark.django_db
def test_the_form_says_what_it_does_and_loses_nothing(client: Any, admin: Any, draft: Any) -> None:
    client.force_login(admin)
    envelope = draft.envelopes.get(name="시 전체")
    address = reverse("budgets_staff:new_project", args=[draft.public_id, envelope.public_id])
    assert "쉼표는 가운뎃점" in client.get(address).text
    form = {"title": "마을 무대", "cost": "10000000", "category": "=문화"}
    answer = client.post(address, form)
    assert "로 시작할 수 없습니다" in answer.text
    assert 'value="=문화"' in answer.text
    client.post(address, form | {"category": "문화,  예술"})
    assert envelope.projects.get(title="마을 무대").category == "문화·예술"


@pytest.mark.django_db
def test_an_action_keeps_it_alike_whatever_form_it_came_from(admin: Any, draft: Any) -> None:
    envelope = draft.envelopes.get(name="시 전체")
    fields = {"title": "마을 무대", "cost": 10_000_000, "category": "문화, 예술"}
    project = actions.add_project(actor=admin, envelope_id=envelope.pk, fields=fields, at=clock.now())
    assert project.category == "문화·예술"
    actions.edit_project(
        actor=admin, project_id=project.pk, fields=fields | {"category": " 안전\t교통"}, at=clock.now()
    )
    project.refresh_from_db()
    assert project.category == "안전 교통"


@pytest.fixture
def old_round(draft: Any, admin: Any, monkeypatch: Any) -> Any:
    """Announced before categories were looked at."""
    rule = Rule(method="equal_shares", min_votes=1, caps={"문화, 예술": {"number": 1}})
    city = draft.envelopes.get(name="시 전체")
    Project.objects.filter(envelope=city, number__lte=2).update(category="문화, 예술")
    actions.set_rule(actor=admin, envelope_id=city.pk, rule=rule, at=clock.now())
    monkeypatch.setattr(
        announcing, "CHECKS", [one for one in announcing.CHECKS if one.__name__ != "_spelling"]
    )
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    draft.refresh_from_db()
    return draft


@pytest.mark.django_db
def test_an_old_round_is_counted_as_its_file_will_be(
    old_round: Any, cast: Any, finish: Any, alice: Any, minsu: Any
) -> None:
    city = old_round.envelopes.select_related("round", "area").get(name="시 전체")
    cast(alice, city, 1, 2, 5)
    cast(minsu, city, 1, 2)
    finish(old_round)
    tally = Tally.objects.get(envelope=city)
    assert tally.state == Tally.State.DONE, tally.trouble
    city = Envelope.objects.select_related("round", "area", "tally").get(pk=city.pk)
    published = pb.read("".join(export.lines(city)).encode()).instance()
    assert published.digest == tally.result["input_sha256"]
    assert faults(published, tally.result) == []
    assert len({row["project"] for row in tally.result["winners"]} & {"1", "2"}) == 1


@pytest.mark.django_db
def test_a_result_whose_file_would_say_something_else_is_not_kept(
    old_round: Any, cast: Any, finish: Any, alice: Any, monkeypatch: Any
) -> None:
    city = old_round.envelopes.select_related("round", "area").get(name="시 전체")
    cast(alice, city, 1, 2)
    monkeypatch.setattr(export_head, "carried", lambda text: text + "!")
    finish(old_round)
    tally = Tally.objects.get(envelope=city)
    assert tally.state == Tally.State.FAILED
    assert "published file" in tally.trouble
    assert json.dumps(tally.result) in ("null", "{}")
    monkeypatch.undo()
    assert counting.result_of(city, city.tally_rule())["voters"] == 1
