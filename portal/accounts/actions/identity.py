"""Going to an identity provider and coming back with its answer."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from portal import audit, clock, outbox
from portal.accounts import consents, rules
from portal.accounts.identity import refusals
from portal.accounts.identity.answer import Answer
from portal.accounts.identity.ci import hash_ci
from portal.accounts.models import IdentityRequest, User, Verification
from portal.actions import action
from portal.refusals import Refused, refuse

PATIENCE = timedelta(minutes=10)
State = IdentityRequest.State


@action
def begin_identity(*, user: User, provider: str, level: int, next_path: str, at: datetime) -> IdentityRequest:
    """Note that this person is on her way, and that she agreed to it. Good for ten minutes."""
    consents.agree(user, ["identity"], at)
    return IdentityRequest.objects.create(
        nonce=secrets.token_urlsafe(32),
        user=user,
        provider=provider,
        level=level,
        next_path=next_path,
        created_at=at,
        expires_at=at + PATIENCE,
    )


@action
def finish_identity(*, user: User, provider: str, answer: Answer, at: datetime) -> Verification:
    """Take a provider's answer, once, and raise the person to what it proves."""
    journey = _claim(user, provider, answer.nonce, at)
    today = clock.local(at).date()
    refuse(rules.age_refusal(answer.birth_date, today))
    area = _area(answer, journey.level)
    verification = _verify(user, provider, answer, area, at)
    reached = max(user.level, verification.level)
    User.objects.filter(pk=user.pk).update(
        level=reached,
        birth_year=answer.birth_date.year,
        born_on=rules.kept_birthday(answer.birth_date, today),
        **({"area": area} if area else {}),
    )
    _tell(user, verification, at)
    return verification


def _claim(user: User, provider: str, nonce: str, at: datetime) -> IdentityRequest:
    """Use up the nonce. Changing one row decides between two answers that arrive together."""
    journey = IdentityRequest.objects.filter(nonce=nonce, provider=provider).first()
    if journey is None:
        raise Refused(refusals.TAMPERED)
    if journey.user_id != user.pk:
        raise Refused(refusals.OTHER_ACCOUNT)
    if at >= journey.expires_at:
        raise Refused(refusals.EXPIRED)
    pending = IdentityRequest.objects.filter(pk=journey.pk, state=State.PENDING)
    if not pending.update(state=State.DONE, answered_at=at):
        raise Refused(refusals.REPLAYED)
    return journey


def _area(answer: Answer, level: int) -> Any:
    """The district behind an answer's area code, when residence was asked for."""
    if level < User.Level.RESIDENT:
        return None
    area_model: Any = User._meta.get_field("area").related_model
    area = area_model.objects.filter(code=answer.area_code).first()
    if area is None:
        raise Refused(refusals.AREA_UNKNOWN)
    return area


def _verify(user: User, provider: str, answer: Answer, area: Any, at: datetime) -> Verification:
    ci_hash = hash_ci(answer.ci)
    living = Verification.objects.filter(user=user, ended_at__isnull=True)
    if living.exclude(ci_hash=ci_hash).exists():
        raise Refused(refusals.OTHER_PERSON)
    kept = living.select_related("area").first()
    living.update(ended_at=at)
    return Verification.objects.create(
        user=user,
        provider=provider,
        level=User.Level.RESIDENT if area or (kept and kept.area_id) else User.Level.VERIFIED,
        ci_hash=ci_hash,
        birth_year=answer.birth_date.year,
        area=area or (kept.area if kept else None),
        verified_at=at,
    )


def _tell(user: User, verification: Verification, at: datetime) -> None:
    target = f"accounts.user:{user.public_id}"
    detail = {"level": verification.level, "provider": verification.provider}
    audit.record(actor_id=user.pk, verb="accounts.verified", target=target, detail=detail, at=at)
    area = str(verification.area) if verification.area else ""
    outbox.emit("accounts.verified", {"user": user.pk, "level": verification.level, "area": area}, at=at)


@action
def fail_identity(*, user: User, nonce: str, code: str, at: datetime) -> None:
    """Close a journey that ended without proof. What had ended before stays as it was."""
    IdentityRequest.objects.filter(nonce=nonce, user=user, state=State.PENDING).update(
        state=State.FAILED, outcome=code, answered_at=at
    )
