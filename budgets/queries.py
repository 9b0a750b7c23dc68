"""What the pages and the API of this room read. Nothing here counts ballots while voting is open."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BinaryField, Case, F, Func, IntegerField, Q, Sum, When
from django.db.models.functions import Substr
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import (
    belonging_queries,
    box,
    eligibility,
    execution_queries,
    idea_queries,
    paper_queries,
    reading,
    roll,
    waste_queries,
    watch_queries,
)
from budgets.models import (
    Envelope,
    MerkleLevel,
    Opinion,
    Project,
    Round,
    SealedBallot,
    Tally,
    VoterRoll,
)
from portal.mine import Mine, Queue
from portal.organisations.rules import Role, has_role


def public_rounds() -> list[Round]:
    """Announced rounds, newest first, with their envelopes, sums and numbers of projects."""
    rounds = Round.objects.public().prefetch_related("envelopes__area")
    return list(rounds.annotate(total=Sum("envelopes__amount"))[:50])


def public_round(public_id: str) -> Round:
    """One announced round, or 404: a draft does not exist for citizens."""
    found = reading.round_of(public_id)
    if found is None or found.state not in Round.State.public():
        raise Http404
    return found


def envelopes_of(round_: Round) -> list[Envelope]:
    return reading.envelopes_of(round_)


GLANCE = """
SELECT EXISTS (SELECT FROM budgets_idea WHERE round_id = %(round)s),
    EXISTS (SELECT FROM budgets_booth WHERE round_id = %(round)s),
    EXISTS (SELECT FROM budgets_roundfollow WHERE round_id = %(round)s AND person_id = %(person)s)
"""


class Glance(NamedTuple):
    """What there is of a round, before anything of it is read."""

    has_ideas: bool
    has_booths: bool
    follows: bool  # whoever asks is told of its next phase


def glance(round_: Round, user: Any) -> Glance:
    with connection.cursor() as cursor:
        cursor.execute(GLANCE, {"round": round_.pk, "person": user.pk})
        return Glance(*(cursor.fetchone() or (False, False, False)))


def public_envelope(round_public_id: str, public_id: str) -> Envelope:
    """One envelope of an announced round, its round and area beside it, or 404."""
    found = reading.envelope_of(round_public_id, public_id)
    if found is None or found.round.state not in Round.State.frozen():
        raise Http404
    return found


def public_project(round_public_id: str, public_id: str) -> Project:
    found = (
        Project.objects.select_related("envelope__round", "envelope__area", "photo")
        .filter(
            public_id=public_id,
            envelope__round__public_id=round_public_id,
            envelope__round__state__in=Round.State.frozen(),
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def projects_of(envelope: Envelope) -> list[Project]:
    projects = list(envelope.projects.all())
    for project in projects:
        project.envelope = envelope
    return projects


def published_result(envelope: Envelope) -> dict[str, Any]:
    """The result file, or 404 while it is not published: an early count is a leak."""
    if envelope.round.state not in Round.State.decided():
        raise Http404
    return result_of(envelope)


def result_of(envelope: Envelope) -> dict[str, Any]:
    tally = Tally.objects.filter(envelope=envelope, state=Tally.State.DONE).first()
    if tally is None or tally.result is None:
        raise Http404
    return tally.result


def is_signed(envelope: Envelope) -> bool:
    """Does our signature stand for this result? Never for an election that was brought from elsewhere, though
    counts of earlier releases have one."""
    return bool(envelope.tally.signature) and not envelope.round.origin


def turnout(round_: Round) -> int | None:
    """How many took part; unknown to everybody until the box is sealed."""
    if round_.sealed_at is None:
        return None
    if round_.origin:
        totals = round_.envelopes.aggregate(total=Sum("ballots_total"))
        return int(totals["total"] or 0)
    return round_.roll.count()


def has_opinion(round_: Round) -> bool:
    """Is there a residents' opinion to read? Without fetching its pages."""
    decided = round_.state in Round.State.decided()
    return decided and Opinion.objects.filter(round=round_, content__isnull=False).exists()


def has_watch(round_: Round) -> bool:
    """Is there a citizens' watch to read about?"""
    return round_.state in Round.State.decided() and watch_queries.watch_of(round_) is not None


def inclusion_path(ballot: SealedBallot) -> list[tuple[str, str]]:
    """What leads from the ballot's leaf to the root, from below: ("left" or "right", hash). One query."""
    twins = box.twins(ballot.place, ballot.envelope.ballots_total or 0)
    reads = [
        When(level=level, then=Substr("nodes", 32 * twin + 1, 32, output_field=BinaryField()))
        for _side, level, twin in twins
    ]
    if not reads:
        return []
    rows = MerkleLevel.objects.filter(envelope=ballot.envelope, level__in=[level for _, level, _ in twins])
    nodes = dict(rows.values_list("level", Case(*reads, output_field=BinaryField())))
    return [(side, bytes(nodes.get(level, b"")).hex()) for side, level, _twin in twins]


