"""Leaving: the person goes, what she did in public stays (without her)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session

from portal import audit, outbox
from portal.accounts import consents, rules
from portal.accounts.models import IdentityRequest, User, Verification
from portal.actions import action
from portal.refusals import refuse


@action
def erase(*, user: User, at: datetime) -> None:
    """Replace everything that says who this was; keep the row that her acts point at.

    The identity hash outlives her for REJOIN_AFTER (tasks.forget_identities), so that nobody
    votes a second time by leaving and registering again while a vote is open.
    """
    refuse(rules.leaving_refusal(user))
    _forget_person(user, at)
    _forget_access(user)
    consents.withdraw_all(user, at)
    Verification.objects.filter(user=user).update(birth_year=None, area=None)
    IdentityRequest.objects.filter(user=user).delete()
    audit.record(actor_id=user.pk, verb="accounts.erased", target=f"accounts.user:{user.public_id}", at=at)
    outbox.emit("accounts.erased", {"user": user.pk}, at=at)


def _forget_person(user: User, at: datetime) -> None:
    User.objects.filter(pk=user.pk).update(
        email=f"erased-{user.public_id}@erased.invalid",
        nickname="-",
        password=make_password(None),
        birth_year=None,
        born_on=None,
        area=None,
        level=User.Level.READER,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        last_login=None,
        erased_at=at,
    )


def _forget_access(user: User) -> None:
    for model in (EmailAddress, SocialAccount, Authenticator):
        model.objects.filter(user=user).delete()
    sessions = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()
