"""Comments stand below moderation and cannot register themselves; this does it for them."""

from typing import Any

from django.utils.translation import pgettext_lazy

from portal import moderation
from portal.comments import hosts
from portal.comments import moderation as verbs


def _readable(user: Any, comment: Any) -> bool:
    """A comment can be read where its thread can, until it is hidden or taken back; a thread whose room says
    nothing is read by everybody."""
    host = hosts.find(comment.thread)
    return comment.is_shown and (host is None or bool(host.readable(comment.thread, user)))


moderation.register(
    verbs.KIND,
    moderation.Adapter(
        get=verbs.get,
        hide=verbs.hide,
        restore=verbs.restore,
        excerpt=verbs.excerpt,
        url=verbs.url,
        author_id=verbs.author_id,
        label=pgettext_lazy("one", "댓글"),
        readable=_readable,
    ),
)
