"""What would happen if what stands in a form were saved: the ballot and the count in words, what the evidence
warns of, and what would keep the round from being announced. Nothing is written."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from budgets import advice, announcing, schedule_queries
from budgets.ballot_words import ballot_sentences
from budgets.models import Envelope, Project
from budgets.rule_words import rule_of, rule_sentences
from budgets.tally import Rule
from portal.refusals import Refusal

# Projects are added after the envelope: that there are none yet, or too few, is no fault of it.
NOT_YET = ("few_projects",)
WITHOUT_PROJECTS = (*NOT_YET, "impossible", "long_ranking", "strange_category", "category_limits")


@dataclass(frozen=True, slots=True)
class Preview:
    """`problems`: why nothing can be shown yet. `envelope`: as it would be, never saved."""

    envelope: Envelope | None = None
    ballot: list[str] = field(default_factory=list)
    rule: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    obstacles: list[Refusal] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def of_envelope(envelope: Envelope) -> Preview:
    """An envelope as it stands in memory."""
    projects = list(envelope.projects.all()) if envelope.pk else []
    rule = rule_of(envelope)
    found = (check(envelope, projects) for check in announcing.CHECKS)
    early = NOT_YET if projects else WITHOUT_PROJECTS
    return Preview(
        envelope,
        ballot_sentences(envelope),
        rule_sentences(envelope),
        advice.warnings(envelope, projects, rule, schedule_queries.eligible(envelope)),
        [one for one in found if one is not None and one.code not in early],
        projects,
    )


def of_rule(envelope: Envelope, form: Any) -> Preview:
    """The envelope counted by the rule that stands in the form, or in the database where nothing was sent."""
    if form.is_bound and not form.is_valid():
        return Preview(problems=said(form))
    return of_envelope(_counted_by(envelope, form.rule) if form.is_bound else envelope)


def of_form(form: Any, rule: Rule | None = None) -> Preview:
    """The envelope of a form (EnvelopeForm); `rule` where it is a new one."""
    if form.is_bound and not form.is_valid():
        return Preview(problems=said(form))
    if not form.is_bound and not form.instance.pk:
        return Preview(
            problems=[_("예산과 투표 방식을 쓰면 투표용지가 어떻게 될지 여기에서 볼 수 있습니다.")]
        )
    envelope = copy(form.instance)
    if form.is_bound:
        envelope.category_limits = form.cleaned_data["category_limits"]
    return of_envelope(envelope if rule is None else _counted_by(envelope, rule))


def _counted_by(envelope: Envelope, rule: Rule) -> Envelope:
    twin = copy(envelope)
    twin.rule = rule.record()
    return twin


def said(form: forms.BaseForm) -> list[str]:
    """Each error with the name of its field."""
    return [
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
