"""What this room does when something has happened; each may be told twice."""

from typing import TYPE_CHECKING

from portal import clock, outbox

if TYPE_CHECKING:
    from portal.outbox.models import Event


@outbox.subscribe("budgets.sealed")
@outbox.subscribe("budgets.sandbox_made")
@outbox.subscribe("budgets.appraisal_confirmed")
def count(event: "Event") -> None:
    from budgets.models import Tally
    from budgets.tasks import count_envelope

    waiting = Tally.objects.filter(envelope__round__public_id=event.payload["round"], state="waiting")
    for envelope_id in waiting.values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)


@outbox.subscribe("proposals.selected")
def keep_adopted(event: "Event") -> None:
    """An adopted proposal with its cost: kept first, then taken in if a round takes any."""
    from budgets.actions import arrivals
    from budgets.models import Arrival

    told, at = event.payload, clock.now()
    source = f"proposals.proposal:{told['id']}"
    arrivals.note_arrival(source=source, title=told["title"], cost=told["cost"], at=at)
    arrivals.take_in(arrival_id=Arrival.objects.get(source=source).pk, at=at)


@outbox.subscribe("accounts.erased")
def forget_belongings(event: "Event") -> None:
    from budgets import actions

    actions.forget_belongings(person_id=event.payload["user"], at=clock.now())


@outbox.subscribe("accounts.erased")
def forget_after(event: "Event") -> None:
    """What she did for the watch, reported and rated stays; what says who she was goes."""
    from budgets import actions

    person_id, at = event.payload["user"], clock.now()
    actions.forget_watching(person_id=person_id, at=at)
    actions.forget_reporting(person_id=person_id, at=at)
    actions.forget_ratings(person_id=person_id, at=at)


@outbox.subscribe("budgets.result_published")
def freeze(event: "Event") -> None:
    from budgets import publishing
    from budgets.models import Envelope

    for envelope_id in Envelope.objects.filter(round__public_id=event.payload["round"]).values_list(
        "pk", flat=True
    ):
        publishing.freeze_file(envelope_id, clock.now())
