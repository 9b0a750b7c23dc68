"""A comment that waits while its author proves who she is, or mends it: kept in the session, never lost."""

from __future__ import annotations

from django.http import HttpRequest

from portal.comments.models import Thread
from portal.comments.models.comment import BODY_MAX
from portal.refusals import Refusal


def _key(thread: Thread, part: str = "draft") -> str:
    return f"comments.{part}.{thread.public_id}"


def keep(request: HttpRequest, thread: Thread, body: str, refusal: Refusal | None = None) -> None:
    """Keep ``body``, and why it could not be posted, for the next time that the form is shown."""
    # A little more than is allowed, so that a text which is too long can be shortened rather than retyped.
    request.session[_key(thread)] = body[: BODY_MAX * 4]
    if refusal:
        request.session[_key(thread, "problem")] = str(refusal.sentence)


def read(request: HttpRequest, thread: Thread) -> str:
    return str(request.session.get(_key(thread), ""))


def problem(request: HttpRequest, thread: Thread) -> str:
    """The sentence of the last refusal; said once. (A reader without anything kept writes no session.)"""
    key = _key(thread, "problem")
    return str(request.session.pop(key)) if key in request.session else ""


def forget(request: HttpRequest, thread: Thread) -> None:
    for part in ("draft", "problem"):
        if _key(thread, part) in request.session:
            del request.session[_key(thread, part)]
