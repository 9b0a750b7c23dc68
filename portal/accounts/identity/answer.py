"""What an identity provider may tell the portal. Names and addresses are not asked for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """`ci` is the provider's code for the person; `area_code` that of her district, if asked."""

    nonce: str
    ci: str
    birth_date: date
    area_code: str = ""
