"""What a worker does with files: the hash of published ballots, and elections that were sent in."""

from collections.abc import Callable
from datetime import datetime

from django.core.cache import cache
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from budgets import actions, frozen
from budgets.actions.uploads import claimable
from budgets.importing import Told, import_election, source_of
from budgets.models import Envelope, Opinion, Round, Upload
from budgets.opinion import content_of
from budgets.sealed import Altered
from budgets.tally import PbError, RuleError
from budgets.tally.rule import from_json
from portal.actions import refusal_of
from portal.refusals import Refused

Clock = Callable[[], datetime]
# Whatever a file can be wrong by: a worker that dies of it would take it up again for ever.
UNFIT = (Refused, IntegrityError, DataError, ValueError, ArithmeticError, LookupError)


def without_file() -> list[int]:
    """Published envelopes whose files are not kept yet."""
    found = Envelope.objects.filter(
        round__state__in=Round.State.decided(), pieces=None, tally__state="done", tally__trouble=""
    )
    return list(found.values_list("pk", flat=True)[:20])


def freeze_file(envelope_id: int, at: datetime) -> None:
    """Keep an envelope's files and their hash, once its result is public. Safe to call twice."""
    envelope = Envelope.objects.select_related("round", "area", "tally").get(pk=envelope_id)
    if envelope.round.state not in Round.State.decided():
        return
    try:
        frozen.freeze(envelope, at)
    except Altered as trouble:
        actions.note_altered(envelope_id=envelope_id, trouble=str(trouble), at=at)


def waiting_uploads(at: datetime) -> list[int]:
    return list(Upload.objects.filter(claimable(at)).values_list("pk", flat=True))


def import_upload(upload_id: int, clock: Clock) -> None:
    """From claim to round. A second call finds nothing to claim."""
    upload = actions.claim_upload(upload_id=upload_id, at=clock())
    if upload is None:
        return
    try:
        source = source_of(upload.name, bytes(upload.data), from_json(upload.rule))
        round_ = import_election(source, clock(), _told(upload_id), actor_id=upload.sent_by_id)
    except UNFIT as trouble:
        actions.fail_upload(upload_id=upload_id, trouble=_words(trouble), at=clock())
        return
    actions.finish_upload(upload_id=upload_id, round_id=round_.pk, at=clock())


def _words(trouble: Exception) -> str:
    if isinstance(trouble, IntegrityError):
        return str(refusal_of(trouble) or trouble)
    if isinstance(trouble, Refused):
        return str(trouble.refusal)
    if isinstance(trouble, PbError):
        return trouble.text("ko")
    return str(trouble) if isinstance(trouble, RuleError) else _("파일에 셀 수 없는 값이 있습니다.")


def _told(upload_id: int) -> Told:
    """How far it is, in the cache: the import is one transaction, in which nobody else sees a row."""

    def tell(done: int, total: int) -> None:
        cache.set(_key(upload_id), done, 3600)

    return tell


def progress_of(upload: Upload) -> int:
    """How many ballots are written; 0 when the cache has forgotten it."""
    return upload.total if upload.state == Upload.State.DONE else cache.get(_key(upload.pk)) or 0


def _key(upload_id: int) -> str:
    return f"budgets:upload:{upload_id}"


def waiting_opinions() -> list[int]:
    return list(Opinion.objects.filter(state=Opinion.State.WAITING).values_list("pk", flat=True))


def make_opinion(opinion_id: int, at: datetime) -> None:
    """Draw the document that was asked for. A second call finds it made."""
    from budgets import opinion_pdf  # the fonts are only read where a document is drawn

    waiting = Opinion.objects.select_related("round").filter(pk=opinion_id, state=Opinion.State.WAITING)
    asked = waiting.defer("pdf").first()
    if asked is None:
        return
    content = content_of(asked, at)
    pdf = opinion_pdf.draw(content, at)
    actions.keep_opinion(opinion_id=asked.pk, asked_at=asked.asked_at, content=content, pdf=pdf, at=at)
