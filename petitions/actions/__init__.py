"""The verbs of this room. Each is one transaction; views, API, jobs and seeds call nothing else to write."""

from petitions.actions.answering import answer_petition, extend_answer
from petitions.actions.assigning import assign_petition
from petitions.actions.checking import ask_supplement, publish_petition, refuse_petition
from petitions.actions.closing import close_petition, lapse_petition, withdraw_petition
from petitions.actions.counting import audit_counts, clear_alarm, fold_signatures, refresh_trends
from petitions.actions.drafting import save_draft, start_draft, submit_petition
from petitions.actions.signing import (
    invalidate_signatures,
    sign_petition,
    support_petition,
    withdraw_signature,
)

__all__ = [
    "answer_petition",
    "ask_supplement",
    "assign_petition",
    "audit_counts",
    "clear_alarm",
    "close_petition",
    "extend_answer",
    "fold_signatures",
    "invalidate_signatures",
    "lapse_petition",
    "publish_petition",
    "refresh_trends",
    "refuse_petition",
    "save_draft",
    "sign_petition",
    "start_draft",
    "submit_petition",
    "support_petition",
    "withdraw_petition",
    "withdraw_signature",
]
