"""Names for things in URLs. Never primary keys: those would tell how many there are, and in which order."""

import base64
import secrets

from django.utils.crypto import salted_hmac


def new() -> str:
    """12 lowercase base32 characters, 60 random bits."""
    return base64.b32encode(secrets.token_bytes(8))[:12].decode().lower()


def of(room: str, person_pk: int, sheet: str) -> str:
    """The name of what one person sends on one sheet (a form's hidden key): sent twice, it is the same name,
    and the column's uniqueness does the rest. Keyed, so that nobody chooses a name or hits another's."""
    digest = salted_hmac("portal.publicid", f"{room}:{person_pk}:{sheet}", algorithm="sha256").digest()
    return base64.b32encode(digest)[:12].decode().lower()
