"""What people are told. Never what somebody chose: an e-mail box is not a ballot box."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets import schedule_queries
from budgets.models import Belonging, Booth, Round, RoundFollow, VoterRoll
from portal import notifications
from portal.accounts.models import User
from portal.notifications import Kind
from portal.outbox.models import Event


def _round(event: Event) -> Round:
    return Round.objects.get(public_id=event.payload["round"])


def _url(event: Event) -> str:
    return _round(event).get_absolute_url()


def _context(event: Event) -> dict[str, Any]:
    round_ = _round(event)
    return {"title": round_.title, "closes_at": round_.closes_at}


def _may_vote(event: Event) -> Iterable[int]:
    """Everyone verified; of those who vote for one district only, the people of that district."""
    areas = list(_round(event).envelopes.select_related("area"))
    people = User.objects.verified()
    if any(envelope.area is None for envelope in areas):
        return people.values_list("pk", flat=True).iterator()
    inside = [envelope.area_id for envelope in areas]
    return people.filter(area__in=inside).values_list("pk", flat=True).iterator()


def _took_part(event: Event) -> Iterable[int]:
    """Whoever has an account; who voted on paper without one is told by the newspapers."""
    roll = VoterRoll.objects.filter(round=_round(event), voter__isnull=False)
    return (voter_id for voter_id in roll.values_list("voter_id", flat=True).iterator() if voter_id)


def _voter(event: Event) -> Iterable[int]:
    return [event.payload["voter"]]


def _paper(event: Event) -> dict[str, Any]:
    """Where it was handed out, and whom to tell if it was to somebody else."""
    booth = Booth.objects.select_related("round").get(public_id=event.payload["booth"])
    found = {"title": booth.round.title, "booth": booth.name, "place": booth.place}
    return found | {"office": booth.round.office, "contact": booth.round.contact}


def _concerned(event: Event) -> Iterable[int]:
    """Who follows the round, and once nobody can be told from the roll that she has not voted yet, who took
    part in it."""
    round_ = _round(event)
    people = set(RoundFollow.objects.filter(round=round_).values_list("person_id", flat=True))
    if round_.state in Round.State.decided():
        people |= set(VoterRoll.objects.filter(round=round_).values_list("voter_id", flat=True))
    return sorted(people)


def _phase_context(event: Event) -> dict[str, Any]:
    """Only the phase's code: its name is written in the language of each reader."""
    return _context(event) | {"state": event.payload["state"]}


def _moved_context(event: Event) -> dict[str, Any]:
    to = datetime.fromisoformat(event.payload["to"])
    return _phase_context(event) | {"to": to, "reason": event.payload["reason"]}


def _administrators(event: Event) -> Iterable[int]:
    return schedule_queries.administrators()


def _desk(event: Event) -> str:
    return reverse("budgets_staff:dry_run", args=[event.payload["round"]])


def _claim(event: Event) -> Belonging | None:
    """None when its person has left meanwhile."""
    claims = Belonging.objects.select_related("area__parent")
    return claims.filter(public_id=event.payload["claim"]).first()


def _claimant(event: Event) -> Iterable[int]:
    claim = _claim(event)
    return [claim.person_id] if claim else []


def _decision(event: Event) -> dict[str, Any]:
    claim = _claim(event)
    if claim is None:
        return {}
    confirmed = claim.state == Belonging.State.CONFIRMED
    return {"place": claim.place, "confirmed": confirmed, "until": claim.until, "reason": claim.reason}


KINDS = [
    Kind(
        "budgets.phase_began",
        _concerned,
        _url,
        _phase_context,
        label=_("소식을 받는 참여예산의 다음 단계가 시작될 때"),
    ),
    Kind(
        "budgets.phase_moved",
        _concerned,
        _url,
        _moved_context,
        label=_("소식을 받는 참여예산의 일정이 바뀔 때"),
    ),
    Kind(
        "budgets.announcement_blocked",
        _administrators,
        _desk,
        _context,
        label=_("참여예산을 정한 날짜에 공고하지 못했을 때"),
    ),
    Kind(
        "budgets.belonging_decided",
        _claimant,
        lambda event: reverse("budgets:belonging"),
        _decision,
        label=_("일터나 학교를 확인한 결과가 나올 때"),
    ),
    Kind("budgets.voting_opened", _may_vote, _url, _context, label=_("참여예산 투표가 시작될 때")),
    Kind(
        "budgets.ballot_recorded",
        _voter,
        _url,
        _context,
        label=_("내 투표가 저장됐을 때"),
        uncounted=True,
    ),
    # Whoever takes paper in another person's name robs her of her vote: she hears of it, whatever she wished.
    Kind(
        "budgets.paper_issued",
        _voter,
        _url,
        _paper,
        label=_("내 이름으로 종이 투표용지를 드렸을 때"),
        always=True,
        uncounted=True,
    ),
    Kind(
        "budgets.result_published",
        _took_part,
        _url,
        _context,
        label=_("내가 투표한 참여예산의 결과가 나올 때"),
    ),
]
notifications.register(*KINDS)
