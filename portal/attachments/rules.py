"""What may be uploaded, and what the person is told when it may not."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.actions import constraints
from portal.attachments import MAX_BYTES, MAX_FILES, names
from portal.refusals import Refusal

PER_DAY = 50

# Extension → the content type that we answer with, whatever the browser claimed.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
ACCEPT = ",".join(f".{extension}" for extension in CONTENT_TYPES)

TOO_BIG = Refusal(
    "file_too_big", _("파일 하나는 10MB까지 올릴 수 있습니다. 파일을 나누거나 줄여 주세요."), "files"
)
EMPTY = Refusal("file_empty", _("빈 파일입니다. 파일을 열어 내용이 있는지 확인해 주세요."), "files")
WRONG_TYPE = Refusal(
    "file_type", _("PDF, HWP, HWPX, DOCX, XLSX, PNG, JPG, WEBP 파일만 올릴 수 있습니다."), "files"
)
NOT_WHAT_IT_SAYS = Refusal(
    "file_content", _("파일의 내용이 이름과 다릅니다. 원래 프로그램에서 다시 저장한 뒤 올려 주세요."), "files"
)
MACROS = Refusal(
    "file_macros", _("매크로가 든 문서는 올릴 수 없습니다. 매크로 없이 다시 저장해 주세요."), "files"
)
IMAGE_TOO_LARGE = Refusal(
    "image_too_large", _("사진의 가로나 세로가 너무 깁니다. 4천만 화소까지 올릴 수 있습니다."), "files"
)
TOO_MANY = Refusal("too_many_files", _("파일은 다섯 개까지 올릴 수 있습니다."), "files")
TOO_OFTEN = Refusal(
    "too_many_uploads", _("하루에 올릴 수 있는 파일 수를 넘었습니다. 내일 다시 올려 주세요."), "files"
)

constraints({"attachments_file_size": TOO_BIG})


def about(name: str, refusal: Refusal) -> Refusal:
    """The same refusal, naming the file that it is about: several may have been sent together."""
    sentence = format_lazy("‘{name}’: {sentence}", name=names.clean(name), sentence=refusal.sentence)
    return replace(refusal, sentence=sentence)


def size_refusal(size: int) -> Refusal | None:
    if size > MAX_BYTES:
        return TOO_BIG
    return EMPTY if size == 0 else None


def count_refusal(count: int) -> Refusal | None:
    """How many files one thing may carry."""
    return TOO_MANY if count > MAX_FILES else None


def upload_refusal(owner: Any, at: datetime) -> Refusal | None:
    """Guards the disk against one person who fills it."""
    from portal.attachments.models import File

    recent = File.objects.filter(owner_id=owner.pk, created_at__gt=at - timedelta(days=1)).count()
    return TOO_OFTEN if recent >= PER_DAY else None
