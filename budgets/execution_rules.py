"""Carrying out what was voted for: what may be written into a project's account, and when."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from budgets.models import Execution, Milestone, Project, Round, Spending, Stop, Withdrawal
from portal import clock
from portal.actions import constraints
from portal.frontend import words
from portal.refusals import Refusal

NOT_DECIDED = Refusal("not_decided", _("결과를 발표한 뒤에 집행을 시작할 수 있습니다."))
NOT_FUNDED = Refusal("not_funded", _("뽑히지 않은 사업입니다."))
SETTLED = Refusal("settled", _("정산을 마친 사업입니다. 더는 고칠 수 없습니다."))
DONE = Refusal("done", _("이미 마친 일입니다."))
FUTURE = Refusal("future", _("아직 오지 않은 날입니다. 오늘이나 지난 날을 적어 주세요."), "on")
NOT_DONE = Refusal("not_done", _("아직 마치지 않은 일입니다. 고칠 마친 날이 없습니다."))
SAME_DONE = Refusal("same_day", _("지금 적힌 마친 날과 같습니다. 바른 날을 골라 주세요."), "on")
SAME_DAY = Refusal("same_day", _("지금과 같은 날입니다. 새 예정일을 골라 주세요."), "planned_on")
UNFINISHED = Refusal("unfinished", _("아직 마치지 않은 일이 있습니다. 마쳤는지 먼저 적어 주세요."))
NO_STEPS = Refusal("no_steps", _("할 일을 하나도 적지 않았습니다. 무엇을 했는지 먼저 적어 주세요."))
STOPPED = Refusal("stopped", _("그만둔 사업입니다. 돈을 정리하고 정산만 할 수 있습니다."))
WITHDRAWN = Refusal("withdrawn", _("계획에서 뺀 일입니다. 다시 하게 되었다면 새 할 일로 적어 주세요."))
OTHER_ENTRY = Refusal("corrected", _("이미 고친 기록입니다. 고친 기록을 다시 고쳐 주세요."))

constraints(
    {
        "budgets_milestone_title_once": Refusal("title", _("같은 이름의 할 일이 이미 있습니다."), "title"),
        "budgets_spending_corrected_once": OTHER_ENTRY,
        "budgets_spending_amount": Refusal("amount", _("금액은 1원 이상이어야 합니다."), "amount"),
        "budgets_correction_gives_a_reason": Refusal("reason", _("고친 까닭을 적어 주세요."), "reason"),
        "budgets_slip_gives_a_reason": Refusal("reason", _("늦추는 까닭을 적어 주세요."), "reason"),
        "budgets_slip_moves": SAME_DAY,
        "budgets_withdrawal_gives_a_reason": Refusal("reason", _("빼는 까닭을 적어 주세요."), "reason"),
        "budgets_day_correction_gives_a_reason": Refusal("reason", _("고친 까닭을 적어 주세요."), "reason"),
        "budgets_day_correction_moves": SAME_DONE,
        "budgets_stop_gives_a_reason": Refusal("reason", _("그만두는 까닭을 적어 주세요."), "reason"),
        "budgets_execution_has_money": NOT_FUNDED,
        "budgets_settlement_is_explained": Refusal("reason", _("정산 설명을 적어 주세요."), "settlement"),
    }
)


def begin_refusal(project: Project, funded: bool) -> Refusal | None:
    """May this project be given to a department?"""
    if project.envelope.round.state not in Round.State.decided():
        return NOT_DECIDED
    return None if funded else NOT_FUNDED


def write_refusal(execution: Execution) -> Refusal | None:
    return SETTLED if execution.settled_at else None


def day_refusal(execution: Execution, on: date, at: datetime) -> Refusal | None:
    """Work that is done and money that is spent lie in the past, but after the vote that gave the money."""
    if on > clock.local(at).date():
        return FUTURE
    decided = execution.project.envelope.round.published_at
    if decided is None or on >= clock.local(decided).date():
        return None
    sentence = _("결과를 발표한 날(%(day)s)보다 앞선 날입니다. 날짜를 다시 확인해 주세요.")
    return Refusal("early", sentence % {"day": words.day(clock.local(decided).date())}, "on")


def spending_refusal(execution: Execution, spent: int, amount: int) -> Refusal | None:
    """Is there money for this entry? `spent` counts what stands without it."""
    left = execution.amount - spent
    if amount <= left:
        return None
    sentence = _("편성액보다 %(over)s원이 많습니다. 남은 돈은 %(left)s원입니다.")
    return Refusal("overspent", sentence % {"over": f"{amount - left:,}", "left": f"{left:,}"}, "amount")


def correct_refusal(entry: Spending) -> Refusal | None:
    return OTHER_ENTRY if entry.correction.exists() else None


def waiting_refusal(milestone: Milestone) -> Refusal | None:
    """Is it still to be done? What is done, or was taken out of the plan, is neither moved nor finished."""
    if milestone.done_on:
        return DONE
    return WITHDRAWN if Withdrawal.objects.filter(milestone=milestone).exists() else None


def move_refusal(milestone: Milestone, planned_on: date) -> Refusal | None:
    refusal = waiting_refusal(milestone)
    if refusal is not None:
        return refusal
    return SAME_DAY if planned_on == milestone.planned_on else None


def correct_day_refusal(milestone: Milestone, on: date | None) -> Refusal | None:
    """May the day on which it was done be written anew? `on` is empty when it is not done after all."""
    if milestone.done_on is None:
        return NOT_DONE
    return SAME_DONE if on == milestone.done_on else None


def is_stopped(execution: Execution) -> bool:
    return Stop.objects.filter(execution=execution).exists()


def settle_refusal(milestones: list[Milestone], stopped: bool = False) -> Refusal | None:
    """What was given up has nothing left to finish. `milestones`: without those taken out of the plan."""
    if stopped:
        return None
    if not milestones:
        return NO_STEPS
    return UNFINISHED if any(one.done_on is None for one in milestones) else None
