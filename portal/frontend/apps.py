from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class FrontendConfig(AppConfig):
    name = "portal.frontend"
    label = "frontend"

    def ready(self) -> None:
        """Django says "이 필드는 필수 항목입니다"; nobody at a counter would."""
        Field.default_error_messages["required"] = _("빈칸입니다. 꼭 채워 주세요.")  # type: ignore[assignment]
