"""What the inbox and the staff page read."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from portal import notifications
from portal.notifications.models import Delivery, Notification
from portal.notifications.models.notice import NotificationQuerySet
from portal.outbox.models import Event

SHOWN_AT_MOST = 99
UNREAD = """
SELECT count(*) FROM (
    SELECT FROM notifications_notification WHERE user_id = %s AND read_at IS NULL LIMIT %s
) unread
"""


def unread_count(user: Any) -> int:
    """Unread entries, counted up to 100 so that a page never pays for a neglected inbox. One query."""
    if not user.is_authenticated:
        return 0
    with (
        connection.cursor() as cursor
    ):  # on every page of everybody: the ORM would cost four times the answer
        cursor.execute(UNREAD, [user.pk, SHOWN_AT_MOST + 1])
        return int((cursor.fetchone() or [0])[0])


def inbox(user: Any) -> NotificationQuerySet:
    """Newest first, with what is needed to put them into words."""
    return Notification.objects.filter(user=user).select_related("notice").order_by("-created_at", "-id")


def troubled_deliveries() -> QuerySet[Delivery]:
    """Letters that failed or are being tried again; newest first. Never with an address."""
    return _counted(Delivery.objects.troubled()).select_related("notification__notice").order_by("-id")


def troubled_events() -> QuerySet[Event]:
    """Events whose subscribers failed at least once and which still wait; newest first."""
    return _told(_failing()).order_by("-id")


def waiting(at: datetime) -> dict[str, Any]:
    """How much is due and not yet done; a growing number means that the workers stand still.

    Who sees every ballot's event wait while the relay stands still has counted the ballots, so kinds that are
    `uncounted` are in none of these figures; `hidden_trouble` says only that some of them do not arrive.
    """
    events = Event.objects.filter(done_at__isnull=True, due_at__lte=at)
    letters = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=at)
    return {
        "events_waiting": _told(events).count(),
        "letters_waiting": _counted(letters).count(),
        "hidden_trouble": _hidden_trouble(),
    }


def _hidden_trouble() -> bool:
    topics = notifications.uncounted()
    letters = Delivery.objects.troubled().filter(notification__notice__topic__in=topics)
    return _failing().filter(topic__in=topics).exists() or letters.exists()


def _failing() -> QuerySet[Event]:
    return Event.objects.filter(done_at__isnull=True, attempts__gt=0).exclude(last_error="")


def _told(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.exclude(topic__in=notifications.uncounted())


def _counted(letters: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return letters.exclude(notification__notice__topic__in=notifications.uncounted())
