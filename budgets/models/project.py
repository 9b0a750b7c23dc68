from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Project(models.Model):
    """What the voter sees on the ballot: costed and frozen. `number` is its name on ballots."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField(_("번호"), editable=False)
    external_id = models.CharField(max_length=60, default="", editable=False)
    title = models.CharField(_("사업 이름"), max_length=400)
    summary = models.CharField(_("한 줄 설명"), max_length=200, blank=True)
    description = models.TextField(_("자세한 내용"), max_length=4000, blank=True)
    place = models.CharField(_("장소"), max_length=120, blank=True)
    category = models.CharField(_("분야"), max_length=60, blank=True)
    department = models.CharField(_("맡을 부서"), max_length=80, blank=True)
    photo = models.ForeignKey(
        "attachments.File", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cost = models.BigIntegerField(_("사업비"))

    class Meta:
        verbose_name = _("사업")
        verbose_name_plural = _("사업")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "number"], name="budgets_project_number_once"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="budgets_project_cost_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budgets:project", args=[self.envelope.round.public_id, self.public_id])

    @property
    def ballot_id(self) -> str:
        """The id that published ballots use: ours is the number, an imported election keeps its own."""
        return self.external_id or str(self.number)
