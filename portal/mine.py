"""The shapes in which rooms tell the hall what concerns one person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mine:
    """Something that this person did, or that waits for her. Times are aware."""

    title: str
    url: str
    state_label: str
    at: datetime
    deadline: datetime | None = None
    kind: str = ""
    takes_place: datetime | None = None  # what happens on a day has no deadline
    is_done: bool = True  # False: she may still do it

    @property
    def next(self) -> datetime | None:
        return self.deadline or self.takes_place


@dataclass(frozen=True, slots=True)
class Queue:
    """A pile of work on a member of staff's desk."""

    label: str
    url: str
    count: int
    oldest_due: datetime | None = None
    is_owed: bool = True  # past its day the work is late; else something closed, after which it can be done
