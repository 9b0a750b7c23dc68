from portal.outbox import subscribe
from portal.outbox.models import Event
from portal.search import indexing


@subscribe("search.changed")
def renew(event: Event) -> None:
    indexing.renew(event.payload["kind"], event.payload["id"])
