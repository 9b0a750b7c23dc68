"""Administrators run the panel: recruit, draw, call experts, set criteria, keep minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import overtaken
from budgets import panel_queries as queries
from budgets import panel_rules as rules
from budgets.actions import panel as actions
from budgets.models import Meeting, Panel, Round, Seat
from budgets.panel_forms import CriterionForm, ExpertForm, MeetingForm, PanelForm
from budgets.views.staff_ideas import form_page, show
from budgets.views.staff_plans import administrators
from portal import clock
from portal.accounts import kept
from portal.refusals import Refused

GET_POST = ["GET", "HEAD", "POST"]


def _panel(round_id: str) -> Panel:
    return get_object_or_404(Panel.objects.select_related("round", "area__parent"), round__public_id=round_id)


@administrators
@require_safe
def desk(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    panel = Panel.objects.select_related("round", "area__parent").filter(round=round_).first()
    if panel is None:
        return redirect("budgets_staff:panel_edit", round_id)
    at = clock.now()
    context: dict[str, Any] = {
        "round": round_,
        "panel": panel,
        "who": queries.who_may_apply(panel),
        **_applied(panel, at),
        "seats": panel.seats.filter(left_at=None).select_related("person"),
        "criteria": panel.criteria.all(),
        "meetings": panel.meetings.all(),
        "open": queries.open_now(panel, at),
    }
    return render(request, "budgets/panel/staff/desk.html", context)


def _applied(panel: Panel, at: datetime) -> dict[str, Any]:
    """How many applied, how many of them would not be drawn, and why nobody can be drawn now."""
    if panel.drawn_at is not None:
        gone = panel.applicants.filter(left_out_at__isnull=False).count()
        drawable = actions.living(panel).count()
    else:
        drawable, gone = map(len, actions.by_belonging(panel, at))
    obstacle = rules.draw_refusal(panel, drawable, at)
    return {"applicants": drawable + gone, "drawable": drawable, "gone": gone, "draw_obstacle": obstacle}


@administrators
@require_http_methods(GET_POST)
def edit(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    panel = Panel.objects.select_related("round").filter(round=round_).first()
    usual = queries.usual_place(round_) if panel is None else {}
    form = PanelForm(request.POST or None, instance=panel, initial=usual | kept.initial(request))

    def do() -> None:
        fields, at = form.cleaned_data, clock.now()
        if panel is None:
            actions.announce_panel(actor=request.user, round_=round_, fields=fields, at=at)
        else:
            actions.edit_panel(actor=request.user, panel=panel, fields=fields, at=at)

    hint = _("저장하면 모집 화면이 생기고, 추첨에 쓸 씨앗의 해시를 그때부터 공개합니다.")
    return _deed(request, round_, form, do, _("참여단 모집"), hint, _("저장했습니다."))


@administrators
@require_http_methods(GET_POST)
def draw(request: HttpRequest, round_id: str) -> HttpResponse:
    """A page of its own asks before the lot is drawn."""
    panel = _panel(round_id)
    if request.method != "POST":
        context = {"panel": panel, "round": panel.round, **_applied(panel, clock.now())}
        return render(request, "budgets/panel/staff/draw.html", context)
    try:
        drawn = actions.draw_panel(actor=request.user, panel=panel, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("%(number)d명을 뽑았습니다.") % {"number": len(drawn.seats)})
    return redirect("budgets_staff:panel", round_id)


@administrators
@require_http_methods(GET_POST)
def add_expert(request: HttpRequest, round_id: str) -> HttpResponse:
    panel = _panel(round_id)
    form = ExpertForm(request.POST or None, initial=kept.initial(request))

    def do() -> None:
        actions.call_expert(actor=request.user, panel=panel, at=clock.now(), **form.cleaned_data)

    hint = _("전문가는 자기 평가표로 점수를 매기고, 시민과 똑같이 이해관계를 신고합니다.")
    return _deed(request, panel.round, form, do, _("전문가 모시기"), hint, _("전문가를 더했습니다."))


@administrators
@require_POST
def dismiss_expert(request: HttpRequest, round_id: str, person: str) -> HttpResponse:
    panel = _panel(round_id)
    seat = get_object_or_404(panel.seats.filter(kind=Seat.Kind.EXPERT), person__public_id=person)
    done = _("전문가를 모신 것을 취소했습니다.")
    return _at_once(
        request, round_id, lambda at: actions.dismiss_expert(actor=request.user, seat=seat, at=at), done
    )


@administrators
@require_POST
def remove_criterion(request: HttpRequest, round_id: str, number: int) -> HttpResponse:
    criterion = get_object_or_404(_panel(round_id).criteria, pk=min(number, 2**31))
    return _at_once(
        request,
        round_id,
        lambda at: actions.remove_criterion(actor=request.user, criterion=criterion, at=at),
        _("기준을 뺐습니다."),
    )


def _at_once(request: HttpRequest, round_id: str, do: Callable[[datetime], None], done: str) -> HttpResponse:
    try:
        do(clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal))
    else:
        messages.success(request, done)
    return redirect("budgets_staff:panel", round_id)


@administrators
@require_http_methods(GET_POST)
def add_criterion(request: HttpRequest, round_id: str) -> HttpResponse:
    panel = _panel(round_id)
    form = CriterionForm(request.POST or None, initial=kept.initial(request))

    def do() -> None:
        actions.add_criterion(actor=request.user, panel=panel, fields=form.cleaned_data, at=clock.now())

    hint = _("점수를 매기기 시작하면 기준을 더할 수 없습니다.")
    return _deed(request, panel.round, form, do, _("평가 기준 더하기"), hint, _("기준을 더했습니다."))


@administrators
@require_http_methods(GET_POST)
def new_meeting(request: HttpRequest, round_id: str) -> HttpResponse:
    return _meeting(request, _panel(round_id), None)


@administrators
@require_http_methods(GET_POST)
def edit_meeting(request: HttpRequest, round_id: str, meeting_id: str) -> HttpResponse:
    panel = _panel(round_id)
    return _meeting(request, panel, get_object_or_404(Meeting, panel=panel, public_id=meeting_id))


def _meeting(request: HttpRequest, panel: Panel, meeting: Meeting | None) -> HttpResponse:
    seen = {"seen": actions.mark_of(meeting)} if meeting else {}
    form = MeetingForm(request.POST or None, instance=meeting, initial=seen | kept.initial(request))

    def do() -> None:
        fields = {**form.cleaned_data}
        words = {"panel": panel, "meeting": meeting, "seen": fields.pop("seen"), "fields": fields}
        actions.save_meeting(actor=request.user, at=clock.now(), **words)

    hint = _("안건은 회의 전에, 회의록은 회의 뒤에 모두에게 공개합니다.")
    return _deed(request, panel.round, form, do, _("참여단 회의"), hint, _("회의를 저장했습니다."))


def _deed(
    request: HttpRequest, round_: Round, form: Any, do: Any, title: str, hint: str, done: str
) -> HttpResponse:
    """One form, one verb."""
    other: Sequence[tuple[str, str]] = ()
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refused as refused:
            show(form, refused.refusal)
            other = _other(form) if refused.refusal is overtaken.OVERTAKEN else ()
        else:
            messages.success(request, done)
            return redirect("budgets_staff:panel", round_.public_id)
    has_panel = Panel.objects.filter(round=round_).exists()
    back = reverse(f"budgets_staff:{'panel' if has_panel else 'round'}", args=[round_.public_id])
    return form_page(request, form, title, hint, str(round_), back, other=other)


def _other(form: MeetingForm) -> list[tuple[str, str]]:
    """What somebody else has saved meanwhile."""
    meeting = Meeting.objects.get(pk=form.instance.pk)
    overtaken.show_again(form, actions.mark_of(meeting))
    return [(str(form[name].label), getattr(meeting, name)) for name in ("title", "agenda", "minutes")]
