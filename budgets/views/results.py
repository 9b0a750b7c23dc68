"""Pages about one result: what was funded and why, other rules, one's own share, checking it oneself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from budgets import (
    counting_program,
    findings,
    queries,
    result_queries,
    results,
    shares,
    signing,
    weighing,
    what_if,
)
from budgets.file_names import file_names
from budgets.forms_what_if import WhatIfForm
from budgets.models import Envelope, Round
from budgets.rule_words import rule_sentences
from budgets.words import paid_by_points
from portal.frontend import charts, words
from portal.frontend.downloads import named
from portal.organisations.gates import Role, role_required

administrators = role_required(Role.ADMINISTRATOR)


def results_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Who was funded, why, and everything needed to count again."""
    envelope = queries.public_envelope(round_id, envelope_id)
    return render(
        request, "budgets/results.html", result_context(envelope, queries.published_result(envelope))
    )


def result_context(envelope: Envelope, result: dict[str, Any]) -> dict[str, Any]:
    rows = results.rows(envelope, result, findings.needs(result_queries.analyses_of(envelope)))
    scored = envelope.ballot_kind in results.SCORED
    bars = [(row.project.title, row.score if scored else row.votes, row.funded) for row in rows]
    return _frame(envelope, "results") | {
        "result": result,
        "rows": rows,
        "weighed": weighing.context(envelope, result),
        "funded": [row for row in rows if row.funded],
        "scored": scored,
        "by_points": paid_by_points(envelope, result),
        "wallet": shares.wallet(envelope, result),
        "bars": sorted(bars, key=lambda bar: -(bar[1] or 0))[:15],
        "rule_sentences": rule_sentences(envelope),
        "siblings": envelope.round.envelopes.order_by("pk"),
        "spent_percent": words.count(charts.share(result["cost"], envelope.amount)),
    }


def _frame(envelope: Envelope, page: str) -> dict[str, Any]:
    """What the head of each of these pages needs."""
    return {"envelope": envelope, "round": envelope.round, "tabs": results.tabs(envelope, page)}


def compare_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The same ballots under other rules, how fair each outcome is, how sure each winner."""
    envelope = queries.public_envelope(round_id, envelope_id)
    queries.published_result(envelope)
    return render(request, "budgets/result/compare.html", _comparison(envelope))


@administrators
def preview_compare(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The same before the publication, for those who check the count."""
    envelope = result_queries.counted_envelope(round_id, envelope_id)
    if envelope.round.state in Round.State.decided():
        return redirect("budgets:results_compare", round_id, envelope_id)
    return render(request, "budgets/result/compare.html", _comparison(envelope) | {"preview": True})


def _comparison(envelope: Envelope) -> dict[str, Any]:
    analyses, projects = result_queries.analyses_of(envelope), queries.projects_of(envelope)
    return _frame(envelope, "results_compare") | findings.comparison(envelope, projects, analyses)


def what_if_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Another rule or another budget: which winners would change."""
    envelope = queries.public_envelope(round_id, envelope_id)
    queries.published_result(envelope)
    return _what_if(request, envelope, preview=False)


@administrators
def preview_what_if(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = result_queries.counted_envelope(round_id, envelope_id)
    if envelope.round.state in Round.State.decided():
        return redirect("budgets:results_what_if", round_id, envelope_id)
    return _what_if(request, envelope, preview=True)


def _what_if(request: HttpRequest, envelope: Envelope, *, preview: bool) -> HttpResponse:
    analyses, projects = result_queries.analyses_of(envelope), queries.projects_of(envelope)
    form = WhatIfForm(what_if.cells_of(analyses), request.GET or None)
    context = _frame(envelope, "results_what_if") | {"form": form, "preview": preview}
    context |= what_if.context(envelope, projects, analyses, form.wanted())
    return render(request, "budgets/result/what_if.html", context)


def share_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Where my share went. What she ticks stays in her browser: the form has no address to be sent to."""
    envelope = queries.public_envelope(round_id, envelope_id)
    result = queries.published_result(envelope)
    context = _frame(envelope, "results_share") | shares.context(envelope, result)
    return render(request, "budgets/result/share.html", context)


def check_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The browser downloads the published files and follows the count itself."""
    envelope = queries.public_envelope(round_id, envelope_id)
    result = queries.published_result(envelope)
    context = {"result": result, "tally": envelope.tally, "names": file_names(envelope)}
    context |= _frame(envelope, "results_check")
    context["signed"] = queries.is_signed(envelope)
    return render(request, "budgets/result/check.html", context)


def program(request: HttpRequest) -> HttpResponse:
    """The counting program itself: without it the commands on the check page name something nobody has."""
    return named(
        HttpResponse(counting_program.archive(), content_type="application/zip"), counting_program.NAME
    )


def signing_key(request: HttpRequest) -> HttpResponse:
    """The public key under every result file; worth noting somewhere else."""
    context = {"public_key": signing.public_key(), "pem": signing.public_pem()}
    return render(request, "budgets/result/signing_key.html", context)


def signing_key_pem(request: HttpRequest) -> HttpResponse:
    """The same key as a file that openssl reads."""
    return named(HttpResponse(signing.public_pem(), content_type="application/x-pem-file"), "signing-key.pem")
