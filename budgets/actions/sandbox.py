"""Try a round out: a copy that nobody but administrators sees, with voters who do not exist.

The copy stays a draft for ever (`budgets_sandbox_never_public`); its ballots are sealed from the start, and
the same workers count them by the same rules. Deleting it deletes everything in it: it is no civic act.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgets import synthetic
from budgets.announcing import obstacles
from budgets.models import Envelope, Project, Round, SealedBallot, Tally
from budgets.schedule_rules import SANDBOX
from budgets.tally import commitment_of
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import Refusal, refuse

MOST_VOTERS = 5000
MOST_COPIES = 5
BATCH = 2000
TOO_MANY = Refusal(
    "too_many_copies", _("시험용 사본은 다섯 개까지 둘 수 있습니다. 쓰지 않는 것을 지워 주세요.")
)
OF_DATES = ("past", "too_long", "sum")  # these do not keep a count from being tried


@action
def make_sandbox(*, actor: Any, round_id: int, voters: int, seed: str, at: datetime) -> Round:
    """Copy a round as it stands now, fill `voters` ballots in from `seed`, and hand them to the count."""
    locks.alone("budgets.round", round_id)
    source = Round.objects.get(pk=round_id)
    refuse(SANDBOX if source.is_sandbox else None)
    refuse(TOO_MANY if source.sandboxes.count() >= MOST_COPIES else None)
    refuse(_unusable(source, at))
    copy = _copy_round(source, actor, seed, at)
    for envelope in source.envelopes.all():
        _copy_envelope(envelope, copy, min(voters, MOST_VOTERS))
    detail = {"voters": voters, "seed": seed}
    audit.record(actor_id=actor.pk, verb="budgets.sandbox_made", target=copy.target, at=at, detail=detail)
    outbox.emit("budgets.sandbox_made", {"round": copy.public_id}, at=at)
    return copy


def _unusable(source: Round, at: datetime) -> Refusal | None:
    """What would keep the count itself from working; a frozen round has passed these already."""
    envelopes = list(source.envelopes.all())
    projects = list(Project.objects.filter(envelope__round=source))
    if source.state not in Round.State.preparing():
        return None
    found = obstacles(source, envelopes, projects, at)
    return next((one for one in found if one.code not in OF_DATES), None)


def _copy_round(source: Round, actor: Any, seed: str, at: datetime) -> Round:
    return Round.objects.create(
        title=source.title,
        summary=source.summary,
        opens_at=source.opens_at,
        closes_at=source.closes_at,
        sealed_at=at,
        created_at=at,
        created_by=actor,
        lot_seed=seed,
        lot_commitment=commitment_of(seed),
        sandbox_of=source,
    )


def _copy_envelope(envelope: Envelope, copy: Round, voters: int) -> None:
    projects = list(envelope.projects.all())
    twin = Envelope.objects.get(pk=envelope.pk)
    twin.pk, twin.public_id, twin.round = None, Envelope._meta.get_field("public_id").get_default(), copy
    twin.merkle_root, twin.ballots_total = "", None
    twin.rule = envelope.rule | {"commitment": copy.lot_commitment, "ballot": envelope.ballot_record()}
    twin.rule_sha256 = twin.tally_rule().digest
    twin.save(force_insert=True)
    Project.objects.bulk_create([_twin(project, twin) for project in projects])
    SealedBallot.objects.bulk_create(_ballots(twin, projects, copy.lot_seed, voters), batch_size=BATCH)
    twin.ballots_total = twin.sealed.count()
    twin.save(update_fields=["ballots_total"])
    Tally.objects.create(envelope=twin)


def _twin(project: Project, envelope: Envelope) -> Project:
    kept = ("number", "external_id", "title", "summary", "description", "place", "category", "department")
    fields = {name: getattr(project, name) for name in (*kept, "cost")}
    return Project(envelope=envelope, **fields)


def _ballots(envelope: Envelope, projects: list[Project], seed: str, voters: int) -> Iterator[SealedBallot]:
    for place, (numbers, points) in enumerate(filled_in(envelope, projects, voters, seed)):
        yield SealedBallot(envelope=envelope, place=place, choices=numbers, points=points)


def filled_in(
    envelope: Envelope, projects: Sequence[Project], voters: int, seed: str
) -> Iterator[synthetic.Filled]:
    """Ballots of made-up voters, each within what this envelope's ballot allows."""
    paper = synthetic.Paper(
        kind=envelope.ballot_kind,
        budget=envelope.amount,
        least=envelope.min_choices,
        most=envelope.max_choices,
        points=envelope.points_total,
        limits=envelope.category_limits,
    )
    choices = [synthetic.Choice(one.number, one.cost, one.category) for one in projects]
    return synthetic.ballots(paper, choices, voters, f"{seed}:{envelope.name}")


def new_seed() -> str:
    return secrets.token_hex(4)


@action
def delete_sandbox(*, actor: Any, round_id: int, at: datetime) -> None:
    """Remove a copy with everything in it. Refused for a round of real people."""
    locks.alone("budgets.round", round_id)
    copy = Round.objects.get(pk=round_id)
    refuse(None if copy.is_sandbox else NOT_A_COPY)
    audit.record(actor_id=actor.pk, verb="budgets.sandbox_deleted", target=copy.target, at=at)
    remove_copies(Round.objects.filter(pk=copy.pk))


def remove_copies(rounds: QuerySet[Round]) -> None:
    """Copies among these rounds, with everything in them."""
    _remove(rounds.filter(sandbox_of__isnull=False))


def _remove(rows: QuerySet[Any]) -> None:
    """Delete rows with whatever hangs on them: counts and analyses made later are no civic acts either."""
    if not rows.exists():
        return
    for link in rows.model._meta.related_objects:
        if link.one_to_many or link.one_to_one:
            _remove(link.related_model._base_manager.filter(**{f"{link.field.name}__in": rows}))
    rows.delete()


NOT_A_COPY = Refusal("not_a_copy", _("시험용 사본만 지울 수 있습니다."))
