"""The Celery application: doorbells only. What must not be lost is a row in PostgreSQL first."""

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_finalize.connect
def _collect_beats(sender: Celery, **_: Any) -> None:
    sender.conf.beat_schedule = beats()


def beats() -> dict[str, dict[str, Any]]:
    """Every app's `tasks.BEAT` in one schedule."""
    from django.apps import apps

    found: dict[str, dict[str, Any]] = {}
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.tasks"):
            found.update(getattr(import_module(f"{config.name}.tasks"), "BEAT", {}))
    return found
