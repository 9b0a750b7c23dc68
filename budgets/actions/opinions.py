"""The residents' opinion is asked for by an administrator and made by a worker."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import overtaken
from budgets.models import Opinion, Round
from portal import audit, locks
from portal.actions import action, constraints
from portal.refusals import Refusal, refuse

NOT_DECIDED = Refusal("not_decided", _("결과를 발표한 뒤에 주민의견서를 만들 수 있습니다."))
UNMADE = Refusal("unmade", _("주민의견서를 아직 만들지 못했습니다. 다시 눌러 주세요."))
constraints({"budgets_opinion_made_has_content": UNMADE})


@action
def ask_opinion(
    *, actor: Any, round_: Round, introduction: str, opinions: str, at: datetime, seen: str = ""
) -> Opinion:
    """Make the document, or make it anew with other words."""
    refuse(making_refusal(round_))
    opinion = _write(round_, introduction, opinions, Opinion.State.WAITING, at, seen)
    audit.record(actor_id=actor.pk, verb="budgets.opinion_asked", target=round_.target, at=at)
    return opinion


def making_refusal(round_: Round) -> Refusal | None:
    """May the document be made now? Its words may be drafted before."""
    return None if round_.state in Round.State.decided() else NOT_DECIDED


@action
def draft_opinion(
    *, actor: Any, round_: Round, introduction: str, opinions: str, at: datetime, seen: str = ""
) -> Opinion:
    """Keep the words without making anything; what was made before stays as it was."""
    opinion = _write(round_, introduction, opinions, Opinion.State.DRAFT, at, seen)
    audit.record(actor_id=actor.pk, verb="budgets.opinion_drafted", target=round_.target, at=at)
    return opinion


def mark_of(round_: Round) -> str:
    """Of the words that are kept now (`overtaken.mark`)."""
    held = Opinion.objects.filter(round=round_).values_list("introduction", "opinions").first()
    return overtaken.mark(*(held or ("", "")))


def _write(
    round_: Round, introduction: str, opinions: str, state: Opinion.State, at: datetime, seen: str
) -> Opinion:
    locks.alone("budgets.opinion", round_.pk)
    refuse(overtaken.refusal(seen, mark_of(round_), overtaken.mark(introduction, opinions)))
    words = {"introduction": introduction, "opinions": opinions, "state": state, "asked_at": at}
    opinion, _new = Opinion.objects.update_or_create(round=round_, defaults=words)
    return opinion


@action
def keep_opinion(
    *, opinion_id: int, asked_at: datetime, content: dict[str, Any], pdf: bytes, at: datetime
) -> bool:
    """Keep what was drawn, unless it was asked for anew meanwhile."""
    digest = hashlib.sha256(pdf).hexdigest()
    waiting = Opinion.objects.filter(pk=opinion_id, asked_at=asked_at, state=Opinion.State.WAITING)
    return bool(waiting.update(state=Opinion.State.MADE, content=content, pdf=pdf, sha256=digest, made_at=at))
