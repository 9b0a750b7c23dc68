"""What happens around log-in and registration, besides what allauth does."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from portal.accounts import middleware


@receiver(user_logged_in)
def remember_choices(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    request.session[middleware.SLOT] = middleware.choices_of(user)
