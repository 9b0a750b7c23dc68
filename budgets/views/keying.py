"""From sheets to rows, at the keyboard: two keyings, and the third look."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import actions, paper_marks, paper_queries, paper_rules
from budgets.models import Booth, Envelope, PaperBallot
from budgets.paper_forms import JudgeForm, KeyingForm
from budgets.views.booths import paper_staff, show
from portal import clock
from portal.accounts.who import person
from portal.refusals import Refused

WORDS = {
    PaperBallot.State.ONCE: gettext_lazy("%(serial)s을(를) 입력했습니다. 다른 분이 한 번 더 입력합니다."),
    PaperBallot.State.COUNTED: gettext_lazy("%(serial)s의 두 입력이 같습니다."),
    PaperBallot.State.SPOILED: gettext_lazy("%(serial)s은(는) 두 입력이 모두 무효입니다."),
    PaperBallot.State.DIFFERS: gettext_lazy("%(serial)s의 두 입력이 다릅니다. 세 번째 분이 봐야 합니다."),
}


@paper_staff
def keying(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """One sheet after the other; the batch stays, an error keeps what was typed."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    form = KeyingForm(request.POST or None, initial={"batch": request.GET.get("batch", "")[:20]})
    if request.method == "POST" and form.is_valid():
        try:
            sheet = actions.key_sheet(
                officer=person(request), booth_id=booth.pk, typed=_typed(form.cleaned_data), at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            _say(request, sheet)
            again = reverse("budgets_staff:booth_keying", args=[round_id, booth_id])
            return redirect(again + "?" + urlencode({"batch": form.cleaned_data["batch"]}))
    return _keying_page(request, booth, form)


def _say(request: HttpRequest, sheet: PaperBallot) -> None:
    differs = sheet.state == PaperBallot.State.DIFFERS
    level = messages.WARNING if differs else messages.SUCCESS
    words = str(WORDS[PaperBallot.State(sheet.state)])
    messages.add_message(request, level, words % {"serial": sheet.serial})


def _typed(given: dict[str, Any], serial: str = "") -> actions.Typed:
    return actions.Typed(
        serial=given.get("serial", serial),
        batch=given.get("batch", ""),
        marks=given["marks"],
        void=given["void"],
    )


def _keying_page(request: HttpRequest, booth: Booth, form: KeyingForm) -> HttpResponse:
    context = {
        "round": booth.round,
        "booth": booth,
        "form": form,
        "box": paper_queries.box_of(booth),
        "entry": paper_rules.officer_refusal(booth, request.user)
        or paper_rules.entry_refusal(booth, booth.round, clock.now()),
        "ballots": paper_queries.ballots_for(booth.round),
        "last": [
            {"keying": one, "marks": paper_marks.shown(one.choices, one.points)}
            for one in paper_queries.my_last(request.user, booth)
        ],
    }
    return render(request, "budgets/paper/keying.html", context, status=422 if form.errors else 200)


@paper_staff
def differences(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """Sheets of which two people read different things."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    context = {"round": booth.round, "booth": booth, "sheets": paper_queries.differences(booth)}
    return render(request, "budgets/paper/differences.html", context)


@paper_staff
def judge(request: HttpRequest, round_id: str, booth_id: str, serial: str) -> HttpResponse:
    """The third look. Both readings are shown to nobody but the booth's officers."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    sheet = paper_queries.difference(booth, serial)
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.judge_sheet(
                officer=person(request),
                booth_id=booth.pk,
                sheet_id=sheet.pk,
                typed=_typed(given, serial),
                reason=given["reason"],
                at=clock.now(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            messages.success(request, _("%(serial)s을(를) 판정했습니다.") % {"serial": serial})
            return redirect("budgets_staff:booth_differences", round_id, booth_id)
    return _judge_page(request, booth, sheet, form)


def _judge_page(request: HttpRequest, booth: Booth, sheet: PaperBallot, form: JudgeForm) -> HttpResponse:
    mine = paper_queries.is_officer(request.user, booth)
    readings = list(sheet.keyings.select_related("keyed_by").order_by("turn")) if mine else []
    keyed = any(one.keyed_by_id == request.user.pk for one in readings)
    envelope: Envelope = sheet.envelope
    envelope.round = booth.round
    context = {
        "round": booth.round,
        "booth": booth,
        "sheet": sheet,
        "form": form,
        "entry": paper_rules.officer_refusal(booth, request.user)
        or paper_rules.entry_refusal(booth, booth.round, clock.now())
        or (paper_rules.LOOKED_BY_KEYER if keyed else None),
        "readings": [
            {"keying": one, "marks": paper_marks.shown(one.choices, one.points)} for one in readings
        ],
        "projects": list(envelope.projects.all()),
        "envelope": envelope,
    }
    return render(request, "budgets/paper/judge.html", context, status=422 if form.errors else 200)
