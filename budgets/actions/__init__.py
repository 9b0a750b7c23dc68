"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .analyses import ask_for_analyses, claim_analysis, fail_analysis, finish_analysis, keep_slice
from .ballots import Cast, cast_ballot
from .preparing import add_envelope, add_project, create_round, edit_envelope, edit_project, edit_round
from .rounds import announce_round, close_round, open_round
from .sealing import seal_round
from .tallies import check_result, fail_tally, finish_tally, publish_result, retry_tally, start_tally

__all__ = [
    "Cast",
    "add_envelope",
    "add_project",
    "announce_round",
    "ask_for_analyses",
    "cast_ballot",
    "check_result",
    "claim_analysis",
    "close_round",
    "create_round",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_analysis",
    "fail_tally",
    "finish_analysis",
    "finish_tally",
    "keep_slice",
    "open_round",
    "publish_result",
    "retry_tally",
    "seal_round",
    "start_tally",
]
