from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.refusals import Refusal
from proposals.models import Proposal
from proposals.states import State

SUPPORTER_LEVEL = 2

LEVEL = Refusal(
    "level", _("본인 확인을 마치면 공감할 수 있습니다. 한 사람이 한 번만 공감하도록 하기 위해서입니다.")
)
OWN = Refusal("own", _("내가 쓴 제안에는 공감할 수 없습니다."))
OVER = Refusal("over", _("답변이 나왔거나 끝난 제안이라 공감을 더 받지 않습니다."))
TITLE_ONLY = Refusal("title_only", _("제안자가 제목과 결과만 공개하기를 원해 공감을 받지 않습니다."))
ALREADY_SUPPORTED = Refusal("already_supported", _("이미 공감하셨습니다."))


def support_refusal(person: Any, proposal: Proposal) -> Refusal | None:
    """Why this person cannot support this proposal; asks nothing of the database."""
    if not proposal.shows_body:
        return TITLE_ONLY
    if proposal.state not in State.accepting_supports():
        return OVER
    if person.is_authenticated and proposal.author_id == person.pk:
        return OWN
    return None if person.is_authenticated and person.level >= SUPPORTER_LEVEL else LEVEL
