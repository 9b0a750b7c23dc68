"""The signed link under each letter: it works without logging in, for one person and one kind only."""

from django.core import signing
from django.urls import reverse

from portal.accounts.models import User

SALT = "portal.notifications.unsubscribe"


def token(user: User, key: str) -> str:
    return signing.dumps([user.public_id, key], salt=SALT)


def path(user: User, key: str) -> str:
    return reverse("notifications:unsubscribe", args=[token(user, key)])


def read(token: str) -> tuple[User, str] | None:
    """Whose wish, and about what; None for a link that was changed or whose owner left."""
    try:
        public_id, key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.living().filter(public_id=public_id).first()
    return (user, key) if user else None
