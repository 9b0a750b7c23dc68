"""An identity provider vouches for somebody who stands before an official, and need not have an account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

PREFIX = "desk:"  # before the provider's name, so that such an answer never raises the official's own account


@dataclass(frozen=True, slots=True)
class Vouched:
    """`ci_hash` is what Verification keeps; `user_id` the living account of this person, if there is one."""

    ci_hash: str
    born: date
    area: Any
    user_id: int | None
