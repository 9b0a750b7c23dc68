"""What the page of a proposal draws once for many readers."""

from __future__ import annotations

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from portal.frontend import still
from proposals.models import Proposal
from proposals.queries import Standing

register = template.Library()


@register.simple_tag(takes_context=True)
def stand_box(context: Context, proposal: Proposal, stand: Standing) -> SafeString:
    """proposals/_stand.html: the same for all who stand alike to a proposal with as many supports. The
    address and the form's token are put in afterwards."""
    known, own = context["user"].is_authenticated, context["user"].pk == proposal.author_id
    code = stand.refusal.code if stand.refusal else ""
    shown = {"stand": stand, "known": known, "own": own, "here": still.HERE, "csrf_token": still.FORM}
    key = (stand.count, stand.supported, stand.followed, code, known, own)
    text = still.draw(Engine.get_default(), "proposals/_stand.html", shown, key)
    return still.fill(text, {still.HERE: proposal.get_absolute_url(), still.FORM: context["csrf_token"]})
