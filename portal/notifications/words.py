"""A notice in words: the room's templates, in the reader's language. Plain text is never HTML-escaped."""

import logging
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import notifications
from portal.frontend.words import site_name
from portal.notifications import codec
from portal.notifications.models import Notice
from portal.notifications.preferences import label_of

log = logging.getLogger(__name__)


def folder(topic: str) -> str:
    return f"emails/{topic.replace('.', '/')}"


def text(template: str, data: dict[str, Any]) -> str:
    """Render a .txt template; names of people and titles come out as they were typed."""
    rendered: str = get_template(template).template.render(Context(data, autoescape=False))  # type: ignore[attr-defined]
    return rendered.strip()


def context(notice: Notice) -> dict[str, Any]:
    """What the templates see besides what the room gave. A notice is read in more than one language: where it
    has `room` and `room_en`, an English reader gets the latter as `room`."""
    data = codec.unpack(notice.context)
    if (get_language() or "ko").startswith("en"):
        data |= {name.removesuffix("_en"): said for name, said in data.items() if _is_english(name) and said}
    return {
        **data,
        "site_name": site_name(),
        "url": absolute(notice.url),
        "told_at": notice.created_at,
    }


def _is_english(name: str) -> bool:
    return name.endswith("_en")


def kind_of(topic: str) -> Any:
    """A topic as people know it; what nobody is told of keeps its code."""
    kind = notifications.kinds().get(topic)
    return label_of(kind.key) if kind is not None else topic


def subject(notice: Notice) -> str:
    """One line, at most 200 characters. A kind without words shows its label, so an inbox never breaks."""
    try:
        line = text(f"{folder(notice.topic)}/subject.txt", context(notice))
    except TemplateDoesNotExist:
        log.error("The notice %s has no subject.txt.", notice.topic)
        kind = notifications.kinds().get(notice.topic)
        line = str(kind.label) if kind and kind.label else _("새 소식이 있습니다")
    return " ".join(line.split())[:200]


def body(notice: Notice) -> str:
    """The text of the letter without greeting and footer; empty when the room wrote none."""
    try:
        return text(f"{folder(notice.topic)}/body.txt", context(notice))
    except TemplateDoesNotExist:
        return ""


def absolute(url: str) -> str:
    """An address that works from a mailbox."""
    return url if url.startswith(("https://", "http://")) else f"{settings.PUBLIC_URL}{url}"
