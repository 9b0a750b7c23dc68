"""The portal's side of the sandbox."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts.identity import refusals
from portal.accounts.identity.answer import Answer
from portal.accounts.identity.sandbox import envelope
from portal.accounts.models import IdentityRequest
from portal.refusals import Refused


class Sandbox:
    """Refused unless the installation is a demonstration, a test, or asked for it (IDENTITY_SANDBOX)."""

    name = "sandbox"
    label: Any = _("시연용 본인확인")
    description: Any = _("진짜 본인확인이 아닙니다. 지어낸 사람으로 절차를 체험합니다.")

    def is_on(self) -> bool:
        return bool(settings.IDENTITY_SANDBOX)

    def address(self, journey: IdentityRequest, callback: str) -> str:
        request = {"nonce": journey.nonce, "level": journey.level, "return_to": callback}
        sealed = envelope.seal(request, envelope.REQUEST, clock.now())
        return reverse("identity:sandbox:ask") + "?" + urlencode({"request": sealed})

    def read(self, parameters: QueryDict, at: datetime) -> Answer:
        payload = envelope.unseal(parameters.get("answer", ""), envelope.ANSWER, at)
        if payload["result"] == "cancelled":
            raise Refused(refusals.CANCELLED)
        return Answer(
            nonce=payload["nonce"],
            ci=payload["ci"],
            birth_date=date.fromisoformat(payload["birth_date"]),
            area_code=payload.get("area_code", ""),
        )

    def nonce(self, parameters: QueryDict) -> str:
        try:
            return str(envelope.unseal(parameters.get("answer", ""), envelope.ANSWER, None)["nonce"])
        except Refused:
            return ""
