"""The one address from which a file leaves the house."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.attachments.access import may_fetch
from portal.attachments.models import File

# Even a browser that ignores the type and opens the file itself runs nothing in it.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def file(request: HttpRequest, public_id: str) -> FileResponse:
    """The bytes, always as a download. A file that one may not see does not exist."""
    found = get_object_or_404(File, public_id=public_id)
    if not may_fetch(request.user, found):
        raise Http404
    try:
        content = found.blob.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=300"
    return response
