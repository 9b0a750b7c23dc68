"""The author's appeal and the second moderator's word."""

from datetime import datetime
from typing import Any

from portal import audit, outbox
from portal.actions import action
from portal.moderation import rules
from portal.moderation.models import Appeal, Case
from portal.moderation.states import restore
from portal.refusals import refuse


@action
def appeal(*, author: Any, case_id: int, text: str, at: datetime) -> Appeal:
    """Ask for a second look by another moderator."""
    case = Case.objects.select_for_update(of=("self",)).select_related("decision").get(pk=case_id)
    refuse(rules.appeal_refusal(author, case, at))
    made = Appeal.objects.create(
        case=case,
        author=author,
        text=text.strip(),
        created_at=at,
        first_moderator_id=case.decision.moderator_id,
    )
    audit.record(actor_id=author.pk, verb="appeal", target=f"moderation.case:{case.public_id}", at=at)
    outbox.emit("moderation.appealed", {"case": case.public_id}, at=at)
    return made


@action
def judge(*, moderator: Any, case_id: int, grant: bool, answer: str, at: datetime) -> Appeal:
    """The second word: restore what was hidden, or leave it hidden, with a reason."""
    case = Case.objects.select_for_update().get(pk=case_id)
    made = Appeal.objects.select_for_update(of=("self",)).select_related("case").get(case=case)
    refuse(rules.judgement_refusal(moderator, made))
    made.state = Appeal.State.GRANTED if grant else Appeal.State.REFUSED
    made.answer, made.decided_by, made.decided_at = answer.strip(), moderator, at
    made.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    _carry_out(case, grant, at)
    audit.record(
        actor_id=moderator.pk, verb=f"judge.{made.state}", target=f"moderation.case:{case.public_id}", at=at
    )
    return made


def _carry_out(case: Case, grant: bool, at: datetime) -> None:
    if not grant:
        outbox.emit("moderation.appeal_refused", {"case": case.public_id}, at=at)
    elif case.state == Case.State.HIDDEN:
        restore(case, at)
