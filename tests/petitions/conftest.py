"""A petition at each stage, made through the actions, as people make them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from petitions import actions
from petitions.models import LedgerEntry, Petition, PetitionType
from portal import horizon

START = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)  # a Monday noon in Seoul
TEXT = "청운초등학교 앞 건널목 네 곳에 바닥 신호등을 먼저 놓고 결과를 공개해 주세요."


@pytest.fixture
def small_type(db: None) -> PetitionType:
    """Two first supporters besides nobody, thresholds that a test can reach."""
    kind = PetitionType.current()
    kind.first_supporters, kind.bureau_threshold, kind.head_threshold = 2, 3, 4
    kind.save()
    return kind


@pytest.fixture
def drain(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Fold what this test has written so far.

    A test lives in one transaction that never commits, so the real horizon would wait for it for ever.
    Each drain therefore gives the new entries the next small number. The real horizon: tests/races/.
    """
    step = count(1)

    def fold(at: datetime = START) -> None:
        number = next(step)
        LedgerEntry.objects.filter(written_by__gt=number).exclude(written_by__lt=500).update(
            written_by=number
        )
        with monkeypatch.context() as patched:
            patched.setattr(horizon, "safe", lambda: number + 1)
            actions.fold_signatures(at=at)

    return fold


def write(creator: Any, at: datetime = START, **texts: Any) -> Petition:
    petition = actions.start_draft(creator=creator, title="학교 앞에 바닥 신호등을 놓아 주세요", at=at)
    texts = {"background": "내리막이라 위험합니다.", "details": TEXT, **texts}
    return actions.save_draft(creator=creator, petition_id=petition.public_id, texts=texts, at=at)


@pytest.fixture
def draft(alice: Any, small_type: PetitionType, unit: Any) -> Petition:
    return write(alice, agency=unit.agency)


@pytest.fixture
def gathering(draft: Petition, alice: Any) -> Petition:
    return actions.submit_petition(creator=alice, petition_id=draft.public_id, at=START)


@pytest.fixture
def checking(gathering: Petition, bob: Any, drain: Callable[..., None]) -> Petition:
    actions.support_petition(signer=bob, support_key=gathering.support_key, at=START + timedelta(hours=1))
    drain()
    gathering.refresh_from_db()
    return gathering


@pytest.fixture
def published(checking: Petition, carla: Any) -> Petition:
    at = START + timedelta(days=1)
    return actions.publish_petition(
        officer=carla, petition_id=checking.public_id, agency=carla.memberships.get().unit.agency, at=at
    )


@pytest.fixture
def soon() -> datetime:
    """An hour after `published` opened."""
    return START + timedelta(days=1, hours=1)


@pytest.fixture
def awaiting(published: Petition) -> Petition:
    assert published.closes_at is not None
    actions.close_petition(petition_id=published.public_id, at=published.closes_at)
    published.refresh_from_db()
    return published


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """`frozen(at)`: the portal's clock shows this instant."""
    from portal import clock

    def show(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return show
