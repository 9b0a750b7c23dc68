"""What the hall needs to know of ideas, plans and cards: where comments live, who may fetch files."""

from __future__ import annotations

from typing import Any

from budgets.models import Idea, Plan, Round
from portal import attachments
from portal.comments import hosts
from portal.comments.models import Thread


def _idea(thread: Thread) -> Idea | None:
    return Idea.objects.select_related("round").filter(thread=thread).first()


def _plan(thread: Thread) -> Plan | None:
    return Plan.objects.select_related("round").filter(thread=thread).first()


def _host(find: Any, readable: Any) -> hosts.Host:
    return hosts.Host(
        url=lambda thread: found.get_absolute_url() if (found := find(thread)) else None,
        title=lambda thread: found.title if (found := find(thread)) else "",
        readable=lambda thread, user: (found := find(thread)) is not None and readable(found),
    )


def _public(round_: Round) -> bool:
    return round_.state in Round.State.public()


def _may_fetch(user: Any, idea: Idea) -> bool:
    """Of what is shown, everybody; of a hidden or unsent idea its author, and she owns the files anyway."""
    return idea.is_shown


hosts.register("budgets.idea", _host(_idea, lambda idea: idea.is_shown))
hosts.register("budgets.plan", _host(_plan, lambda plan: _public(plan.round)))
attachments.register("budgets.Idea", visible=_may_fetch)
attachments.register(
    "budgets.Project",
    visible=lambda user, project: project.envelope.round.state in Round.State.frozen(),
    field="photo",
)
