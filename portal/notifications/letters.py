"""One letter: a notice dressed as an e-mail for one person."""

from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from portal import notifications
from portal.notifications import unsubscribing, words
from portal.notifications.models import Delivery, Notice


def compose(delivery: Delivery) -> EmailMultiAlternatives:
    """The letter in the recipient's language, with text and HTML parts and a one-click unsubscribe header."""
    notification = delivery.notification
    with translation.override(notification.user.language):
        data = _data(delivery)
        message = EmailMultiAlternatives(
            subject=data["subject"],
            body=words.text("notifications/letter.txt", data),
            to=[notification.user.email],
            headers=_headers(delivery, data),
        )
        message.attach_alternative(_html(notification.notice, data), "text/html")
    return message


def _data(delivery: Delivery) -> dict[str, Any]:
    notice, user = delivery.notification.notice, delivery.notification.user
    kind = notifications.kinds().get(notice.topic)
    muted = kind is None or kind.always
    return {
        **words.context(notice),
        "subject": words.subject(notice),
        "body": words.body(notice),
        "nickname": user.display_name,
        "language": user.language,
        "reason": reason(kind),
        "settings_url": words.absolute("/inbox/settings/"),
        "unsubscribe_url": ""
        if muted or kind is None
        else words.absolute(unsubscribing.path(user, kind.key)),
    }


def reason(kind: notifications.Kind | None) -> str:
    """The answer to "why did I get this?"."""
    if kind is None:
        return _("이 누리집에서 하신 일과 관련된 소식이라 보내 드립니다.")
    if kind.always:
        return _("기한이 걸린 일이라 알림 설정과 관계없이 보내 드립니다.")
    if kind.label:
        return _("‘%(kind)s’ 소식을 이메일로 받기로 하셔서 보내 드립니다.") % {"kind": kind.label}
    return _("참여하신 일에 새 소식이 있어 보내 드립니다.")


def _headers(delivery: Delivery, data: dict[str, Any]) -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {
        # The same at every attempt, so that a mailbox recognises a second copy.
        "Message-ID": f"<{delivery.public_id}@{host}>",
        "Date": formatdate(delivery.notification.created_at.timestamp(), usegmt=True),
        "Auto-Submitted": "auto-generated",
        "Content-Language": data["language"],
    }
    if data["unsubscribe_url"]:
        headers["List-Unsubscribe"] = f"<{data['unsubscribe_url']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return headers


def _html(notice: Notice, data: dict[str, Any]) -> str:
    try:
        template = get_template(f"{words.folder(notice.topic)}/body.html")
    except TemplateDoesNotExist:
        template = get_template("emails/plain.html")
    return template.render(data)
