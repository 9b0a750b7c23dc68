"""The secrecy of the ballot: the round's key, the names it gives, receipts, and the sealed box's Merkle tree.

The key is a file outside the database. While it exists a voter can be found again and may change her ballot;
when it is destroyed at sealing, nobody can tell any more whose ballot is whose.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from itertools import islice, product
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32


class KeyMissing(RuntimeError):
    """The round's key is not on this machine: no ballot can be taken or found."""


def key_path(round_public_id: str) -> Path:
    return Path(settings.BALLOT_KEYS_DIR) / f"{round_public_id}.key"


def make_key(round_public_id: str) -> None:
    """Draw the key of a round, once; readable by the portal's own account only.

    A key left by an announcement that was rolled back was never used and is taken as it is.
    """
    path = key_path(round_public_id)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())


def read_key(round_public_id: str) -> bytes:
    """The key, read anew each time: a cached copy would outlive its destruction."""
    try:
        key = key_path(round_public_id).read_bytes()
    except FileNotFoundError:
        raise KeyMissing(round_public_id) from None
    if len(key) != KEY_BYTES:
        raise KeyMissing(round_public_id)
    return key


def destroy_key(round_public_id: str) -> None:
    """Overwrite and unlink. Backups must not hold keys of sealed rounds (docs/security.md)."""
    path = key_path(round_public_id)
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def pseudonym(key: bytes, envelope_id: int, voter_id: int) -> str:
    """The voter's name in one envelope; another in each, so that her ballots are not tied to each other."""
    return _mac(key, f"voter:{envelope_id}:{voter_id}").hexdigest()


def receipt_code(key: bytes, name: str, choices: Sequence[int], points: Sequence[int] | None = None) -> str:
    """16 characters that stand for exactly this ballot; a changed ballot has another code."""
    digest = _mac(key, f"receipt:{name}:{_list(choices, points)}").digest()
    return base64.b32encode(digest)[:16].decode()


LOOK_ALIKE = {"0": "O", "1": "IL", "8": "B"}
MOST_WAYS = 64  # six ones in a code; what is asked of the database stays small


def receipt_hash(code: str) -> str:
    return hashlib.sha256(f"receipt:{code}".encode()).hexdigest()


def codes_meant(typed: str) -> list[str]:
    """The codes that somebody can have copied by hand as `typed`.

    Spaces, dashes and small letters do not matter, and as no code has a 0, 1 or 8 in it, these are an O, an I
    or L, and a B. Who misread a letter must not be told that her vote is missing.
    """
    plain = "".join(c for c in typed.upper() if c.isalnum() and c.isascii())[:16]
    ways = [LOOK_ALIKE.get(letter, letter) for letter in plain]
    return ["".join(way) for way in islice(product(*ways), MOST_WAYS)]


def show_code(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def no_receipt() -> str:
    """Stands where the hash of a receipt would, on a ballot cast on paper.

    An empty place would show in the sealed box which ballots came on paper: of a single one, whose it is.
    """
    return secrets.token_hex(32)


def content(choices: Sequence[int], points: Sequence[int] | None = None, blind: str = "") -> str:
    """What a leaf says of the choices: their hash with the ballot's own blinding value.

    So a proof shows that a receipt is in the tree, and nothing from which a buyer of votes could learn what
    it stands for. Imported elections have no receipts and nothing to hide: `blind` "" gives the plain list.
    """
    if not blind:
        return _list(choices, points)
    return hashlib.sha256(f"ballot:{blind}:{_list(choices, points)}".encode()).hexdigest()


def leaf(envelope_public_id: str, receipt: str | None, inside: str) -> str:
    """One ballot's leaf: binds receipt and `content`. 0x00 before leaves, 0x01 before nodes (RFC 6962)."""
    text = f"{envelope_public_id}:{receipt or ''}:{inside}"
    return hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def merkle_levels(leaves: Sequence[str]) -> list[list[str]]:
    """The tree from its leaves, in their order, up to the root; over no leaves stands the hash of nothing."""
    levels = [list(leaves) or [hashlib.sha256(b"").hexdigest()]]
    while len(levels[-1]) > 1:
        levels.append(_level_above(levels[-1]))
    return levels


class Tree:
    """The root of `merkle_levels` while leaves pass one by one; of a million it keeps twenty nodes."""

    def __init__(self) -> None:
        self.total = 0
        self._peaks: list[
            bytes
        ] = []  # roots of full trees, the largest first; a power of two leaves under each

    def add(self, leaf: bytes) -> None:
        node, full = leaf, self.total
        while full & 1:
            node = hashlib.sha256(b"\x01" + self._peaks.pop() + node).digest()
            full >>= 1
        self._peaks.append(node)
        self.total += 1

    def root(self) -> str:
        if not self._peaks:
            return hashlib.sha256(b"").hexdigest()
        *rest, node = self._peaks
        for peak in reversed(rest):
            node = hashlib.sha256(b"\x01" + peak + node).digest()
        return node.hex()


def twins(place: int, total: int) -> list[tuple[str, int, int]]:
    """What must be hashed with the leaf at `place` of `total`, from below: (side, level, place of the twin).

    Of an odd number of nodes the last has no twin and goes up as it is.
    """
    found, level = [], 0
    while total > 1:
        twin = place ^ 1
        if twin < total:
            found.append(("left" if twin < place else "right", level, twin))
        place, total, level = place // 2, (total + 1) // 2, level + 1
    return found


def root_of_path(start: str, path: Sequence[tuple[str, str]]) -> str:
    """The root that an inclusion path leads to."""
    for side, other in path:
        start = _node(other, start) if side == "left" else _node(start, other)
    return start


def _level_above(level: list[str]) -> list[str]:
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - len(level) % 2 :]


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def _mac(key: bytes, text: str) -> "hmac.HMAC":
    return hmac.new(key, text.encode(), hashlib.sha256)


def _list(choices: Sequence[int], points: Sequence[int] | None = None) -> str:
    """3,1,7 in the ballot's order; with points 1=4,3=6. Boxes from before points read the same."""
    if points is None:
        return ",".join(str(number) for number in choices)
    return ",".join(f"{number}={given}" for number, given in zip(choices, points, strict=True))
