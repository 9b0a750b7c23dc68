from celery import shared_task

from portal import clock
from portal.moderation import actions
from portal.moderation.models import Case

BEAT = {"moderation-end-temporary": {"task": "portal.moderation.tasks.end_temporary", "schedule": 600.0}}


@shared_task
def end_temporary() -> None:
    at = clock.now()
    for case_id in Case.objects.filter(state=Case.State.HIDDEN, decision__until__lte=at).values_list(
        "pk", flat=True
    ):
        actions.end_temporary(case_id=case_id, at=at)
