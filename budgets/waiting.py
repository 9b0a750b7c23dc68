"""What somebody ticked before she was sent to log in waits in her own browser, never on our side.

A session row beside an account would say what she was about to choose, in every dump, even after sealing.
The cookie goes only to this ballot's page, lives half an hour, and no script can read it.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, QueryDict

from budgets.models import Envelope

COOKIE = "ballot_waiting"
HALF_AN_HOUR = 1800
LARGEST = 3800  # bytes; browsers keep 4096 of a cookie with its name. 200 choices take about 3000.


def keep(response: HttpResponseBase, envelope: Envelope, typed: QueryDict) -> None:
    data = typed.copy()
    data.pop("csrfmiddlewaretoken", None)
    for name in [name for name in data if not any(data.getlist(name))]:
        del data[name]
    sealed = signing.dumps(data.urlencode(), salt=_salt(envelope), compress=True)
    if len(sealed) <= LARGEST:
        path = envelope.get_absolute_url()
        response.set_cookie(
            COOKIE,
            sealed,
            max_age=HALF_AN_HOUR,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def take(request: HttpRequest, envelope: Envelope) -> QueryDict | None:
    """What she had ticked on this ballot; None when there is nothing, or somebody else made it."""
    try:
        text = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_salt(envelope), max_age=HALF_AN_HOUR)
    except signing.BadSignature:
        return None
    return QueryDict(text)


def drop(response: HttpResponseBase, envelope: Envelope) -> None:
    response.delete_cookie(COOKIE, path=envelope.get_absolute_url(), samesite="Lax")


def _salt(envelope: Envelope) -> str:
    return f"budgets.waiting:{envelope.public_id}"
