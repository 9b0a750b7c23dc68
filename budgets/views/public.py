"""Pages that everyone may read: rounds, envelopes, projects, results, receipts."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from budgets import (
    ballot_queries,
    eligibility,
    findings,
    next_steps,
    offers,
    paper_queries,
    queries,
    result_queries,
    results,
    roll,
    rules,
    schedule_queries,
    stages,
)
from budgets.models import Envelope, Round
from portal import clock
from portal.refusals import Refusal

WITH_BOOTHS = (Round.State.ANNOUNCED, Round.State.VOTING)


def index(request: HttpRequest) -> HttpResponse:
    """All public rounds by what a citizen can do with them now: vote, speak, wait, read."""
    groups = stages.grouped(queries.public_rounds(), clock.now())
    return render(request, "budgets/index.html", {"groups": groups})


def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """One round: where it stands, its envelopes, who may vote, what comes next."""
    at = clock.now()
    round_ = queries.public_round(round_id)
    phase, envelopes = round_.phase(at), queries.envelopes_of(round_)
    voted = ballot_queries.voted_envelopes(request.user, envelopes)
    refusals = eligibility.refusals(request.user, envelopes, at)
    course, glance = schedule_queries.course_of(round_), queries.glance(round_, request.user)
    booths = paper_queries.booths(round_) if glance.has_booths and phase in WITH_BOOTHS else []
    voting = phase == Round.State.VOTING
    paper = roll.paper_refusal(request.user, round_) if voting and booths else None
    open_to = [] if paper else _open_to(envelopes, voted, refusals)
    channels = paper_queries.turnout(round_)
    surpluses = paper_queries.agreed_surpluses(round_) if channels and channels.paper else []
    context = {
        "round": round_,
        "phase": phase,
        "paper": paper,
        "steps": stages.steps(round_, at),
        "deed": stages.deed(phase),
        "ways": next_steps.for_citizens(round_, open_to, at),
        "desks": lambda: next_steps.for_staff(round_, request.user, at),
        "frozen": round_.state in Round.State.frozen(),
        "decided": round_.state in Round.State.decided(),
        "turnout": channels.total if channels else queries.turnout(round_),
        "timeline": {"phases": stages.timeline(round_, course, at)},
        "changes": [change for change in course.changes if not change.state],
        "follows": glance.follows,
        "has_ideas": glance.has_ideas,
        "channels": channels,
        "booths": booths,
        "surpluses": surpluses,
        "today": clock.local(at).date(),
        "has_opinion": queries.has_opinion(round_),
        "has_watch": queries.has_watch(round_),
        "offers": [
            offers.offer(
                one, phase, voted=one.pk in voted, on_paper=paper is not None, refusal=refusals[one.pk]
            )
            for one in envelopes
        ],
    }
    return render(request, "budgets/round.html", context)


def _open_to(
    envelopes: list[Envelope], voted: set[int], refusals: Mapping[int, Refusal | None]
) -> list[Envelope]:
    """Where she has no ballot yet and can have one, if only after an identity check."""
    unlocked = (None, rules.NEEDS_IDENTITY.code)
    open_ = [one for one in envelopes if getattr(refusals[one.pk], "code", None) in unlocked]
    return [one for one in open_ if one.pk not in voted]


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
