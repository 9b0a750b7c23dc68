"""Files that people add to what they write: checked, cleaned, kept apart from the pages, shown only to who
may see.

A room's noun: `files = models.ManyToManyField("attachments.File", blank=True)`. In its form view or action
`file = attachments.store(user, uploaded, at)` (raises Refused), then `noun.files.add(file)`. In its
AppConfig.ready():

    from portal import attachments
    attachments.register("petitions.Petition", visible=lambda user, petition: petition.is_public)

Without that line a file can be fetched by its owner alone: closed until somebody says otherwise.
In a page: `{% load attachments %}{% attachment_list petition.files.all %}`. In a form:
`portal.attachments.forms.FilesField`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from portal.accounts.models import User
    from portal.attachments.models import File

__all__ = ["MAX_BYTES", "MAX_FILES", "Visible", "holders", "register", "store"]

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5

Visible = Callable[[Any, Any], bool]
_holders: dict[str, tuple[Visible, str]] = {}


def register(model: str, visible: Visible, field: str = "files") -> None:
    """Say who may fetch the files of a model ("petitions.Petition"): `visible(user, instance) -> bool`.

    `user` may be anonymous. `field` is the model's many-to-many field to File.
    """
    _holders[model] = (visible, field)


def holders() -> dict[str, tuple[Visible, str]]:
    """Model label → (who may see, name of its field)."""
    return dict(_holders)


def store(user: "User", uploaded: "UploadedFile", at: datetime) -> "File":
    """Check, clean and keep one uploaded file. Raises Refused with a sentence for the person.

    A plain function, for use inside a room's action; the row is part of the caller's transaction.
    """
    from portal.attachments.storing import store as keep

    return keep(user, uploaded, at)
