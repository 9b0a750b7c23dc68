"""The shape of a posted comment. Policy is in rules.py."""

from __future__ import annotations

from django import forms

from portal.comments.models import Comment, Thread
from portal.organisations.models import Unit


class CommentForm(forms.Form):
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
