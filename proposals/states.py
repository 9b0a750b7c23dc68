"""Where a proposal stands, and which step may follow which. No ORM.

국민 제안 규정 (대통령령 제35811호): 접수, 보완(제6조 ②), 이송(제6조 ⑥), 심사·결정(제10조, 30일),
재심사(제12조, 15일), 실시(제11조).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("작성 중")
    SUBMITTED = "submitted", _("접수 대기")
    RECEIVED = "received", _("공개 준비 중")
    SUPPLEMENT = "supplement", _("보완 요청")
    REVIEWING = "reviewing", _("검토 중")
    REEXAMINING = "reexamining", _("재심사 중")
    DECIDED = "decided", _("답변 완료")
    FOLLOWING = "following", _("실행 중")
    DONE = "done", _("실행 완료")
    CLOSED = "closed", _("종결")
    WITHDRAWN = "withdrawn", _("철회")

    @classmethod
    def editable(cls) -> tuple[State, ...]:
        """The author may still change the text: nobody has received or supported it."""
        return (cls.DRAFT, cls.SUPPLEMENT)

    @classmethod
    def accepting_supports(cls) -> tuple[State, ...]:
        return (cls.REVIEWING,)

    @classmethod
    def awaiting_answer(cls) -> tuple[State, ...]:
        """The legal clock runs (or is paused) for the unit."""
        return (cls.RECEIVED, cls.SUPPLEMENT, cls.REVIEWING, cls.REEXAMINING)

    @classmethod
    def answerable(cls) -> tuple[State, ...]:
        return (cls.REVIEWING, cls.REEXAMINING)

    @classmethod
    def withdrawable(cls) -> tuple[State, ...]:
        return (cls.SUBMITTED, cls.RECEIVED, cls.SUPPLEMENT, cls.REVIEWING)

    @classmethod
    def transferable(cls) -> tuple[State, ...]:
        return (cls.SUBMITTED, cls.RECEIVED, cls.REVIEWING)

    @classmethod
    def answered(cls) -> tuple[State, ...]:
        return (cls.REEXAMINING, cls.DECIDED, cls.FOLLOWING, cls.DONE)


STEPS: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.RECEIVED, State.WITHDRAWN}),
    State.RECEIVED: frozenset({State.SUPPLEMENT, State.REVIEWING, State.WITHDRAWN, State.CLOSED}),
    State.SUPPLEMENT: frozenset({State.RECEIVED, State.WITHDRAWN, State.CLOSED}),
    State.REVIEWING: frozenset({State.DECIDED, State.FOLLOWING, State.WITHDRAWN}),
    State.DECIDED: frozenset({State.REEXAMINING}),
    State.REEXAMINING: frozenset({State.DECIDED, State.FOLLOWING}),
    State.FOLLOWING: frozenset({State.DONE}),
}


class Outcome(models.TextChoices):
    NONE = "", "–"
    ADOPTED = "adopted", _("채택")
    PARTLY = "partly", _("일부 채택")
    NOT_ADOPTED = "not_adopted", _("불채택")
    NO_SUPPLEMENT = "no_supplement", _("보완하지 않아 종결")

    @classmethod
    def decisions(cls) -> tuple[Outcome, ...]:
        return (cls.ADOPTED, cls.PARTLY, cls.NOT_ADOPTED)

    @classmethod
    def promising(cls) -> tuple[Outcome, ...]:
        """Those that owe the citizen a date (규정 제10조 ②)."""
        return (cls.ADOPTED, cls.PARTLY)


class Exclusion(models.TextChoices):
    """Why an idea is no proposal in the sense of the law, 규정 제2조 제1호: seven grounds; the eighth is the
    review's own."""

    PROPERTY = "property", _("다른 사람의 특허권·저작권에 속하는 내용입니다")
    ALREADY_ADOPTED = "already_adopted", _("이미 채택한 제안과 내용이 같습니다")
    IN_FORCE = "in_force", _("이미 시행 중이거나 시행 중인 것과 비슷합니다")
    IMPRACTICAL = "impractical", _("일반적으로 적용하기 어려운 내용입니다")
    COMPLAINT = "complaint", _("단순한 주의 환기, 진정, 비판, 건의에 해당합니다")
    PRIVATE_GAIN = "private_gain", _("특정인의 이익이나 홍보를 위한 내용입니다")
    NOT_PUBLIC = "not_public", _("국가나 지방자치단체가 하는 일이 아닙니다")
    REVIEWED = "reviewed", _("심사 결과 지금 실시하기 어렵습니다")


class Visibility(models.TextChoices):
    """What the public sees; an author who wishes shows only title and result (규정 제9조의2)."""

    FULL = "full", _("모두 공개")
    TITLE_ONLY = "title_only", _("제목과 결과만 공개")


class Topic(models.TextChoices):
    SAFETY = "safety", _("안전")
    PARKS = "parks", _("공원·환경")
    TRANSPORT = "transport", _("교통")
    CHILDREN = "children", _("보육·교육")
    ELDERLY = "elderly", _("어르신·돌봄")
    HEALTH = "health", _("건강·복지")
    DIGITAL = "digital", _("디지털·행정")
    CULTURE = "culture", _("문화·체육")
    ECONOMY = "economy", _("일자리·경제")
    HOUSING = "housing", _("주거·도시")
    OTHER = "other", _("그 밖의 제안")


class Happening(models.TextChoices):
    """What a timeline row tells; also the outbox topic ``proposals.<value>``."""

    SUBMITTED = "submitted", _("제안을 보냈습니다")
    RECEIVED = "received", _("접수했습니다")
    SUPPLEMENT_ASKED = "supplement_asked", _("보완을 요청했습니다")
    SUPPLEMENTED = "supplemented", _("보완한 내용을 보냈습니다")
    TRANSFERRED = "transferred", _("다른 부서로 보냈습니다")
    PUBLISHED = "published", _("공개하고 검토를 시작했습니다")
    DELAY_EXPLAINED = "delay_explained", _("답변이 늦어지는 까닭을 알렸습니다")
    ANSWERED = "answered", _("답변했습니다")
    REEXAMINATION_REQUESTED = "reexamination_requested", _("재심사를 요청했습니다")
    COMMITMENT_DELAYED = "commitment_delayed", _("실행 시기를 바꿨습니다")
    COMMITMENT_DONE = "commitment_done", _("실행을 마쳤습니다")
    CLOSED = "closed", _("종결했습니다")
    WITHDRAWN = "withdrawn", _("제안자가 철회했습니다")
