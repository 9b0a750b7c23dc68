"""The shape of an election file that is sent in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets.tally import Rule
from portal.frontend.widgets import CardRadio, Described, FileInput

MOST_BYTES = 10 * 1024 * 1024
AS_SAID, GREEDY, SHARES = "", "greedy", "equal_shares"


class UploadForm(forms.Form):
    """A .pb file and, where the file names no rule that can be counted, the rule to count it by."""

    file = forms.FileField(
        label=_("선거 파일 (.pb)"),
        help_text=_("Pabulib 형식, 10MB까지. 투표자 번호와 나이, 성별은 가져오지 않습니다."),
        widget=FileInput(attrs={"accept": ".pb"}),
    )
    method = forms.ChoiceField(
        label=_("세는 방법"),
        choices=[
            (
                AS_SAID,
                Described(_("파일에 적힌 방법"), _("그 도시가 쓴 규칙이 파일에 있으면 그대로 셉니다.")),
            ),
            (
                SHARES,
                Described(
                    _("고르게 나누기 (Method of Equal Shares)"),
                    _("예산을 투표자 모두에게 똑같이 나눈 뒤 모아서 뽑습니다."),
                ),
            ),
            (GREEDY, Described(_("득표순"), _("표가 많은 사업부터 예산이 허락하는 만큼 뽑습니다."))),
        ],
        widget=CardRadio,
        required=False,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("파일이 10MB보다 큽니다. 서버에서 import_pb 명령으로 가져와 주세요."))
        return file

    def rule(self) -> Rule | None:
        if not self.cleaned_data["method"]:
            return None
        return Rule() if self.cleaned_data["method"] == GREEDY else Rule(method=SHARES)
