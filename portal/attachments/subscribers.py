from portal.attachments import scanning
from portal.outbox import subscribe
from portal.outbox.models import Event


@subscribe("attachments.stored")
def scan(event: Event) -> None:
    scanning.scan(event.payload["id"])
