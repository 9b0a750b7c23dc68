"""Booths for voting on paper: administrators set them up, everybody concerned sees whether they add up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, paper_piles, paper_queries, paper_rules, paper_steps
from budgets.models import Booth, Round
from budgets.paper_forms import BoothForm, BoxForm, PrintForm, SerialForm, SurplusForm
from portal import clock
from portal.accounts import kept
from portal.accounts.models import User
from portal.accounts.who import person
from portal.organisations.gates import Role, role_required
from portal.organisations.rules import has_role
from portal.refusals import Refusal, Refused

administrators = role_required(Role.ADMINISTRATOR)
# What stands on a sheet waits in nobody's session: sealing could not take it out of there again.
paper_staff = role_required(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, keep=False)


@paper_staff
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """All booths of a round: in the box = counted + spoiled, or what is missing."""
    round_ = get_object_or_404(Round, public_id=round_id)
    boxes = paper_queries.staff_booths(request.user, round_)
    context = {
        "round": round_,
        "boxes": boxes,
        "obstacle": paper_rules.sealing_refusal(boxes) if round_.sealed_at is None else None,
        "turnout": paper_queries.turnout(round_),
        "administrator": has_role(request.user, Role.ADMINISTRATOR),
        "may_add": round_.state in [*Round.State.preparing(), *Round.State.accepting()],
    }
    return render(request, "budgets/paper/index.html", context)


@administrators
def new(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    form = BoothForm(kept.sent(request))
    if request.method == "POST" and form.is_valid():
        fields, officers = form.values(), form.cleaned_data["people"]
        try:
            booth = actions.add_booth(
                actor=request.user, round_id=round_.pk, fields=fields, officers=officers, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            _warn_of_few(request, officers)
            return redirect("budgets_staff:booth", round_id, booth.public_id)
    return _form_page(request, form, round_, _("투표소 더하기"))


@administrators
def edit(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    form = BoothForm(kept.sent(request), instance=booth)
    if request.method == "POST" and form.is_valid():
        fields, officers = form.values(), form.cleaned_data["people"]
        try:
            actions.edit_booth(
                actor=request.user, booth_id=booth.pk, fields=fields, officers=officers, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            _warn_of_few(request, officers)
            return redirect("budgets_staff:booth", round_id, booth_id)
    return _form_page(request, form, booth.round, _("투표소 고치기"))


def _warn_of_few(request: HttpRequest, officers: Sequence[User]) -> None:
    """Found out on the evening of the count, it would hold up the whole round."""
    if len(officers) < paper_rules.FEWEST_OFFICERS:
        sentence = _(
            "담당자가 %(number)d명입니다. "
            "두 사람이 따로 입력하고 다른 것을 세 번째 분이 보려면 세 분이 필요합니다."
        )
        messages.warning(request, sentence % {"number": len(officers)})


@paper_staff
def booth_page(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """The desk of one booth: what to do next, how many people came, and apart from them its sheets."""
    return page(request, paper_queries.staff_booth(request.user, round_id, booth_id))


def page(
    request: HttpRequest,
    booth: Booth,
    *,
    box_form: BoxForm | None = None,
    print_form: PrintForm | None = None,
    surplus_form: SurplusForm | None = None,
) -> HttpResponse:
    look_form = SerialForm(request.GET if "serial" in request.GET else None)
    context = {
        "round": booth.round,
        "booth": booth,
        "officers": booth.officers.order_by("nickname"),
        "administrator": has_role(request.user, Role.ADMINISTRATOR),
        "mine": paper_queries.is_officer(request.user, booth),
        "runs": paper_queries.runs(booth),
        "printing": paper_rules.printing_refusal(booth.round),
        "box_form": box_form or BoxForm(initial={"in_box": booth.in_box}),
        "surplus_form": surplus_form or SurplusForm(),
        "print_form": print_form or PrintForm(booth=booth, initial={"number": 50}),
        "look_form": look_form,
        "found": _looked_up(booth, look_form),
    }
    context |= _standing(request, booth, clock.now())
    bad = any(form and form.errors for form in (box_form, print_form, surplus_form, look_form))
    return render(request, "budgets/paper/booth.html", context, status=422 if bad else 200)


def _standing(request: HttpRequest, booth: Booth, at: datetime) -> dict[str, Any]:
    """How far the booth is, and what its officers may do about it now."""
    box, piles = paper_queries.box_of(booth), paper_piles.piles(booth, request.user)
    return {
        "box": box,
        "piles": piles,
        "step": paper_steps.next_step(box, piles, request.user, at),
        "obstacle": box.obstacle,
        "issuing": paper_rules.issuing_refusal(booth, at),
        "entry": paper_rules.entry_refusal(booth, booth.round, at),
        "signing": paper_rules.signing_refusal(box, booth.round, request.user, at),
    }


def _looked_up(booth: Booth, form: SerialForm) -> paper_piles.Found | None:
    if not form.is_valid():
        return None
    try:
        return paper_piles.look_up(booth, form.cleaned_data["serial"])
    except Refused as refused:
        show(form, refused.refusal)
        return None


@administrators
@require_POST
def print_sheets(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """Draw serials for fresh sheets, then show them ready for the printer."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    form = PrintForm(request.POST, booth=booth)
    if not form.is_valid():
        return page(request, booth, print_form=form)
    try:
        run = actions.print_sheets(actor=request.user, booth_id=booth.pk, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        show(form, refused.refusal)
        return page(request, booth, print_form=form)
    return redirect("budgets_staff:booth_sheets", round_id, booth_id, run)


@administrators
def sheets(request: HttpRequest, round_id: str, booth_id: str, run: int) -> HttpResponse:
    """One print run on paper, a sheet a page."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    found = paper_queries.sheets_to_print(booth, run) if run < 2**31 else []
    if not found:
        raise Http404
    envelope = found[0].envelope
    envelope.round = booth.round
    projects = list(envelope.projects.all())
    context = {"round": booth.round, "booth": booth, "envelope": envelope, "projects": projects}
    return render(request, "budgets/paper/sheets.html", context | {"sheets": found})


@paper_staff
@require_POST
def count_box(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    form = BoxForm(request.POST)
    if not form.is_valid():
        return page(request, booth, box_form=form)
    try:
        actions.count_box(officer=request.user, booth_id=booth.pk, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        show(form, refused.refusal)
        return page(request, booth, box_form=form)
    messages.success(request, _("투표함에서 나온 장수를 적었습니다."))
    return redirect("budgets_staff:booth", round_id, booth_id)


@paper_staff
@require_POST
def sign(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """The officer says that everything is entered."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    try:
        actions.sign_booth(officer=person(request), booth_id=booth.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("이 투표소의 입력을 마쳤습니다."))
    return redirect("budgets_staff:booth", round_id, booth_id)


def show(form: Form | BoothForm, refusal: Refusal) -> None:
    """A refusal beside the field that it is about, or on top; what was typed stays."""
    field = {"choices": "marks"}.get(refusal.field or "", refusal.field)
    form.add_error(field if field in form.fields else None, str(refusal.sentence))


def _form_page(request: HttpRequest, form: BoothForm, round_: Round, title: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "round": round_, "title": title}
    return render(request, "budgets/paper/form.html", context, status=kept.status(request, form))
