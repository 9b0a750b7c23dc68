"""The verbs of accounts. The only writers of its tables."""

from portal.accounts.actions.forgetting import forget
from portal.accounts.actions.identity import begin_identity, fail_identity, finish_identity
from portal.accounts.actions.leaving import erase
from portal.accounts.actions.profile import change_profile
from portal.accounts.actions.vouching import begin_vouching, finish_vouching

__all__ = [
    "begin_identity",
    "begin_vouching",
    "change_profile",
    "erase",
    "fail_identity",
    "finish_identity",
    "finish_vouching",
    "forget",
]
