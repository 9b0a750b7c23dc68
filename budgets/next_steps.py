"""Where somebody who reads a round's page can go on: what its phase asks of a citizen, and of its desks."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Envelope, Panel, Round
from budgets.models import RoundState as State
from portal.organisations.rules import Role, has_role

SCREENED_BY = (Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class Way:
    """A link as a button. `icon`: a name of the icon set."""

    label: Any  # also a lazy translation
    url: str
    icon: str = "arrow"


def for_citizens(round_: Round, envelopes: list[Envelope], at: datetime) -> list[Way]:
    """What everybody can do now, the first thing first. `envelopes`: those on which she may still vote."""
    phase = round_.phase(at)
    found = _voting(envelopes) if phase == State.VOTING else _readings(round_, phase)
    panel: Panel | None = getattr(round_, "panel", None) if phase in State.shaping() else None
    if panel is not None and panel.recruits(at):
        found.append(Way(_("참여단 신청하기"), _url("panel", round_), "people"))
    elif panel is not None and phase == State.SHORTLISTING:
        found.insert(0, Way(_("참여단 보기"), _url("panel", round_), "people"))
    return found


def _voting(envelopes: list[Envelope]) -> list[Way]:
    label = _("‘%(name)s’에 투표하기")
    return [Way(label % {"name": one.name}, one.get_absolute_url(), "check") for one in envelopes[:1]]


IDEAS = Way(gettext_lazy("주민 의견 보기"), "ideas", "people")
PLANS = Way(gettext_lazy("사업안과 사업비 보기"), "plans", "file")
RECEIPT = Way(gettext_lazy("투표 확인번호로 내 표 확인하기"), "receipt_check", "receipt")
EXECUTION = Way(gettext_lazy("집행과 정산 보기"), "execution", "budget")
READINGS: dict[State, list[Way]] = {  # with the name of an address instead of one
    State.COLLECTING: [Way(gettext_lazy("의견 내기"), "idea_new", "pen"), IDEAS],
    State.SCREENING: [IDEAS],
    State.COSTING: [PLANS, IDEAS],
    State.CONSULTING: [Way(gettext_lazy("사업안에 의견 보내기"), "plans", "pen"), IDEAS],
    State.SHORTLISTING: [PLANS],
    State.CLOSED: [RECEIPT],
    State.COUNTED: [RECEIPT],
    State.EXECUTING: [EXECUTION],
    State.EVALUATING: [EXECUTION],
}


def _readings(round_: Round, phase: State) -> list[Way]:
    return [replace(way, url=_url(way.url, round_)) for way in READINGS.get(phase, [])]


def for_staff(round_: Round, person: Any, at: datetime) -> list[Way]:
    """The desks that wait for this person in this phase. Two queries, which pages spare a citizen."""
    phase, found = round_.phase(at), list[Way]()
    if phase in State.shaping() and has_role(person, *SCREENED_BY):
        found.append(Way(_("의견 심사와 사업비 계산"), reverse("budgets_staff:ideas"), "file"))
    if has_role(person, Role.ADMINISTRATOR):
        found += _desks(round_, phase)
    return found


def _desks(round_: Round, phase: State) -> list[Way]:
    panel = Way(_("참여단 운영"), _desk("panel", round_), "people")
    shortlist = Way(_("투표할 사업 고르기"), _desk("shortlist", round_), "check")
    booths = Way(_("종이 투표"), _desk("booths", round_), "file")
    opinion = Way(_("주민의견서"), _desk("opinion", round_), "pen")
    executions = Way(_("집행 맡기기"), _desk("executions", round_), "budget")
    groups = [
        ([State.COLLECTING, State.SCREENING], [panel]),
        ([State.COSTING, State.CONSULTING, State.SHORTLISTING], [shortlist, panel]),
        ([State.ANNOUNCED, State.VOTING, State.CLOSED], [booths]),
        (State.decided(), [executions, opinion]),
    ]
    found = [way for phases, ways in groups if phase in phases for way in ways]
    return [*found, Way(_("이 참여예산 관리"), _desk("round", round_), "home")]


def _url(name: str, round_: Round) -> str:
    return reverse(f"budgets:{name}", args=[round_.public_id])


def _desk(name: str, round_: Round) -> str:
    return reverse(f"budgets_staff:{name}", args=[round_.public_id])
