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
from portal.refusals import refuse

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from portal.accounts.models import User


def store(user: "User", uploaded: "UploadedFile", at: datetime) -> File:
    """See portal.attachments.store. Bytes of a transaction that is rolled back are swept by tasks.sweep."""
    refuse(rules.size_refusal(uploaded.size or 0))
    refuse(rules.upload_refusal(user, at))
    name = names.clean(uploaded.name or "")
    content = uploaded.read(MAX_BYTES + 1)
    refuse(rules.size_refusal(len(content)))
    content, content_type = inspect(name, content)
    refuse(rules.size_refusal(len(content)))
    return _keep(user, name, content, content_type, at)


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
