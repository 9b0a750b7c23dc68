"""`{% load attachments %}{% attachment_list petition.files.all %}`"""

from collections.abc import Iterable
from typing import Any

from django import template

from portal.attachments.models import File

register = template.Library()


@register.inclusion_tag("attachments/list.html")
def attachment_list(files: Any) -> dict[str, Any]:
    """Names, types and sizes of files, each a download. Accepts a list, a queryset or a related manager.

    The page that holds it has decided that the reader may see the thing; `/files/` decides again for each
    file.
    """
    listed: Iterable[File] = files.all() if hasattr(files, "all") else files
    return {"files": list(listed)}
