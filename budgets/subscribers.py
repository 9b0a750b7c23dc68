"""What this room does when something has happened; each may be told twice."""

from typing import TYPE_CHECKING

from portal import clock, outbox

if TYPE_CHECKING:
    from portal.outbox.models import Event


@outbox.subscribe("budgets.closed")
def seal(event: "Event") -> None:
    from budgets import actions
    from budgets.models import Round

    round_ = Round.objects.get(public_id=event.payload["round"])
    actions.seal_round(round_id=round_.pk, at=clock.now())


@outbox.subscribe("budgets.sealed")
def count(event: "Event") -> None:
    from budgets.models import Tally
    from budgets.tasks import count_envelope

    waiting = Tally.objects.filter(envelope__round__public_id=event.payload["round"], state="waiting")
    for envelope_id in waiting.values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)


@outbox.subscribe("budgets.result_published")
def freeze(event: "Event") -> None:
    from budgets import publishing
    from budgets.models import Envelope

    for envelope_id in Envelope.objects.filter(round__public_id=event.payload["round"]).values_list(
        "pk", flat=True
    ):
        publishing.freeze_file(envelope_id, clock.now())
