"""Seeds that are fixed now and known later: of a panel's draw, and of the lot that decides the last ties.

Their hash is published before anybody applies or votes. What the database keeps until then is not the seed:
whoever reads the rows could try which applications, taken back in time, seat a friend, or learn which of two
projects will win a tie. The seed is worked out from the kept word and a secret that is not in the database
and never changes (`IDENTITY_PEPPER`), on the day on which everybody learns it.
"""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from budgets.tally import commitment_of
from portal.refusals import Refusal

LOST = Refusal(
    "seed_lost",
    _("공개한 해시에 맞는 씨앗을 만들 수 없습니다. 서버의 IDENTITY_PEPPER가 그때와 같은지 확인해 주세요."),
)


def fresh() -> tuple[str, str]:
    """(what is kept, the commitment that is published)."""
    kept = secrets.token_hex(32)
    return kept, commitment_of(_seed(kept))


def opened(kept: str, commitment: str) -> str:
    """The seed of that commitment; `ValueError` when it cannot be had. A seed that is open already, or was
    kept before this secret was used, is its own answer."""
    for seed in (kept, _seed(kept)):
        if commitment_of(seed) == commitment:
            return seed
    raise ValueError("no seed opens this commitment: is IDENTITY_PEPPER the one of that day?")


def refusal(kept: str, commitment: str) -> Refusal | None:
    """What keeps this seed from being opened, for who seals a box or draws a panel."""
    try:
        opened(kept, commitment)
    except ValueError:
        return LOST
    return None


def _seed(kept: str) -> str:
    secret = settings.IDENTITY_PEPPER.encode()
    return hmac.new(secret, f"budgets.seed:{kept}".encode(), hashlib.sha256).hexdigest()
