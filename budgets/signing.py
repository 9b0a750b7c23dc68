"""The seal under a result file: Ed25519, so that a copy on any server can be told from a changed one.

The hash on our own page proves nothing against whoever can change the page. The public key is published where
it can be noted beforehand, and a signature under other bytes cannot be made without the private key, which
is a secret of this installation and neither in the database nor in its backups.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

PURPOSE = b"gwangjang result signing\n"


@dataclass(frozen=True, slots=True)
class Signed:
    """What is kept beside a result: the hash of its bytes, the signature and the key that made it (hex)."""

    sha256: str
    signature: str
    public_key: str

    def fields(self) -> dict[str, str]:
        return {"sha256": self.sha256, "signature": self.signature, "public_key": self.public_key}


def keep(result: dict[str, Any]) -> Signed:
    """Sign what people voted for here, and nothing else: a rehearsal, or an election brought from elsewhere,
    could be shown under our signature as a vote of ours."""
    if result["election"]["kind"] == "vote":
        return sign(result)
    return Signed(fingerprint(result), "", "")


def sign(result: dict[str, Any]) -> Signed:
    data, key = canonical(result), _private_key()
    return Signed(hashlib.sha256(data).hexdigest(), key.sign(data).hex(), _hex(key.public_key()))


def holds(data: bytes, signature: str, public_key: str) -> bool:
    """Is `signature` (hex) that of `public_key` (hex) under exactly these bytes?"""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """This installation's public key, 32 bytes as hex."""
    return _hex(_private_key().public_key())


def public_pem() -> str:
    """The same key in the form that `openssl pkeyutl -verify -rawin` reads."""
    return pem_of(public_key())


def pem_of(public_key: str) -> str:
    """A public key (hex), kept beside a result, in that form."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint(result: dict[str, Any]) -> str:
    """SHA-256 of the result file's bytes: a recount must give the same."""
    return hashlib.sha256(canonical(result)).hexdigest()


def canonical(result: dict[str, Any]) -> bytes:
    """The result file, byte for byte."""
    return (json.dumps(result, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _private_key() -> Ed25519PrivateKey:
    """Any long random text makes a key, as with our other secrets; the purpose keeps it apart from them."""
    seed = hashlib.sha256(PURPOSE + settings.RESULT_SIGNING_KEY.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _hex(key: Ed25519PublicKey) -> str:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
