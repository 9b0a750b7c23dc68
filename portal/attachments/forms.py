"""A form field for several files. It counts and weighs them; `attachments.store` looks inside."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.attachments import rules
from portal.frontend.widgets import MultipleFileInput
from portal.refusals import Refusal


class FilesInput(MultipleFileInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": rules.ACCEPT, "multiple": True} | (attrs or {}))


class FilesField(forms.FileField):
    """Cleans to a list of uploaded files, empty when none was chosen."""

    widget = FilesInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("파일 붙이기"))
        options.setdefault("required", False)
        options.setdefault(
            "help_text",
            _(
                "사진, PDF, 한글, 워드, 엑셀 파일을 다섯 개까지. 하나에 10MB까지. "
                "사진의 위치 정보는 지웁니다."
            ),
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # type: ignore[override]
        chosen = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        _stop_at(rules.count_refusal(len(chosen)))
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        for one in chosen:
            refusal = rules.size_refusal(one.size)
            _stop_at(refusal and rules.about(one.name, refusal))
        return [super(FilesField, self).clean(one, initial) for one in chosen]


def _stop_at(refusal: Refusal | None) -> None:
    if refusal:
        raise ValidationError(refusal.sentence, code=refusal.code)
