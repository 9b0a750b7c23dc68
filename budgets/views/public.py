"""Pages that everyone may read: rounds, envelopes, projects, results, receipts."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from budgets import (
    ballot_queries,
    eligibility,
    findings,
    paper_queries,
    queries,
    result_queries,
    results,
    schedule,
    schedule_queries,
    stages,
)
from budgets.models import Round, RoundChange
from portal import clock


def index(request: HttpRequest) -> HttpResponse:
    """All public rounds by what a citizen can do with them now: vote, speak, wait, read."""
    groups = stages.grouped(queries.public_rounds(), clock.now())
    return render(request, "budgets/index.html", {"groups": groups})


def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """One round: where it stands, its envelopes, who may vote, what comes next."""
    at = clock.now()
    round_ = queries.public_round(round_id)
    envelopes = queries.envelopes_of(round_)
    voted = ballot_queries.voted_envelopes(request.user, envelopes)
    refusals = eligibility.refusals(request.user, envelopes, at)
    changes = schedule_queries.changes_of(round_)
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "steps": stages.steps(round_, at),
        "deed": stages.deed(round_.phase(at)),
        "frozen": round_.state in Round.State.frozen(),
        "decided": round_.state in Round.State.decided(),
        "turnout": queries.turnout(round_),
        "timeline": _timeline(round_, changes, at),
        "changes": [change for change in changes if not change.state],
        "follows": schedule_queries.follows(request.user, round_),
        "channels": paper_queries.turnout(round_),
        "booths": paper_queries.booths(round_),
        "has_opinion": queries.has_opinion(round_),
        "rows": [
            {
                "envelope": envelope,
                "voted": envelope.pk in voted,
                "refusal": refusals[envelope.pk],
            }
            for envelope in envelopes
        ],
    }
    return render(request, "budgets/round.html", context)


def _timeline(round_: Round, changes: list[RoundChange], at: datetime) -> dict[str, list[stages.Phase]]:
    dates, events = schedule.dates_of(round_), queries.events_of(round_)
    return {"phases": stages.timeline(round_, dates, events, changes, at)}


def project_page(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """One project in full, and after the publication why it was funded or not."""
    project = queries.public_project(round_id, project_id)
    envelope = project.envelope
    row = None
    if envelope.round.state in Round.State.decided():
        needs = findings.needs(result_queries.analyses_of(envelope))
        rows = results.rows(envelope, queries.result_of(envelope), needs)
        row = next(one for one in rows if one.project.pk == project.pk)
    context = {"project": project, "envelope": envelope, "round": envelope.round, "row": row}
    return render(request, "budgets/project.html", context | {"phase": envelope.round.phase(clock.now())})
