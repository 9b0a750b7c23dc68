"""The residents' opinion: page and PDF for everybody, a form for administrators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from budgets import actions, overtaken, queries
from budgets.actions.opinions import making_refusal, mark_of
from budgets.models import Opinion, Round
from budgets.opinion import facts_of
from budgets.opinion_forms import OpinionForm
from budgets.tasks import make_opinion
from budgets.views.staff import administrators
from portal import clock
from portal.accounts import kept
from portal.refusals import Refused


def _made(round_id: str) -> Opinion:
    round_ = queries.public_round(round_id)
    opinion = Opinion.objects.filter(round=round_, round__state__in=Round.State.decided()).first()
    if opinion is None or opinion.content is None:
        raise Http404
    opinion.round = round_
    return opinion


def opinion_page(request: HttpRequest, round_id: str) -> HttpResponse:
    opinion = _made(round_id)
    context = {
        "round": opinion.round,
        "opinion": opinion,
        "content": opinion.content,
        "facts": facts_of(opinion.round),
    }
    return render(request, "budgets/opinion/page.html", context)


def opinion_pdf(request: HttpRequest, round_id: str) -> HttpResponse:
    opinion = _made(round_id)
    response = HttpResponse(bytes(opinion.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="opinion-{round_id}.pdf"'
    return response


@administrators
def write(request: HttpRequest, round_id: str) -> HttpResponse:
    """Write the introduction and the opinions: kept as a draft, or drawn as a document by a worker."""
    round_ = get_object_or_404(Round, public_id=round_id)
    opinion = Opinion.objects.filter(round=round_).defer("pdf").first()
    held = {"introduction": opinion.introduction, "opinions": opinion.opinions} if opinion else {}
    form = OpinionForm(kept.sent(request), initial=held | {"seen": mark_of(round_)})
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, round_, form)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
            if refused.refusal is overtaken.OVERTAKEN:
                other = Opinion.objects.filter(round=round_).defer("pdf").first()
                overtaken.show_again(form, mark_of(round_))
        else:
            return redirect("budgets_staff:opinion", round_id)
    context = {"form": form, "round": round_, "opinion": opinion, "not_yet": making_refusal(round_)}
    names = ("introduction", "opinions") if other else ()
    context |= {"other": [(form[name].label, getattr(other, name)) for name in names]}
    status = 422 if request.method == "POST" else 200
    return render(request, "budgets/opinion/write.html", context, status=status)


def _keep(request: HttpRequest, round_: Round, form: OpinionForm) -> None:
    """Which of the two buttons she pressed."""
    words = {"actor": request.user, "round_": round_, "at": clock.now(), **form.cleaned_data}
    if "draft" in request.POST:
        actions.draft_opinion(**words)
        messages.success(request, _("저장했습니다. 아직 시민에게 보이지 않습니다."))
    else:
        make_opinion.delay(actions.ask_opinion(**words).pk)
        messages.success(request, _("만들고 있습니다. 몇 초 뒤에 새로 열어 주세요."))
