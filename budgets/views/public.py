"""Pages that everyone may read: rounds, envelopes, projects, results, receipts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from budgets import box, queries, results, rules
from budgets.models import Envelope, Round
from budgets.stages import steps
from portal import clock
from portal.frontend import words


def index(request: HttpRequest) -> HttpResponse:
    """All announced rounds: those in voting first, then what is coming, then results."""
    at = clock.now()
    rounds = [{"round": round_, "phase": round_.phase(at)} for round_ in queries.public_rounds()]
    voting = [row for row in rounds if row["phase"] == Round.State.VOTING]
    others = [row for row in rounds if row["phase"] != Round.State.VOTING]
    return render(request, "budgets/index.html", {"voting": voting, "others": others})


def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """One round: where it stands, its envelopes, who may vote, what comes next."""
    at = clock.now()
    round_ = queries.public_round(round_id)
    envelopes = queries.envelopes_of(round_)
    voted = queries.voted_envelopes(request.user, envelopes)
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "steps": steps(round_, at),
        "turnout": queries.turnout(round_),
        "events": _timeline(round_),
        "has_opinion": queries.has_opinion(round_),
        "rows": [
            {
                "envelope": envelope,
                "voted": envelope.pk in voted,
                "refusal": rules.voter_refusal(request.user, envelope),
            }
            for envelope in envelopes
        ],
    }
    return render(request, "budgets/round.html", context)


def _timeline(round_: Round) -> list[dict[str, Any]]:
    return [{"title": event.get_state_display(), "at": event.at} for event in queries.events_of(round_)]


def project_page(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """One project in full, and after the publication why it was funded or not."""
    project = queries.public_project(round_id, project_id)
    envelope = project.envelope
    row = None
    if envelope.round.state in Round.State.decided():
        rows = results.rows(envelope, queries.result_of(envelope))
        row = next(one for one in rows if one.project.pk == project.pk)
    context = {"project": project, "envelope": envelope, "round": envelope.round, "row": row}
    return render(request, "budgets/project.html", context | {"phase": envelope.round.phase(clock.now())})


def results_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Who was funded, why, and everything needed to count again."""
    envelope = queries.public_envelope(round_id, envelope_id)
    result = queries.published_result(envelope)
    return render(request, "budgets/results.html", result_context(envelope, result))


def result_context(envelope: Envelope, result: dict[str, Any]) -> dict[str, Any]:
    rows = results.rows(envelope, result)
    ranked = sorted(rows, key=lambda row: (-row.votes, row.project.number))
    return {
        "envelope": envelope,
        "round": envelope.round,
        "result": result,
        "rows": rows,
        "funded": [row for row in rows if row.funded],
        "bars": [(row.project.title, row.votes, row.funded) for row in ranked[:15]],
        "rule_sentences": results.rule_sentences(envelope),
        "siblings": envelope.round.envelopes.order_by("pk"),
        "spent_percent": _percent(result["cost"], envelope.amount),
    }


def _percent(part: int, whole: int) -> str:
    return words.count(round(part * 1000 / whole) / 10)


@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request: HttpRequest, round_id: str) -> HttpResponse:
    """Is the ballot behind this receipt code in the sealed box? Says yes or no, never what it says.

    By POST: addresses stand in logs and histories, and the code would lead from a visitor to a ballot.
    """
    round_ = queries.public_round(round_id)
    typed = request.POST.get("code", "")[:60]
    context: dict[str, Any] = {"round": round_, "code": typed, "sealed": round_.sealed_at is not None}
    if typed and round_.sealed_at is not None:
        context |= _proof(round_, typed)
    return render(request, "budgets/receipt_check.html", context)


def _proof(round_: Round, typed: str) -> dict[str, Any]:
    found = queries.find_receipt(round_, typed)
    if found is None:
        return {"answer": "missing"}
    envelope = found.envelope
    leaf, path = (
        box.leaf(envelope.public_id, found.receipt_hash, found.choices),
        queries.inclusion_path(found),
    )
    if box.root_of_path(leaf, path) != envelope.merkle_root:
        return {"answer": "broken", "envelope": envelope}
    return {"answer": "found", "envelope": envelope, "leaf": leaf, "path": path}
