"""One row per findable thing, and the two indexes that find it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A copy of what a room says about one thing. The room stays the owner: a Document may be thrown away
    and made anew.

    `bigrams` (portal.search.grams) is written with the row. `lemmas` is filled a moment later by the
    analyser;
    `analysed_at` null means that it still waits. Both mark what stands in the title with a leading "^".
    """

    kind = models.CharField(_("종류"), max_length=60)
    ref = models.CharField(_("공개 번호"), max_length=40)
    kind_label = models.CharField(_("종류 이름"), max_length=60)
    title = models.CharField(_("제목"), max_length=300)
    body = models.TextField(_("내용"), blank=True)
    url = models.CharField(_("주소"), max_length=300)
    area = models.ForeignKey(
        "organisations.Area",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("지역"),
    )
    published_at = models.DateTimeField(_("공개한 때"))
    bigrams = ArrayField(models.TextField(), default=list, editable=False)
    lemmas = SearchVectorField(editable=False, default="")
    analysed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("검색 문서")
        verbose_name_plural = _("검색 문서")
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="search_document_once"),
            # A javascript: address in the index would run in the browser of whoever clicks on the result.
            models.CheckConstraint(
                condition=models.Q(url__startswith="/") & ~models.Q(url__startswith="//"),
                name="search_document_url_is_a_path",
            ),
        ]
        indexes = [
            GinIndex(fields=["lemmas"], name="search_lemmas"),
            GinIndex(fields=["bigrams"], name="search_bigrams"),
            models.Index(fields=["id"], name="search_waiting", condition=models.Q(analysed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return gettext(self.kind_label) if self.kind_label else ""
