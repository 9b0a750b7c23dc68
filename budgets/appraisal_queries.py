"""What pages and the count read of the scores beside the ballots. Hidden from everybody but administrators
until the result is published, as votes are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.http import Http404

from budgets import panel_queries, synthetic
from budgets.appraisal_rules import NO_RUBRIC, missing_refusal, wanted
from budgets.models import Appraisal, AppraisalKeying, Envelope, Plan, Round
from budgets.tally.rule_parts import panels_of
from portal.refusals import Refusal, refuse

State = Appraisal.State


def confirmed(envelope: Envelope) -> dict[str, dict[str, str]]:
    """By the panel's name."""
    rows = Appraisal.objects.filter(envelope=envelope, state=State.CONFIRMED)
    return {name: scores or {} for name, scores in rows.values_list("name", "scores")}


def panels_for(envelope: Envelope, ids: list[str]) -> dict[str, tuple[int | Fraction, ...]]:
    """The scores that the count adds to the ballots, in the order of `ids`. A rehearsal invents them."""
    names = wanted(envelope)
    if not names:
        return {}
    if envelope.round.is_sandbox:
        seed = envelope.round.lot_seed
        given: dict[str, Any] = {name: synthetic.scores(ids, f"{seed}:{name}") for name in names}
    else:
        given = {name: scores for name, scores in confirmed(envelope).items() if name in names}
    return panels_of(given, ids)


def obstacle(envelope: Envelope) -> Refusal | None:
    """What keeps the count of this envelope from starting, or None."""
    if not wanted(envelope) or envelope.round.is_sandbox:
        return None
    return missing_refusal(envelope, list(confirmed(envelope)))


def obstacles(round_: Round, envelopes: Iterable[Envelope]) -> list[Refusal]:
    """One for each envelope that could not be counted now; no query where no rule weighs panels."""
    weighing = [envelope for envelope in envelopes if wanted(envelope)]
    if not weighing or round_.is_sandbox:
        return []
    rows = Appraisal.objects.filter(envelope__in=weighing, state=State.CONFIRMED)
    done: dict[int, list[str]] = {}
    for envelope_id, name in rows.values_list("envelope_id", "name"):
        done.setdefault(envelope_id, []).append(name)
    found = (missing_refusal(envelope, done.get(envelope.pk, [])) for envelope in weighing)
    return [one for one in found if one is not None]


def of_envelope(envelope: Envelope) -> dict[str, Appraisal]:
    """By the panel's name, with the files."""
    rows = Appraisal.objects.filter(envelope=envelope).select_related("settled_by", "confirmed_by")
    return {one.name: one for one in rows.prefetch_related("files")}


def of_round(round_: Round) -> dict[tuple[int, str], Appraisal]:
    """By the envelope's key and the panel's name."""
    return {(one.envelope_id, one.name): one for one in Appraisal.objects.filter(envelope__round=round_)}


def panel_name(envelope: Envelope, place: int) -> str:
    """The panel at that place of the rule (from 1), or 404."""
    names = wanted(envelope)
    if not 1 <= place <= len(names):
        raise Http404
    return names[place - 1]


def keyings_of(appraisal: Appraisal) -> list[AppraisalKeying]:
    return list(appraisal.keyings.select_related("keyed_by"))


def differing(keyings: list[AppraisalKeying]) -> list[str]:
    """Ids of projects of which two people read different scores; not what they read."""
    if len(keyings) < 2:
        return []
    first, second = keyings[0].scores, keyings[1].scores
    return [project for project in first if first[project] != second.get(project)]


@dataclass(frozen=True, slots=True)
class Average:
    """What one kind of seat of the citizens' panel thinks on average, of every project of an envelope."""

    kind: str
    label: str
    scores: dict[str, str]


def rubric_averages(envelope: Envelope, at: datetime) -> list[Average]:
    """The exact averages of the rubric, where they are public and every project on the ballot has one."""
    plans = dict(Plan.objects.filter(project__envelope=envelope).values_list("pk", "project_id"))
    results = panel_queries.results_by_plan(envelope.round, at) if plans else {}
    ids = {project.pk: project.ballot_id for project in envelope.projects.all()}
    found: dict[str, Average] = {}
    for plan, rows in results.items():
        for row in rows if plans.get(plan) in ids else []:
            average = found.setdefault(row.kind, Average(row.kind, row.label, {}))
            if row.mean is not None:
                average.scores[ids[plans[plan]]] = str(row.mean)
    return [one for one in found.values() if set(one.scores) == set(ids.values())]


def average(envelope: Envelope, kind: str, at: datetime) -> dict[str, str]:
    """Refused where there is none to take over."""
    found = {one.kind: one.scores for one in rubric_averages(envelope, at)}
    refuse(None if kind in found else NO_RUBRIC)
    return found[kind]


def may_see_files(user: Any, appraisal: Appraisal) -> bool:
    """Everybody once the result is public; before that only administrators, who look at the paper."""
    from portal.organisations.rules import Role, has_role

    is_public = appraisal.envelope.round.state in Round.State.decided()
    return is_public or (user.is_authenticated and has_role(user, Role.ADMINISTRATOR))
