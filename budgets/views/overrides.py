"""The schedule while it runs: what will happen, and stepping in with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budgets import actions, dry_run, schedule, schedule_queries, schedule_rules, wizard
from budgets.models import Round
from budgets.models import RoundState as State
from budgets.schedule_forms import OverrideForm
from budgets.views.staff import administrators, find_round, show
from portal import clock
from portal.accounts import kept
from portal.refusals import Refusal, Refused


@administrators
def dry_run_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """What the clock will do when, and what would keep it from doing so."""
    at = clock.now()
    round_ = find_round(round_id)
    envelopes, projects = schedule_queries.parts_of(round_)
    people = len(list(schedule_queries.administrators()))
    rows = dry_run.rows(round_, envelopes, projects, people, at)
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "rows": rows,
        "stops": sum(bool(row.obstacles) for row in rows),
        "changes": schedule_queries.changes_of(round_),
        "held": not round_.is_running and schedule_rules.was_held(round_),
        "start_obstacle": schedule_rules.start_refusal(round_, schedule.dates_of(round_), at),
    }
    return render(request, "budgets/staff/dry_run.html", context)


@administrators
def override(request: HttpRequest, round_id: str) -> HttpResponse:
    """Move a phase, begin one now, hold, resume: with a reason that citizens read."""
    round_, at, elsewhere = find_round(round_id), clock.now(), None
    dates = schedule.dates_of(round_)
    ahead, acts = schedule_rules.ahead_of(round_, dates, at), schedule_rules.acts(round_, dates, at)
    phases = schedule_rules.movable(round_, at)
    form = OverrideForm(kept.sent(request), acts=acts, phases=phases, dates=dates)
    if request.method == "POST" and form.is_valid():
        try:
            _step_in(request.user, round_, form)
        except Refused as refused:
            show(form, refused.refusal)
            elsewhere = _where(refused.refusal, round_)
        else:
            messages.success(request, _("일정을 바꿨습니다. 까닭은 시민이 보는 일정에 함께 보입니다."))
            return redirect("budgets_staff:dry_run", round_.public_id)
    context = {
        "round": round_,
        "form": form,
        "acts": acts,
        "never_ran": round_.state == State.DRAFT and not round_.is_running,
        "elsewhere": elsewhere,
        "dates": [(schedule.label(s), when) for s, when in ahead.items()],
    }
    return render(request, "budgets/staff/override.html", context, status=kept.status(request, form))


def _where(refusal: Refusal, round_: Round) -> tuple[str, str] | None:
    """The page on which it can be done instead: its address, and the words of the link."""
    pages = {
        "announce_elsewhere": ("announce", _("공고 화면으로 가기")),
        "publish_elsewhere": ("round", _("참여예산 관리 화면으로 가기")),
        "not_started": ("schedule", _("일정 화면으로 가기")),
    }
    if refusal.code not in pages:
        return None
    name, words = pages[refusal.code]
    return wizard.url(name, round_), words


def _step_in(actor: Any, round_: Round, form: OverrideForm) -> None:
    data = form.cleaned_data
    shared = {"actor": actor, "round_id": round_.pk, "reason": data["reason"], "at": clock.now()}
    state = State(data["state"] or State.DRAFT)
    if data["what"] == schedule_rules.MOVE:
        actions.move_phase(state=state, to=data["to"], **shared)
    elif data["what"] == schedule_rules.BEGIN:
        actions.begin_phase(state=state, **shared)
    elif data["what"] == schedule_rules.HOLD:
        actions.hold_round(**shared)
    else:
        actions.resume_round(**shared)
