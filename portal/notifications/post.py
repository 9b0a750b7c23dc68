"""The post office: claims letters one by one, sends them by SMTP, and remembers what became of each."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from portal import clock
from portal.notifications import letters
from portal.notifications.models import Delivery

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)  # longer than any one SMTP conversation (EMAIL_TIMEOUT)
MOST_ATTEMPTS = 10  # over about 17 hours
LONGEST_PAUSE = timedelta(hours=6)

CLAIM_ONE = """
UPDATE notifications_delivery SET attempts = attempts + 1, due_at = %(until)s
WHERE id = (
    SELECT id FROM notifications_delivery WHERE state = 'waiting' AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id
"""


def send_due(limit: int = 1000) -> int:
    """Send what is due over one SMTP connection, at most `limit` letters; answers how many were tried."""
    tried = 0
    mailer = get_connection()
    try:
        while tried < limit and (delivery := claim()) is not None:
            tried += 1
            send(delivery, mailer)
    finally:
        _hang_up(mailer)
    return tried


def claim() -> Delivery | None:
    """Take the letter that has waited longest, or None. Two workers never hold the same one."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_ONE, {"now": now, "until": now + CLAIM})
        row = cursor.fetchone()
    if row is None:
        return None
    return Delivery.objects.select_related("notification__notice", "notification__user").get(pk=row[0])


def send(delivery: Delivery, mailer: BaseEmailBackend) -> None:
    """Try once and write down the outcome."""
    user = delivery.notification.user
    if not user.is_active:
        return _finish(delivery, Delivery.State.FAILED, error="account closed")
    try:
        mailer.open()
        mailer.send_messages([letters.compose(delivery)])
    except Exception as error:
        log.warning("Letter %s (attempt %s): %s", delivery.public_id, delivery.attempts, error)
        _hang_up(mailer)
        return _failed(delivery, error)
    return _finish(delivery, Delivery.State.SENT, sent_at=clock.now())


def _hang_up(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except (OSError, smtplib.SMTPException):
        log.info("The mail server had already hung up.")


def _failed(delivery: Delivery, error: Exception) -> None:
    if is_permanent(error) or delivery.attempts >= MOST_ATTEMPTS:
        return _finish(delivery, Delivery.State.FAILED, error=describe(error))
    due_at = clock.now() + pause(delivery.attempts)
    return _finish(delivery, Delivery.State.WAITING, error=describe(error), due_at=due_at)


def _finish(delivery: Delivery, state: str, *, error: str = "", **changes: Any) -> None:
    # Guarded by `attempts`: a worker that lost its claim must not overwrite what came after it.
    Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts).update(
        state=state, last_error=error[:500], **changes
    )


def pause(attempts: int) -> timedelta:
    """1 minute, 2, 4, 8, … up to six hours."""
    return min(timedelta(minutes=2 ** max(attempts - 1, 0)), LONGEST_PAUSE)


def is_permanent(error: Exception) -> bool:
    """5xx answers: the server will say the same tomorrow. Everything else may pass."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # our own mistake; letters wait until an administrator mends it
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def describe(error: Exception) -> str:
    """What the staff page shows. Without addresses: that page is not the place to read them."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = {f"{code} {_text(text)}" for code, text in error.recipients.values()}
        return f"SMTPRecipientsRefused: {'; '.join(sorted(answers))}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}: {error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
