from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts.models import User


class PersonForm(forms.Form):
    """An invented person, typed by hand. Her name stays with the sandbox."""

    name = forms.CharField(
        label=_("지어낸 이름"),
        max_length=30,
        help_text=_("진짜 이름을 쓰지 마세요. 아무 이름이나 지어 주세요."),
    )
    birth_date = forms.DateField(
        label=_("지어낸 생년월일"),
        help_text=_("예: 1990-03-15"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )
    area_code = forms.ChoiceField(label=_("지어낸 사는 곳"))

    def __init__(self, *args: Any, residence: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if residence:
            self.fields["area_code"].choices = area_choices()  # type: ignore[attr-defined]
        else:
            del self.fields["area_code"]

    def clean_birth_date(self) -> Any:
        born = self.cleaned_data["birth_date"]
        if born > clock.today() or born.year < 1900:
            raise forms.ValidationError(_("생년월일을 다시 확인해 주세요."))
        return born


def area_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Districts under their provinces, for a <select> with groups."""
    area_model: Any = User._meta.get_field("area").related_model
    groups: dict[str, list[tuple[str, str]]] = {}
    for area in area_model.objects.districts().select_related("parent"):
        groups.setdefault(area.parent.display_name, []).append((area.code, area.display_name))
    return list(groups.items())
