"""A round's way from the announcement to the closing of the box."""

from datetime import datetime
from typing import Any

from budgets import announcing, box, seeding
from budgets.lifecycle import State, transition
from budgets.models import Project, Round
from portal import locks, outbox
from portal.actions import action
from portal.refusals import refuse


@action
def announce_round(*, actor: Any, round_id: int, at: datetime) -> None:
    """Freeze ballots and rules, commit to the lot's seed, draw the key of the ballots.

    `actor` is None when the clock does it on the scheduled date; then it is stamped with that date, unless
    something stood in the way until now.
    """
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    envelopes = list(round_.envelopes.all())
    projects = list(Project.objects.filter(envelope__round=round_))
    since = at if actor or round_.trouble else _scheduled(round_, at)
    if since is None:
        return
    refuse(announcing.announce_refusal(round_, envelopes, projects, at))
    kept, commitment = seeding.fresh()
    for envelope in envelopes:
        envelope.rule |= {"commitment": commitment, "ballot": envelope.ballot_record()}
        envelope.rule_sha256 = envelope.tally_rule().digest
        envelope.save(update_fields=["rule", "rule_sha256"])
    transition(
        round_,
        State.ANNOUNCED,
        actor_id=actor and actor.pk,
        at=since,
        lot_seed=kept,
        lot_commitment=commitment,
        is_running=True,
        trouble="",
    )
    outbox.emit("budgets.phase_began", {"round": round_.public_id, "state": str(State.ANNOUNCED)}, at=at)
    _tell_search(round_, projects, at)
    # Last: a file cannot be rolled back. A key left by a failed announcement is simply used next time.
    box.make_key(round_.public_id)


def _scheduled(round_: Round, at: datetime) -> datetime | None:
    """The date of the announcement, if it has come and the clock runs."""
    due = round_.steps.filter(state=State.ANNOUNCED, starts_at__lte=at).first()
    return due.starts_at if due is not None and round_.is_running else None


def _tell_search(round_: Round, projects: list[Project], at: datetime) -> None:
    outbox.emit("search.changed", {"kind": "budgets.round", "id": round_.public_id}, at=at)
    for project in projects:
        outbox.emit("search.changed", {"kind": "budgets.project", "id": project.public_id}, at=at)


@action
def open_round(*, round_id: int, at: datetime) -> None:
    """Say that voting has begun. Votes do not wait for this: they look at the dates."""
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    if round_.state != State.ANNOUNCED or at < round_.opens_at:
        return
    transition(round_, State.VOTING, actor_id=None, at=round_.opens_at)
    outbox.emit("budgets.voting_opened", {"round": round_.public_id}, at=at)


@action
def close_round(*, round_id: int, at: datetime) -> None:
    """Shut the box: waits for voters who are inside, keeps later ones out. Stamped with the deadline."""
    locks.alone("budgets.round", round_id)
    round_ = Round.objects.get(pk=round_id)
    if round_.state not in State.accepting() or at < round_.closes_at:
        return
    transition(round_, State.CLOSED, actor_id=None, at=round_.closes_at, closed_at=round_.closes_at)
