"""Names for things in URLs. Never primary keys: those would tell how many there are, and in which order."""

import base64
import secrets


def new() -> str:
    """12 lowercase base32 characters, 60 random bits."""
    return base64.b32encode(secrets.token_bytes(8))[:12].decode().lower()
