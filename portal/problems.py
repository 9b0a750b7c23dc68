"""Answers to programs when something is refused or wrong: problem documents (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from portal.refusals import Refused

CONTENT_TYPE = "application/problem+json"
STATUS = {"busy": 503, "level": 403}


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: a Refused becomes 409 (or its own status), all else keeps its status."""
    if isinstance(error, Refused):
        set_rollback()
        refusal = error.refusal
        extra = {"field": refusal.field} if refusal.field else {}
        return problem(STATUS.get(refusal.code, 409), refusal.code, str(refusal.sentence), **extra)
    if isinstance(
        error, RecursionError
    ):  # thousands of brackets inside each other: nonsense, not our failure
        error = exceptions.ParseError()
    answer = exception_handler(error, context)
    if answer is None:
        return None
    return problem(answer.status_code, code_of(error), title_of(error), **details_of(error))


def document(status: int, code: str, title: str, **extra: Any) -> dict[str, Any]:
    return {"type": f"urn:gwangjang:{code}", "title": title, "status": status, **extra}


def problem(status: int, code: str, title: str, **extra: Any) -> Response:
    return Response(document(status, code, title, **extra), status=status, content_type=CONTENT_TYPE)


def code_of(error: Exception) -> str:
    if isinstance(error, Http404):
        return "not_found"
    if isinstance(error, PermissionDenied):
        return "permission_denied"
    return getattr(error, "default_code", "error")


def title_of(error: Exception) -> str:
    if isinstance(error, Http404):
        return str(exceptions.NotFound.default_detail)
    if isinstance(error, PermissionDenied):
        return str(exceptions.PermissionDenied.default_detail)
    if isinstance(error, exceptions.APIException) and isinstance(error.detail, str):
        return error.detail
    return str(getattr(error, "default_detail", error))


def details_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"errors": error.detail}
    return {}
