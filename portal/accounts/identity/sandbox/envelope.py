"""Signed messages between the portal and the sandbox, each way with a salt of its own.

A real provider has a key of its own; here both sides derive theirs from SECRET_KEY.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing

from portal.accounts.identity import refusals
from portal.refusals import Refused

REQUEST, ANSWER = "portal.identity.sandbox.request", "portal.identity.sandbox.answer"
LIFE = timedelta(minutes=10)


def seal(payload: dict[str, Any], salt: str, at: datetime) -> str:
    return signing.dumps({**payload, "exp": (at + LIFE).timestamp()}, salt=salt, compress=True)


def unseal(sealed: str, salt: str, at: datetime | None) -> dict[str, Any]:
    """The payload. Raises Refused(TAMPERED) or, when `at` is given, Refused(EXPIRED)."""
    try:
        payload: dict[str, Any] = signing.loads(sealed, salt=salt)
    except signing.BadSignature as error:
        raise Refused(refusals.TAMPERED) from error
    if at is not None and at.timestamp() >= payload["exp"]:
        raise Refused(refusals.EXPIRED)
    return payload
