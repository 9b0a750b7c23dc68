"""`{% load moderation %}{% report_link "petitions.petition" petition.public_id %}`"""

from typing import Any

from django import template
from django.urls import reverse

from portal import moderation

register = template.Library()


@register.inclusion_tag("moderation/_report_link.html")
def report_link(kind: str, ref: str) -> dict[str, Any]:
    """A quiet link to the report page; nothing where the kind cannot be reported."""
    url = reverse("moderation:report", args=[kind, ref]) if moderation.adapter(kind) and ref else ""
    return {"url": url, "label": moderation.label(kind)}
