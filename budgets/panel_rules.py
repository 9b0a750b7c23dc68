"""The panel: who may apply, be drawn, declare, score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope, Panel, Plan, PlanState, Round, Seat
from budgets.models import RoundState as Phase
from budgets.models.rubric import MOST
from budgets.rules import is_for_community, lives_there, works_there
from portal import clock
from portal.actions import constraints
from portal.frontend import words
from portal.refusals import Refusal

NEEDS_RESIDENCE = Refusal("level", _("거주확인을 하면 참여단에 신청할 수 있습니다."))
LIVES_ELSEWHERE = _(
    "이 참여단은 %(area)s에 사는 분을 모집합니다. 지금 확인된 사는 곳(%(home)s)으로는 신청하실 수 없습니다. "
    "이사하셨다면 사는 곳을 다시 확인한 뒤 신청해 주세요."
)
BELONGS_ELSEWHERE = _(
    "이 참여단은 %(area)s에 살거나 일하거나 배우는 분을 모집합니다. 지금 확인된 사는 곳(%(home)s)은 그 "
    "지역이 아니고, 그 지역에 있는 일터나 학교도 확인되지 않아 신청하실 수 없습니다. 이사하셨다면 "
    "사는 곳을 다시 확인하고, 일터나 학교가 그 지역에 있다면 알려 주세요."
)
ELSEWHERE = ("elsewhere", "not_ours")
NOT_RECRUITING = Refusal("not_recruiting", _("지금은 참여단을 모집하는 기간이 아닙니다."))
APPLIED = Refusal("applied", _("이미 신청하셨습니다."))
NOT_APPLIED = Refusal("not_applied", _("신청한 기록이 없습니다."))
NO_CONSENT = Refusal(
    "no_consent", _("추첨 명단 공개에 동의해야 신청할 수 있습니다. 이름은 공개하지 않습니다."), "agree"
)
ALREADY_DRAWN = Refusal("already_drawn", _("이미 추첨했습니다."))
TOO_EARLY = Refusal("too_early", _("모집이 끝난 뒤에 추첨할 수 있습니다."))
TERM_BEGUN = Refusal(
    "term_begun", _("활동 시작 날짜가 이미 지났습니다. 모집 고치기에서 활동 기간을 먼저 고쳐 주세요.")
)
NOBODY = Refusal("nobody", _("신청한 사람이 없어 추첨할 수 없습니다."))
FIXED = Refusal("fixed", _("모집을 시작한 뒤에는 누구를 몇 명 뽑는지와 모집 시작을 바꿀 수 없습니다."))
ONLY_LATER = Refusal(
    "only_later",
    _("모집을 시작한 뒤에는 마감을 뒤로만 미룰 수 있습니다. 지금부터 앞으로 올 날을 골라 주세요."),
    "closes_at",
)
NO_AREA = Refusal("no_area", _("‘살거나 일하거나 배우는 사람’을 모집하려면 지역을 골라 주세요."), "area")
NO_PERSON = Refusal("no_person", _("그 이메일로 본인확인을 한 회원이 없습니다."), "email")
SEATED = Refusal("seated", _("이미 참여단에 있는 분입니다."), "email")
SCORING_BEGUN = Refusal("scoring_begun", _("점수를 매기기 시작한 뒤에는 기준을 바꿀 수 없습니다."))
HAS_SCORED = Refusal(
    "has_scored", _("이미 점수를 매기셨거나 이해관계를 신고하신 분입니다. 본인만 그만두실 수 있습니다.")
)
SAME_CRITERION = Refusal("same_criterion", _("같은 이름의 기준이 이미 있습니다."), "name")
NOT_SEATED = Refusal("not_seated", _("이 참여예산의 참여단만 점수를 매길 수 있습니다."))
NOT_SCORING = Refusal("not_scoring", _("지금은 점수를 매기는 기간이 아닙니다."))
SHOWN = Refusal(
    "shown", _("참여단이 점수를 모두 매겨 합계를 공개했습니다. 이제 점수나 이해관계 신고를 바꿀 수 없습니다.")
)
NOT_COSTED = Refusal("not_costed", _("사업비가 나온 사업안에만 점수를 매길 수 있습니다."))
NO_CRITERIA = Refusal("no_criteria", _("아직 평가 기준이 없습니다. 운영자가 기준을 정하면 매길 수 있습니다."))
AUTHOR = Refusal("author", _("내가 낸 의견이 들어 있는 사업안에는 점수를 매길 수 없습니다."))
INTERESTED = Refusal("interested", _("이해관계가 있다고 신고하신 사업안에는 점수를 매길 수 없습니다."))
NO_ANSWER = Refusal("no_answer", _("이해관계가 있는지 먼저 답해 주세요."), "interest")
NO_WHY = Refusal("no_why", _("어떤 관계인지 적어 주세요."), "reason")
INCOMPLETE = Refusal("incomplete", _("모든 기준에 1점에서 5점까지 매겨 주세요."))

constraints(
    {
        "budgets_panel_recruits_in_order": Refusal(
            "dates", _("모집 마감은 모집 시작보다 늦어야 합니다."), "closes_at"
        ),
        "budgets_panel_term_in_order": Refusal(
            "dates", _("활동 끝은 활동 시작보다 빠를 수 없습니다."), "term_to"
        ),
        "budgets_panel_scores_after_recruiting": Refusal(
            "dates", _("점수 마감은 모집 마감보다 늦어야 합니다."), "scores_until"
        ),
        "budgets_panel_has_seats": Refusal("seats", _("한 명 이상 뽑아야 합니다."), "size"),
        "budgets_applicant_once": APPLIED,
        "budgets_seat_once": SEATED,
        "budgets_criterion_once": SAME_CRITERION,
        "budgets_score_without_interest": INTERESTED,
        "budgets_score_one_to_five": INCOMPLETE,
    }
)


def application_refusal(
    person: Any, panel: Panel, at: datetime, belongs: Collection[str] = ()
) -> Refusal | None:
    """`belongs`: paths of the areas where she is known to work or study (eligibility.py reads them)."""
    return place_refusal(person, panel, belongs) if panel.recruits(at) else NOT_RECRUITING


def place_refusal(person: Any, panel: Panel, belongs: Collection[str]) -> Refusal | None:
    """Is she one of those whom the panel speaks for? Asked when she applies, when the lot is drawn, and when
    she would step in. Her residence must be known in any case: the draw balances areas."""
    if not (person.is_authenticated and person.is_resident):
        return NEEDS_RESIDENCE
    if panel.area is None or lives_there(person, panel):
        return None
    named = {"area": panel.area.full_name, "home": person.area.full_name}
    if not is_for_community(panel):
        return Refusal("elsewhere", LIVES_ELSEWHERE % named)
    return None if works_there(panel, belongs) else Refusal("not_ours", BELONGS_ELSEWHERE % named)


def draw_refusal(panel: Panel, applicants: int, at: datetime) -> Refusal | None:
    """``applicants``: how many may be drawn."""
    if panel.drawn_at is not None:
        return ALREADY_DRAWN
    if at < panel.closes_at:
        return TOO_EARLY
    if panel.term_from < clock.local(at).date():
        return TERM_BEGUN
    return None if applicants else NOBODY


def term_refusal(term_from: date, closes_at: datetime, drawn_at: datetime | None) -> Refusal | None:
    """Nobody serves before she is drawn, and nobody is drawn before the recruiting is over."""
    first = clock.local(drawn_at or closes_at).date()
    if term_from >= first:
        return None
    sentence = _("활동은 추첨한 뒤에 시작합니다. %(day)s이나 그 뒤의 날을 골라 주세요.")
    return Refusal("term", sentence % {"day": words.day(first)}, "term_from")


def area_refusal(area: Any, voters: str) -> Refusal | None:
    """Whoever works or studies must do so somewhere."""
    return NO_AREA if area is None and voters == Envelope.Voters.COMMUNITY else None


def editing_refusal(panel: Panel, changes: Mapping[str, Any], at: datetime) -> Refusal | None:
    """What was announced with the commitment stays; the rest may move. Recruiting may last longer, until the
    draw: where nobody applied, no panel could be drawn at all. Nobody gains by it: the seed is unknown."""
    if at < panel.opens_at:
        return None
    fixed = ("area", "voters", "size", "opens_at")

    def changed(name: str) -> bool:
        return name in changes and bool(changes[name] != getattr(panel, name))

    if any(map(changed, fixed)):
        return FIXED
    if changed("closes_at"):
        if panel.drawn_at is not None:
            return ALREADY_DRAWN
        if changes["closes_at"] < max(panel.closes_at, at):
            return ONLY_LATER
    is_shown = panel.opened_at is not None or at >= panel.scores_until
    return SHOWN if is_shown and changed("scores_until") else None


def scoring_refusal(seat: Seat, plan: Plan, authors: Collection[int | None], at: datetime) -> Refusal | None:
    """``authors``: ids of the people whose ideas are in the plan."""
    if seat.left_at is not None or seat.panel.round_id != plan.round_id:
        return NOT_SEATED
    if plan.round.phase(at) != Phase.SHORTLISTING or at >= seat.panel.scores_until:
        return NOT_SCORING
    if plan.state != PlanState.COSTED:
        return NOT_COSTED
    return AUTHOR if seat.person_id in authors else None


def deadline_refusal(term_from: date, scores_until: datetime) -> Refusal | None:
    """Nobody scores before she serves."""
    if clock.local(scores_until).date() >= term_from:
        return None
    return Refusal("dates", _("점수 마감은 활동을 시작한 뒤여야 합니다."), "scores_until")


def points_refusal(points: Mapping[int, int | None], criteria: Collection[int]) -> Refusal | None:
    """One whole number from 1 to 5 for each criterion, and for nothing else."""
    if not criteria:
        return NO_CRITERIA
    good = set(points) == set(criteria) and all(
        isinstance(p, int) and 1 <= p <= MOST for p in points.values()
    )
    return None if good else INCOMPLETE


def is_preparing(round_: Round) -> bool:
    return round_.state in Round.State.preparing()
