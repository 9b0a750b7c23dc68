"""``{% load comments %}{% comment_thread proposal.thread %}`` and the filter ``{{ text|plain_text }}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from portal.comments import drafts, hosts, queries, rules, text
from portal.comments.forms import ShownForm
from portal.comments.models import Comment, Thread
from portal.frontend import still
from portal.refusals import Refusal

ROW, FIELDS = "comments/_row.html", "comments/_fields.html"
register = template.Library()


@register.filter
def plain_text(value: str) -> SafeString:
    """What a person typed, as safe paragraphs with linked addresses."""
    return text.as_html(value or "")


@register.inclusion_tag("comments/thread.html", takes_context=True)
def comment_thread(context: Any, thread: Thread) -> dict[str, Any]:
    """The whole conversation: form or the reason why there is none, a page of comments, the way to the
    next."""
    request: HttpRequest = context["request"]
    listed = queries.page(
        thread, order=request.GET.get("comments_order", ""), start=request.GET.get("comments_from", "")
    )
    return {
        **_form(request, thread),
        "page": listed,
        "next_query": _query(request, comments_from=listed.next_from, comments_order=listed.order),
        "first_query": _query(request, comments_from=None, comments_order=listed.order),
        "newest_query": _query(request, comments_from=None, comments_order=queries.NEWEST),
        "oldest_query": _query(request, comments_from=None, comments_order=queries.OLDEST),
        "own_page": hosts.find(thread) is not None,
    }


@register.simple_tag(takes_context=True)
def comment_row(context: Context, row: queries.Row) -> SafeString:
    """comments/_row.html, kept by what it shows. Who finds words of her own in it, and may take them back,
    has it drawn for herself."""
    said = (row.comment, *row.replies)
    shared, engine = {name: context[name] for name in ("own_page", "may_type")}, Engine.get_default()
    if context["user"].pk in {each.author_id for each in said}:
        mine = {name: context[name] for name in ("user", "next")}
        return engine.get_template(ROW).render(Context(_shown(row) | shared | mine))
    key = (*said, row.more, *shared.values())
    return mark_safe(still.draw(engine, ROW, lambda: _shown(row) | shared, key))  # noqa: S308


def _shown(row: queries.Row) -> dict[str, Any]:
    """The row as the template reads it, from models."""
    return {"row": queries.Row(row.comment.comment, [each.comment for each in row.replies], row.more)}


@register.inclusion_tag("comments/form.html", takes_context=True)
def comment_form(context: Any, thread: Thread, parent: Comment | None = None) -> dict[str, Any]:
    return _form(context["request"], thread, parent)


def _form(request: HttpRequest, thread: Thread, parent: Comment | None = None) -> dict[str, Any]:
    refusal = rules.writing_refusal(request.user, thread)
    # A reader below the level may still type: the text waits for her while she proves who she is.
    may_type = refusal is None or refusal is rules.LEVEL
    return {
        "request": request,
        "user": request.user,
        "thread": thread,
        "parent": parent,
        "refusal": refusal,
        "may_type": may_type,
        "fields": _fields(request, thread, refusal, is_reply=parent is not None) if may_type else "",
        "next": request.get_full_path(),
    }


def _fields(request: HttpRequest, thread: Thread, refusal: Refusal | None, *, is_reply: bool) -> SafeString:
    """The form's fields. Empty they are the same for all; with words or a unit one reader's."""
    draft, problem = drafts.read(request, thread), drafts.problem(request, thread)
    units = queries.spoken_units(request.user) if refusal is None else []
    engine = Engine.get_default()
    if not (draft or problem or units):
        return mark_safe(still.draw(engine, FIELDS, lambda: _empty(is_reply), (is_reply,)))  # noqa: S308
    me = gettext("내 별명 “%(name)s”") % {"name": str(getattr(request.user, "display_name", ""))}
    form = ShownForm(draft=draft, problem=problem, me=me, units=units)
    return engine.get_template(FIELDS).render(Context({"form": form, "parent": is_reply}))


def _empty(is_reply: bool) -> dict[str, Any]:
    return {"form": ShownForm(draft="", problem="", me="", units=[]), "parent": is_reply}


def _query(request: HttpRequest, **changes: str | None) -> str:
    """This page's query string with some parameters changed (None removes), ready for an href."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return "?" + query.urlencode()
