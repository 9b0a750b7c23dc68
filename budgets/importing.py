"""A past election from a Pabulib file becomes a closed, sealed, counted round that everyone can look at."""

import hashlib
import re
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets import box, counting, frozen, signing
from budgets.actions.sealing import NULL, write_rows, write_tree
from budgets.models import Envelope, ImportedFile, Project, Round, RoundEvent, Tally
from budgets.tally import Rule
from budgets.tally.categories import carried
from budgets.tally.meta import rule_of
from budgets.tally.pb import Election, Vote, read, whole
from portal import audit, outbox
from portal.actions import constraints
from portal.lines import one_line
from portal.refusals import Refusal, refuse

BATCH = 2000
Told = Callable[[int, int], None]  # (ballots written, ballots in all)

TWICE = Refusal("imported", _("이 선거 파일은 이미 가져왔습니다."), "file")
SCORING = Refusal(
    "scoring",
    _("점수 매기기(scoring) 투표는 이 포털에 없는 방식이라 가져올 수 없습니다."),
    "file",
)
NO_VOTES = Refusal("no_votes", _("투표지가 하나도 없는 파일입니다."), "file")
constraints({"budgets_import_once": TWICE, "budgets_upload_once": TWICE})

LIKE_OURS = Refusal(
    "like_ours",
    _(
        "이 광장에 같은 이름의 참여예산이 있습니다. "
        "다른 곳의 결과를 우리 결과로 잘못 볼 수 있어 가져오지 않습니다."
    ),
    "file",
)
NO_MONEY = Refusal("no_money", _("예산이 0인 파일입니다."), "file")
TOO_LARGE = Refusal("too_large", _("금액이 너무 커서 가져올 수 없습니다."), "file")
LONG_ID = Refusal("long_id", _("60자보다 긴 사업 번호가 있어 가져올 수 없습니다."), "file")
MOST = 2**63 - 1

KINDS = {
    "approval": Envelope.Ballot.APPROVAL,
    "choose-1": Envelope.Ballot.CHOOSE_ONE,
    "ordinal": Envelope.Ballot.RANKED,
    "cumulative": Envelope.Ballot.POINTS,
}


@dataclass(frozen=True)
class Source:
    """A file that can be imported: read, of a kind that we know, with the rule to count it by."""

    name: str
    sha256: str
    election: Election
    rule: Rule

    @property
    def origin(self) -> str:
        return self.name[:200]


def source_of(name: str, data: bytes, rule: Rule | None = None) -> Source:
    """Read a file. Raises `PbError` (line and reason) for a broken one, `Refused` for one that is whole but
    cannot be shown here."""
    election = read(data)
    refuse(_shape_refusal(election))
    election.instance()
    found = rule or rule_of(election.meta)
    if found is None:
        sentence = _("파일에 적힌 규칙 ‘%(rule)s’은(는) 그대로 다시 셀 수 없습니다. 세는 방법을 골라 주세요.")
        refuse(Refusal("rule", sentence % {"rule": election.meta.get("rule", "?")[:40]}, "method"))
    assert found is not None
    source = Source(name[:150], hashlib.sha256(data).hexdigest(), election, found)
    refuse(TWICE if ImportedFile.objects.filter(sha256=source.sha256).exists() else None)
    refuse(LIKE_OURS if _looks_like_ours(title_of(source)) else None)
    return source


def title_of(source: Source) -> str:
    """As it is shown: one visible line, without signs that hide or that turn the words after them."""
    return one_line(source.election.meta.get("description", ""))[:120] or one_line(source.origin)[:120]


def _looks_like_ours(title: str) -> bool:
    ours = Round.objects.real().filter(origin="").values_list("title", flat=True)
    return _as_read(title) in map(_as_read, ours)


