"""Every queue has somebody who reads it, wherever the portal runs: what nobody reads waits for ever."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from budgets import tasks
from portal.celery import app
from portal.services.members import QUEUES

ROOT = Path(settings.BASE_DIR)
PLACES = {
    "demo": "\n".join(f"-Q {queues}" for queues, _processes in QUEUES.values()),
    "containers": (ROOT / "docker-compose.yml").read_text().replace('", "', " "),
    "systemd": "\n".join(path.read_text() for path in (ROOT / "deploy" / "systemd").glob("*.service")),
    "tests": (ROOT / "tests" / "workers.py").read_text().replace('", "', " "),
}


def readers(place: str) -> list[set[str]]:
    """The queues of each worker that is started there."""
    return [set(queues.split(",")) for queues in re.findall(r"-Q ([a-z,]+)", PLACES[place])]


def queue_of(task: object) -> str:
    return str(app.amqp.router.route({}, task.name)["queue"].name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", PLACES)
def test_no_queue_is_without_a_reader(place: str) -> None:
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    assert {settings.CELERY_TASK_DEFAULT_QUEUE, *routed} <= set().union(*readers(place))


@pytest.mark.parametrize("place", ["demo", "containers", "systemd"])
def test_a_thousand_resamples_hold_up_neither_counts_nor_notices(place: str) -> None:
    analyses = queue_of(tasks.analyse_slice)
    assert analyses == queue_of(tasks.analyse_due) == "analyses"
    assert queue_of(tasks.count_envelope) != analyses
    assert [worker for worker in readers(place) if analyses in worker] == [{analyses}]
