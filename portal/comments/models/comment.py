"""One thing that somebody said. Never deleted: withdrawn by its author or hidden by a moderator."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from portal import publicid

BODY_MAX = 1000


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> CommentQuerySet:
        return self.filter(hidden_at=None, withdrawn_at=None)

    def for_page(self) -> CommentQuerySet:
        """Everything that one row on a page reads, so that a page never asks per comment."""
        return self.select_related("author", "official_unit__agency")


class Comment(models.Model):
    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    thread = models.ForeignKey(
        "comments.Thread", on_delete=models.PROTECT, related_name="comments", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments", db_index=False
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies", db_index=False
    )
    official_unit = models.ForeignKey(
        "organisations.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("대표하는 부서"),
        help_text=_("담당자가 부서를 대표해 쓴 댓글일 때만 채웁니다."),
    )
    body = models.TextField(_("댓글"))
    at = models.DateTimeField(_("쓴 때"))
    withdrawn_at = models.DateTimeField(_("작성자가 지운 때"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("가린 때"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("댓글")
        verbose_name_plural = _("댓글")
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), BODY_MAX), name="comments_comment_body_max"
            ),
            models.CheckConstraint(
                condition=GreaterThan(Length("body"), 0), name="comments_comment_body_min"
            ),
        ]
        indexes = [
            # A page of a thread: top-level comments by age, newest or oldest first.
            models.Index(fields=["thread", "id"], condition=models.Q(parent=None), name="comments_page"),
            models.Index(fields=["parent", "id"], condition=~models.Q(parent=None), name="comments_replies"),
            models.Index(
                fields=["thread"],
                condition=models.Q(hidden_at=None, withdrawn_at=None),
                name="comments_visible",
            ),
            # The rate limit looks back over one person's last day.
            models.Index(fields=["author", "at"], name="comments_author_at"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_shown(self) -> bool:
        return self.hidden_at is None and self.withdrawn_at is None
