"""Administrators bring in past elections (.pb)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from budgets import actions
from budgets.import_forms import UploadForm
from budgets.importing import Source, source_of
from budgets.models import Upload
from budgets.publishing import progress_of
from budgets.tally import PbError
from budgets.tasks import import_upload
from budgets.views.staff import administrators
from portal import clock
from portal.refusals import Refused


@administrators
def upload(request: HttpRequest) -> HttpResponse:
    """Send a file. A broken one is answered at once, with its line and the reason."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        source = _source(form)
        if source is not None:
            found = _sent(request, form, source)
            if found is not None:
                import_upload.delay(found.pk)
                return redirect("budgets_staff:upload", found.public_id)
    recent = Upload.objects.select_related("round").defer("data").order_by("-sent_at")[:10]
    status = 422 if form.errors else 200
    return render(request, "budgets/files/upload.html", {"form": form, "recent": recent}, status=status)


def _source(form: UploadForm) -> Source | None:
    file = form.cleaned_data["file"]
    try:
        return source_of(file.name, file.read(), form.rule())
    except PbError as error:
        form.add_error("file", error.text((get_language() or "ko")[:2]))
    except Refused as refused:
        form.add_error(refused.refusal.field, str(refused.refusal))
    return None


def _sent(request: HttpRequest, form: UploadForm, source: Source) -> Upload | None:
    form.cleaned_data["file"].seek(0)
    try:
        return actions.send_upload(
            actor=request.user,
            name=source.name,
            sha256=source.sha256,
            data=form.cleaned_data["file"].read(),
            rule=source.rule,
            ballots=len(source.election.votes),
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error(refused.refusal.field, str(refused.refusal))
        return None


@administrators
def uploaded(request: HttpRequest, upload_id: str) -> HttpResponse:
    """How far the import is."""
    found = get_object_or_404(Upload.objects.select_related("round").defer("data"), public_id=upload_id)
    context = {"upload": found, "done": progress_of(found)}
    return render(request, "budgets/files/uploaded.html", context)
