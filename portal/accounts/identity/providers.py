"""The interface behind which identity providers plug in, and the list of those that are switched on."""

from datetime import datetime
from typing import Any, Protocol

from django.http import QueryDict

from portal.accounts.identity.answer import Answer
from portal.accounts.models import IdentityRequest


class Provider(Protocol):
    """An identity provider (본인확인기관) as the portal sees it."""

    name: str
    label: Any
    description: Any

    def is_on(self) -> bool:
        """May this installation use it?"""
        ...

    def address(self, journey: IdentityRequest, callback: str) -> str:
        """Where to send the browser: the provider's page, with a signed request."""
        ...

    def read(self, parameters: QueryDict, at: datetime) -> Answer:
        """The answer that came back. Raises Refused for a bad signature, a lapsed or cancelled one."""
        ...

    def nonce(self, parameters: QueryDict) -> str:
        """Which journey an answer belongs to, even a cancelled one; "" when it cannot be trusted."""
        ...


def available() -> list[Provider]:
    """Providers that are switched on, in the order in which they are offered."""
    from portal.accounts.identity.sandbox.provider import Sandbox

    known: list[Provider] = [Sandbox()]
    return [provider for provider in known if provider.is_on()]


def get(name: str) -> Provider | None:
    return next((provider for provider in available() if provider.name == name), None)
