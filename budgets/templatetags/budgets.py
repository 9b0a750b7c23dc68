from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from budgets.ballot_queries import OnBallot
from budgets.ballot_words import voters_sentences
from budgets.marks import ON
from budgets.models import Envelope, RoundState
from budgets.offers import Offer
from budgets.schedule import label
from budgets.stages import explain
from budgets.words import money, short_money, task
from portal.frontend import still

register = template.Library()
MARKING, READING = "budgets/ballot/card.html", "budgets/ballot/plain.html"
OFFER = "budgets/rounds/envelope.html"


@register.filter(name="money")
def money_filter(amount: Any, envelope: Envelope) -> str:
    """`{{ project.cost|money:envelope }}`: won, or the currency of an election from elsewhere."""
    return money(amount, envelope)


@register.filter(name="money_short")
def money_short_filter(amount: int, envelope: Envelope) -> str:
    """`{{ project.cost|money_short:envelope }}`: 2억 4,000만 원."""
    return short_money(amount, envelope)


@register.filter
def electorate(envelope: Envelope) -> str:
    """`{{ envelope|electorate }}`: who decides about its money, and from which age."""
    return " ".join(voters_sentences(envelope))


@register.filter
def asks(envelope: Envelope) -> str:
    """`{{ envelope|asks }}`: what its ballot asks for, in a few words."""
    return task(envelope)


@register.filter
def phase(state: str) -> str:
    """The name of a round's phase, in the language of whoever reads: letters carry only its code."""
    return label(state)


@register.filter
def phase_text(state: str) -> str:
    return explain(RoundState(state))


@register.simple_tag(takes_context=True)
def offer_card(context: Context, offer: Offer) -> SafeString:
    """An envelope on the page of its round."""
    engine = context.template.engine if context.template else template.Engine.get_default()
    return mark_safe(still.draw(engine, OFFER, {"offer": offer}, offer))  # noqa: S308  (drawn by our own template)


@register.simple_tag(takes_context=True)
def ballot_card(context: Context, project: OnBallot) -> SafeString:
    """One project of the ballot with what this voter put beside it. A ballot has sixty, so each is kept by
    what it shows: voters differ in the few that they marked."""
    envelope, mark = context["envelope"], context["marks"].get(project.public_id, "")
    engine = context.template.engine if context.template else template.Engine.get_default()
    if mark in ("", ON) or (mark.isdigit() and len(mark) <= 3):
        text = still.draw(
            engine, MARKING, lambda: _marking(envelope, project, mark), (envelope.public_id, project, mark)
        )
        return mark_safe(text)  # noqa: S308  (drawn by our own template)
    return engine.get_template(MARKING).render(Context(_marking(envelope, project, mark)))


@register.simple_tag(takes_context=True)
def ballot_line(context: Context, project: OnBallot) -> SafeString:
    """The same while nobody votes."""
    envelope = context["envelope"]
    engine = context.template.engine if context.template else template.Engine.get_default()
    text = still.draw(engine, READING, lambda: _shown(envelope, project), (envelope.public_id, project))
    return mark_safe(text)  # noqa: S308  (drawn by our own template)


def _shown(envelope: Envelope, project: OnBallot) -> dict[str, Any]:
    url = reverse("budgets:project", args=[envelope.round.public_id, project.public_id])
    return {"project": project, "url": url, "cost": short_money(project.cost, envelope)}


def _marking(envelope: Envelope, project: OnBallot, mark: str) -> dict[str, Any]:
    ranks = range(1, envelope.max_choices + 1)
    return _shown(envelope, project) | {
        "kind": str(envelope.ballot_kind),
        "mark": mark,
        "ranks": [(str(rank), str(rank) == mark) for rank in ranks],
        "points_total": envelope.points_total,
    }
