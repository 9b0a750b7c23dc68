"""A round whose projects are also scored by a committee and a survey, and the people who enter the scores."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets import actions
from budgets.appraisal_scores import exact
from budgets.models import Appraisal, Envelope
from budgets.tally import Rule
from portal import clock
from portal.refusals import Refused

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WEIGHED = Rule(
    method="panels",
    min_votes=1,
    panels=(
        {"name": "주민투표", "weight": 60, "source": "ballots"},
        {"name": "위원회", "weight": 30, "source": "scores"},
        {"name": "설문", "weight": 10, "source": "scores"},
    ),
)
COMMITTEE = {"1": "61.5", "2": "70", "3": "7654321", "4": "66", "5": "58"}
SURVEY = {"1": "210", "2": "180", "3": "300", "4": "120", "5": "90"}


def paper(name: str = "회의록.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def details(**other: Any) -> dict[str, Any]:
    usual = {
        "kind": "committee",
        "source": "주민참여예산위원회 제3차 회의",
        "held_on": clock.today(),
        "sample": None,
    }
    return usual | other


@pytest.fixture
def weighing(draft: Any, admin: Any) -> Any:
    """The city's money is decided by 60 per cent votes, 30 committee, 10 survey; voting is open."""
    city = draft.envelopes.get(name="시 전체")
    actions.set_rule(actor=admin, envelope_id=city.pk, rule=WEIGHED, at=clock.now())
    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    return Envelope.objects.select_related("round").get(pk=city.pk)


@pytest.fixture
def describe(weighing: Any, admin: Any, settings: Any, tmp_path: Any) -> Callable[..., Appraisal]:
    settings.MEDIA_ROOT = tmp_path / "media"

    def of(name: str = "위원회", **other: Any) -> Appraisal:
        return actions.describe_appraisal(
            actor=admin,
            envelope_id=weighing.pk,
            name=name,
            details=details(**other),
            files=[paper()],
            at=clock.now(),
        )

    return of


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """The action is refused, and what people read contains this sentence."""
    with pytest.raises(Refused) as found:
        yield
    assert sentence in str(found.value.refusal)


def key(person: Any, appraisal: Appraisal, scores: dict[str, str]) -> Appraisal:
    given = {project: exact(score) or "" for project, score in scores.items()}
    return actions.key_appraisal(actor=person, appraisal_id=appraisal.pk, scores=given, at=clock.now())


@pytest.fixture
def confirmed(describe: Any, admin: Any, admin2: Any) -> Callable[..., Appraisal]:
    """`confirmed("위원회", scores)`: described, keyed twice, confirmed."""

    def of(name: str, scores: dict[str, str], **other: Any) -> Appraisal:
        appraisal = describe(name, **other)
        key(admin, appraisal, scores)
        key(admin2, appraisal, scores)
        actions.confirm_appraisal(actor=admin, appraisal_id=appraisal.pk, at=clock.now())
        appraisal.refresh_from_db()
        return appraisal

    return of


@pytest.fixture
def both(confirmed: Any) -> None:
    confirmed("위원회", COMMITTEE)
    confirmed("설문", SURVEY, kind="survey", sample=500, source="전화 설문")


@pytest.fixture
def told(
    both: None, weighing: Any, cast: Any, finish: Any, alice: Any, minsu: Any, admin: Any, admin2: Any
) -> Any:
    """Voted, counted, checked and published."""
    cast(alice, weighing, 1, 5)
    cast(minsu, weighing, 1, 2)
    finish(weighing.round)
    actions.check_result(actor=admin, round_id=weighing.round_id, at=clock.now())
    actions.publish_result(actor=admin2, round_id=weighing.round_id, at=clock.now())
    return Envelope.objects.select_related("round", "tally").get(pk=weighing.pk)


def desk_of(name: str, envelope: Any, *more: Any) -> str:
    return reverse(f"budgets_staff:{name}", args=[envelope.round.public_id, envelope.public_id, *more])
