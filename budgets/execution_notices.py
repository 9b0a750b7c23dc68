"""What followers of a project are told while it is carried out, and who may fetch its photos."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets.models import Project, ProjectFollow
from portal import attachments, notifications
from portal.notifications import Kind
from portal.outbox.models import Event


def _project(event: Event) -> Project:
    return Project.objects.select_related("envelope__round").get(public_id=event.payload["project"])


def _followers(event: Event) -> Iterable[int]:
    follows = ProjectFollow.objects.filter(project__public_id=event.payload["project"])
    return follows.values_list("person_id", flat=True).iterator()


def _url(event: Event) -> str:
    project = _project(event)
    return reverse("budgets:project_execution", args=[project.envelope.round.public_id, project.public_id])


def _context(event: Event) -> dict[str, Any]:
    context: dict[str, Any] = {"project": _project(event).title}
    if "title" in event.payload:
        planned_on = date.fromisoformat(event.payload["planned_on"])
        context |= {"title": event.payload["title"], "planned_on": planned_on}
    if done_on := event.payload.get("done_on"):
        context["done_on"] = date.fromisoformat(done_on)
    return context | {"reason": event.payload.get("reason", "")}


LABELS = {
    "budgets.milestone_done": _("소식을 받는 사업의 한 단계를 마쳤을 때"),
    "budgets.milestone_moved": _("소식을 받는 사업이 늦어지거나 당겨질 때"),
    "budgets.milestone_withdrawn": _("소식을 받는 사업의 할 일을 계획에서 뺐을 때"),
    "budgets.milestone_corrected": _("소식을 받는 사업의 마친 날을 고쳤을 때"),
    "budgets.execution_stopped": _("소식을 받는 사업을 그만둘 때"),
    "budgets.settled": _("소식을 받는 사업의 정산을 마쳤을 때"),
}
notifications.register(
    *(Kind(topic, _followers, _url, _context, label=label) for topic, label in LABELS.items())
)
attachments.register("budgets.ProgressReport", visible=lambda user, report: True)
