"""A wall on which people write notes, as a room would hand it to moderation."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from portal import moderation

KIND = "tests.note"


@dataclass
class Note:
    ref: str
    text: str
    author_id: int | None
    hidden_at: datetime | None = None
    secret: bool = False


@pytest.fixture
def wall(alice: Any) -> Iterator[dict[str, Note]]:
    """One note by Alice; `hide` and `restore` write its `hidden_at`, as rooms do."""
    notes = {"note1": Note("note1", "김철수 010-1234-5678 <b>나쁜 사람</b>", alice.pk)}

    def put(ref: str, at: datetime | None) -> None:
        notes[ref].hidden_at = at

    moderation.register(
        KIND,
        moderation.Adapter(
            get=notes.get,
            hide=put,
            restore=lambda ref, at: put(ref, None),
            excerpt=lambda note: note.text,
            url=lambda note: f"/wall/{note.ref}/",
            author_id=lambda note: note.author_id,
            label="쪽지",
            readable=lambda user, note: not note.secret,
        ),
    )
    yield notes
    moderation._adapters.pop(KIND)
