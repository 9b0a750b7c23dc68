from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.overtaken import SeenField


class OpinionForm(forms.Form):
    """What an administrator adds to the figures."""

    seen = SeenField()

    introduction = forms.CharField(
        label=_("머리말"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("누구의 의견을 어떻게 모았는지 적어 주세요. 투표 결과는 저절로 들어갑니다."),
    )
    opinions = forms.CharField(
        label=_("주민 의견"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("의견 하나를 한 줄에 적어 주세요. 이름은 적지 않습니다."),
    )
