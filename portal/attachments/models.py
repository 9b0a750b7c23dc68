from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import publicid


def blob_path(file: "File", _name: str) -> str:
    """Where the bytes lie: by our own id, never by a name that somebody chose."""
    return f"files/{file.public_id[:2]}/{file.public_id}"


class FileQuerySet(models.QuerySet["File"]):
    def fetchable(self) -> "FileQuerySet":
        """Neither waiting for the scanner nor found ill."""
        return self.exclude(scan_state__in=[File.Scan.WAITING, File.Scan.INFECTED])


class File(models.Model):
    """One uploaded file after the checks. `size` in bytes; `sha256` of the bytes that we keep, in
    hexadecimal."""

    class Scan(models.TextChoices):
        OFF = "off", _("바이러스 검사 안 함")
        WAITING = "waiting", _("바이러스 검사 중")
        CLEAN = "clean", _("바이러스 검사함")
        INFECTED = "infected", _("바이러스 발견")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attachments", verbose_name=_("올린 사람")
    )
    name = models.CharField(_("파일 이름"), max_length=150)
    size = models.PositiveIntegerField(_("크기"))
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(_("형식"), max_length=100)
    blob = models.FileField(upload_to=blob_path, max_length=60)
    scan_state = models.CharField(_("바이러스 검사"), max_length=8, choices=Scan.choices, default=Scan.OFF)
    created_at = models.DateTimeField(_("올린 때"))

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("첨부 파일")
        verbose_name_plural = _("첨부 파일")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0, size__lte=10 * 1024 * 1024), name="attachments_file_size"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "created_at"], name="attachments_by_owner"),
            models.Index(fields=["created_at"], name="attachments_by_age"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("attachments:file", args=[self.public_id])

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def extension(self) -> str:
        return self.name.rpartition(".")[2].upper()
