"""Who may write a comment, and how fast. The same answers grey the form out and stop the POST."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.actions import constraints
from portal.comments.models import Comment, Thread
from portal.comments.models.comment import BODY_MAX
from portal.organisations.models import Role, Unit
from portal.organisations.rules import has_role
from portal.refusals import Refusal

WRITER_LEVEL = 2
# (window, most comments in it): a lively talker never meets these; a flood of 680 a day does.
PACES = ((timedelta(minutes=1), 5), (timedelta(days=1), 100))
SAME_AGAIN = timedelta(minutes=2)

CLOSED = Refusal("closed", _("댓글 쓰기가 끝났습니다. 지금까지의 댓글은 계속 읽으실 수 있습니다."))
LEVEL = Refusal("level", _("본인 확인을 마치면 댓글을 쓸 수 있습니다. 쓰신 글은 그대로 보관합니다."))
EMPTY = Refusal("empty", _("댓글 내용을 적어 주세요."), field="body")
TOO_LONG = Refusal("too_long", _("댓글은 1,000자까지 쓸 수 있습니다. 조금만 줄여 주세요."), field="body")
TOO_FAST = Refusal("too_fast", _("짧은 시간에 댓글을 많이 쓰셨습니다. 1분 뒤에 다시 써 주세요."))
TOO_MANY = Refusal("too_many", _("하루에 쓸 수 있는 댓글 100개를 모두 쓰셨습니다. 내일 다시 써 주세요."))
WRONG_PARENT = Refusal("wrong_parent", _("답글을 달 댓글을 찾을 수 없습니다."))
NOT_YOUR_UNIT = Refusal("not_your_unit", _("이 부서를 대표해 댓글을 쓸 권한이 없습니다."), field="unit")
NOT_YOURS = Refusal("not_yours", _("내가 쓴 댓글만 지울 수 있습니다."))

constraints({"comments_comment_body_max": TOO_LONG, "comments_comment_body_min": EMPTY})


def writing_refusal(author: Any, thread: Thread) -> Refusal | None:
    """Why ``author`` cannot write in ``thread`` now; the page shows this in place of a dead form."""
    if not thread.is_open:
        return CLOSED
    if not author.is_authenticated or author.level < WRITER_LEVEL:
        return LEVEL
    return None


def body_refusal(body: str) -> Refusal | None:
    if not body:
        return EMPTY
    return TOO_LONG if len(body) > BODY_MAX else None


def pace_refusal(author: Any, at: datetime) -> Refusal | None:
    for (window, most), refusal in zip(PACES, (TOO_FAST, TOO_MANY), strict=True):
        recent = Comment.objects.filter(author=author, at__gt=at - window)
        if len(recent.values_list("pk")[:most]) >= most:
            return refusal
    return None


def parent_refusal(parent: Comment | None, thread: Thread) -> Refusal | None:
    wrong = parent is not None and (parent.thread_id != thread.pk or not parent.is_shown)
    return WRONG_PARENT if wrong else None


def unit_refusal(author: Any, unit: Unit | None) -> Refusal | None:
    if unit is None or has_role(author, Role.OFFICER, unit=unit):
        return None
    return NOT_YOUR_UNIT


def withdrawal_refusal(author: Any, comment: Comment) -> Refusal | None:
    return None if comment.author_id == author.pk else NOT_YOURS
