"""May she? Pure questions, each answered with a Refusal or None. Pages grey out by the same answers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.ballot_rules import NOTHING
from budgets.models import Envelope, Panel, Round
from portal import clock
from portal.accounts.rules import REJOIN_AFTER, has_reached
from portal.actions import constraints
from portal.refusals import Refusal

# Whoever leaves may be verified again after this time; a vote that were open for longer she could cast twice.
LONGEST = REJOIN_AFTER

NOT_YET = Refusal("not_yet", _("아직 투표 기간이 아닙니다. 투표가 시작되면 다시 와 주세요."))
CLOSED = Refusal("closed", _("투표가 마감되어 더는 표를 받거나 바꿀 수 없습니다."))
NEEDS_IDENTITY = Refusal("level", _("본인확인을 하면 투표할 수 있습니다."))
NEEDS_AGE = Refusal("age_unknown", _("나이를 아직 모릅니다. 본인확인을 한 번 더 하면 투표할 수 있습니다."))
NEEDS_RESIDENCE = Refusal("level", _("이 지역에 산다는 거주확인을 하면 투표할 수 있습니다."))
ELSEWHERE = Refusal("elsewhere", _("이 예산은 그 지역에 사는 분만 투표할 수 있습니다."))
NOT_OURS = Refusal(
    "not_ours",
    _(
        "이 예산은 이 지역에 살거나 일하거나 배우는 분이 투표합니다. "
        "거주확인을 하거나, 일터나 학교가 이 지역에 있다고 알려 주세요."
    ),
)
MOVED = Refusal(
    "elsewhere",
    _("이 참여예산에서는 이미 다른 지역의 예산에 투표하셨습니다. 한 분이 한 지역에서만 투표할 수 있습니다."),
)
FROZEN = Refusal("frozen", _("공고한 뒤에는 투표용지와 세는 방법을 바꿀 수 없습니다."))
DATES = Refusal("dates", _("투표 마감은 투표 시작보다 늦어야 합니다."), "closes_at")
SAME_PERSON = Refusal("same_person", _("결과는 확인한 운영자가 아닌 다른 운영자가 발표해야 합니다."))
NOT_COUNTED = Refusal("not_counted", _("아직 모든 예산의 개표가 끝나지 않았습니다."))
CHECKER_LEFT = Refusal(
    "checker_left", _("결과를 확인한 분이 이제 운영자가 아닙니다. 다른 운영자가 다시 확인해 주세요.")
)
MORE_THAN_PEOPLE = Refusal(
    "more_than_people",
    _("투표한 사람보다 투표지가 많은 예산이 있습니다. 까닭을 밝히기 전에는 발표할 수 없습니다."),
)
NOT_CHECKED = Refusal("not_checked", _("먼저 다른 운영자가 결과를 확인해야 합니다."))

NO_MONEY = Refusal("no_money", _("예산은 1원 이상이어야 합니다."), "amount")
LIMITS = Refusal(
    "limits", _("고를 수 있는 수는 최소가 1 이상이고 최대보다 작거나 같아야 합니다."), "max_choices"
)
MIN_AGE = Refusal("min_age", _("투표할 수 있는 나이는 만 1세에서 19세 사이로 정해 주세요."), "min_age")

constraints(
    {
        "budgets_round_dates_in_order": DATES,
        "budgets_round_two_administrators": SAME_PERSON,
        "budgets_round_sealed_before_counted": NOT_COUNTED,
        "budgets_round_each_state_once": Refusal("already", _("이미 한 일입니다. 화면을 새로 열어 주세요.")),
        "budgets_round_form_once": Refusal("already", _("이미 한 일입니다. 화면을 새로 열어 주세요.")),
        "budgets_envelope_name_once": Refusal(
            "name_taken", _("이 참여예산에 같은 이름의 예산이 이미 있습니다."), "name"
        ),
        "budgets_envelope_has_money": NO_MONEY,
        "budgets_envelope_choice_limits": LIMITS,
        "budgets_project_number_once": Refusal(
            "number_taken", _("다른 분이 방금 사업을 더했습니다. 다시 눌러 주세요.")
        ),
        "budgets_project_cost_not_negative": Refusal("cost", _("사업비는 0원 이상이어야 합니다."), "cost"),
        "budgets_ballot_not_empty": NOTHING,
        "budgets_envelope_min_age_known": MIN_AGE,
        "budgets_box_sealed": Refusal(
            "box_sealed", _("봉인한 투표지와 그 지문, 추첨의 씨앗은 바꿀 수 없습니다.")
        ),
        "budgets_result_kept": Refusal("result_kept", _("개표를 마친 결과는 바꿀 수 없습니다.")),
        "budgets_ballot_form_frozen": Refusal(
            "form_frozen", _("첫 표가 들어온 뒤에는 투표용지와 예산, 세는 방법을 바꿀 수 없습니다.")
        ),
    }
)


def time_refusal(round_: Round, at: datetime) -> Refusal | None:
    """Is this a moment at which votes are taken?"""
    if round_.accepts_votes(at):
        return None
    before = round_.state in Round.State.preparing() or (
        round_.state in Round.State.accepting() and at < round_.opens_at
    )
    return NOT_YET if before else CLOSED


def needed_level(envelope: Envelope) -> int:
    """City-wide money, or open to who works and studies there: identity (2). A district's: residence (3)."""
    return 2 if envelope.area_id is None or is_for_community(envelope) else 3


def is_for_community(envelope: Envelope | Panel) -> bool:
    """May people vote (apply) who only work or study there? City-wide money has no area to belong to."""
    return envelope.area_id is not None and envelope.voters == Envelope.Voters.COMMUNITY


def voter_refusal(
    voter: Any, envelope: Envelope, *, at: datetime, belongs: Collection[str] = ()
) -> Refusal | None:
    """Is she one of those who decide about this money?

    `belongs`: paths of the areas where she is known to work or study (eligibility.py reads them).
    """
    if not voter.is_authenticated or voter.level < 2:
        return NEEDS_IDENTITY
    return _age_refusal(voter, envelope, at) or _place_refusal(voter, envelope, belongs)


def _age_refusal(voter: Any, envelope: Envelope, at: datetime) -> Refusal | None:
    if envelope.min_age is None:
        return None
    reached = has_reached(envelope.min_age, voter.birth_year, voter.born_on, clock.local(at).date())
    if reached is None:
        return NEEDS_AGE
    sentence = _("만 %(age)d세부터 투표할 수 있는 예산입니다.")
    return None if reached else Refusal("too_young", sentence % {"age": envelope.min_age})


def _place_refusal(voter: Any, envelope: Envelope, belongs: Collection[str]) -> Refusal | None:
    if envelope.area_id is None or lives_there(voter, envelope):
        return None
    if is_for_community(envelope):
        return None if works_there(envelope, belongs) else NOT_OURS
    return ELSEWHERE if voter.is_resident else NEEDS_RESIDENCE


def lives_there(voter: Any, envelope: Envelope | Panel) -> bool:
    if not voter.is_resident:
        return False
    return voter.area_id == envelope.area_id or bool(envelope.area and envelope.area.contains(voter.area))


def works_there(envelope: Envelope | Panel, belongs: Collection[str]) -> bool:
    """Is one of the places where she works or studies in its area?"""
    return envelope.area is not None and any(path.startswith(envelope.area.path) for path in belongs)
