"""The shape of what is typed about booths and sheets. What may be done is asked of paper_rules.py."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms import WithoutConstraints
from budgets.models import Booth, Envelope, VoidReason
from budgets.paper_marks import LONGEST
from budgets.paper_rules import MOST_SHEETS
from portal.accounts.models import User
from portal.accounts.models.user import normal_email
from portal.frontend.dates import DayField
from portal.organisations.models import Area

HANDLES_PAPER = ("officer", "approver", "administrator")
NUMBERS = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}


class BoothForm(WithoutConstraints, forms.ModelForm[Booth]):
    people = forms.CharField(
        label=_("담당자의 이메일"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "한 줄에 한 분씩. 표를 두 사람이 따로 입력하고 다른 것은 세 번째 분이 보므로 세 분이 필요합니다."
        ),
    )

    class Meta:
        model = Booth
        fields = ["name", "place", "area", "opens_on", "closes_on"]
        labels = {"area": _("지역")}
        field_classes = {"opens_on": DayField, "closes_on": DayField}
        help_texts = {
            "name": _("예: 종로구청 1층 투표소"),
            "place": _("시민이 찾아올 수 있게 주소와 층을 써 주세요."),
        }

    field_order = ["name", "place", "area", "opens_on", "closes_on", "people"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = Area.objects.exclude(level=Area.Level.NATION).select_related("parent")
        area.label_from_instance = lambda one: one.full_name
        area.empty_label = str(_("지역을 정하지 않음"))
        if self.instance.pk:
            emails = self.instance.officers.order_by("email").values_list("email", flat=True)
            self.fields["people"].initial = "\n".join(emails)

    def clean_people(self) -> list[User]:
        """The officials behind the addresses; names the first one that is none."""
        emails = [normal_email(line) for line in self.cleaned_data["people"].replace(",", "\n").split()]
        held = User.objects.filter(email__in=emails, memberships__role__in=HANDLES_PAPER).distinct()
        found = {user.email: user for user in held}
        for email in emails:
            if email not in found:
                sentence = _("‘%(email)s’은(는) 이 포털의 담당자가 아닙니다. 주소를 확인해 주세요.")
                raise forms.ValidationError(sentence % {"email": email[:80]})
        return list(found.values())

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "people"}


class SurplusForm(forms.Form):
    reason = forms.CharField(
        label=_("까닭"),
        max_length=300,
        help_text=_("예: 한 분께 같은 용지를 두 장 드렸습니다. 봉인한 뒤에 누구나 볼 수 있습니다."),
    )


class PrintForm(forms.Form):
    envelope = forms.ModelChoiceField(
        label=_("투표용지"), queryset=Envelope.objects.none(), to_field_name="public_id"
    )
    number = forms.IntegerField(
        label=_("몇 장"),
        min_value=1,
        max_value=MOST_SHEETS,
        widget=forms.NumberInput(attrs=NUMBERS),
    )

    def __init__(self, *args: Any, booth: Booth, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        envelope: Any = self.fields["envelope"]
        envelope.queryset = booth.round.envelopes.all()
        envelope.empty_label = None


class BoxForm(forms.Form):
    in_box = forms.IntegerField(
        label=_("투표함에서 나온 장수"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs=NUMBERS),
    )


class SerialForm(forms.Form):
    """Which sheet somebody holds in her hand; it asks only, so its address may be opened again."""

    serial = forms.CharField(
        label=_("손에 든 용지의 일련번호"), max_length=20, widget=forms.TextInput(attrs=NUMBERS)
    )


class SheetForm(forms.Form):
    """Marks, or why the sheet does not count: one of the two."""

    marks = forms.CharField(
        label=_("고른 사업 번호"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs=NUMBERS | {"data-keying-marks": ""}),
    )
    void = forms.ChoiceField(
        label=_("무효 사유"), choices=[("", _("유효한 표")), *VoidReason.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("void") and given.get("marks"):
            self.add_error("void", _("번호를 쓰거나 무효 사유를 고르거나, 둘 가운데 하나만 해 주세요."))
        return given


class KeyingForm(SheetForm):
    batch = forms.CharField(
        label=_("묶음"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    serial = forms.CharField(
        label=_("일련번호"), max_length=20, widget=forms.TextInput(attrs=NUMBERS | {"data-keying-serial": ""})
    )
    field_order = ["batch", "serial", "marks", "void"]


class JudgeForm(SheetForm):
    reason = forms.CharField(
        label=_("이유"),
        max_length=300,
        help_text=_("종이에서 무엇을 보았는지 써 주세요. 고른 사업은 쓰지 마세요."),
    )
