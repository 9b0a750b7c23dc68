"""How allauth behaves in this portal."""

import logging
import smtplib
from collections import namedtuple
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.utils import translation
from django.utils.translation import gettext as _

from portal.accounts import nicknames
from portal.accounts.models import User
from portal.frontend.words import site_name

Site = namedtuple("Site", "name domain")

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """E-mail log-in in the person's own language."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the reader's language; say so when the mail server is away, instead of an error page."""
        user = context.get("user")
        language = getattr(user, "language", None) or translation.get_language()
        try:
            with translation.override(language):
                context = {**context, "current_site": Site(site_name(), settings.PUBLIC_URL)}
                super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            log.exception("Account mail %s could not be sent.", template_prefix)
            if self.request is not None:
                messages.error(
                    self.request, _("지금은 이메일을 보낼 수 없습니다. 잠시 뒤에 다시 시도해 주세요.")
                )

    def get_user_search_fields(self) -> list[str]:
        return ["email"]


class SocialAdapter(DefaultSocialAccountAdapter):
    """Log-in by another site tells us an address, nothing else."""

    def populate_user(self, request: Any, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Names from elsewhere are not taken over: everybody begins under a pseudonym."""
        user = super().populate_user(request, sociallogin, {"email": data.get("email")})
        user.nickname = nicknames.new()
        return user


class MfaAdapter(DefaultMFAAdapter):
    """Second factors."""

    def get_totp_label(self, user: User) -> str:
        """What the authenticator app shows: the address, which the owner recognises."""
        return user.email
