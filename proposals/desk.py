"""The officer's verbs as buttons and pages: each with its rule, its form and its words.

One table instead of nine views, so that no verb can forget its reason, its public note or its permission.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts import kept
from portal.organisations.rules import Role, has_role
from portal.refusals import Refusal
from proposals import places
from proposals.actions import answering, intake
from proposals.models import Proposal
from proposals.queries.one import desk_units
from proposals.rules import answering as answering_rules
from proposals.rules import intake as rules
from proposals.staff_forms import DeedForm, PostponeForm, ReceiveForm, TransferForm
from proposals.states import State

Doing = Callable[[Any, Proposal, dict[str, Any], datetime], Any]


@dataclass(frozen=True)
class Deed:
    """``label`` is the button, ``title`` the page, ``note`` a first draft of the public words, ``done`` the
    message."""

    verb: str
    label: Any
    title: Any
    hint: Any
    note: Any
    done: Any
    refusal: Callable[[Proposal, datetime], Refusal | None]
    do: Doing
    form_class: type[DeedForm] = DeedForm

    def form(self, request: HttpRequest, proposal: Proposal) -> DeedForm:
        options: dict[str, Any] = {"initial": {"note": self.note} | kept.initial(request)}
        if self.form_class is ReceiveForm:
            units = [proposal.unit] if proposal.unit else _officer_units(request.user)
            options["units"] = units
        return self.form_class(request.POST or None, **options)


def possible(user: Any, proposal: Proposal, at: datetime) -> list[Deed]:
    """What this officer can do with it now, in the order of the procedure. An approver only looks."""
    if not _acts(user, proposal):
        return []
    deeds = [deed for deed in DEEDS.values() if deed.refusal(proposal, at) is None]
    own = rules.own_refusal(user, proposal) is not None
    return [deed for deed in deeds if deed.verb == "transfer" or not own]


def may_answer(user: Any, proposal: Proposal) -> bool:
    own = rules.own_refusal(user, proposal) is not None
    return proposal.state in State.answerable() and _acts(user, proposal) and not own


def _acts(user: Any, proposal: Proposal) -> bool:
    if proposal.unit is None:
        return has_role(user, Role.OFFICER)
    return has_role(user, Role.OFFICER, unit=proposal.unit)


def _officer_units(user: Any) -> list[Any]:
    return [unit for unit in desk_units(user) if has_role(user, Role.OFFICER, unit=unit)]


def _receive(officer: Any, proposal: Proposal, data: dict[str, Any], at: datetime) -> None:
    unit = places.unit_of(data["unit"])
    assert unit is not None
    intake.receive_proposal(
        officer=officer, proposal=proposal, unit=unit, note=data["note"], reason=data["reason"], at=at
    )


def _transfer(officer: Any, proposal: Proposal, data: dict[str, Any], at: datetime) -> None:
    to = places.unit_of(data["unit"])
    intake.transfer_proposal(
        officer=officer, proposal=proposal, to=to, note=data["note"], reason=data["reason"], at=at
    )


def _postpone(officer: Any, proposal: Proposal, data: dict[str, Any], at: datetime) -> None:
    answering.postpone_commitment(
        officer=officer,
        proposal=proposal,
        planned_on=data["planned_on"],
        note=data["note"],
        reason=data["reason"],
        at=at,
    )


def _plain(action: Callable[..., Any]) -> Doing:
    def do(officer: Any, proposal: Proposal, data: dict[str, Any], at: datetime) -> None:
        action(officer=officer, proposal=proposal, note=data["note"], reason=data["reason"], at=at)

    return do


def _can_transfer(proposal: Proposal, at: datetime) -> Refusal | None:
    return None if proposal.state in State.transferable() and proposal.unit else rules.NOT_NOW


def _can_postpone(proposal: Proposal, at: datetime) -> Refusal | None:
    return answering_rules.completion_refusal(proposal)


_ALL = (
    Deed(
        verb="receive",
        label=_("접수하기"),
        title=_("제안 접수"),
        hint=_("오늘부터 30일 안에 답변해야 합니다(국민 제안 규정 제10조). 제안자에게 접수 안내가 갑니다."),
        note=_("제안을 접수했습니다. 내용을 살펴본 뒤 공개하고, 기한 안에 답변드리겠습니다."),
        done=_("접수했습니다."),
        refusal=lambda proposal, at: rules.receipt_refusal(proposal),
        do=_receive,
        form_class=ReceiveForm,
    ),
    Deed(
        verb="publish",
        label=_("공개하고 검토 시작"),
        title=_("제안 공개"),
        hint=_("누구나 읽고 공감하고 댓글을 쓸 수 있게 됩니다. 개인정보나 욕설이 없는지 먼저 살펴 주세요."),
        note=_("제안을 공개했습니다. 여러분의 의견을 들으며 검토하겠습니다."),
        done=_("공개했습니다."),
        refusal=lambda proposal, at: rules.publication_refusal(proposal),
        do=_plain(intake.publish_proposal),
    ),
    Deed(
        verb="supplement",
        label=pgettext_lazy("deed", "보완 요청"),
        title=pgettext_lazy("deed", "보완 요청"),
        hint=_("접수한 뒤 7일 안에만 요청할 수 있습니다. 제안자가 보완하는 동안 답변 기한은 멈춥니다."),
        note="",
        done=_("보완을 요청했습니다. 답변 기한이 멈췄습니다."),
        refusal=rules.supplement_refusal,
        do=_plain(intake.ask_supplement),
    ),
    Deed(
        verb="transfer",
        label=_("다른 부서로 보내기"),
        title=_("이송"),
        hint=_("맡을 부서가 따로 있을 때 지체 없이 보냅니다. 답변 기한은 멈추지 않습니다."),
        note="",
        done=_("보냈습니다. 제안자에게 알립니다."),
        refusal=_can_transfer,
        do=_transfer,
        form_class=TransferForm,
    ),
    Deed(
        verb="delay",
        label=_("답변 지연 안내"),
        title=_("답변이 늦어지는 까닭 알리기"),
        hint=_("기한은 바뀌지 않습니다. 지금까지 검토한 것과 앞으로 할 일을 구체적으로 알려 주세요."),
        note="",
        done=_("지연 사유를 알렸습니다."),
        refusal=lambda proposal, at: answering_rules.delay_refusal(proposal),
        do=_plain(answering.explain_delay),
    ),
    Deed(
        verb="complete",
        label=_("실행 완료 알리기"),
        title=_("실행 완료"),
        hint=_("어디에서 무엇을 확인할 수 있는지 적어 주세요. 공감한 모든 분에게 알립니다."),
        note="",
        done=_("실행을 마쳤다고 알렸습니다."),
        refusal=lambda proposal, at: answering_rules.completion_refusal(proposal),
        do=_plain(answering.complete_commitment),
    ),
    Deed(
        verb="postpone",
        label=_("실행 예정일 바꾸기"),
        title=_("실행 예정일 바꾸기"),
        hint=_(
            "늦어지는 까닭과 새 예정일을 지체 없이 알려야 합니다(국민 제안 규정 제11조). "
            "처음 약속한 날도 함께 보입니다."
        ),
        note="",
        done=_("새 예정일을 알렸습니다."),
        refusal=_can_postpone,
        do=_postpone,
        form_class=PostponeForm,
    ),
    Deed(
        verb="close",
        label=_("종결하기"),
        title=_("보완하지 않은 제안 종결"),
        hint=_("보완 기한이 지났을 때만 할 수 있습니다. 제안자는 언제든 다시 제안할 수 있습니다."),
        note=_("보완 기한까지 내용을 받지 못해 종결합니다. 내용을 보태 언제든 다시 제안해 주세요."),
        done=_("종결했습니다."),
        refusal=rules.closing_refusal,
        do=_plain(intake.close_unsupplemented),
    ),
)
DEEDS: dict[str, Deed] = {deed.verb: deed for deed in _ALL}
