"""The letters that the demonstration's post office kept (portal.notifications.sink)."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9]+-[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """One kept letter; `text` is its plain part, `headers` what shows how it was made."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str
    headers: dict[str, str]


def latest(limit: int = 100) -> list[Letter]:
    folder = Path(settings.DEMO_MAIL_DIR)
    paths = sorted(folder.glob("*.eml"), reverse=True)[:limit] if folder.is_dir() else []
    return [_read(path) for path in paths]


def get(name: str) -> Letter | None:
    """The letter of that name; None when there is none, or when the name is no name."""
    path = Path(settings.DEMO_MAIL_DIR) / f"{name}.eml"
    return _read(path) if NAME.fullmatch(name) and path.is_file() else None


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    shown = (
        "From",
        "To",
        "Date",
        "Message-ID",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Content-Language",
    )
    return Letter(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or "").strip(),
        at=_instant(str(message["Date"] or "")),
        text=body.get_content() if body else "",
        headers={name: str(message[name]) for name in shown if message[name]},
    )


def _instant(date_header: str) -> datetime | None:
    """The moment in a Date header; "-0000", which some mailers write, means UTC without a place."""
    if not date_header:
        return None
    at = parsedate_to_datetime(date_header)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
