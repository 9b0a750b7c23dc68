"""예산낭비신고: who may report, and what the department may do with a report until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Execution, Round, WasteOutcome, WasteReport, WasteState
from portal.accounts.models import User
from portal.actions import constraints
from portal.frontend import words
from portal.organisations.clocks import CALENDAR
from portal.refusals import Refusal

ANSWER = CALENDAR(30)
"""The reporter is told the result within thirty days of receipt; where that cannot be, the reason and the
new date (국가재정법 시행령 제50조~제51조의2; for municipalities 지방재정법 시행령 제54조의2~제54조의3). The
statute has no rule of its own for counting days: 민법 제157조·제161조, the first day does not count and a
last day on a day off moves on."""
EXTENSION = CALENDAR(30)
"""Once. The law asks for the reason and the period and gives no number; as long again is our choice."""

DAY, MOST_A_DAY = timedelta(days=1), 10
"""Each report starts a clock of the law for a department; one person cannot start them by the hundred."""

NEEDS_IDENTITY = Refusal("level", _("본인확인을 하면 신고할 수 있습니다."))
TOO_MANY = Refusal(
    "too_many", _("하루에 보낼 수 있는 신고 10건을 모두 보내셨습니다. 내일 다시 신고해 주세요.")
)
NOT_CARRIED_OUT = Refusal("not_carried_out", _("아직 맡은 부서가 없는 사업입니다."))
CLOSED = Refusal("closed", _("이미 처리를 마친 신고입니다."))
UNANSWERED = Refusal("unanswered", _("아직 답하지 않은 신고입니다. 고칠 답변이 없습니다."))
SAME_ANSWER = Refusal("same_answer", _("지금 답변과 같습니다. 고칠 곳을 고쳐 주세요."))
REVIEWED = Refusal("reviewing", _("이미 조사하고 있는 신고입니다."))
SAME_UNIT = Refusal("same_unit", _("지금 맡은 부서와 같습니다. 다른 부서를 골라 주세요."), "unit")
WHERE = Refusal("where", _("다른 부서를 고르거나 다른 기관의 이름을 적어 주세요. 둘 중 하나만요."), "unit")
NOT_FOUND = Refusal(
    "recovered", _("신고와 다르다고 답할 때는 아끼거나 돌려받은 돈을 적을 수 없습니다."), "recovered"
)
MOVED = Refusal("moved", _("그사이 다른 부서로 넘어간 신고입니다. 목록을 새로 열어 주세요."))
NO_SUMMARY = Refusal("no_summary", _("공개하려면 공개할 한 줄을 적어 주세요."), "summary")

constraints(
    {
        "budgets_waste_amount_positive": Refusal("amount", _("금액은 1원 이상이어야 합니다."), "amount"),
        "budgets_waste_answered_whole": Refusal("answer", _("판단과 답변을 모두 적어 주세요."), "answer"),
        "budgets_waste_recovered_where_found": NOT_FOUND,
        "budgets_waste_shown_with_summary": NO_SUMMARY,
        "budgets_waste_correction_gives_a_reason": Refusal("reason", _("고친 까닭을 적어 주세요."), "reason"),
    }
)


def report_refusal(person: Any, execution: Execution) -> Refusal | None:
    if execution.project.envelope.round.state not in Round.State.decided():
        return NOT_CARRIED_OUT
    return None if person.is_authenticated and person.level >= User.Level.VERIFIED else NEEDS_IDENTITY


def pace_refusal(sent: int) -> Refusal | None:
    """`sent`: her reports of the last twenty-four hours."""
    return TOO_MANY if sent >= MOST_A_DAY else None


def desk_refusal(report: WasteReport) -> Refusal | None:
    """What is finished stays finished."""
    return None if report.is_open else CLOSED


def moved_refusal(opened: WasteReport, current: WasteReport) -> Refusal | None:
    return None if opened.unit_id == current.unit_id else MOVED


def review_refusal(report: WasteReport) -> Refusal | None:
    return desk_refusal(report) or (REVIEWED if report.state == WasteState.REVIEWING else None)


def passing_refusal(report: WasteReport, unit: Any, elsewhere: str) -> Refusal | None:
    """To another department of the portal, or to a body outside; never both, never nowhere."""
    if refusal := desk_refusal(report):
        return refusal
    if bool(unit) == bool(elsewhere):
        return WHERE
    return SAME_UNIT if unit and unit.pk == report.unit_id else None


def answer_refusal(
    report: WasteReport, outcome: str, recovered: int, elsewhere: int, shown: bool, summary: str
) -> Refusal | None:
    """`elsewhere`: won that other reports about the same project brought back already."""
    if refusal := desk_refusal(report):
        return refusal
    if refusal := recovered_refusal(report, outcome, recovered, elsewhere):
        return refusal
    return NO_SUMMARY if shown and not summary else None


def correction_refusal(
    report: WasteReport, outcome: str, answer: str, recovered: int, elsewhere: int, summary: str
) -> Refusal | None:
    """What has been answered is put right in public; whether it is shown was decided with the answer."""
    if report.state != WasteState.ANSWERED:
        return UNANSWERED
    if (outcome, answer, recovered, summary) == standing(report):
        return SAME_ANSWER
    if refusal := recovered_refusal(report, outcome, recovered, elsewhere):
        return refusal
    return NO_SUMMARY if report.is_shown and not summary else None


def standing(report: WasteReport) -> tuple[str, str, int, str]:
    """What the answer says now."""
    return report.outcome, report.answer, report.recovered, report.summary


def recovered_refusal(report: WasteReport, outcome: str, recovered: int, elsewhere: int) -> Refusal | None:
    """Nobody saves more than there was to spend: a slip of the finger would stand in the sum of the year."""
    if recovered and outcome not in WasteOutcome.found():
        return NOT_FOUND
    amount = report.execution.amount
    if not recovered or recovered + elsewhere <= amount:
        return None
    told = {"amount": words.won(amount), "elsewhere": words.won(elsewhere)}
    alone = _("이 사업의 편성액 %(amount)s보다 많을 수 없습니다.")
    together = _(
        "다른 신고로 이미 %(elsewhere)s을 아끼거나 돌려받았습니다. "
        "모두 합해 이 사업의 편성액 %(amount)s보다 많을 수 없습니다."
    )
    return Refusal("too_much", (together if elsewhere else alone) % told, "recovered")
