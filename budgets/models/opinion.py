from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """The residents' opinion (주민의견서) that goes to the council with the budget bill (지방재정법 제39조).

    `content` is what stood there when it was made, in plain data; page and PDF are drawn from it alike. While
    somebody writes it anew the one that was made before stays public. `asked_at`: when it was
    last written.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("쓰는 중")
        WAITING = "waiting", _("만드는 중")
        MADE = "made", _("만듦")

    round = models.OneToOneField("budgets.Round", models.PROTECT, related_name="opinion")
    introduction = models.TextField(_("머리말"), max_length=2000)
    opinions = models.TextField(_("주민 의견"), max_length=6000, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    content = models.JSONField(null=True)
    pdf = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="made") | models.Q(content__isnull=False) & ~models.Q(sha256=""),
                name="budgets_opinion_made_has_content",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"
