"""The one roll of both channels: under which name a person stands on it, and through which channel she voted.

The name is a hash of the round and of her identity hash, so it is the same for whoever comes to a booth
without an account and registers later; in another round she has another one.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models import Round, VoterRoll
from portal.accounts.models import Verification
from portal.refusals import Refusal

HAS_PAPER = Refusal(
    "has_paper",
    _("투표소에서 이미 종이 투표용지를 받으셨습니다. 종이와 온라인 가운데 한 가지로만 투표할 수 있습니다."),
)
VOTED_ONLINE = Refusal(
    "voted_online",
    _(
        "이 분은 온라인으로 이미 투표했습니다. 종이 투표용지를 줄 수 없습니다. "
        "마감 전까지 온라인에서 바꿀 수 있다고 알려 주세요."
    ),
)
PAPER_GIVEN = Refusal("paper_given", _("이 분은 종이 투표용지를 이미 받았습니다. 다시 줄 수 없습니다."))

# The same as `person(round, proof_of(voter))`, inside the statement that casts: no round trip of its own.
PERSON = """encode(sha256(convert_to(%(round)s::bigint::text || ':' || coalesce(
    (SELECT ci_hash FROM accounts_verification WHERE user_id = %(voter)s::bigint AND ended_at IS NULL),
    'account ' || %(voter)s::bigint::text), 'UTF8')), 'hex')"""


def person(round_id: int, proof: str) -> str:
    """Her name on the roll of this round. `proof`: her identity hash (Verification.ci_hash)."""
    return hashlib.sha256(f"{round_id}:{proof}".encode()).hexdigest()


def persons(round_id: int, voters: Iterable[Any]) -> dict[int, str]:
    """The names of accounts on the roll, by their primary key. Who has no living identity hash stands under
    her account."""
    keys = [voter.pk for voter in voters]
    known = Verification.objects.filter(user__in=keys, ended_at=None).values_list("user_id", "ci_hash")
    proofs = {key: f"account {key}" for key in keys} | dict(known)
    return {key: person(round_id, proof) for key, proof in proofs.items()}


def channels(voter: Any, rounds: Iterable[Round]) -> dict[int, str]:
    """Through which channel she stands on the rolls, by round; also where she came to a booth before she had
    an account. Two queries."""
    proof = Verification.objects.filter(user=voter, ended_at=None).values_list("ci_hash", flat=True).first()
    names = [person(round_.pk, proof or f"account {voter.pk}") for round_ in rounds]
    found = VoterRoll.objects.filter(Q(voter=voter) | Q(person__in=names))
    return dict(found.values_list("round_id", "channel"))


ON_PAPER = f"""
SELECT FROM budgets_voterroll
WHERE round_id = %(round)s::bigint AND channel = 'paper' AND person = {PERSON}
"""


def paper_refusal(voter: Any, round_: Round) -> Refusal | None:
    """Has she taken a paper ballot in this round? One query."""
    if not voter.is_authenticated:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ON_PAPER, {"round": round_.pk, "voter": voter.pk})
        return HAS_PAPER if cursor.rowcount else None


def standing_refusal(round_id: int, name: str) -> Refusal | None:
    """Why somebody of this name on the roll is given no paper."""
    channel = VoterRoll.objects.filter(round=round_id, person=name).values_list("channel", flat=True).first()
    return {"web": VOTED_ONLINE, "paper": PAPER_GIVEN}.get(str(channel))
