"""The pages on which all rooms meet: home, my page, the staff's home. Part of the roof."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts.who import person
from portal.mine import Mine, Queue
from portal.organisations.gates import role_required
from portal.organisations.models import Membership, Role

ANSWERS = 4
# Every page of the staff's that a menu must lead to, and whose it is.
DESKS = (
    ("proposals_staff:queue", _("제안 처리"), (Role.OFFICER, Role.APPROVER)),
    (
        "petitions_staff:desk",
        _("청원 업무"),
        (Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR),
    ),
    ("reservations_staff:queue", _("승인할 예약"), (Role.OFFICER, Role.APPROVER)),
    ("reservations_staff:days", _("날짜별 이용"), (Role.OFFICER, Role.APPROVER)),
    ("moderation:queue", _("중재"), (Role.MODERATOR,)),
    ("budgets_staff:ideas", _("주민 의견 심사와 사업비"), (Role.OFFICER, Role.APPROVER)),
    ("budgets_staff:execution_desk", _("맡은 사업"), (Role.OFFICER, Role.APPROVER)),
    ("budgets_staff:index", _("참여예산 관리"), (Role.ADMINISTRATOR,)),
    ("organisations_staff:holidays", _("근무일 달력"), (Role.ADMINISTRATOR,)),
    ("notifications_staff:outbox", _("전달 상태"), (Role.ADMINISTRATOR,)),
)
FAR = datetime.max.replace(tzinfo=UTC)


def _queries() -> Iterator[Any]:
    for room in settings.ROOMS:
        if room in settings.INSTALLED_APPS:
            yield import_module(f"{room}.queries")


def home(request: HttpRequest) -> HttpResponse:
    """What is going on in all four rooms."""
    at = clock.now()
    cards = [room.home_card(at) for room in _queries()]
    answers = [answer for card in cards for answer in card.get("answers", ())]
    answers.sort(key=lambda answer: answer["at"], reverse=True)
    shown = [_answer_row(answer) for answer in answers[:ANSWERS]]
    return render(request, "pages/home.html", {"cards": cards, "answers": shown})


def _answer_row(answer: dict[str, Any]) -> dict[str, Any]:
    """What components/item.html shows of an answer: without its hour, by which they were sorted."""
    names = ("title", "url", "meta", "excerpt", "kind")
    row = {name: answer.get(name, "") for name in names}
    return row | {"level": 3, "state": answer["badge"], "tone": answer.get("tone") or "good"}


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Everything that I did, and every day that concerns me or until which I can do something, the nearest
    first."""
    at = clock.now()
    mine: list[Mine] = [deed for room in _queries() for deed in room.mine(request.user, at)]
    mine += moderation_queries().mine(request.user, at)
    waiting = sorted(
        (deed for deed in mine if deed.next and deed.next >= at), key=lambda deed: deed.next or FAR
    )
    done = sorted((deed for deed in mine if deed.is_done), key=lambda deed: deed.at, reverse=True)
    return render(request, "pages/me.html", {"mine": done, "waiting": waiting})


@role_required()
def staff_home(request: HttpRequest) -> HttpResponse:
    """The piles on a member of staff's desk; the one due first on top. A stranger finds no page here."""
    at = clock.now()
    queues: list[Queue] = [queue for room in _queries() for queue in room.queues(request.user, at)]
    queues += moderation_queries().queues(request.user, at)
    queues = [queue for queue in queues if queue.count]
    queues.sort(key=lambda queue: (queue.oldest_due or FAR, -queue.count))
    held = set(Membership.objects.filter(user=person(request)).values_list("role", flat=True))
    desks = [(reverse(name), label) for name, label, roles in DESKS if held & set(roles)]
    return render(request, "pages/staff_home.html", {"queues": queues, "desks": desks})


def moderation_queries() -> Any:
    return import_module("portal.moderation.queries")


def favicon(request: HttpRequest) -> HttpResponse:
    """What browsers and mail programs ask for without looking at the page: the icon that base.html names."""
    return redirect(static("img/mark.svg"))


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


def api_page(request: HttpRequest) -> HttpResponse:
    """The interface for programs, as a page that needs no script."""
    return render(request, "pages/api.html")


def live(request: HttpRequest) -> HttpResponse:
    """For whoever restarts processes: this one answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database and the broker answer, else 503 and which one does not."""
    missing = [
        name for name, works in (("database", _database_works), ("broker", _broker_works)) if not works()
    ]
    return HttpResponse(", ".join(missing) or "ok", status=503 if missing else 200, content_type="text/plain")


def _database_works() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_works() -> bool:
    try:
        cache.get("health")
    except redis.RedisError:
        return False
    return True
