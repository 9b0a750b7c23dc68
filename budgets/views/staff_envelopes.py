"""The wizard's pages about money: envelopes with their ballots, and how each is counted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from budgets import actions, envelope_rules, previews, schedule_queries
from budgets.ballot_words import ballot_sentences
from budgets.forms import EnvelopeForm, NewEnvelopeForm
from budgets.models import Round
from budgets.rule_forms import RuleForm
from budgets.rule_words import rule_of, rule_sentences
from budgets.tally import Rule
from budgets.views.staff import (
    administrators,
    advised,
    find_envelope,
    find_round,
    is_saved,
    preview_page,
    show,
    wizard_page,
)
from portal import clock
from portal.accounts import kept
from portal.refusals import Refused


@administrators
def envelopes(request: HttpRequest, round_id: str) -> HttpResponse:
    """Every sum of money with its ballot in words."""
    round_ = find_round(round_id)
    found, _projects = schedule_queries.parts_of(round_)
    context = {
        "rows": [{"envelope": one, "ballot": ballot_sentences(one)} for one in found],
        "sum": sum(envelope.amount for envelope in found),
    }
    return wizard_page(request, "budgets/setup/envelopes.html", "envelopes", round_, **context)


@administrators
def new_envelope(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = find_round(round_id)
    form = NewEnvelopeForm(kept.sent(request))
    if is_saved(request) and form.is_valid():
        try:
            actions.add_envelope(
                actor=request.user,
                round_id=round_.pk,
                fields=form.fields_of(),
                rule=form.rule(),
                at=clock.now(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return _saved(request, form, round_.public_id)
    rule = form.rule() if form.is_bound and form.is_valid() else None
    return _envelope_page(request, form, round_, _("예산 더하기"), previews.of_form(form, rule))


@administrators
def edit_envelope(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = find_envelope(round_id, envelope_id)
    form = EnvelopeForm(kept.sent(request), instance=envelope)
    if is_saved(request) and form.is_valid():
        try:
            actions.edit_envelope(
                actor=request.user, envelope_id=envelope.pk, fields=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return _saved(request, form, round_id)
    return _envelope_page(request, form, envelope.round, _("예산 고치기"), previews.of_form(form))


def _saved(request: HttpRequest, form: EnvelopeForm, round_id: str) -> HttpResponse:
    doubt = envelope_rules.doubt(form.cleaned_data)
    if doubt is not None:
        messages.warning(request, str(doubt))
    return redirect("budgets_staff:envelopes", round_id)


def _envelope_page(
    request: HttpRequest, form: EnvelopeForm, round_: Round, title: str, preview: previews.Preview
) -> HttpResponse:
    return preview_page(
        request, "budgets/setup/envelope.html", "envelopes", round_, form, preview, title=title
    )


@administrators
def rules(request: HttpRequest, round_id: str) -> HttpResponse:
    """How each envelope is counted, in words, with what the evidence warns of."""
    round_ = find_round(round_id)
    found, _projects = schedule_queries.parts_of(round_)
    rows = [{"envelope": one, "rule": rule_sentences(one), "warnings": advised(one)} for one in found]
    return wizard_page(request, "budgets/setup/rules.html", "rules", round_, rows=rows)


@administrators
def rule(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """Every part of the rule record of one envelope."""
    envelope = find_envelope(round_id, envelope_id)
    form = RuleForm(kept.sent(request), rule=rule_of(envelope) or Rule(), kind=envelope.ballot_kind)
    if is_saved(request) and form.is_valid():
        try:
            actions.set_rule(actor=request.user, envelope_id=envelope.pk, rule=form.rule, at=clock.now())
        except Refused as refused:
            show(form, refused.refusal)
        else:
            messages.success(request, _("세는 방법을 저장했습니다."))
            return redirect("budgets_staff:rules", round_id)
    preview = previews.of_rule(envelope, form)
    return preview_page(
        request, "budgets/setup/rule.html", "rules", envelope.round, form, preview, envelope=envelope
    )
