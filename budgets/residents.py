"""Somebody who stands at a booth, as the identity provider vouched for her a minute ago.

Nothing of this is stored. Between the check and the handing out of paper it travels through the officer's
page, signed and good for ten minutes.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core import signing

from budgets.models import Booth
from portal.accounts.models import User, Verification
from portal.accounts.vouching import Vouched

MINUTES_10 = 600
SALT = "budgets.booth"


@dataclass(frozen=True, slots=True)
class Resident:
    """The same questions can be asked of her as of an account (rules.voter_refusal). `pk`: her account's, if
    she has one; `name`: on the round's roll."""

    name: str
    born: str
    area_id: int | None
    area: Any
    pk: int | None
    is_authenticated: bool = True

    @property
    def is_resident(self) -> bool:
        return self.area_id is not None

    @property
    def level(self) -> int:
        return User.Level.RESIDENT if self.is_resident else User.Level.VERIFIED

    @property
    def born_on(self) -> date:
        return date.fromisoformat(self.born)

    @property
    def birth_year(self) -> int:
        return self.born_on.year


def resident(name: str, vouched: Vouched) -> Resident:
    return Resident(
        name=name,
        born=vouched.born.isoformat(),
        area_id=vouched.area and vouched.area.pk,
        area=vouched.area,
        pk=vouched.user_id,
    )


def seal(booth: Booth, somebody: Resident) -> str:
    facts = {key: value for key, value in asdict(somebody).items() if key not in ("area", "is_authenticated")}
    return signing.dumps(facts, salt=f"{SALT}:{booth.public_id}")


def unseal(booth: Booth, sealed: str) -> Resident | None:
    """Who was vouched for at this booth, or None when that is forged or older than ten minutes."""
    try:
        facts = signing.loads(sealed, salt=f"{SALT}:{booth.public_id}", max_age=MINUTES_10)
    except signing.BadSignature:
        return None
    area_model: Any = Verification._meta.get_field("area").related_model
    area = area_model.objects.filter(pk=facts["area_id"]).first() if facts["area_id"] else None
    return Resident(**facts, area=area)
