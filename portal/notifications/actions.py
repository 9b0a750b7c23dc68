"""The verbs of notifications: telling many, reading, choosing. Letters leave through `post.py`."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from portal import clock
from portal.accounts.models import User
from portal.actions import action
from portal.notifications import Kind, codec
from portal.notifications.models import Delivery, Notice, Notification, Preference

if TYPE_CHECKING:
    from portal.outbox.models import Event

BATCH = 1000


def tell(*, kind: Kind, event: "Event") -> None:
    """Put the event into every recipient's inbox and queue a letter to those who want one.

    Idempotent: what a crashed worker began, the next one completes, and nobody is told twice.
    A batch is its own transaction, so that thousands of recipients never hold one long.
    """
    notice = _notice(kind, event)
    for ids in _batches(set(kind.recipients(event))):
        _tell_batch(kind, notice, ids)


def _notice(kind: Kind, event: "Event") -> Notice:
    notice, _ = Notice.objects.get_or_create(
        event_id=event.pk,
        defaults={
            "topic": event.topic,
            "url": kind.url(event),
            "context": codec.pack(kind.context(event)),
            "created_at": event.created_at,
        },
    )
    return notice


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(sorted(ids))
    while batch := list(islice(rest, BATCH)):
        yield batch


@action
def _tell_batch(kind: Kind, notice: Notice, ids: list[int]) -> None:
    living = User.objects.living().filter(pk__in=ids, is_active=True)
    Notification.objects.bulk_create(
        [Notification(notice=notice, user=user, created_at=notice.created_at) for user in living.only("pk")],
        ignore_conflicts=True,
    )
    told = Notification.objects.filter(notice=notice, user__in=ids, deliveries__isnull=True)
    # RFC 2606: nobody can read these. The demonstration's crowd of thousands lives there.
    told = told.exclude(user__email__endswith=".invalid")
    if not kind.always:
        muted = Preference.objects.filter(user__in=ids, key=kind.key, mail=False)
        told = told.exclude(user__in=muted.values("user"))
    at = clock.now()
    Delivery.objects.bulk_create(
        [Delivery(notification_id=pk, due_at=at) for pk in told.values_list("pk", flat=True)],
        ignore_conflicts=True,
    )
    transaction.on_commit(_ring)


def _ring() -> None:
    from portal.notifications import tasks

    tasks.ring()


@action
def read(*, user: User, notification: Notification, at: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, user=user).unread().update(read_at=at)


@action
def read_all(*, user: User, at: datetime) -> int:
    """Mark everything that had arrived by `at` as read; answers how many that were."""
    return Notification.objects.filter(user=user, created_at__lte=at).unread().update(read_at=at)


@action
def choose(*, user: User, mail: dict[str, bool], at: datetime) -> None:
    """Keep for each preference key whether e-mail is wanted."""
    Preference.objects.bulk_create(
        [Preference(user=user, key=key, mail=wanted) for key, wanted in mail.items()],
        update_conflicts=True,
        unique_fields=["user", "key"],
        update_fields=["mail"],
    )


@action
def retry(*, actor: User, delivery: Delivery, at: datetime) -> bool:
    """Give a letter that was given up a fresh start. False when it needs none."""
    from portal import audit

    changed = (
        Delivery.objects.filter(pk=delivery.pk)
        .troubled()
        .update(state=Delivery.State.WAITING, attempts=0, last_error="", due_at=at)
    )
    if changed:
        target = f"notifications.delivery:{delivery.public_id}"
        audit.record(actor_id=actor.pk, verb="notifications.retry", target=target, at=at)
        transaction.on_commit(_ring)
    return bool(changed)


@action
def retry_event(*, actor: User, event: "Event", at: datetime) -> bool:
    """Make an undelivered event due now. False when it has been delivered meanwhile."""
    from portal import audit
    from portal.outbox import bell
    from portal.outbox.models import Event

    changed = Event.objects.filter(pk=event.pk, done_at__isnull=True).update(due_at=at)
    if changed:
        audit.record(actor_id=actor.pk, verb="outbox.retry", target=f"outbox.event:{event.pk}", at=at)
        transaction.on_commit(bell.ring)
    return bool(changed)
