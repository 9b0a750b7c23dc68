"""Drive one scene, meter it, and believe a write only when the table grew by exactly the successes."""

from __future__ import annotations

import os
from dataclasses import dataclass

from django.db import connection

from benchmarks import filling, load
from benchmarks.filling import Town
from benchmarks.meter import Meter
from benchmarks.scenes import Scene

WARMING = 40  # both web processes must have seen every template before the meter runs
CLIENTS = 4


@dataclass(frozen=True)
class Figure:
    """One row of the table. Times in milliseconds; `app` and `database` are CPU per request."""

    scene: Scene
    rows: int
    requests: int
    failures: list[str]
    per_second: float
    p50: float
    p95: float
    app: float
    database: float
    load: float

    @property
    def cpu(self) -> float:
        return self.app + self.database

    @property
    def verdict(self) -> str:
        if self.failures:
            return "FAILED"
        if self.scene.target is None:
            return "–"
        return "met" if self.cpu <= self.scene.target else "**missed**"


class Crowd:
    """People for the scenes; nobody acts twice."""

    def __init__(self, town: Town) -> None:
        self.town, self.used = town, 0

    def next(self, number: int) -> tuple[list[str], int]:
        """(session keys, number of the first one)"""
        start, self.used = self.used, self.used + number
        return filling.actors(self.town, number, start), start


def measure(scene: Scene, town: Town, crowd: Crowd, port: int, meter: Meter, requests: int) -> Figure:
    _drive(scene, town, crowd, port, WARMING)
    sessions, start = crowd.next(requests)
    calls = list(scene.calls(town, sessions, start))
    before = _size(scene.grows)
    meter.start()
    outcome = load.run(port, calls, CLIENTS)
    spent = meter.stop()
    failures = outcome.failures + _unwritten(
        scene, _size(scene.grows) - before, requests - len(outcome.failures)
    )
    return Figure(
        scene, town.rows, requests, failures,
        outcome.per_second, outcome.percentile(50), outcome.percentile(95),
        spent["app"] / requests, spent["database"] / requests, os.getloadavg()[0],
    )  # fmt: skip


def _drive(scene: Scene, town: Town, crowd: Crowd, port: int, number: int) -> None:
    sessions, start = crowd.next(number)
    load.run(port, list(scene.calls(town, sessions, start)), CLIENTS)


def _size(table: str) -> int:
    if not table:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int((cursor.fetchone() or [0])[0])


def _unwritten(scene: Scene, grown: int, successes: int) -> list[str]:
    if not scene.grows or grown == successes:
        return []
    return [f"{successes} answers said yes, {scene.grows} grew by {grown}"]
