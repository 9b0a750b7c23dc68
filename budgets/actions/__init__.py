"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .ballots import Cast, cast_ballot
from .booths import add_booth, count_box, edit_booth, print_sheets, sign_booth
from .issuing import issue_paper
from .keying import Typed, judge_sheet, key_sheet
from .preparing import add_envelope, add_project, create_round, edit_envelope, edit_project, edit_round
from .rounds import announce_round, close_round, open_round
from .sealing import cut_open_box, seal_round
from .tallies import check_result, fail_tally, finish_tally, publish_result, retry_tally, start_tally

__all__ = [
    "Cast",
    "Typed",
    "add_booth",
    "add_envelope",
    "add_project",
    "announce_round",
    "cast_ballot",
    "check_result",
    "close_round",
    "count_box",
    "create_round",
    "cut_open_box",
    "edit_booth",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_tally",
    "finish_tally",
    "issue_paper",
    "judge_sheet",
    "key_sheet",
    "open_round",
    "print_sheets",
    "publish_result",
    "retry_tally",
    "seal_round",
    "sign_booth",
    "start_tally",
]
