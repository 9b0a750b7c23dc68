"""The shape of a posted comment. Policy is in rules.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.comments.models import Comment, Thread
from portal.comments.models.comment import BODY_MAX
from portal.organisations.models import Unit


class CommentForm(forms.Form):
    """As posted. Length and emptiness are refused by rules.py, in sentences that keep the text."""

    body = forms.CharField(strip=False, required=False)
    parent = forms.CharField(max_length=12, required=False)
    unit = forms.CharField(max_length=12, required=False)

    def parent_in(self, thread: Thread) -> Comment | None:
        """The comment that is answered; None when none was named or it is not in ``thread``."""
        public_id = self.cleaned_data["parent"]
        if not public_id:
            return None
        return Comment.objects.select_related("parent").filter(thread=thread, public_id=public_id).first()

    def named_unit(self) -> Unit | None:
        public_id = self.cleaned_data["unit"]
        return Unit.objects.filter(public_id=public_id).first() if public_id else None


class ShownForm(forms.Form):
    """As a page shows it: filled with what was kept, and with the reason why it could not be posted."""

    body = forms.CharField(
        label=_("댓글 쓰기"), widget=forms.Textarea(attrs={"rows": 4, "maxlength": BODY_MAX}), required=True
    )
    unit = forms.ChoiceField(label=_("누구로 쓰나요?"), required=False)

    def __init__(self, *, draft: str, problem: str, me: str, units: list[Unit], **options: Any) -> None:
        data = {"body": draft} if problem else None
        super().__init__(data, initial={"body": draft}, auto_id="comment_%s", **options)
        self.fields["body"].required = not problem
        if units:
            spoken = [(unit.public_id, f"{unit.agency.display_name} {unit.display_name}") for unit in units]
            self.fields["unit"].choices = [("", me), *spoken]  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
        if problem:
            self.add_error("body", problem)
