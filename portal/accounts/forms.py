"""The shapes of what people type about themselves."""

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts import rules
from portal.accounts.models import User


class NicknameField(forms.CharField):
    """A name that other people see."""

    def clean(self, value: Any) -> str:
        nickname = rules.normal_nickname(super().clean(value))
        if nickname and (refusal := rules.nickname_refusal(nickname)):
            raise forms.ValidationError(refusal.sentence, code=refusal.code)
        return nickname


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    """E-mail, password and the two consents without which no account is possible."""

    terms = forms.BooleanField(label=_("이용약관에 동의합니다."))
    privacy = forms.BooleanField(label=_("개인정보 수집과 이용에 동의합니다."))

    field_order = ("email", "password1", "password2", "terms", "privacy")

    def custom_signup(self, request: Any, user: User) -> None:
        """Called by allauth inside the registration."""
        from django.utils import translation

        from portal import clock
        from portal.accounts import consents

        user.language = "en" if (translation.get_language() or "ko").startswith("en") else "ko"
        user.save(update_fields=["language"])
        consents.agree(user, ["terms", "privacy"], clock.now())


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the person is shown, and how the portal speaks to her."""

    nickname = NicknameField(
        label=_("별명"),
        min_length=2,
        max_length=20,
        help_text=_("다른 사람에게 보이는 이름입니다. 실명을 쓰지 않아도 됩니다."),
    )

    class Meta:
        model = User
        fields = ("nickname", "language", "text_size")
        widgets = {"language": forms.RadioSelect, "text_size": forms.RadioSelect}
