"""Who may fetch a file: its owner, and whoever may see a thing that it hangs on, as the room says."""

from typing import Any

from django.apps import apps

from portal import attachments
from portal.attachments.models import File


def may_fetch(user: Any, file: File) -> bool:
    """A file that waits for the scanner, or that it found ill, is fetched by nobody."""
    if file.scan_state in (File.Scan.WAITING, File.Scan.INFECTED):
        return False
    if user.is_authenticated and file.owner_id == user.pk:
        return True
    return any(_shows(model, *said, user, file) for model, said in attachments.holders().items())


def _shows(model: str, visible: attachments.Visible, field: str, user: Any, file: File) -> bool:
    holders = apps.get_model(model)._default_manager.filter(**{field: file})[: attachments.MAX_FILES]
    return any(visible(user, holder) for holder in holders)