def _as_read(title: str) -> str:
    """What somebody sees of a title: spaces, capitals, wide letters, joiners and in how many signs a syllable
    is written are no difference to her."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    kept = (sign for sign in one_line(plain) if unicodedata.category(sign) not in ("Cf", "Zs"))
    return unicodedata.normalize("NFKC", "".join(kept))


def _shape_refusal(election: Election) -> Refusal | None:
    """Is it an election that our tables can hold?"""
    if election.vote_type not in KINDS:
        return SCORING
    if not election.votes:
        return NO_VOTES
    if not election.budget:
        return NO_MONEY
    if max(election.budget, *(project.cost for project in election.projects), 0) > MOST:
        return TOO_LARGE
    return LONG_ID if any(len(project.id) > 60 for project in election.projects) else None


def import_election(
    source: Source,
    at: datetime,
    told: Told | None = None,
    counted: counting.Step | None = None,
    actor_id: int | None = None,
) -> Round:
    """Write the round, its ballots and our own count of it. All or nothing."""
    with transaction.atomic():
        round_ = _round(source, at)
        envelope = _envelope(round_, source)
        _projects(envelope, source.election)
        _ballots(envelope, source.election, told)
        _count(envelope, at, counted)
        frozen.freeze(envelope, at)
        detail = {"origin": source.origin}
        audit.record(actor_id=actor_id, verb="budgets.imported", target=round_.target, at=at, detail=detail)
        outbox.emit("search.changed", {"kind": "budgets.round", "id": round_.public_id}, at=at)
    return round_


def _round(source: Source, at: datetime) -> Round:
    meta = source.election.meta
    first, last = date_of(meta.get("date_begin", "")), date_of(meta.get("date_end", ""))
    opens = first or at - timedelta(days=1)
    closes = max(last or opens, opens) + timedelta(days=1, minutes=-1)  # the last minute of the last day
    round_ = Round.objects.create(
        title=title_of(source),
        summary=" · ".join(meta[key] for key in ("country", "unit", "subunit", "instance") if meta.get(key)),
        state=Round.State.PUBLISHED,
        opens_at=opens,
        closes_at=closes,
        closed_at=closes,
        sealed_at=at,
        published_at=at,
        created_at=at,
        origin=source.origin,
    )
    RoundEvent.objects.create(round=round_, state=Round.State.CLOSED, at=closes)
    RoundEvent.objects.create(round=round_, state=Round.State.PUBLISHED, at=at)
    return round_


def date_of(text: str) -> datetime | None:
    """The first moment of `dd.mm.yyyy` or of the first of January of `yyyy`, on our wall: pages show it so.
    None beyond 1900 to 2100."""
    found = re.fullmatch(r"(?:(\d{1,2})\.(\d{1,2})\.)?(\d{4})", text.strip())
    if not found or not 1900 <= int(found[3]) <= 2100:
        return None
    day, month, year = found.groups(default="1")
    try:
        return datetime(int(year), int(month), int(day), tzinfo=timezone.get_default_timezone())
    except ValueError:
        return None


def _envelope(round_: Round, source: Source) -> Envelope:
    election, rule = source.election, source.rule
    meta, many = election.meta, max(len(election.projects), 1)
    least = _number(meta.get("min_length"), 1)
    envelope = Envelope.objects.create(
        round=round_,
        name=(meta.get("subunit") or meta.get("district") or meta.get("unit") or "-")[:60],
        amount=election.budget,
        ballot_kind=_kind(election),
        min_choices=least,
        max_choices=max(_number(meta.get("max_length"), many), least),
        points_total=_number(meta.get("max_sum_points"), 10),
        rule=rule.record(),
        rule_sha256=rule.digest,
        currency=meta.get("currency", "XXX")[:3],
        scale=election.scale,
    )
    ImportedFile.objects.create(envelope=envelope, name=source.name, sha256=source.sha256, meta=meta)
    return envelope


def _kind(election: Election) -> str:
    spending = election.vote_type == "approval" and election.meta.get("max_sum_cost")
    return Envelope.Ballot.KNAPSACK if spending else KINDS[election.vote_type]


def _number(text: str | None, default: int) -> int:
    number = whole(text or "") or 0
    return number if 0 < number < 32768 else default


def _projects(envelope: Envelope, election: Election) -> None:
    rows = zip(election.projects, election.rows, strict=True)
    Project.objects.bulk_create(
        [_project(envelope, number, found, row) for number, (found, row) in enumerate(rows, start=1)],
        batch_size=BATCH,
    )


def _project(envelope: Envelope, number: int, found: Any, row: dict[str, str]) -> Project:
    return Project(
        envelope=envelope,
        number=number,
        external_id=found.id,
        title=(one_line(found.name) or found.id)[:400],
        description=row.get("description", "")[:4000],
        category=carried(row.get("category", ""))[:60],
        place=row.get("neighborhood", "")[:120],
        cost=found.cost,
    )


def _ballots(envelope: Envelope, election: Election, told: Told | None) -> None:
    """In random order, without the voters' names: an imported election is sealed like ours."""
    votes = list(election.votes)
    secrets.SystemRandom().shuffle(votes)
    write_rows(_lines(envelope, votes, told or (lambda done, total: None)))
    write_tree(envelope, [_leaf(envelope, vote) for vote in votes])


def _lines(envelope: Envelope, votes: list[Vote], told: Told) -> Iterator[str]:
    for place, vote in enumerate(votes):
        if place % BATCH == 0:
            told(place, len(votes))
        yield _line(envelope, vote, place)
    told(len(votes), len(votes))


def _line(envelope: Envelope, vote: Vote, place: int) -> str:
    """A row as the text of COPY; an imported ballot has no receipt and needs no blinding."""
    choices = ",".join(map(str, _numbers(envelope, vote)))
    points = NULL if vote.points is None else f"{{{','.join(map(str, vote.points))}}}"
    return f"{uuid.uuid4()}\t{envelope.pk}\t{place}\t{{{choices}}}\t{points}\t{NULL}\t\n"


def _leaf(envelope: Envelope, vote: Vote) -> str:
    return box.leaf(envelope.public_id, None, box.content(_numbers(envelope, vote), vote.points))


def _numbers(envelope: Envelope, vote: Vote) -> list[int]:
    """Numbers of projects as our ballots keep them: sorted, unless the order says something."""
    numbers = [index + 1 for index in vote.choices]
    ordered = envelope.ballot_kind in (Envelope.Ballot.RANKED, Envelope.Ballot.POINTS)
    return numbers if ordered else sorted(numbers)


def _count(envelope: Envelope, at: datetime, counted: counting.Step | None) -> None:
    result = counting.result_of(envelope, envelope.tally_rule(), counted)
    Tally.objects.create(
        envelope=envelope,
        state=Tally.State.DONE,
        steps=result["steps"],
        started_at=at,
        finished_at=at,
        result=result,
        **signing.keep(result).fields(),
    )