def home_card(at: datetime) -> dict[str, Any]:
    """What the home page shows of this room."""
    rounds = list(Round.objects.public()[:50])
    voting = [round_ for round_ in rounds if round_.phase(at) == Round.State.VOTING]
    funded = Tally.objects.filter(state=Tally.State.DONE, envelope__round__state__in=Round.State.decided())
    length = Func(F("result__winners"), function="jsonb_array_length", output_field=IntegerField())
    winners = sum(funded.values_list(length, flat=True)[:50])
    return {
        "room": "budgets",
        "title": _("참여예산"),
        "lead": _("우리 동네 예산을 어디에 쓸지 직접 고릅니다."),
        "url": reverse("budgets:index"),
        "numbers": [(_("투표 중"), len(voting)), (_("뽑힌 사업"), winners)],
        "items": [_card_item(round_, at) for round_ in (voting + [r for r in rounds if r not in voting])[:4]],
    }


def _card_item(round_: Round, at: datetime) -> dict[str, Any]:
    phase = round_.phase(at)
    return {
        "title": round_.title,
        "url": round_.get_absolute_url(),
        "meta": phase.label,
        "tone": round_.tone,
        "deadline": round_.closes_at if phase == Round.State.VOTING else None,
    }


def mine(user: Any, at: datetime) -> list[Mine]:
    """Rounds in which I took part, on the web or on paper, and those in which I still can."""
    open_now = list(Round.objects.public().filter(opens_at__lte=at, closes_at__gt=at))
    part = roll.channels(user, open_now)
    rounds = list(
        Round.objects.public()
        .filter(Q(pk__in=part) | Q(pk__in=[round_.pk for round_ in open_now]))
        .prefetch_related("envelopes__area")
    )
    refusals = eligibility.refusals(user, (one for round_ in rounds for one in round_.envelopes.all()), at)
    found = [
        _mine(round_, part.get(round_.pk, ""), at)
        for round_ in rounds
        if round_.pk in part or None in [refusals[envelope.pk] for envelope in round_.envelopes.all()]
    ]
    after = watch_queries.mine(user) + waste_queries.mine(user, at)
    return found + idea_queries.mine(user) + after


def _mine(round_: Round, channel: str, at: datetime) -> Mine:
    phase = round_.phase(at)
    open_ = phase == Round.State.VOTING
    stands = {
        VoterRoll.Channel.WEB: _("투표함 · 마감 전까지 바꿀 수 있음"),
        VoterRoll.Channel.PAPER: _("종이 투표용지를 받음 · 온라인으로는 투표할 수 없음"),
        "": _("투표할 수 있음"),
    }
    return Mine(
        title=round_.title,
        url=round_.get_absolute_url(),
        state_label=str(stands[channel] if open_ else phase.label),
        at=round_.opens_at,
        deadline=round_.closes_at if open_ and channel != VoterRoll.Channel.PAPER else None,
        kind=_("참여예산"),
        is_done=bool(channel),
    )


def queues(user: Any, at: datetime) -> list[Queue]:
    """What waits for an officer of this room, for those of its booths, and for administrators."""
    desk = [
        *idea_queries.queues(user, at),
        *paper_queries.queues(user),
        *_claims_waiting(user),
        *execution_queries.queues(user),
        *watch_queries.queues(user),
        *waste_queries.queues(user, at),
    ]
    return desk + (_rounds_waiting() if has_role(user, Role.ADMINISTRATOR) else [])


def _claims_waiting(user: Any) -> list[Queue]:
    if not has_role(user, Role.OFFICER):
        return []
    waiting = belonging_queries.waiting(user)
    return [Queue(_("확인을 기다리는 일터와 학교"), reverse("budgets_staff:belonging"), waiting.count())]


def _rounds_waiting() -> list[Queue]:
    url = reverse("budgets_staff:index")
    drafts = Round.objects.real().filter(state=Round.State.DRAFT)
    counted = Round.objects.filter(state=Round.State.COUNTED)
    unsealed = Round.objects.real().filter(state=Round.State.CLOSED, sealed_at=None)
    failed = Tally.objects.filter(state=Tally.State.FAILED)
    first = drafts.order_by("opens_at").values_list("opens_at", flat=True).first()
    return [
        Queue(_("준비 중인 참여예산"), url, drafts.count(), first),
        Queue(_("마감했지만 아직 봉인하지 못한 참여예산"), url, unsealed.count()),
        Queue(_("발표를 기다리는 개표 결과"), url, counted.count()),
        Queue(_("멈춘 개표"), url, failed.count()),
    ]
