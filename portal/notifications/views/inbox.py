"""The inbox: what happened that concerns me."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal import clock
from portal.accounts.gates import safe_path
from portal.accounts.who import person
from portal.notifications import actions, queries, words
from portal.notifications.models import Notification

PER_PAGE = 20


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first; `?unread=1` shows only what is new."""
    only_unread = request.GET.get("unread") == "1"
    rows = queries.inbox(request.user)
    page = Paginator(rows.unread() if only_unread else rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "entries": [_entry(row) for row in page],
        "only_unread": only_unread,
        "unread": queries.unread_count(request.user),
        "tabs": _tabs(only_unread),
    }
    return render(request, "notifications/inbox.html", context)


def _tabs(only_unread: bool) -> list[dict[str, Any]]:
    return [
        {"label": _("모두"), "url": "/inbox/", "current": not only_unread},
        {"label": _("읽지 않은 알림"), "url": "/inbox/?unread=1", "current": only_unread},
    ]


def _entry(row: Notification) -> dict[str, Any]:
    return {"row": row, "subject": words.subject(row.notice)}


@login_required
@require_POST
def open_notification(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark as read and go to what it is about. A POST, so that no prefetching browser reads for her."""
    row = get_object_or_404(queries.inbox(request.user), public_id=public_id)
    actions.read(user=person(request), notification=row, at=clock.now())
    return redirect(safe_path(row.notice.url, "/inbox/"))


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = actions.read_all(user=person(request), at=clock.now())
    done = ngettext("알림 %(count)d개를 읽었습니다.", "알림 %(count)d개를 읽었습니다.", count)
    messages.success(request, done % {"count": count} if count else _("읽지 않은 알림이 없습니다."))
    return redirect("notifications:inbox")
