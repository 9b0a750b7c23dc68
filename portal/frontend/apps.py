from typing import Any

from django.apps import AppConfig
from django.forms import (
    BooleanField,
    ChoiceField,
    Field,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
)
from django.utils.translation import gettext_lazy as _


class FrontendConfig(AppConfig):
    name = "portal.frontend"
    label = "frontend"

    def ready(self) -> None:
        """Django says "이 필드는 필수 항목입니다"; nobody at a counter would. Nor would they read out
        what somebody has written into the address."""
        Field.default_error_messages["required"] = _("빈칸입니다. 꼭 채워 주세요.")  # type: ignore[assignment]
        # A box to tick has no blank to fill in. NullBooleanField inherits this and never demands anything.
        unticked: Any = {"required": _("확인하고 표시해 주세요. 표시해야 계속할 수 있습니다.")}
        BooleanField.default_error_messages = unticked
        for kind in (ChoiceField, MultipleChoiceField, ModelChoiceField, ModelMultipleChoiceField):
            messages: dict[str, Any] = kind.default_error_messages
            messages["invalid_choice"] = _("목록에 있는 것 가운데서 골라 주세요.")
