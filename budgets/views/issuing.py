"""The table at the booth: who comes is looked up on the roll, entered, and given her sheets."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from budgets import actions, paper_queries, paper_rules, residents, roll, rules
from budgets.actions.issuing import allowed
from budgets.models import Booth
from budgets.views.booths import paper_staff
from portal import clock
from portal.accounts import actions as accounts
from portal.accounts.identity import providers
from portal.accounts.who import person
from portal.refusals import Refusal, Refused

LAPSED = Refusal("lapsed", gettext_lazy("본인확인을 한 지 10분이 지났습니다. 처음부터 다시 해 주세요."))


@paper_staff
@never_cache
def desk(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    """GET: send the resident to the identity provider on this device. POST: on her way, or given paper."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    if request.method == "POST" and "somebody" in request.POST:
        return _give(request, booth)
    refusal = _obstacle(request, booth)
    if request.method == "POST" and refusal is None:
        return _set_out(request, booth)
    return _desk(request, booth, refusal)


def _obstacle(request: HttpRequest, booth: Booth) -> Refusal | None:
    at = clock.now()
    return (
        paper_rules.officer_refusal(booth, request.user)
        or rules.time_refusal(booth.round, at)
        or paper_rules.issuing_refusal(booth, at)
    )


def _desk(request: HttpRequest, booth: Booth, refusal: Refusal | None) -> HttpResponse:
    context = {
        "round": booth.round,
        "booth": booth,
        "refusal": refusal,
        "providers": providers.available(),
        "box": paper_queries.box_of(booth),
    }
    status = 409 if request.method == "POST" and refusal is not None else 200
    return render(request, "budgets/paper/desk.html", context, status=status)


def _set_out(request: HttpRequest, booth: Booth) -> HttpResponse:
    name = request.POST.get("provider", "")
    provider = providers.get(name)
    if provider is None or "agree" not in request.POST:
        sentence = _("확인 방법을 고르고, 오신 분의 동의를 확인해 주세요.")
        return _desk(request, booth, Refusal("incomplete", sentence))
    level = max(rules.needed_level(envelope) for envelope in paper_queries.ballots_for(booth.round))
    journey = accounts.begin_vouching(official=person(request), provider=name, level=level, at=clock.now())
    back = reverse("budgets_staff:booth_answer", args=[booth.round.public_id, booth.public_id, name])
    return redirect(provider.address(journey, request.build_absolute_uri(back)))


@paper_staff
@never_cache
def answer(request: HttpRequest, round_id: str, booth_id: str, name: str) -> HttpResponse:
    """The provider sends the browser back here: which ballots are hers, or why she gets none."""
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    provider = providers.get(name)
    if provider is None:
        raise Http404
    try:
        given = provider.read(request.GET, clock.now())
        vouched = accounts.finish_vouching(
            official=person(request), provider=name, answer=given, at=clock.now()
        )
    except Refused as refused:
        return _found(request, booth, None, refused.refusal)
    somebody = residents.resident(roll.person(booth.round_id, vouched.ci_hash), vouched)
    return _found(request, booth, somebody, roll.standing_refusal(booth.round_id, somebody.name))


def _found(
    request: HttpRequest, booth: Booth, somebody: residents.Resident | None, refusal: Refusal | None
) -> HttpResponse:
    ballots, why = allowed(booth.round, somebody, clock.now()) if somebody else ([], None)
    asked = refusal if refusal == paper_rules.WHICH_DISTRICT else None
    context = {
        "round": booth.round,
        "booth": booth,
        "bundles": ballots,
        "asked": asked,
        "refusal": (None if asked else refusal) or (None if ballots else why),
        "somebody": residents.seal(booth, somebody) if somebody else "",
    }
    status = 409 if context["refusal"] else 422 if asked else 200
    return render(request, "budgets/paper/found.html", context, status=status)


def _give(request: HttpRequest, booth: Booth) -> HttpResponse:
    somebody = residents.unseal(booth, request.POST["somebody"])
    if somebody is None:
        return _found(request, booth, None, LAPSED)
    try:
        ballots = actions.issue_paper(
            officer=person(request),
            booth_id=booth.pk,
            somebody=somebody,
            district=request.POST.get("district", ""),
            at=clock.now(),
        )
    except Refused as refused:
        again = somebody if refused.refusal == paper_rules.WHICH_DISTRICT else None
        return _found(request, booth, again, refused.refusal)
    names = ", ".join(envelope.name for envelope in ballots)
    messages.success(
        request, _("명부에 적었습니다. 용지를 섞어 뽑게 해 주세요: %(names)s 한 장씩.") % {"names": names}
    )
    return redirect("budgets_staff:booth_desk", booth.round.public_id, booth.public_id)
