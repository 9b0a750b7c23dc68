"""Fill the demonstration with believable people and their doings; what is there already stays."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal import audit, clock
from portal.audit.models import Entry
from portal.demo.progress import Bar

TITLES = {"proposals": "제안", "budgets": "참여예산", "reservations": "공간 예약", "petitions": "청원"}


class Command(BaseCommand):
    help = "Seed the demonstration (only outside production; a second run changes nothing)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration data does not belong into a production database.")
        todo = [room for room in settings.ROOMS if room in settings.INSTALLED_APPS and not seeded(room)]
        if not todo:
            return
        people = self.people()
        for room in todo:
            self.room(room, people)

    def people(self) -> dict[str, Any]:
        bar = Bar("사람들")
        people: dict[str, Any] = import_module("portal.accounts.seeds").people(bar, clock.now())
        bar.finish()
        return people

    def room(self, room: str, people: dict[str, Any]) -> None:
        bar, at = Bar(TITLES.get(room, room)), clock.now()
        import_module(f"{room}.seeds").seed(bar, people, at)
        audit.record(actor_id=None, verb="demo.seeded", target=f"demo.room:{room}", at=at)
        bar.finish()


def seeded(room: str) -> bool:
    """The trail says whether this room was filled before. What a first start that was cut short leaves behind
    is thrown away by the launcher (portal/services/demo.py)."""
    return Entry.objects.filter(target=f"demo.room:{room}", verb="demo.seeded").exists()
