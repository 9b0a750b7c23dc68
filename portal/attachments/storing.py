"""Taking a file in: check, clean, keep. The order is from cheap to dear, so that hostile files cost
little."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from portal import outbox
from portal.attachments import MAX_BYTES, names, rules, scanning
from portal.attachments.inspection import inspect
from portal.attachments.models import File
from portal.refusals import Refusal, Refused, refuse

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from portal.accounts.models import User


def store(user: "User", uploaded: "UploadedFile", at: datetime) -> File:
    """See portal.attachments.store. Bytes of a transaction that is rolled back are swept by tasks.sweep."""
    name = names.clean(uploaded.name or "")
    refuse(_sized(name, uploaded.size or 0))
    refuse(rules.upload_refusal(user, at))
    content = uploaded.read(MAX_BYTES + 1)
    refuse(_sized(name, len(content)))
    try:
        content, content_type = inspect(name, content)
    except Refused as refused:
        raise Refused(rules.about(name, refused.refusal)) from None
    refuse(_sized(name, len(content)))
    return _keep(user, name, content, content_type, at)


def _sized(name: str, size: int) -> Refusal | None:
    refusal = rules.size_refusal(size)
    return refusal and rules.about(name, refusal)


def _keep(user: "User", name: str, content: bytes, content_type: str, at: datetime) -> File:
    file = File(
        owner=user,
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_type=content_type,
        scan_state=scanning.first_state(),
        created_at=at,
    )
    file.blob.save(file.public_id, ContentFile(content), save=False)
    with transaction.atomic():
        file.save()
        if file.scan_state == File.Scan.WAITING:
            outbox.emit("attachments.stored", {"id": file.public_id}, at=at)
    return file
