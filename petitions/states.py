"""Where a petition stands, as enums with named sets. Pure: no database, no clock.

Life (`State`) and answer (`Response`) are two columns, because a petition may already be owed an answer
while it still gathers signatures: one column could not say both.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("작성 중")
    GATHERING = "gathering", _("첫 찬성 모으는 중")
    CHECKING = "checking", _("요건 검토 중")
    SUPPLEMENT = "supplement", _("보완 요청")
    OPEN = "open", _("서명 받는 중")
    CLOSED = "closed", _("서명 마감")
    REFUSED = "refused", _("불수리")
    LAPSED = "lapsed", _("첫 찬성 부족으로 끝남")
    WITHDRAWN = "withdrawn", _("취하")

    @classmethod
    def public(cls) -> frozenset[State]:
        """Anybody may read these; a refused petition is shown with its reason, as 청원법 asks for
        openness."""
        return frozenset({cls.OPEN, cls.CLOSED, cls.REFUSED, cls.WITHDRAWN})

    @classmethod
    def editable(cls) -> frozenset[State]:
        """The creator may change the text: before submission, or because an officer asked for it."""
        return frozenset({cls.DRAFT, cls.SUPPLEMENT})

    @classmethod
    def accepting_first_supporters(cls) -> frozenset[State]:
        return frozenset({cls.GATHERING})

    @classmethod
    def accepting_signatures(cls) -> frozenset[State]:
        return frozenset({cls.OPEN})

    @classmethod
    def countable(cls) -> frozenset[State]:
        """A signature may come or go: the folding worker looks at thresholds only here."""
        return frozenset({cls.GATHERING, cls.OPEN})

    @classmethod
    def withdrawable(cls) -> frozenset[State]:
        """청원법 §17: the petitioner may withdraw until the matter is concluded."""
        return frozenset({cls.DRAFT, cls.GATHERING, cls.CHECKING, cls.SUPPLEMENT, cls.OPEN, cls.CLOSED})

    @classmethod
    def at_the_office(cls) -> frozenset[State]:
        """An agency has work with these, or will have."""
        return frozenset({cls.CHECKING, cls.SUPPLEMENT, cls.OPEN, cls.CLOSED})

    @classmethod
    def final(cls) -> frozenset[State]:
        return frozenset({cls.REFUSED, cls.LAPSED, cls.WITHDRAWN})


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.GATHERING, State.WITHDRAWN}),
    State.GATHERING: frozenset({State.CHECKING, State.LAPSED, State.WITHDRAWN}),
    State.CHECKING: frozenset({State.OPEN, State.REFUSED, State.SUPPLEMENT, State.WITHDRAWN}),
    State.SUPPLEMENT: frozenset({State.CHECKING, State.REFUSED, State.WITHDRAWN}),
    State.OPEN: frozenset({State.CLOSED, State.WITHDRAWN}),
    State.CLOSED: frozenset({State.WITHDRAWN}),
    State.REFUSED: frozenset(),
    State.LAPSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def may_move(source: str, target: str) -> bool:
    return State(target) in MOVES[State(source)]


class Response(models.TextChoices):
    """Whether an answer is owed. Every published petition reaches AWAITING, at the latest when it closes."""

    NONE = "none", _("아직 답변 차례가 아님")
    AWAITING = "awaiting", _("답변 대기")
    ANSWERED = "answered", _("답변 완료")


class Rank(models.IntegerChoices):
    """Who signs the answer. More signatures raise the rank; they never decide whether there is an answer."""

    UNIT = 1, _("담당 부서")
    BUREAU = 2, _("국장")
    HEAD = 3, _("기관장")

    @classmethod
    def for_count(cls, count: int, bureau: int, head: int) -> Rank:
        if count >= head:
            return cls.HEAD
        return cls.BUREAU if count >= bureau else cls.UNIT


class SignatureStatus(models.TextChoices):
    VALID = "valid", _("유효")
    WITHDRAWN = "withdrawn", _("서명 철회")
    INVALID = "invalid", _("무효")


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("받아들입니다")
    PARTLY = "partly", _("일부 받아들입니다")
    PLANNED = "planned", _("앞으로 검토합니다")
    DECLINED = "declined", _("받아들이기 어렵습니다")


class Happening(models.TextChoices):
    """What the timeline is made of. Everything except CREATED may be shown to the public once published."""

    CREATED = "created", _("글을 쓰기 시작했습니다")
    SUBMITTED = "submitted", _("청원을 제출했습니다")
    GATHERED = "gathered", _("첫 찬성을 모두 모았습니다")
    SUPPLEMENT_ASKED = "supplement_asked", _("담당자가 보완을 요청했습니다")
    SUPPLEMENTED = "supplemented", _("청원인이 내용을 보완했습니다")
    PUBLISHED = "published", _("공개하고 서명을 받기 시작했습니다")
    REFUSED = "refused", _("수리하지 않았습니다")
    LAPSED = "lapsed", _("기간 안에 첫 찬성을 모으지 못했습니다")
    HALFWAY = "halfway", _("목표의 절반을 넘었습니다")
    BUREAU_REACHED = "bureau_reached", _("국장이 답변할 만큼 서명이 모였습니다")
    HEAD_REACHED = "head_reached", _("기관장이 답변할 만큼 서명이 모였습니다")
    CLOSED = "closed", _("서명을 마감했습니다")
    ANSWER_DUE = "answer_due", _("답변 기한이 정해졌습니다")
    EXTENDED = "extended", _("답변 기한을 늘렸습니다")
    ANSWERED = "answered", _("답변했습니다")
    WITHDRAWN = "withdrawn", _("청원인이 취하했습니다")
    ASSIGNED = "assigned", _("맡을 기관이 정해졌습니다")
