"""The shape of what is typed about scores beside the ballots. What may be done: appraisal_rules.py."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets.appraisal_scores import MOST_BYTES, Scores, exact, read_csv
from budgets.models import Appraisal, Envelope
from portal.attachments.forms import FilesField
from portal.frontend.dates import DayField
from portal.frontend.widgets import FileInput

NO_NUMBER = _("0 이상의 숫자를 써 주세요. 예: 82.5")
TYPED = {"inputmode": "decimal", "autocomplete": "off", "spellcheck": "false"}


class DetailsForm(forms.ModelForm[Appraisal]):
    """Where the scores come from, with the paper on which they stand."""

    papers = FilesField(
        label=_("점수가 적힌 서류"),
        help_text=_("회의록이나 설문 보고서. 발표할 때까지 운영자만 보고, 결과와 함께 공개합니다. 10MB까지."),
    )

    class Meta:
        model = Appraisal
        fields = ["kind", "source", "held_on", "sample"]
        field_classes = {"held_on": DayField}
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "source": _("예: 주민참여예산위원회 제3차 회의, ○○리서치 전화 설문"),
            "held_on": _("회의한 날이나 설문을 마친 날"),
            "sample": _("설문일 때만 씁니다. 답한 사람의 수입니다."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("무엇인가요?"),
            choices=Appraisal.Kind.choices,
            initial=Appraisal.Kind.COMMITTEE,
            widget=forms.RadioSelect,
        )
        self.fields["papers"].required = not self.instance.pk

    def _post_clean(self) -> None:
        """The database judges the named constraints, once, and appraisal_rules has the sentence for each."""
        self.instance.validate_constraints = lambda exclude=None: None  # type: ignore[method-assign]
        super()._post_clean()  # type: ignore[misc]

    def details(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "papers"}


class ScoresForm(forms.Form):
    """A score for each project, typed or sent as a file; `scores` after is_valid()."""

    scores: Scores

    def __init__(self, *args: Any, envelope: Envelope, typed: Scores | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.projects = list(envelope.projects.all())
        is_typed = "file" not in self.files
        for project in self.projects:
            self.fields[_field(project)] = forms.CharField(
                label=f"{project.ballot_id}. {project.title}",
                max_length=20,
                required=is_typed,
                error_messages={"required": NO_NUMBER},
                initial=(typed or {}).get(project.ballot_id, ""),
                widget=forms.TextInput(attrs=TYPED),
            )
        self.fields["file"] = forms.FileField(
            label=_("또는 CSV 파일로 올리기"),
            required=False,
            help_text=_("한 줄에 사업 번호와 점수. 예: 3,82.5 – 파일을 고르면 위 칸은 쓰지 않습니다."),
            widget=FileInput(attrs={"accept": ".csv"}),
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_BYTES:
            raise ValidationError(_("파일이 너무 큽니다. 사업 번호와 점수만 남겨 주세요."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file") is not None:
            self._read_file(cleaned["file"])
        elif "file" not in self.errors:
            self._read_fields(cleaned)
        return cleaned

    def _read_file(self, file: Any) -> None:
        self.scores, wrong = read_csv(file.read(), [project.ballot_id for project in self.projects])
        for sentence in wrong[:20]:
            self.add_error("file", sentence)

    def _read_fields(self, cleaned: dict[str, Any]) -> None:
        self.scores = {}
        for project in self.projects:
            score = exact(cleaned.get(_field(project), ""))
            if score is not None:
                self.scores[project.ballot_id] = score
            elif _field(project) not in self.errors:
                self.add_error(_field(project), NO_NUMBER)

    def lines(self) -> list[forms.BoundField]:
        return [self[_field(project)] for project in self.projects]


def _field(project: Any) -> str:
    return f"score_{project.number}"


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("왜 다시 입력하나요?"),
        max_length=300,
        help_text=_("감사 기록에 남습니다. 점수는 쓰지 마세요."),
    )
