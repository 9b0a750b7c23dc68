"""Who may do what to a petition, and when. The same answers grey a button out and stop the POST."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.models import Petition, Signature
from petitions.states import Rank, Response, SignatureStatus, State
from portal.actions import constraints
from portal.organisations.rules import Role, has_role
from portal.refusals import Refusal

SIGNER_LEVEL = 2
DESK = (Role.OFFICER, Role.APPROVER)

LEVEL = Refusal(
    "level", _("본인 확인을 마치면 서명할 수 있습니다. 한 사람이 한 번만 서명하도록 지키기 위해서입니다.")
)
SUBMIT_LEVEL = Refusal("level", _("본인 확인을 마치면 제출할 수 있습니다. 쓰신 글은 그대로 보관했습니다."))
HIDDEN = Refusal("hidden", _("운영 원칙에 따라 가려진 청원입니다. 지금은 서명할 수 없습니다."))
NOT_YET = Refusal("not_yet", _("아직 공개되지 않은 청원입니다. 공개되면 서명할 수 있습니다."))
CLOSED = Refusal("closed", _("서명 기간이 끝났습니다. 답변이 나오면 이 화면에서 보실 수 있습니다."))
REFUSED = Refusal("refused", _("수리되지 않은 청원이라 서명을 받지 않습니다."))
WITHDRAWN = Refusal("withdrawn", _("청원인이 취하한 청원이라 서명을 받지 않습니다."))
GATHERING_OVER = Refusal("gathering_over", _("첫 찬성을 모으는 기간이 끝났거나 이미 다 모였습니다."))
INVALIDATED = Refusal(
    "invalidated", _("이 청원에 한 서명은 무효로 처리되었습니다. 이유는 알림에서 확인해 주세요.")
)
OWN = Refusal(
    "own", _("청원인 본인의 서명은 따로 거둘 수 없습니다. 청원을 그만두시려면 ‘청원 취하하기’를 눌러 주세요.")
)
NOT_SIGNED = Refusal("not_signed", _("이 청원에 남은 서명이 없습니다."))

NOT_EDITABLE = Refusal(
    "not_editable", _("이미 제출한 글은 고칠 수 없습니다. 서명한 분들이 본 글 그대로 두기 위해서입니다.")
)
STALE = Refusal("stale", _("그사이에 청원의 단계가 바뀌었습니다. 화면을 새로 열어 확인해 주세요."))
TOO_MANY_DRAFTS = Refusal(
    "too_many_drafts", _("쓰다 만 청원이 너무 많습니다. 쓰지 않을 청원을 먼저 취하해 주세요."), field="title"
)
MOST_DRAFTS = 20
NOT_WITHDRAWABLE = Refusal("not_withdrawable", _("이미 끝난 청원은 취하할 수 없습니다."))
TITLE_SHORT = Refusal("title_short", _("무엇을 청원하는지 8자 이상으로 적어 주세요."), field="title")
TITLE_OPENING = Refusal("title_opening", _("제목은 한글이나 영문, 숫자로 시작해 주세요."), field="title")
DETAILS_SHORT = Refusal(
    "details_short", _("무엇을 왜 바꾸어야 하는지 30자 이상으로 적어 주세요."), field="details"
)
REASON_SHORT = Refusal("reason_short", _("까닭을 10자 이상으로 적어 주세요."), field="reason")
ANSWERED = Refusal("answered", _("이미 답변한 청원입니다."))
NOT_AWAITING = Refusal("not_awaiting", _("아직 답변할 차례가 아닙니다."))
NEEDS_APPROVER = Refusal("needs_approver", _("이 청원은 결재자가 답변해야 합니다. 결재자에게 전달해 주세요."))
NO_AGENCY = Refusal(
    "no_agency", _("맡을 기관이 정해지지 않은 청원입니다. 운영자가 기관을 정하면 처리할 수 있습니다.")
)
NOT_YOUR_AGENCY = Refusal("not_your_agency", _("이 청원을 맡은 기관의 담당자만 처리할 수 있습니다."))
OWN_PETITION = Refusal("own_petition", _("자기가 낸 청원은 다른 담당자가 처리합니다."))
NOT_ADMINISTRATOR = Refusal("not_administrator", _("맡을 기관은 운영자가 정합니다."))
ASSIGNED_ALREADY = Refusal("assigned_already", _("이미 맡을 기관이 정해진 청원입니다."))
EXTENDED_ALREADY = Refusal("extended_already", _("답변 기한은 한 번만 늘릴 수 있습니다."))
DUE_PASSED = Refusal("due_passed", _("이미 지난 기한은 늘릴 수 없습니다."))
GROUND_MISSING = Refusal("ground_missing", _("수리하지 않는 법적 사유를 골라 주세요."), field="ground")
FROZEN = Refusal("frozen", _("공개한 청원의 글은 고칠 수 없습니다."))

constraints(
    {
        "petitions_text_is_frozen": FROZEN,
        "petitions_refusal_has_a_ground": GROUND_MISSING,
        "petitions_withdrawal_has_a_reason": REASON_SHORT,
    }
)

_WHY_NOT_SIGNABLE = {
    State.DRAFT: NOT_YET,
    State.GATHERING: NOT_YET,
    State.CHECKING: NOT_YET,
    State.SUPPLEMENT: NOT_YET,
    State.CLOSED: CLOSED,
    State.REFUSED: REFUSED,
    State.LAPSED: REFUSED,
    State.WITHDRAWN: WITHDRAWN,
}


def standing_refusal(petition: Petition, at: datetime) -> Refusal | None:
    """Why nobody at all can sign this petition at `at`."""
    if petition.is_hidden:
        return HIDDEN
    if petition.accepts_signatures(at):
        return None
    return _WHY_NOT_SIGNABLE.get(State(petition.state), CLOSED)


def sign_refusal(signer: Any, petition: Petition, at: datetime) -> Refusal | None:
    """Why this person cannot sign. That she has signed already is no refusal: it is answered like the
    first time."""
    return standing_refusal(petition, at) or _level_refusal(signer)


def support_refusal(signer: Any, petition: Petition, at: datetime) -> Refusal | None:
    """The same for a first supporter who came by the private link."""
    if petition.is_hidden:
        return HIDDEN
    if not petition.accepts_first_supporters(at):
        return GATHERING_OVER
    return _level_refusal(signer)


def unsign_refusal(petition: Petition, signature: Signature | None, at: datetime) -> Refusal | None:
    """Consent may be taken back while signatures are collected; afterwards the count has been acted on."""
    if signature is None or signature.status != SignatureStatus.VALID:
        return NOT_SIGNED
    if signature.signer_id == petition.creator_id:
        return OWN
    if petition.accepts_signatures(at) or petition.accepts_first_supporters(at):
        return None
    return CLOSED


def _level_refusal(signer: Any) -> Refusal | None:
    verified = getattr(signer, "is_authenticated", False) and signer.level >= SIGNER_LEVEL
    return None if verified else LEVEL


def text_refusal(title: str, details: str) -> Refusal | None:
    """Is there enough to read for those who will be asked to support it?"""
    return title_refusal(title) or (DETAILS_SHORT if len(details.strip()) < texts.DETAILS_MIN else None)


def title_refusal(title: str) -> Refusal | None:
    if len(title.strip()) < texts.TITLE_MIN:
        return TITLE_SHORT
    return TITLE_OPENING if title.startswith(texts.FORMULA_OPENINGS) else None


def submit_refusal(creator: Any, petition: Petition) -> Refusal | None:
    if petition.state not in State.editable():
        return NOT_EDITABLE
    return text_refusal(petition.title, petition.details) or (
        None if creator.level >= SIGNER_LEVEL else SUBMIT_LEVEL
    )


def withdraw_refusal(petition: Petition) -> Refusal | None:
    """청원법 §17: until the petition is concluded. An answered one has been concluded."""
    if petition.response == Response.ANSWERED:
        return NOT_WITHDRAWABLE
    return None if petition.state in State.withdrawable() else NOT_WITHDRAWABLE


def reason_refusal(reason: str) -> Refusal | None:
    return REASON_SHORT if len(reason.strip()) < texts.REASON_MIN else None


def desk_refusal(officer: Any, petition: Petition) -> Refusal | None:
    """May this person check and answer it? Only who works for its agency, and nobody decides about what she
    asked for herself. What names no agency waits for an administrator to name one."""
    if petition.agency_id is None:
        return NO_AGENCY
    if petition.creator_id == officer.pk:
        return OWN_PETITION
    return None if has_role(officer, *DESK, agency=petition.agency) else NOT_YOUR_AGENCY


def assign_refusal(person: Any, petition: Petition) -> Refusal | None:
    """An administrator decides nothing, but knows whose business it is."""
    if not has_role(person, Role.ADMINISTRATOR):
        return NOT_ADMINISTRATOR
    if petition.agency_id is not None:
        return ASSIGNED_ALREADY
    return None if petition.state in State.at_the_office() else STALE


def rank_refusal(officer: Any, petition: Petition) -> Refusal | None:
    """The department's own answer an officer may give; higher ranks need somebody who approves for them."""
    roles = DESK if petition.rank == Rank.UNIT else (Role.APPROVER,)
    return None if has_role(officer, *roles, agency=petition.agency) else NEEDS_APPROVER


def answer_refusal(petition: Petition) -> Refusal | None:
    if petition.response == Response.ANSWERED:
        return ANSWERED
    return None if petition.response == Response.AWAITING else NOT_AWAITING
