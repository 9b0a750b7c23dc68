"""Who may report, decide and appeal. Pure questions: each answers a Refusal, or None when it may be done."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.actions import constraints
from portal.moderation.models import Appeal, Case, Decision, Report
from portal.refusals import Refusal

REPORTS_PER_DAY = 30
APPEAL_DAYS = 30

OWN_THING = Refusal("own_thing", _("내가 쓴 글은 신고할 수 없습니다. 글을 고치거나 지울 수 있습니다."))
TOO_MANY_REPORTS = Refusal(
    "too_many_reports", _("하루에 신고할 수 있는 수를 넘었습니다. 내일 다시 신고해 주세요.")
)
EXPLAIN_OTHER = Refusal("explain_other", _("기타를 고르면 무엇이 문제인지 적어 주세요."), "text")
ALREADY_DECIDED = Refusal("already_decided", _("다른 중재자가 먼저 결정했습니다."))
YOUR_OWN_CASE = Refusal("your_own_case", _("내가 썼거나 신고한 글은 다른 중재자가 결정합니다."))
OVERRULED = Refusal(
    "overruled", _("이 글에 대한 앞선 결정이 이의로 뒤집혔습니다. 이번에는 다른 중재자가 결정합니다.")
)
NAME_THE_RULE = Refusal("name_the_rule", _("가리려면 어긴 규칙을 골라 주세요."), "rule")
GIVE_A_REASON = Refusal("give_a_reason", _("결정한 이유를 적어 주세요. 글쓴이가 읽습니다."), "note")
NOT_HIDDEN = Refusal("not_hidden", _("지금 가려진 글이 아니어서 이의를 제기할 수 없습니다."))
APPEALED = Refusal("appealed", _("이미 이의를 제기하셨습니다. 다른 중재자가 다시 보고 있습니다."))
APPEAL_LATE = Refusal("appeal_late", _("이의는 가려진 날부터 30일 안에 제기할 수 있습니다."))
OTHER_MODERATOR = Refusal(
    "other_moderator", _("처음 결정한 사람은 이의를 판단할 수 없습니다. 다른 중재자가 판단합니다.")
)
APPEAL_DECIDED = Refusal("appeal_decided", _("이 이의는 이미 판단이 끝났습니다."))
ANSWER_FIRST = Refusal("answer_first", _("판단한 이유를 적어 주세요. 글쓴이가 읽습니다."), "answer")
BUSY_CASE = Refusal("busy_case", _("같은 글을 다른 분이 함께 신고했습니다. 한 번 더 눌러 주세요."))

constraints(
    {
        "moderation_case_one_open": BUSY_CASE,
        "moderation_report_other_is_explained": EXPLAIN_OTHER,
        "moderation_decision_has_a_reason": GIVE_A_REASON,
        "moderation_decision_names_its_rule": NAME_THE_RULE,
        "moderation_appeal_by_somebody_else": OTHER_MODERATOR,
        "moderation_appeal_is_answered": ANSWER_FIRST,
    }
)


def report_refusal(reporter: Any, author_id: int | None, at: datetime) -> Refusal | None:
    if author_id == reporter.pk:
        return OWN_THING
    recent = Report.objects.filter(reporter_id=reporter.pk, created_at__gt=at - timedelta(days=1)).count()
    return TOO_MANY_REPORTS if recent >= REPORTS_PER_DAY else None


def decision_refusal(moderator: Any, case: Case) -> Refusal | None:
    """Nobody judges what she wrote or reported herself."""
    if case.state != Case.State.OPEN:
        return ALREADY_DECIDED
    is_party = case.author_id == moderator.pk or case.reports.filter(reporter_id=moderator.pk).exists()
    if is_party:
        return YOUR_OWN_CASE
    before = Appeal.objects.filter(case__kind=case.kind, case__ref=case.ref, state=Appeal.State.GRANTED)
    return OVERRULED if before.filter(first_moderator_id=moderator.pk).exists() else None


def appeal_refusal(author: Any, case: Case, at: datetime) -> Refusal | None:
    if case.state != Case.State.HIDDEN or case.author_id != author.pk or case.closed_at is None:
        return NOT_HIDDEN
    if Appeal.objects.filter(case=case).exists():
        return APPEALED
    return APPEAL_LATE if at > case.closed_at + timedelta(days=APPEAL_DAYS) else None


def judgement_refusal(moderator: Any, appeal: Appeal) -> Refusal | None:
    """The second look is somebody else's, and never the author's or a reporter's."""
    if appeal.state != Appeal.State.OPEN:
        return APPEAL_DECIDED
    if appeal.first_moderator_id == moderator.pk:
        return OTHER_MODERATOR
    is_party = (
        appeal.author_id == moderator.pk or appeal.case.reports.filter(reporter_id=moderator.pk).exists()
    )
    return YOUR_OWN_CASE if is_party else None


def measure_refusal(measure: str, rule: str, note: str) -> Refusal | None:
    if measure != Decision.Measure.KEEP and not rule:
        return NAME_THE_RULE
    return None if note.strip() else GIVE_A_REASON
