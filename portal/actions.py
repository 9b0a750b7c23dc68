"""What every verb of the portal has in common: one transaction, and refusals instead of stack traces.

The database is the last honest witness: an action writes and lets a named constraint object.
The map from constraint to sentence is filled by each room's `rules.py` through `constraints()`.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from portal.refusals import Refusal, Refused

P = ParamSpec("P")
R = TypeVar("R")

BUSY = Refusal("busy", _("지금 많은 분이 한꺼번에 이용하고 있습니다. 잠시 뒤에 다시 눌러 주세요."))
LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION = "55P03", "40P01", "40001"

_refusals: dict[str, Refusal] = {}


def constraints(named: dict[str, Refusal]) -> None:
    """Say which Refusal the violation of each named constraint means."""
    for name, refusal in named.items():
        if _refusals.setdefault(name, refusal) != refusal:
            raise ValueError(f"constraint {name} has two refusals")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Open the outermost transaction; turn a broken constraint or a lock's time-out into Refused.

    Durable: what an action returned is committed, so a citizen is never told "saved" too early;
    and an action inside another transaction is a mistake that raises RuntimeError.
    """

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic(durable=True):
                return function(*args, **kwargs)
        except (IntegrityError, OperationalError) as error:
            refusal = refusal_of(error)
            if refusal is None:
                raise
            raise Refused(refusal) from error

    return wrapper


def refusal_of(error: DatabaseError) -> Refusal | None:
    """The Refusal behind a database error, or None when it is a fault of ours."""
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in (LOCK_NOT_AVAILABLE, DEADLOCK, SERIALIZATION):
        return BUSY
    diagnosis = getattr(cause, "diag", None)
    return _refusals.get(getattr(diagnosis, "constraint_name", None) or "")
