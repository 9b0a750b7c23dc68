"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .ballots import Cast, cast_ballot
from .belonging import claim_belonging, decide_belonging, forget_belongings, withdraw_belonging
from .preparing import add_envelope, add_project, create_round, edit_envelope, edit_project, edit_round
from .rounds import announce_round, close_round, open_round
from .sealing import seal_round
from .tallies import check_result, fail_tally, finish_tally, publish_result, retry_tally, start_tally

__all__ = [
    "Cast",
    "add_envelope",
    "add_project",
    "announce_round",
    "cast_ballot",
    "check_result",
    "claim_belonging",
    "close_round",
    "create_round",
    "decide_belonging",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_tally",
    "finish_tally",
    "forget_belongings",
    "open_round",
    "publish_result",
    "retry_tally",
    "seal_round",
    "start_tally",
    "withdraw_belonging",
]
