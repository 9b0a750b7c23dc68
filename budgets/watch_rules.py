"""The citizens' watch: who may offer to serve, who may inspect what, and what a department must answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Execution, Inspection, InspectionAnswer, Round, Verdict, Watch, Watcher
from portal import clock
from portal.accounts.models import User
from portal.actions import constraints
from portal.organisations.clocks import CALENDAR
from portal.organisations.rules import has_role
from portal.refusals import Refusal

ANSWER = CALENDAR(14)
"""How long a department has to answer an inspection. No statute says; two weeks are our choice, as long as
민원처리법 시행령 gives for a suggestion (건의)."""

NOT_DECIDED = Refusal("not_decided", _("결과를 발표한 참여예산에서만 감시단을 꾸릴 수 있습니다."))
NEEDS_IDENTITY = Refusal("level", _("본인확인을 하면 감시단에 신청할 수 있습니다."))
NOT_RECRUITING = Refusal("not_recruiting", _("지금은 감시단을 모집하는 기간이 아닙니다."))
WATCHING = Refusal("watching", _("이미 신청했거나 활동하고 있는 분입니다."))
NOT_WATCHING = Refusal("not_watching", _("신청한 기록이 없습니다."))
NO_PERSON = Refusal("no_person", _("그 이메일로 본인확인을 한 회원이 없습니다."), "email")
NOT_WAITING = Refusal("not_waiting", _("이미 처리한 신청입니다."))
NOT_MEMBER = Refusal("not_member", _("이 참여예산의 감시단원만 점검할 수 있습니다."))
PROPOSER = Refusal("proposer", _("내가 제안한 사업은 점검할 수 없습니다. 다른 감시단원이 점검합니다."))
INSIDER = Refusal("insider", _("내가 일하는 부서의 사업은 점검할 수 없습니다."))
OUT_OF_TERM = Refusal("out_of_term", _("감시단 활동 기간 안의 날을 적어 주세요."), "visited_on")
FUTURE = Refusal("future", _("아직 오지 않은 날입니다. 오늘이나 지난 날을 적어 주세요."), "visited_on")
ANSWERED = Refusal("answered", _("이미 답변했습니다."))
PAST = Refusal("past", _("이미 지난 날입니다. 오늘이나 다가올 날을 적어 주세요."), "mend_by")
NO_DAY = Refusal("no_day", _("심각하다는 점검에는 언제까지 고칠지 적어 주세요."), "mend_by")
NOTHING_PROMISED = Refusal("nothing_promised", _("고치겠다고 약속한 것이 없는 점검입니다."))
MENDED = Refusal("mended", _("이미 고쳤다고 적었습니다."))
NOT_YET = Refusal("future", _("아직 오지 않은 날입니다. 오늘이나 지난 날을 적어 주세요."), "on")
BEFORE = Refusal("before", _("감시단이 가 본 날보다 앞선 날입니다."), "on")
WRITE = Refusal("empty", _("본 것을 적어 주세요."), "seen")

constraints(
    {
        "budgets_watch_recruits_in_order": Refusal(
            "dates", _("모집 마감은 모집 시작보다 늦어야 합니다."), "closes_at"
        ),
        "budgets_watch_term_in_order": Refusal(
            "dates", _("활동 끝은 활동 시작보다 빠를 수 없습니다."), "term_to"
        ),
        "budgets_watcher_once": WATCHING,
        "budgets_inspection_once_a_day": Refusal(
            "twice", _("같은 날의 점검을 이미 올리셨습니다. 다른 날 다시 가 본 뒤 올려 주세요."), "visited_on"
        ),
        "budgets_inspection_without_interest": PROPOSER,
        "budgets_inspection_says_what": WRITE,
        "budgets_inspection_answer_says_what": Refusal("empty", _("답변을 적어 주세요."), "body"),
        "budgets_mended_what_was_promised": NOTHING_PROMISED,
    }
)


def watch_refusal(round_: Round) -> Refusal | None:
    """May this round have a watch?"""
    return None if round_.state in Round.State.decided() else NOT_DECIDED


def application_refusal(person: Any, watch: Watch, at: datetime) -> Refusal | None:
    if not watch.recruits(at):
        return NOT_RECRUITING
    return None if person.is_authenticated and person.level >= User.Level.VERIFIED else NEEDS_IDENTITY


def inspection_refusal(
    watcher: Watcher | None, execution: Execution, proposers: Collection[int | None]
) -> Refusal | None:
    """May she inspect this project? ``proposers``: ids of the people whose ideas are in it."""
    if watcher is None or watcher.state != Watcher.State.NAMED:
        return NOT_MEMBER
    if watcher.watch.round_id != execution.project.envelope.round_id:
        return NOT_MEMBER
    if watcher.person_id in proposers:
        return PROPOSER
    return INSIDER if has_role(watcher.person, unit=execution.unit) else None


def visit_refusal(watch: Watch, visited_on: date, at: datetime) -> Refusal | None:
    if visited_on > clock.local(at).date():
        return FUTURE
    return None if watch.serves(visited_on) else OUT_OF_TERM


def answer_refusal(inspection: Inspection, mend_by: date | None, at: datetime) -> Refusal | None:
    """An answer may say why there is nothing to mend; not where somebody could be hurt."""
    if InspectionAnswer.objects.filter(inspection=inspection).exists():
        return ANSWERED
    if mend_by is None:
        return NO_DAY if inspection.verdict == Verdict.SERIOUS else None
    return PAST if mend_by < clock.local(at).date() else None


def mended_refusal(answer: InspectionAnswer | None, on: date, at: datetime) -> Refusal | None:
    if answer is None or answer.mend_by is None:
        return NOTHING_PROMISED
    if answer.mended_on:
        return MENDED
    if on < answer.inspection.visited_on:
        return BEFORE
    return NOT_YET if on > clock.local(at).date() else None
