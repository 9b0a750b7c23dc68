"""What all analyses have in common."""

from collections.abc import Callable
from typing import Any, Protocol

Progress = Callable[[int, int], None]


class Job(Protocol):
    """`total` independent steps; the outcome of a step is plain JSON data and depends on its number alone."""

    @property
    def total(self) -> int: ...

    def step(self, number: int) -> Any: ...

    def finish(self, outcomes: list[Any]) -> dict[str, Any]: ...


def run(job: Job, progress: Progress | None = None) -> dict[str, Any]:
    """All steps in one go. `progress(done, total)` is called after each."""
    outcomes = []
    for number in range(job.total):
        outcomes.append(job.step(number))
        if progress:
            progress(number + 1, job.total)
    return job.finish(outcomes)
