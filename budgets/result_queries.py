"""What the pages about a result read; the figures were worked out before, by a worker."""

from typing import Any

from django.http import Http404

from budgets.models import Analysis, Envelope, Tally


def analyses_of(envelope: Envelope) -> dict[str, Analysis]:
    """By kind; without the half-finished figures, which may be long. One query."""
    found = Analysis.objects.filter(envelope=envelope).defer("partial")
    return {analysis.kind: analysis for analysis in found}


def finished(analyses: dict[str, Analysis], kind: str) -> dict[str, Any] | None:
    """The figures of an analysis, or None while there are none."""
    analysis = analyses.get(kind)
    return analysis.result if analysis is not None and analysis.state == Analysis.State.DONE else None


def counted_envelope(round_id: str, envelope_id: str) -> Envelope:
    """An envelope whose count is done, published or not: for administrators. 404 otherwise."""
    found = Envelope.objects.select_related("round", "area", "tally").filter(
        public_id=envelope_id, round__public_id=round_id, tally__state=Tally.State.DONE
    )
    envelope = found.first()
    if envelope is None:
        raise Http404
    return envelope
