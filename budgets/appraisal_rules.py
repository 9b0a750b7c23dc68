"""Questions about the scores beside the ballots, each answered with a Refusal or None."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Appraisal, AppraisalKeying, Envelope, Round, Tally
from budgets.models import RoundState as Phase
from portal.actions import constraints
from portal.refusals import Refusal

State = Appraisal.State
TAKEN_FROM = (Phase.ANNOUNCED, Phase.VOTING, Phase.CLOSED)

TOO_EARLY = Refusal(
    "too_early", _("공고한 뒤에 점수를 입력할 수 있습니다. 그 전에는 사업이 바뀔 수 있습니다.")
)
COUNTING = Refusal("counting", _("개표를 시작했습니다. 점수를 더 입력하거나 고칠 수 없습니다."))
CONFIRMED = Refusal("confirmed", _("이미 확정한 점수입니다. 고치려면 먼저 확정을 풀어 주세요."))
KEYED_BY_YOU = Refusal("keyed_by_you", _("이미 입력하셨습니다. 두 번째 입력은 다른 분이 해야 합니다."))
KEYED_TWICE = Refusal("keyed_twice", _("두 사람이 이미 입력했습니다. 화면을 새로 열어 주세요."))
NOT_AGREED = Refusal("not_agreed", _("두 사람의 입력이 같아야 확정할 수 있습니다."))
SETTLED_BY_YOU = Refusal(
    "settled_by_you",
    _("마지막으로 입력한 분은 확정할 수 없습니다. 다른 운영자가 서류와 견주어 확정해 주세요."),
)
NO_FILE = Refusal("no_file", _("점수가 적힌 서류를 붙여 주세요."), "papers")
NO_REASON = Refusal("no_reason", _("왜 다시 입력하는지 써 주세요."), "reason")
NOTHING_KEYED = Refusal("nothing_keyed", _("아직 입력한 것이 없습니다."))
NO_SAMPLE = Refusal("sample", _("설문은 몇 명에게 물었는지 써 주세요."), "sample")
NOT_A_SURVEY = Refusal("no_sample", _("위원회 점수에는 사람 수를 쓰지 않습니다. 비워 주세요."), "sample")
FUTURE = Refusal("future", _("아직 오지 않은 날입니다."), "held_on")
NO_RUBRIC = Refusal("no_rubric", _("참여단의 점수가 아직 공개되지 않아 가져올 수 없습니다."))
NOT_A_COMMITTEE = Refusal("not_a_committee", _("참여단의 평균은 위원회 점수로만 가져올 수 있습니다."))

constraints(
    {
        "budgets_appraisal_once": Refusal("already", _("이미 한 일입니다. 화면을 새로 열어 주세요.")),
        "budgets_appraisal_survey_has_a_sample": NO_SAMPLE,
        "budgets_appraisal_keyed_by_different_people": KEYED_BY_YOU,
        "budgets_appraisal_each_turn_once": KEYED_TWICE,
        "budgets_appraisal_confirmed_by_another": SETTLED_BY_YOU,
        "budgets_appraisal_frozen": COUNTING,
    }
)


def weights_refusal(panels: Sequence[Mapping[str, Any]]) -> Refusal | None:
    """Do the weights of a rule make sense as per cent, with the residents' ballots among several panels?"""
    whole = sum(panel["weight"] for panel in panels)
    if whole != 100:
        sentence = _("비율을 모두 더해 100이 되어야 합니다. 지금은 %(sum)s입니다.")
        return Refusal("weights", sentence % {"sum": whole}, "panels")
    if sum(panel["source"] == "ballots" for panel in panels) != 1:
        sentence = _("주민의 표가 한 줄 있어야 합니다. 이름에 ‘투표’를 넣어 주세요. 예: 주민투표: 60")
        return Refusal("no_vote", sentence, "panels")
    if len(panels) < 2:
        sentence = _("더할 점수가 두 줄 이상 있어야 합니다. 주민의 표만 세려면 ‘득표순’을 고르세요.")
        return Refusal("alone", sentence, "panels")
    return None


def wanted(envelope: Envelope) -> list[str]:
    """The names of the panels whose scores come from beside the ballots, in the order of the rule."""
    if envelope.rule.get("method") != "panels":
        return []
    return [panel["name"] for panel in envelope.rule.get("panels", []) if panel["source"] == "scores"]


def has_begun(envelope: Envelope) -> bool:
    """Has counting begun? A count that failed has begun too: what was seen may not be answered."""
    return Tally.objects.filter(envelope=envelope, started_at__isnull=False).exists()


def entry_refusal(round_: Round, *, begun: bool) -> Refusal | None:
    """May scores be entered, changed or confirmed now?"""
    if round_.state not in TAKEN_FROM:
        return TOO_EARLY if round_.state in Phase.preparing() else COUNTING
    return COUNTING if begun else None


def details_refusal(details: Mapping[str, Any], today: date) -> Refusal | None:
    if details["held_on"] > today:
        return FUTURE
    if details["kind"] == Appraisal.Kind.COMMITTEE:
        return None if details["sample"] is None else NOT_A_SURVEY
    return None if details["sample"] else NO_SAMPLE


def keying_refusal(appraisal: Appraisal, keyings: Sequence[AppraisalKeying], user: Any) -> Refusal | None:
    """May this person key these scores now? Who keyed before may again while the readings differ."""
    if appraisal.state in (State.CONFIRMED, State.AGREED):
        return CONFIRMED if appraisal.state == State.CONFIRMED else KEYED_TWICE
    mine = any(keying.keyed_by_id == user.pk for keying in keyings)
    if appraisal.state == State.DIFFERS:
        return None if mine else KEYED_TWICE
    return KEYED_BY_YOU if mine else None


def confirm_refusal(appraisal: Appraisal, user: Any, *, has_file: bool) -> Refusal | None:
    if appraisal.state != State.AGREED:
        return CONFIRMED if appraisal.state == State.CONFIRMED else NOT_AGREED
    if not has_file:
        return NO_FILE
    return SETTLED_BY_YOU if appraisal.settled_by_id == user.pk else None


def missing_refusal(envelope: Envelope, confirmed: Sequence[str]) -> Refusal | None:
    """What keeps the count from starting."""
    names = [name for name in wanted(envelope) if name not in confirmed]
    if not names:
        return None
    sentence = _("‘%(envelope)s’을(를) 아직 셀 수 없습니다. 확정하지 않은 점수가 있습니다: %(names)s.")
    return Refusal("no_scores", sentence % {"envelope": envelope.name, "names": ", ".join(names)})
