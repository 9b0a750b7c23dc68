"""Administrators enter the scores beside the ballots: describe, key twice, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, schedule_queries
from budgets import appraisal_queries as queries
from budgets import appraisal_rules as rules
from budgets.appraisal_forms import DetailsForm, ReopenForm, ScoresForm
from budgets.appraisal_scores import shown
from budgets.models import Appraisal, Envelope
from budgets.views.staff import administrators, find_envelope, find_round, show
from portal import clock
from portal.refusals import Refused

State = Appraisal.State


@administrators
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """Every panel of every envelope, with how far it is; never a score."""
    round_ = find_round(round_id)
    envelopes, _projects = schedule_queries.parts_of(round_)
    entered = queries.of_round(round_)
    rows = [
        {"envelope": one, "place": place, "name": name, "appraisal": entered.get((one.pk, name))}
        for one in envelopes
        for place, name in enumerate(rules.wanted(one), start=1)
    ]
    context = {"round": round_, "rows": rows, "obstacles": queries.obstacles(round_, envelopes)}
    return render(request, "budgets/appraisal/index.html", context)


@administrators
def panel(request: HttpRequest, round_id: str, envelope_id: str, place: int) -> HttpResponse:
    """One panel: where its scores come from, who keyed, what is to be done next."""
    envelope, _name, appraisal = _found(round_id, envelope_id, place)
    if appraisal is None:
        return redirect("budgets_staff:appraisal_details", round_id, envelope_id, place)
    return _panel_page(request, envelope, place, appraisal, ReopenForm())


def _panel_page(
    request: HttpRequest, envelope: Envelope, place: int, appraisal: Appraisal, reopening: ReopenForm
) -> HttpResponse:
    keyings, begun = queries.keyings_of(appraisal), rules.has_begun(envelope)
    entry = rules.entry_refusal(envelope.round, begun=begun)
    settled = appraisal.state in (State.AGREED, State.CONFIRMED)
    has_file = bool(appraisal.files.all())
    context = _frame(envelope, place, appraisal.name) | {
        "appraisal": appraisal,
        "keyings": keyings,
        "entry": entry,
        "keying": entry or rules.keying_refusal(appraisal, keyings, request.user),
        "confirming": entry or rules.confirm_refusal(appraisal, request.user, has_file=has_file),
        "differing": _titles(envelope, queries.differing(keyings)),
        "scores": _scores(envelope, appraisal) if settled else [],
        "averages": _averages(envelope, appraisal, entry),
        "reopening": reopening,
    }
    status = 422 if reopening.errors else 200
    return render(request, "budgets/appraisal/panel.html", context, status=status)


def _averages(envelope: Envelope, appraisal: Appraisal, entry: Any) -> list[queries.Average]:
    is_committee = appraisal.kind == Appraisal.Kind.COMMITTEE and appraisal.state == State.OPEN
    return queries.rubric_averages(envelope, clock.now()) if is_committee and entry is None else []


def _titles(envelope: Envelope, ids: list[str]) -> list[str]:
    return [f"{one.ballot_id}. {one.title}" for one in envelope.projects.all() if one.ballot_id in ids]


def _scores(envelope: Envelope, appraisal: Appraisal) -> list[dict[str, Any]]:
    given = appraisal.scores or {}
    return [
        {"project": project, "score": shown(given[project.ballot_id])} for project in envelope.projects.all()
    ]


@administrators
def details(request: HttpRequest, round_id: str, envelope_id: str, place: int) -> HttpResponse:
    """Where the scores come from."""
    envelope, name, appraisal = _found(round_id, envelope_id, place)
    form = DetailsForm(request.POST or None, request.FILES or None, instance=appraisal)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_appraisal(
                actor=request.user,
                envelope_id=envelope.pk,
                name=name,
                details=form.details(),
                files=form.cleaned_data["papers"],
                at=clock.now(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return _back(envelope, place)
    entry = rules.entry_refusal(envelope.round, begun=rules.has_begun(envelope))
    context = _frame(envelope, place, name) | {"form": form, "entry": entry, "again": bool(request.FILES)}
    context["appraisal"] = appraisal
    status = 422 if form.errors else 200
    return render(request, "budgets/appraisal/details.html", context, status=status)


@administrators
def keying(request: HttpRequest, round_id: str, envelope_id: str, place: int) -> HttpResponse:
    """A score for each project. What somebody else keyed is not shown."""
    envelope, _name, appraisal = _found(round_id, envelope_id, place)
    if appraisal is None:
        return redirect("budgets_staff:appraisal_details", round_id, envelope_id, place)
    keyings = queries.keyings_of(appraisal)
    mine = next((one.scores for one in keyings if one.keyed_by_id == request.user.pk), None)
    typed = {project: shown(score) for project, score in (mine or {}).items()}
    form = ScoresForm(request.POST or None, request.FILES or None, envelope=envelope, typed=typed)
    if request.method == "POST" and form.is_valid():
        try:
            appraisal = actions.key_appraisal(
                actor=request.user, appraisal_id=appraisal.pk, scores=form.scores, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            _say(request, appraisal)
            return _back(envelope, place)
    entry = rules.entry_refusal(envelope.round, begun=rules.has_begun(envelope))
    context = _frame(envelope, place, appraisal.name) | {
        "appraisal": appraisal,
        "form": form,
        "refusal": entry or rules.keying_refusal(appraisal, keyings, request.user),
        "differing": _titles(envelope, queries.differing(keyings)),
    }
    return render(request, "budgets/appraisal/keying.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, appraisal: Appraisal) -> None:
    if appraisal.state == State.DIFFERS:
        messages.warning(request, _("두 입력이 다릅니다. 아래 사업의 점수를 서류에서 다시 확인해 주세요."))
    elif appraisal.state == State.AGREED:
        messages.success(request, _("두 입력이 같습니다. 이제 확정할 수 있습니다."))
    else:
        messages.success(request, _("입력했습니다. 다른 분이 서류를 보고 한 번 더 입력합니다."))


@administrators
@require_POST
def take_over(request: HttpRequest, round_id: str, envelope_id: str, place: int, kind: str) -> HttpResponse:
    done = _("참여단의 평균을 가져왔습니다. 다른 운영자가 확정합니다.")
    return _act(request, round_id, envelope_id, place, actions.take_over_rubric, done, kind=kind)


@administrators
@require_POST
def confirm(request: HttpRequest, round_id: str, envelope_id: str, place: int) -> HttpResponse:
    done = _("확정했습니다. 개표를 시작하면 더는 바뀌지 않습니다.")
    return _act(request, round_id, envelope_id, place, actions.confirm_appraisal, done)


@administrators
@require_POST
def reopen(request: HttpRequest, round_id: str, envelope_id: str, place: int) -> HttpResponse:
    """Begin the keying anew. A reason that is missing is asked for on the page itself."""
    envelope, _name, appraisal = _found(round_id, envelope_id, place)
    form = ReopenForm(request.POST)
    if appraisal is not None and not form.is_valid():
        return _panel_page(request, envelope, place, appraisal, form)
    done, reason = _("입력을 지웠습니다. 처음부터 다시 입력해 주세요."), form.data.get("reason", "")
    return _act(request, round_id, envelope_id, place, actions.reopen_appraisal, done, reason=reason)


def _act(
    request: HttpRequest, round_id: str, envelope_id: str, place: int, verb: Any, done: str, **more: Any
) -> HttpResponse:
    envelope, _name, appraisal = _found(round_id, envelope_id, place)
    if appraisal is None:
        messages.error(request, str(rules.NOTHING_KEYED.sentence))
        return redirect("budgets_staff:appraisal_details", round_id, envelope_id, place)
    try:
        verb(actor=request.user, appraisal_id=appraisal.pk, at=clock.now(), **more)
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, done)
    return _back(envelope, place)


def _found(round_id: str, envelope_id: str, place: int) -> tuple[Envelope, str, Appraisal | None]:
    envelope = find_envelope(round_id, envelope_id)
    name = queries.panel_name(envelope, place)
    return envelope, name, queries.of_envelope(envelope).get(name)


def _frame(envelope: Envelope, place: int, name: str) -> dict[str, Any]:
    whole = {panel["name"]: panel["weight"] for panel in envelope.rule["panels"]}
    return {
        "round": envelope.round,
        "envelope": envelope,
        "place": place,
        "name": name,
        "weight": whole[name],
    }


def _back(envelope: Envelope, place: int) -> HttpResponse:
    return redirect("budgets_staff:appraisal", envelope.round.public_id, envelope.public_id, place)
