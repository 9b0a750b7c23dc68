"""A past election that an administrator sends: taken at once, imported by a worker."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from budgets.models import Upload
from budgets.tally import Rule
from portal import audit
from portal.actions import action

SILENCE = timedelta(minutes=30)


@action
def send_upload(
    *, actor: Any, name: str, sha256: str, data: bytes, rule: Rule, ballots: int, at: datetime
) -> Upload:
    """Keep the file for the worker. It was read before, so the worker meets no broken line."""
    upload = Upload.objects.create(
        name=name,
        sha256=sha256,
        data=data,
        rule=rule.record(),
        total=ballots,
        sent_by=actor,
        sent_at=at,
        touched_at=at,
    )
    audit.record(
        actor_id=actor.pk, verb="budgets.upload_sent", target=f"budgets.upload:{upload.public_id}", at=at
    )
    return upload


def claimable(at: datetime) -> Q:
    """Waiting, or left behind by a worker that was killed."""
    return Q(state=Upload.State.WAITING) | Q(state=Upload.State.RUNNING, touched_at__lt=at - SILENCE)


@action
def claim_upload(*, upload_id: int, at: datetime) -> Upload | None:
    """For one worker alone; None when it is done or another one has it."""
    upload = Upload.objects.select_for_update().filter(claimable(at), pk=upload_id).first()
    if upload is not None:
        upload.state, upload.touched_at = Upload.State.RUNNING, at
        upload.save(update_fields=["state", "touched_at"])
    return upload


@action
def finish_upload(*, upload_id: int, round_id: int, at: datetime) -> None:
    """The round stands; the file's bytes, which name voters by their old names, are not kept."""
    Upload.objects.filter(pk=upload_id).update(
        state=Upload.State.DONE, round=round_id, data=b"", touched_at=at
    )


@action
def fail_upload(*, upload_id: int, trouble: str, at: datetime) -> None:
    Upload.objects.filter(pk=upload_id).update(
        state=Upload.State.FAILED, trouble=trouble[:300], data=b"", touched_at=at
    )
