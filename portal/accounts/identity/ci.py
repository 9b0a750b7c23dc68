"""The one place that touches a CI (연계정보, the code that is the same for one person everywhere)."""

import hashlib
import hmac

from django.conf import settings


def hash_ci(ci: str) -> str:
    """HMAC-SHA256(pepper, CI) in hexadecimal.

    With the pepper outside the database, whoever steals the rows cannot look up a CI that she
    bought elsewhere. The pepper is never changed: a new one would let everybody register again.
    """
    return hmac.new(settings.IDENTITY_PEPPER.encode(), ci.encode(), hashlib.sha256).hexdigest()
