"""Posting, taking back, and a comment's own page (where notices and moderators arrive)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.accounts import gates
from portal.accounts.gates import to_level
from portal.comments import actions, drafts, hosts, queries, rules
from portal.comments.forms import CommentForm
from portal.comments.models import Comment, Thread
from portal.refusals import Refused

FORM_ANCHOR = "#comment-form"


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, public_id: str) -> HttpResponse:
    """Post a comment and return to the page it was written on; whatever happens, the text is not lost."""
    thread = _thread(request, public_id)
    back = _back(request, thread)
    if (
        request.method != "POST"
    ):  # the way back from the identity check, when the browser hid where it came from
        return redirect(back + FORM_ANCHOR)
    form = CommentForm(request.POST)
    body = str(request.POST.get("body", ""))
    if not form.is_valid():
        drafts.keep(request, thread, body, rules.WRONG_PARENT)
        return redirect(back + FORM_ANCHOR)
    if thread.is_open and rules.writing_refusal(request.user, thread) is rules.LEVEL:
        drafts.keep(request, thread, body)
        return to_level(request, rules.WRITER_LEVEL)
    return _post(request, thread, form, back)


def _post(request: HttpRequest, thread: Thread, form: CommentForm, back: str) -> HttpResponse:
    body = form.cleaned_data["body"]
    parent = form.parent_in(thread)
    try:
        if form.cleaned_data["parent"] and parent is None:
            raise Refused(rules.WRONG_PARENT)
        comment = actions.post_comment(
            author=request.user,
            thread=thread,
            body=body,
            parent=parent,
            unit=form.named_unit(),
            at=clock.now(),
        )
    except Refused as refused:
        drafts.keep(request, thread, body, refused.refusal)
        return redirect(back + FORM_ANCHOR)
    drafts.forget(request, thread)
    messages.success(request, _("댓글을 올렸습니다."))
    return redirect(f"{back}#comment-{comment.public_id}")


@require_safe
def thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """A thread by itself: for people who follow a link after the host page changed its shape."""
    thread = _thread(request, public_id)
    host = hosts.find(thread)
    if host is None or not hosts.readable(thread, request.user):
        raise Http404
    return redirect((host.url(thread) or reverse("comments:thread", args=[public_id])) + "#comments")


@require_safe
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """One comment with all its replies; a reply is shown below the comment that it answers."""
    comment = _comment(request, public_id)
    if comment.parent is not None:
        parent = reverse("comments:comment", args=[comment.parent.public_id])
        return redirect(f"{parent}{_page_of(comment)}#comment-{public_id}")
    host = hosts.find(comment.thread)
    context: dict[str, Any] = {
        "comment": comment,
        "thread": comment.thread,
        "page": queries.replies(comment, start=request.GET.get("from", "")),
        "host_url": host.url(comment.thread) if host else None,
        "host_title": host.title(comment.thread) if host else "",
    }
    return render(request, "comments/comment.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then leave a tombstone. Other people's comments do not exist here."""
    comment = get_object_or_404(_comments(), public_id=public_id, author=request.user)
    back = _back(request, comment.thread)
    if request.method != "POST":
        return render(request, "comments/withdraw.html", {"comment": comment, "next": back})
    actions.withdraw_comment(author=request.user, comment=comment, at=clock.now())
    messages.success(request, _("댓글을 지웠습니다."))
    return redirect(f"{back}#comments")


def _comments() -> Any:
    return Comment.objects.for_page().select_related("thread", "parent")


def _thread(request: HttpRequest, public_id: str) -> Thread:
    thread = get_object_or_404(Thread, public_id=public_id)
    if not hosts.writable(thread, request.user):
        raise Http404
    return thread


def _comment(request: HttpRequest, public_id: str) -> Comment:
    comment: Comment = get_object_or_404(_comments(), public_id=public_id)
    if not hosts.readable(comment.thread, request.user):
        raise Http404
    return comment


def _page_of(reply: Comment) -> str:
    """The query that makes the parent's page begin just before ``reply``, unless it stands on the first
    page."""
    before = Comment.objects.filter(parent_id=reply.parent_id, pk__lt=reply.pk).order_by("-pk")
    earlier = list(before.values_list("public_id", flat=True)[: queries.PAGE])
    return f"?from={earlier[0]}" if len(earlier) == queries.PAGE else ""


def _back(request: HttpRequest, thread: Thread) -> str:
    """The page to return to: where the form stood if that is ours, else the thread's own place."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if gates.safe_path(wanted, ""):
        return wanted.split("#")[0]
    host = hosts.find(thread)
    return (host.url(thread) if host else None) or "/"
