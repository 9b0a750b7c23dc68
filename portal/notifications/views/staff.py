"""For administrators: events and letters that did not arrive, and a button to try again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import clock
from portal.accounts.who import person
from portal.notifications import actions, queries, words
from portal.notifications.models import Delivery
from portal.organisations.gates import Role, role_required

PER_PAGE = 30


@role_required(Role.ADMINISTRATOR)
def outbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.troubled_deliveries(), PER_PAGE).get_page(request.GET.get("page"))
    events = [(event, words.kind_of(event.topic)) for event in queries.troubled_events()[:PER_PAGE]]
    letters = [(letter, words.kind_of(letter.notification.notice.topic)) for letter in page]
    context = {"events": events, "letters": letters, "page_obj": page, **queries.waiting(clock.now())}
    return render(request, "notifications/outbox.html", context)


@role_required(Role.ADMINISTRATOR)
@require_POST
def retry_delivery(request: HttpRequest, public_id: str) -> HttpResponse:
    delivery = get_object_or_404(Delivery, public_id=public_id)
    if actions.retry(actor=person(request), delivery=delivery, at=clock.now()):
        messages.success(request, _("편지를 다시 보냅니다."))
    else:
        messages.info(request, _("이미 보냈거나 보내는 중인 편지입니다."))
    return redirect("notifications_staff:outbox")


@role_required(Role.ADMINISTRATOR)
@require_POST
def retry_event(request: HttpRequest, number: int) -> HttpResponse:
    """Events are known to administrators by their number: they are never in a citizen's address. A number
    that does not wait here is answered alike, event or not: nobody counts them by trying."""
    event = queries.troubled_events().filter(pk=number).first()
    if event is not None and actions.retry_event(actor=person(request), event=event, at=clock.now()):
        messages.success(request, _("사건을 다시 전달합니다."))
    else:
        messages.info(request, _("이미 전달된 사건입니다."))
    return redirect("notifications_staff:outbox")
