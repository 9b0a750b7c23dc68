"""Files for whoever counts again: ballots, result, rule. Only after the publication."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from budgets import export, queries
from budgets.models import Envelope, Round
from budgets.signing import canonical


def _name(envelope: Envelope, ending: str) -> str:
    return f'attachment; filename="budget-{envelope.round.public_id}-{envelope.public_id}.{ending}"'


def ballots_pb(request: HttpRequest, round_id: str, envelope_id: str) -> StreamingHttpResponse:
    """The anonymous ballots (.pb)."""
    envelope = queries.public_envelope(round_id, envelope_id)
    queries.published_result(envelope)
    response = StreamingHttpResponse(export.lines(envelope), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = _name(envelope, "pb")
    return response


def result_json(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The result file: the very bytes whose SHA-256 is published."""
    envelope = queries.public_envelope(round_id, envelope_id)
    result = queries.published_result(envelope)
    response = HttpResponse(canonical(result), content_type="application/json")
    response["Content-Disposition"] = _name(envelope, "result.json")
    return response


def signature_json(request: HttpRequest, round_id: str, envelope_id: str) -> JsonResponse:
    """The signature under the bytes of result.json, with the key that made it."""
    envelope = queries.public_envelope(round_id, envelope_id)
    queries.published_result(envelope)
    tally = envelope.tally
    data = {"algorithm": "Ed25519", "sha256": tally.sha256}
    return JsonResponse(data | {"signature": tally.signature, "public_key": tally.public_key})


def rule_json(request: HttpRequest, round_id: str, envelope_id: str) -> JsonResponse:
    """The rule record: public from the announcement on; the lot's seed is added with the result."""
    envelope = queries.public_envelope(round_id, envelope_id)
    seed = envelope.round.lot_seed if envelope.round.state in Round.State.decided() else ""
    return JsonResponse(envelope.tally_rule(seed).to_json(), json_dumps_params={"indent": 2})
