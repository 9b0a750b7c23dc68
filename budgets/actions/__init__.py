"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .ballots import Cast, cast_ballot
from .preparing import add_envelope, add_project, create_round, edit_envelope, edit_project, edit_round
from .rounds import announce_round, close_round, open_round
from .sealing import seal_round
from .tallies import check_result, fail_tally, finish_tally, publish_result, retry_tally, start_tally
from .uploads import claim_upload, fail_upload, finish_upload, send_upload

__all__ = [
    "Cast",
    "add_envelope",
    "add_project",
    "announce_round",
    "cast_ballot",
    "check_result",
    "claim_upload",
    "close_round",
    "create_round",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_tally",
    "fail_upload",
    "finish_tally",
    "finish_upload",
    "open_round",
    "publish_result",
    "retry_tally",
    "seal_round",
    "send_upload",
    "start_tally",
]
