"""What a person had typed when we sent her away to log in or to prove who she is.

Losing a text of an hour because the identity level was too low is the most common complaint
about such portals. Rooms save drafts; this catches the rest, in her own session.
"""

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

SLOT = "kept_forms"
MOST_FORMS, MOST_CHARACTERS = 3, 60_000
NEVER = ("csrfmiddlewaretoken", "password", "password1", "password2")


def keep(request: HttpRequest, path: str) -> None:
    """Remember this POST for the page at `path`. Files and passwords are not kept."""
    data = request.POST.copy()
    for name in NEVER:
        data.pop(name, None)
    text = data.urlencode()
    if not text or len(text) > MOST_CHARACTERS:
        return
    slots = {**request.session.get(SLOT, {})}
    slots.pop(path, None)
    slots[path] = text
    request.session[SLOT] = dict(list(slots.items())[-MOST_FORMS:])


def initial(request: HttpRequest) -> dict[str, str]:
    """The same as a form's `initial`, for pages that anybody may ask for again."""
    data = take(request) if request.method in ("GET", "HEAD") else None
    return {name: str(data.get(name)) for name in data} if data else {}


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent; or, for pages that anybody may ask for again, what was typed
    here before she was led away, shown once more as it was and acted upon only when it is sent again."""
    return request.POST if request.method == "POST" else take(request)


def status(request: HttpRequest, form: BaseForm | None) -> int:
    """Of a page with such a form: nothing was refused yet where it is only shown once more."""
    return 422 if request.method == "POST" and form is not None and form.errors else 200


def take(request: HttpRequest, path: str | None = None) -> QueryDict | None:
    """What was typed on this page, once: `Form(initial=kept.take(request))`. None when nothing was kept."""
    slots = {**request.session.get(SLOT, {})}
    text = slots.pop(path or request.get_full_path(), None)
    if text is None:
        return None
    request.session[SLOT] = slots
    return QueryDict(text)
