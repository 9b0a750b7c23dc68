"""Is my ballot in the sealed box?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from budgets import box, queries, receipts
from budgets.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request: HttpRequest, round_id: str) -> HttpResponse:
    """Is the ballot behind this receipt code in the sealed box? Says yes or no, never what it says.

    By POST: addresses stand in logs and histories, and the code would lead from a visitor to a ballot.
    """
    round_ = queries.public_round(round_id)
    typed = request.POST.get("code", "")[:60]
    context: dict[str, Any] = {
        "round": round_,
        "code": typed,
        "sealed": round_.sealed_at is not None,
        "envelopes": queries.envelopes_of(round_),
    }
    if typed and round_.sealed_at is not None:
        context |= _answer(round_, typed)
    return render(request, "budgets/receipt_check.html", context)


def _answer(round_: Round, typed: str) -> dict[str, Any]:
    found = receipts.proof(round_, *map(box.receipt_hash, box.codes_meant(typed)))
    if found is None:
        return {"answer": "missing"}
    answer = "found" if found.holds else "broken"
    return {"answer": answer, "envelope": found.envelope, "proof": found}
