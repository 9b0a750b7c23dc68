"""Scores beside the ballots: entered by two, confirmed by a third pair of eyes, hidden, frozen."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets import actions, counting
from budgets.appraisal_scores import exact, read_csv, shown
from budgets.models import Appraisal, Round, Tally
from portal import clock
from portal.audit.models import Entry
from tests.budgets.scores import COMMITTEE, SURVEY, desk_of, details, key, paper, refused

pytestmark = pytest.mark.django_db


def test_two_people_key_the_same_on_the_staffs_pages_and_another_confirms(
    client_of: Any, weighing: Any, admin: Any, admin2: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    first, second = client_of(admin), client_of(admin2)
    said = details() | {"papers": paper(), "sample": ""}
    answer = first.post(desk_of("appraisal_details", weighing, 1), said, follow=True)
    assert answer.status_code == 200, answer.text
    assert "주민참여예산위원회 제3차 회의" in answer.text
    typed = {f"score_{number}": score for number, score in COMMITTEE.items()}
    answer = first.post(desk_of("appraisal_keying", weighing, 1), typed, follow=True)
    assert "다른 분이 서류를 보고 한 번 더" in answer.text
    assert "7,654,321" not in second.get(desk_of("appraisal", weighing, 1)).text, (
        "the second reads by herself"
    )
    assert "7654321" not in second.get(desk_of("appraisal_keying", weighing, 1)).text
    answer = second.post(desk_of("appraisal_keying", weighing, 1), typed, follow=True)
    assert "두 입력이 같습니다" in answer.text
    answer = second.post(desk_of("appraisal_confirm", weighing, 1), follow=True)
    assert "마지막으로 입력한 분은 확정할 수 없습니다" in answer.text
    answer = first.post(desk_of("appraisal_confirm", weighing, 1), follow=True)
    assert "확정했습니다" in answer.text
    kept = Appraisal.objects.get()
    assert (kept.state, kept.scores["1"], kept.confirmed_by) == ("confirmed", "123/2", admin)
    assert (
        "‘시 전체’을(를) 아직 셀 수 없습니다. 확정하지 않은 점수가 있습니다: 설문."
        in first.get(reverse("budgets_staff:appraisals", args=[weighing.round.public_id])).text
    )


def test_where_two_read_differently_either_looks_again(
    client_of: Any, weighing: Any, describe: Any, admin: Any, admin2: Any
) -> None:
    appraisal = describe()
    key(admin, appraisal, COMMITTEE)
    with refused("다른 분이 해야"):
        key(admin, appraisal, COMMITTEE)
    assert key(admin2, appraisal, COMMITTEE | {"4": "67"}).state == "differs"
    text = client_of(admin).get(desk_of("appraisal", weighing, 1)).text
    assert "4. 자전거 보관대" in text
    assert "3. 공원 화장실 고치기" not in text
    assert key(admin2, appraisal, COMMITTEE).state == "agreed"
    assert Appraisal.objects.get().settled_by == admin2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "0 이상의 숫자"),
        ("-3", "0 이상의 숫자"),
        ("팔십", "0 이상의 숫자"),
        ("1e9", "0 이상의 숫자"),
        ("9" * 19, "0 이상의 숫자"),
    ],
)
def test_what_is_no_score_is_said_and_nothing_typed_is_lost(
    client_of: Any, weighing: Any, describe: Any, admin: Any, typed: str, sentence: str
) -> None:
    describe()
    sent = {f"score_{number}": score for number, score in COMMITTEE.items()} | {"score_2": typed}
    answer = client_of(admin).post(desk_of("appraisal_keying", weighing, 1), sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="61.5"' in answer.text


def test_a_file_of_scores_is_read_and_its_faults_are_named_by_line(
    client_of: Any, weighing: Any, describe: Any, admin: Any, admin2: Any
) -> None:
    describe()
    bad = "번호,사업,점수\n1,물놀이터,80\n9,없는 것,70\n2,통학로,많이\n1,물놀이터,81\n".encode()
    page = client_of(admin)
    answer = page.post(desk_of("appraisal_keying", weighing, 1), {"file": SimpleUploadedFile("a.csv", bad)})
    assert answer.status_code == 422
    for said in ("3번째 줄: 투표용지에 없는", "4번째 줄: ‘많이’", "5번째 줄: 사업 1이(가) 두 번"):
        assert said in answer.text
    good = "\ufeff번호,점수\n" + "\n".join(f"{one},{score}" for one, score in COMMITTEE.items())
    page.post(desk_of("appraisal_keying", weighing, 1), {"file": SimpleUploadedFile("a.csv", good.encode())})
    assert Appraisal.objects.get().keyings.get().scores["3"] == "7654321"


def test_numbers_are_read_as_people_write_them() -> None:
    assert [exact(one) for one in ("82.50", " 1,082 ", "30%", "0", "1.2.3", "1,08", "٣", "")] == [
        "165/2", "1082", "30", "0", None, None, None, None,
    ]  # fmt: skip
    assert [shown(one) for one in ("165/2", "1082", "10/3", "2/3", "0")] == [
        "82.5",
        "1,082",
        "3.33",
        "0.67",
        "0",
    ]
    assert read_csv(b"1,2\n\n2,3,x,4.5\n", ["1", "2"]) == ({"1": "2", "2": "9/2"}, [])
    assert read_csv(b"1,2\r2,3\r", ["1", "2"]) == ({"1": "2", "2": "3"}, []), "as old spreadsheets write"
    assert "너무 긴 칸" in read_csv(b"1,2\n2," + b"3" * 140_000, ["1", "2"])[1][0]
    assert read_csv(b"1,2\n", ["1", "2"])[1] == ["점수가 없는 사업이 있습니다: 2"]


@pytest.mark.parametrize(
    ("other", "scores", "sentence"),
    [
        ({"kind": "survey"}, None, "몇 명에게 물었는지"),
        ({"sample": 10}, None, "사람 수를 쓰지 않습니다"),
        ({"held_on": clock.today().replace(year=2099)}, None, "아직 오지 않은 날"),
        ({"kind": "survey", "sample": 200}, SURVEY, "200보다 큽니다"),
        ({"kind": "percent", "sample": 200}, SURVEY, "100보다 큽니다"),
        ({}, dict.fromkeys(COMMITTEE, "0"), "모든 사업의 점수가 0"),
    ],
)
def test_scores_that_cannot_be_are_refused(
    describe: Any, admin: Any, other: dict[str, Any], scores: Any, sentence: str
) -> None:
    with refused(sentence):
        key(admin, describe(**other), scores)


def test_scores_wait_for_the_announcement_and_for_a_paper(weighing: Any, admin: Any) -> None:
    def enter(files: list[Any]) -> None:
        actions.describe_appraisal(
            actor=admin,
            envelope_id=weighing.pk,
            name="위원회",
            details=details(),
            files=files,
            at=clock.now(),
        )

    with refused("서류를 붙여"):
        enter([])
    Round.objects.filter(pk=weighing.round_id).update(state=Round.State.SHORTLISTING)
    with refused("공고한 뒤에"):
        enter([paper()])


def test_nobody_but_administrators_sees_a_score_before_the_publication(
    client_of: Any,
    client: Any,
    weighing: Any,
    both: None,
    alice: Any,
    minsu: Any,
    admin: Any,
    cast: Any,
    finish: Any,
) -> None:
    """While voting is open, and while two administrators check the count."""
    from portal.attachments.models import File

    cast(alice, weighing, 1, 3)
    keys = [weighing.round.public_id, weighing.public_id]
    pages = [
        reverse(f"budgets:{name}", args=keys) for name in ("envelope", "rule_json", "panels_json", "results")
    ]
    pages += [weighing.round.get_absolute_url(), reverse("budgets_api:envelope", args=keys)]
    pages += [one.get_absolute_url() for one in weighing.projects.all()]
    pages += [reverse("budgets_api:projects", args=keys), reverse("budgets_api:result", args=keys)]
    pages += [file.get_absolute_url() for file in File.objects.all()]
    assert len(pages) > 12
    for moment in ("voting", "counted"):
        if moment == "counted":
            finish(weighing.round)
        for browser in (client, client_of(alice), client_of(minsu)):
            for page in pages:
                answer = browser.get(page)
                text = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
                assert "7654321" not in text.replace(",", ""), page
                if "/files/" in page or "panels.json" in page:
                    assert answer.status_code == 404, page
    trail = json.dumps(list(Entry.objects.values_list("detail", flat=True)), ensure_ascii=False)
    assert "7654321" not in trail


def test_the_count_waits_for_the_scores_and_begins_with_the_last(
    client_of: Any, weighing: Any, confirmed: Any, cast: Any, finish: Any, alice: Any, admin: Any
) -> None:
    cast(alice, weighing, 1, 5)
    confirmed("위원회", COMMITTEE)
    finish(weighing.round)
    assert Tally.objects.get(envelope=weighing).state == "waiting"
    desk = client_of(admin).get(reverse("budgets_staff:round", args=[weighing.round.public_id]))
    assert "확정하지 않은 점수가 있습니다: 설문." in desk.text
    confirmed("설문", SURVEY, kind="survey", sample=500)
    counting.count_envelope(weighing.pk, clock.now(), clock.now)
    tally = Tally.objects.get(envelope=weighing)
    assert tally.state == "done", tally.trouble
    assert tally.result["panels"]["위원회"]["1"] == "123/2"


def test_once_counting_has_begun_nothing_about_the_scores_can_change(
    told: Any, admin: Any, admin2: Any
) -> None:
    appraisal = Appraisal.objects.get(name="위원회")
    for verb, more in (
        (actions.reopen_appraisal, {"reason": "잘못"}),
        (actions.confirm_appraisal, {}),
        (actions.key_appraisal, {"scores": {}}),
    ):
        with refused("개표를 시작했습니다"):
            verb(actor=admin2, appraisal_id=appraisal.pk, at=clock.now(), **more)
    for change in (
        lambda: Appraisal.objects.filter(pk=appraisal.pk).update(scores={}),
        lambda: appraisal.keyings.update(scores={}),
        lambda: appraisal.keyings.all().delete(),
        appraisal.files.clear,
        lambda: Appraisal.objects.filter(pk=appraisal.pk).update(source="다른 회의"),
    ):
        with pytest.raises(IntegrityError, match="being counted"), transaction.atomic():
            change()


def test_one_person_alone_can_neither_key_twice_nor_confirm(describe: Any, admin: Any, admin2: Any) -> None:
    """The database itself refuses it, whoever forgets to ask."""
    appraisal = describe()
    key(admin, appraisal, COMMITTEE)
    with pytest.raises(IntegrityError, match="different_people"), transaction.atomic():
        appraisal.keyings.create(keyed_by=admin, turn=2, scores={})
    key(admin2, appraisal, COMMITTEE)
    own = {"state": "confirmed", "confirmed_by": admin2, "confirmed_at": clock.now()}
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        Appraisal.objects.filter(pk=appraisal.pk).update(**own)


def test_keying_can_begin_anew_with_a_reason(
    client_of: Any, weighing: Any, confirmed: Any, admin: Any
) -> None:
    confirmed("위원회", COMMITTEE)
    page = client_of(admin)
    assert page.post(desk_of("appraisal_reopen", weighing, 1), {"reason": ""}).status_code == 422
    answer = page.post(desk_of("appraisal_reopen", weighing, 1), {"reason": "회의록이 고쳐짐"}, follow=True)
    assert "처음부터 다시 입력" in answer.text
    fresh = Appraisal.objects.get()
    assert (fresh.state, fresh.scores, fresh.keyings.count()) == ("open", None, 0)
