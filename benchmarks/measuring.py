"""Drive one scene, meter it, and believe a write only when the table grew by exactly the successes."""

from __future__ import annotations

import os
from dataclasses import dataclass

from django.db import connection

from benchmarks import filling, load, yardstick
from benchmarks.filling import Town
from benchmarks.load import Outcome
from benchmarks.meter import Meter
from benchmarks.scenes import Scene

BLOCKS = 5  # odd, so that one of them is the middle
WARMING = 40  # both web processes must have seen every template before the meter runs
CLIENTS = 4


@dataclass(frozen=True)
class Block:
    """Some requests of one scene, sent in one go. `app` and `database`: CPU milliseconds per request."""

    outcome: Outcome
    failures: list[str]
    app: float
    database: float
    load: float
    pace: float

    @property
    def cpu(self) -> float:
        return self.app + self.database


@dataclass(frozen=True)
class Figure:
    """One row of the table, from all blocks of a scene at one size of the town."""

    scene: Scene
    rows: int
    blocks: list[Block]

    @property
    def middle(self) -> Block:
        """The block of median CPU: a neighbour's noisy minute spoils a block, not the figure."""
        return sorted(self.blocks, key=lambda block: block.cpu)[len(self.blocks) // 2]

    @property
    def cpu(self) -> float:
        return self.middle.cpu

    @property
    def whole(self) -> Outcome:
        parts = [block.outcome for block in self.blocks]
        times = [time for part in parts for time in part.times_ms]
        return Outcome(sum(part.seconds for part in parts), times, [])

    @property
    def failures(self) -> list[str]:
        return [failure for block in self.blocks for failure in block.failures]

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


def warm(scene: Scene, town: Town, crowd: Crowd, port: int) -> None:
    sessions, start = crowd.next(WARMING)
    load.run(port, list(scene.calls(town, sessions, start)), CLIENTS)


def measure(scene: Scene, town: Town, crowd: Crowd, port: int, meter: Meter, requests: int) -> Block:
    sessions, start = crowd.next(requests)
    calls = list(scene.calls(town, sessions, start))
    before = _size(scene.grows)
    meter.start()
    outcome = load.run(port, calls, CLIENTS)
    spent = meter.stop()
    failures = outcome.failures + _unwritten(
        scene, _size(scene.grows) - before, requests - len(outcome.failures)
    )
    app, database = spent["app"] / requests, spent["database"] / requests
    return Block(outcome, failures, app, database, os.getloadavg()[0], yardstick.pace())


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
