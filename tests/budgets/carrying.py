"""A funded project that Carla's department carries out, for the tests of what comes after the vote."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets import actions
from budgets.models import Execution, Project, Watch, Watcher
from portal import clock


def today() -> date:
    return clock.local(clock.now()).date()


def citizens(project: Project, name: str = "project_execution") -> str:
    return reverse(f"budgets:{name}", args=[project.envelope.round.public_id, project.public_id])


def of_round(project: Project, name: str, room: str = "budgets") -> str:
    return reverse(f"{room}:{name}", args=[project.envelope.round.public_id])


def photo() -> SimpleUploadedFile:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    return SimpleUploadedFile("현장.png", picture.getvalue())


@pytest.fixture
def winner(published: Any, district: Any) -> Project:
    """경로당 문턱 없애기: 30 million won, funded in Jongno's envelope."""
    found: Project = Project.objects.select_related("envelope__round", "envelope__tally").get(
        envelope=district, number=2
    )
    return found


@pytest.fixture
def execution(winner: Project, admin: Any, unit: Any) -> Execution:
    begun: Execution = actions.begin_execution(actor=admin, project=winner, unit=unit, at=clock.now())
    return begun


@pytest.fixture
def watch(winner: Project, admin: Any) -> Watch:
    """Recruits now; serves from a month ago for a year."""
    at = clock.now()
    fields = {
        "opens_at": at - timedelta(days=1),
        "closes_at": at + timedelta(days=9),
        "term_from": today() - timedelta(days=30),
        "term_to": today() + timedelta(days=335),
        "duties": "한 달에 한 번 사업을 가 봅니다.",
    }
    kept: Watch = actions.keep_watch(actor=admin, round_=winner.envelope.round, fields=fields, at=at)
    return kept


@pytest.fixture
def member(watch: Watch, admin: Any) -> Callable[[Any], Watcher]:
    """`member(minsu)`: an administrator called her."""

    def call(person: Any) -> Watcher:
        called: Watcher = actions.call_watcher(actor=admin, watch=watch, email=person.email, at=clock.now())
        return called

    return call


@pytest.fixture
def inspected(execution: Execution, member: Any, minsu: Any) -> Callable[..., Any]:
    """`inspected("serious")`: what Minsu saw today."""

    def send(verdict: str = "mending", **more: Any) -> Any:
        if not Watcher.objects.filter(person=minsu).exists():
            member(minsu)
        fields = {
            "visited_on": today(),
            "seen": "경사로가 아직 없습니다.",
            "verdict": verdict,
            "at": clock.now(),
        }
        return actions.inspect_project(person=minsu, execution=execution, **fields | more)

    return send


@pytest.fixture
def evaluated(execution: Execution, admin: Any) -> Any:
    """The round is being evaluated and asks residents for two weeks."""
    round_ = execution.project.envelope.round
    type(round_).objects.filter(pk=round_.pk).update(state="evaluating")
    round_.refresh_from_db()
    until = clock.now() + timedelta(days=14)
    actions.open_evaluation(
        actor=admin, round_=round_, introduction="함께 돌아봅니다.", answers_until=until, at=clock.now()
    )
    return round_
