"""What tests about booths share: the staff's addresses, and the code with which something is refused."""

from typing import Any

import pytest
from django.urls import reverse

from portal.refusals import Refused


def address(name: str, booth: Any, *args: Any) -> str:
    return reverse(f"budgets_staff:{name}", args=[booth.round.public_id, booth.public_id, *args])


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return str(caught.value.refusal.code)
