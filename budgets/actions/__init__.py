"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .ballots import Cast, cast_ballot
from .execution import (
    begin_execution,
    correct_spending,
    finish_milestone,
    follow_project,
    move_milestone,
    plan_milestone,
    record_spending,
    report_progress,
    settle,
)
from .opinions import ask_opinion, keep_opinion
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
    "ask_opinion",
    "begin_execution",
    "cast_ballot",
    "check_result",
    "claim_upload",
    "close_round",
    "correct_spending",
    "create_round",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_tally",
    "fail_upload",
    "finish_milestone",
    "finish_tally",
    "finish_upload",
    "follow_project",
    "keep_opinion",
    "move_milestone",
    "open_round",
    "plan_milestone",
    "publish_result",
    "record_spending",
    "report_progress",
    "retry_tally",
    "seal_round",
    "send_upload",
    "settle",
    "start_tally",
]
