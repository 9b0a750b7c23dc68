"""Files for whoever counts again: ballots, result, rule. Only after the publication."""

import base64
from collections.abc import Iterator
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from budgets import csv_files, export, frozen, queries
from budgets.file_names import ENDINGS, file_name
from budgets.models import BallotFile, Envelope, FilePiece, Round
from budgets.signing import canonical, pem_of
from portal.frontend.downloads import download, named, table
from portal.frontend.views import unavailable

Name = FilePiece.Name
ABOUT = 40  # bytes of a ballot


def _published(round_id: str, envelope_id: str) -> Envelope:
    envelope = queries.public_envelope(round_id, envelope_id)
    queries.published_result(envelope)
    return envelope


def data_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Every file of an envelope, what is in it, what is not, and how to count again."""
    envelope = _published(round_id, envelope_id)
    context = {
        "envelope": envelope,
        "round": envelope.round,
        "file": BallotFile.objects.filter(envelope=envelope).first(),
    }
    return render(request, "budgets/files/data.html", context)


def ballots_pb(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponseBase:
    """The anonymous ballots (.pb), with the published hash as their digest (RFC 9530)."""
    envelope = _published(round_id, envelope_id)
    file = BallotFile.objects.filter(envelope=envelope).first()
    response = _ballots(request, envelope, Name.PB, export.lines(envelope), file)
    if file is not None and response.streaming:
        digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
        response["Repr-Digest"] = f"sha-256=:{digest}:"
        response["Content-Length"] = str(file.size)
    return response


def ballots_csv(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponseBase:
    envelope = _published(round_id, envelope_id)
    file = BallotFile.objects.filter(envelope=envelope).first()
    # The first line is made now: when the stream is read, the request's language may be gone.
    head = csv_files.ballot_head()
    return _ballots(request, envelope, Name.CSV, csv_files.ballot_rows(envelope), file, head)


def _ballots(
    request: HttpRequest,
    envelope: Envelope,
    name: Name,
    made: Iterator[str],
    file: BallotFile | None,
    head: str = "",
) -> HttpResponseBase:
    """What was kept; in the seconds between publication and the worker's work it is made for its reader.

    Where a hash is kept without its bytes, nothing goes out: other bytes would stand under a promised hash.
    """
    if file is None:
        pieces: Iterator[bytes | str] = chain([head], made)
        size = ABOUT * (envelope.ballots_total or 0)
    elif frozen.has_pieces(envelope):
        pieces, size = chain([head], frozen.pieces(envelope, name)), file.size
    else:
        return unavailable(request)
    kind = "text/plain" if name == Name.PB else "text/csv"
    ending = "pb" if name == Name.PB else "ballots.csv"
    return download(request, pieces, size=size, content_type=kind, filename=file_name(envelope, ending))


def projects_csv(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = _published(round_id, envelope_id)
    return table(csv_files.projects(envelope), filename=file_name(envelope, "projects.csv"))


def result_json(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The result file: the very bytes whose SHA-256 is published."""
    envelope = queries.public_envelope(round_id, envelope_id)
    result = queries.published_result(envelope)
    response = HttpResponse(canonical(result), content_type="application/json")
    return named(response, file_name(envelope, ENDINGS["result"]))


def signature_json(request: HttpRequest, round_id: str, envelope_id: str) -> JsonResponse:
    """The signature under the bytes of result.json, with the key that made it; 404 where there is none."""
    envelope = _signed(round_id, envelope_id)
    tally = envelope.tally
    data = {"algorithm": "Ed25519", "sha256": tally.sha256}
    response = JsonResponse(data | {"signature": tally.signature, "public_key": tally.public_key})
    return named(response, file_name(envelope, "signature.json"))


def signature_sig(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The same signature as the 64 bytes that openssl reads; 404 where a result has none."""
    envelope = _signed(round_id, envelope_id)
    response = HttpResponse(bytes.fromhex(envelope.tally.signature), content_type="application/octet-stream")
    return named(response, file_name(envelope, ENDINGS["signature"]))


def key_pem(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The public half of the key that signed this result, also when the portal has another one by now."""
    envelope = _signed(round_id, envelope_id)
    response = HttpResponse(pem_of(envelope.tally.public_key), content_type="application/x-pem-file")
    return named(response, file_name(envelope, ENDINGS["key"]))


def _signed(round_id: str, envelope_id: str) -> Envelope:
    """An envelope whose published result carries the city's signature, or 404."""
    envelope = _published(round_id, envelope_id)
    if not queries.is_signed(envelope):
        raise Http404
    return envelope


def panels_json(request: HttpRequest, round_id: str, envelope_id: str) -> JsonResponse:
    """The scores that were weighed beside the ballots, as `python -m budgets.tally --panels` reads them; 404
    where the rule weighs none."""
    envelope = queries.public_envelope(round_id, envelope_id)
    panels = queries.published_result(envelope).get("panels")
    if not panels:
        raise Http404
    response = JsonResponse(panels, json_dumps_params={"indent": 1, "ensure_ascii": False})
    return named(response, file_name(envelope, ENDINGS["panels"]))


def rule_json(request: HttpRequest, round_id: str, envelope_id: str) -> JsonResponse:
    """The rule record: public from the announcement on; the lot's seed is added with the result."""
    envelope = queries.public_envelope(round_id, envelope_id)
    is_decided = envelope.round.state in Round.State.decided()
    rule = envelope.revealed_rule() if is_decided else envelope.tally_rule()
    response = JsonResponse(rule.to_json(), json_dumps_params={"indent": 2})
    return named(response, file_name(envelope, ENDINGS["rule"]))
