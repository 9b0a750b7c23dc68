"""`{% load moderation %}{% report_link "petitions.petition" petition.public_id %}`"""

from django import template
from django.template import Engine
from django.urls import reverse
from django.utils.safestring import SafeString

from portal import moderation
from portal.frontend import still

register = template.Library()


@register.simple_tag
def report_link(kind: str, ref: str) -> SafeString | str:
    """A quiet link to the report page; nothing where the kind cannot be reported."""
    if not ref or moderation.adapter(kind) is None:
        return ""
    shown = {"url": still.HERE, "label": moderation.label(kind)}
    text = still.draw(Engine.get_default(), "moderation/_report_link.html", shown, (kind,))
    return still.at(text, reverse("moderation:report", args=[kind, ref]))
