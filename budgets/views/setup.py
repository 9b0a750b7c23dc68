"""The wizard's pages about the round as a whole: name and people, dates, preview, announcement."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, announcing, envelope_rules, schedule, schedule_queries, schedule_rules, wizard
from budgets.ballot_words import ballot_sentences
from budgets.forms import NewRoundForm, RoundForm
from budgets.models import Round
from budgets.models import RoundState as State
from budgets.rule_words import rule_sentences
from budgets.schedule_forms import ProposeForm, ScheduleForm
from budgets.views.staff import act, administrators, advised, find_round, form_page, onward, show, wizard_page
from portal import clock
from portal.accounts import kept
from portal.organisations.calendars import Calendar
from portal.refusals import Refused


@administrators
def new_round(request: HttpRequest) -> HttpResponse:
    """Name, people and a first day; the other dates are proposed from it."""
    form, at = NewRoundForm(kept.sent(request)), clock.now()
    if request.method == "POST" and form.is_valid():
        dates = schedule.propose(form.cleaned_data["start"])
        try:
            round_ = actions.create_round(
                actor=request.user,
                opens_at=dates[State.VOTING],
                closes_at=dates[State.CLOSED],
                dates=dates,
                at=at,
                **form.words(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return onward(request, "edit", round_) if round_.created_at == at else _made(request, round_)
    return form_page(request, form, None, _("새 참여예산 만들기"))


def _made(request: HttpRequest, round_: Round) -> HttpResponse:
    """Back and saved once more: what she changed meanwhile belongs into the round that there is."""
    messages.info(request, _("이미 만든 참여예산입니다. 바꿀 것이 있으면 여기에서 고쳐 주세요."))
    return redirect(wizard.url("edit", round_))


@administrators
def edit_round(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = find_round(round_id)
    form = RoundForm(kept.sent(request), instance=round_)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_round(
                actor=request.user, round_id=round_.pk, changes=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return onward(request, "edit", round_)
    people = len(list(schedule_queries.administrators()))
    return wizard_page(request, "budgets/setup/name.html", "edit", round_, form, administrators=people)


@administrators
def edit_schedule(request: HttpRequest, round_id: str) -> HttpResponse:
    """All dates of a draft on one page; `?start=` proposes them anew, saved only when they are sent."""
    round_ = find_round(round_id)
    propose = ProposeForm(request.GET) if "start" in request.GET else ProposeForm()
    dates = schedule.dates_of(round_)
    if propose.is_bound and propose.is_valid() and not _is_gone(propose):
        dates = schedule.propose(propose.cleaned_data["start"])
    form = ScheduleForm(kept.sent(request), dates=dates, total=round_.total_amount)
    if request.method == "POST" and form.is_valid() and _is_set(request, round_, form):
        return onward(request, "schedule", round_)
    context = {
        "propose": propose,
        "shut": _shut(dates),
        "running": round_.is_running or round_.state != State.DRAFT,
    }
    return wizard_page(request, "budgets/setup/schedule.html", "schedule", round_, form, **context)


def _is_gone(propose: ProposeForm) -> bool:
    """A day long past would give eleven dates that the next page refuses."""
    gone = bool(propose.cleaned_data["start"] < clock.today())
    if gone:
        propose.add_error("start", str(envelope_rules.GONE))
    return gone


def _is_set(request: HttpRequest, round_: Round, form: ScheduleForm) -> bool:
    """Written; or not, and then every wrong date says so beside itself."""
    sent, total, at = form.dates(), form.cleaned_data["total"], clock.now()
    try:
        actions.set_schedule(actor=request.user, round_id=round_.pk, dates=sent, total=total, at=at)
    except Refused as refused:
        wrong = list(schedule_rules.set_refusals(round_, sent, at))
        for refusal in wrong or [refused.refusal]:
            show(form, refusal)
        return False
    return True


def _shut(dates: schedule.Dates) -> list[tuple[str, datetime, str]]:
    """Phases that begin on a day off, in words."""
    off = schedule.days_off(dates, Calendar.load())
    return [(schedule.label(state), dates[state], why) for state, why in off.items()]


@administrators
def preview_round(request: HttpRequest, round_id: str) -> HttpResponse:
    """Ballots and rules as citizens will read them, what stands in the way, what deserves a thought."""
    at = clock.now()
    round_ = find_round(round_id)
    envelopes, projects = schedule_queries.parts_of(round_)
    rows = [
        {
            "envelope": envelope,
            "ballot": ballot_sentences(envelope),
            "rule": rule_sentences(envelope),
            "warnings": advised(envelope),
        }
        for envelope in envelopes
    ]
    dates = schedule.dates_of(round_)
    context: dict[str, Any] = {
        "rows": rows,
        "obstacles": list(announcing.obstacles(round_, envelopes, projects, at)),
        "dates": [(schedule.label(state), when) for state, when in dates.items()],
        "start_obstacle": schedule_rules.start_refusal(round_, dates, at),
    }
    return wizard_page(request, "budgets/setup/preview.html", "preview_round", round_, **context)


@administrators
def announce(request: HttpRequest, round_id: str) -> HttpResponse:
    """A page of its own asks before everything is frozen."""
    round_ = find_round(round_id)
    if request.method == "POST":
        return act(
            request, round_, actions.announce_round, _("공고했습니다. 이제 투표용지는 바뀌지 않습니다.")
        )
    at = clock.now()
    envelopes, projects = schedule_queries.parts_of(round_)
    dates = schedule.dates_of(round_)
    context: dict[str, Any] = {
        "obstacles": list(announcing.obstacles(round_, envelopes, projects, at)),
        "start_obstacle": schedule_rules.start_refusal(round_, dates, at),
        "announced_on": dates.get(State.ANNOUNCED),
        "first": next(iter(dates.items())),
    }
    return wizard_page(request, "budgets/staff/announce.html", "announce", round_, **context)


@administrators
@require_POST
def start(request: HttpRequest, round_id: str) -> HttpResponse:
    """Let the clock run."""
    done = _("일정을 시작했습니다. 이제 정한 날짜에 저절로 다음 단계로 넘어갑니다.")
    return act(request, find_round(round_id), actions.start_schedule, done)
