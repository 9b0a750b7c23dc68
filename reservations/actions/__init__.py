from reservations.actions.booking import book, cancel
from reservations.actions.deciding import approve, reject, revoke
from reservations.actions.upkeep import expire, remind

__all__ = ["approve", "book", "cancel", "expire", "reject", "remind", "revoke"]
