"""A refusal: why something may not be done, as a code for machines and a sentence for people."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """`sentence` is a lazy translation; `field` names the form field that it belongs to, if one does."""

    code: str
    sentence: Any
    field: str | None = None

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(Exception):
    """Raised by an action; carries the Refusal that the page or the API shows."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def refuse(refusal: Refusal | None) -> None:
    """Raise when a rule answered with a refusal; pass when it answered None."""
    if refusal is not None:
        raise Refused(refusal)
