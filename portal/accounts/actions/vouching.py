"""A journey to an identity provider that an official begins for the person before him."""

import secrets
from datetime import datetime

from portal import audit, clock
from portal.accounts import rules
from portal.accounts.actions.identity import PATIENCE, _area, _claim
from portal.accounts.identity.answer import Answer
from portal.accounts.identity.ci import hash_ci
from portal.accounts.models import IdentityRequest, User, Verification
from portal.accounts.vouching import PREFIX, Vouched
from portal.actions import action
from portal.refusals import refuse


@action
def begin_vouching(*, official: User, provider: str, level: int, at: datetime) -> IdentityRequest:
    """Note that somebody was sent to the provider from this official's desk. Good for ten minutes."""
    return IdentityRequest.objects.create(
        nonce=secrets.token_urlsafe(32),
        user=official,
        provider=PREFIX + provider,
        level=level,
        created_at=at,
        expires_at=at + PATIENCE,
    )


@action
def finish_vouching(*, official: User, provider: str, answer: Answer, at: datetime) -> Vouched:
    """Take the answer, once. Nothing about the person is kept: who asked uses it now or asks again."""
    journey = _claim(official, PREFIX + provider, answer.nonce, at)
    refuse(rules.age_refusal(answer.birth_date, clock.local(at).date()))
    area = _area(answer, journey.level)
    ci_hash = hash_ci(answer.ci)
    account = Verification.objects.filter(ci_hash=ci_hash, ended_at=None).values_list("user_id", flat=True)
    target = f"accounts.user:{official.public_id}"
    audit.record(actor_id=official.pk, verb="accounts.vouched_at_desk", target=target, at=at)
    return Vouched(ci_hash=ci_hash, born=answer.birth_date, area=area, user_id=account.first())
