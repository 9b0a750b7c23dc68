"""The verbs of participatory budgeting. The only writers of this room's tables."""

from .analyses import ask_for_analyses, claim_analysis, fail_analysis, finish_analysis, keep_slice
from .ballots import Cast, cast_ballot
from .belonging import claim_belonging, decide_belonging, forget_belongings, withdraw_belonging
from .booths import add_booth, count_box, edit_booth, print_sheets, sign_booth
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
from .issuing import issue_paper
from .keying import Typed, judge_sheet, key_sheet
from .opinions import ask_opinion, draft_opinion, keep_opinion
from .preparing import (
    add_envelope,
    add_project,
    create_round,
    edit_envelope,
    edit_project,
    edit_round,
    remove_envelope,
    set_rule,
)
from .rounds import announce_round, close_round, open_round
from .sandbox import delete_sandbox, make_sandbox
from .schedule import (
    begin_due_phases,
    begin_phase,
    follow_round,
    hold_round,
    move_phase,
    note_trouble,
    resume_round,
    set_schedule,
    start_schedule,
    unfollow_round,
)
from .sealing import cut_open_box, seal_round
from .tallies import check_result, fail_tally, finish_tally, publish_result, retry_tally, start_tally
from .uploads import claim_upload, fail_upload, finish_upload, send_upload

__all__ = [
    "Cast",
    "Typed",
    "add_booth",
    "add_envelope",
    "add_project",
    "announce_round",
    "ask_for_analyses",
    "ask_opinion",
    "begin_due_phases",
    "begin_execution",
    "begin_phase",
    "cast_ballot",
    "check_result",
    "claim_analysis",
    "claim_belonging",
    "claim_upload",
    "close_round",
    "correct_spending",
    "count_box",
    "create_round",
    "cut_open_box",
    "decide_belonging",
    "delete_sandbox",
    "draft_opinion",
    "edit_booth",
    "edit_envelope",
    "edit_project",
    "edit_round",
    "fail_analysis",
    "fail_tally",
    "fail_upload",
    "finish_analysis",
    "finish_milestone",
    "finish_tally",
    "finish_upload",
    "follow_project",
    "follow_round",
    "forget_belongings",
    "hold_round",
    "issue_paper",
    "judge_sheet",
    "keep_opinion",
    "keep_slice",
    "key_sheet",
    "make_sandbox",
    "move_milestone",
    "move_phase",
    "note_trouble",
    "open_round",
    "plan_milestone",
    "print_sheets",
    "publish_result",
    "record_spending",
    "remove_envelope",
    "report_progress",
    "resume_round",
    "retry_tally",
    "seal_round",
    "send_upload",
    "set_rule",
    "set_schedule",
    "settle",
    "sign_booth",
    "start_schedule",
    "start_tally",
    "unfollow_round",
    "withdraw_belonging",
]
