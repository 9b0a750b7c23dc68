"""Two people write the same text: whoever saves second is shown what the first has saved, and decides.

The form carries a mark of the words with which it was opened. A form without one (from before, or from a
program) is taken as it is.
"""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.refusals import Refusal

OVERTAKEN = Refusal(
    "overtaken",
    _(
        "글을 여신 뒤에 다른 분이 먼저 저장했습니다. 쓰신 글은 아래에 그대로 있고, 아직 저장하지 않았습니다. "
        "먼저 저장된 글을 보시고, 이 글로 바꾸려면 다시 눌러 주세요."
    ),
)


def mark(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def refusal(seen: str, stored: str, meant: str) -> Refusal | None:
    """Marks of what the writer had read, of what is kept now, and of what she sends: the same words sent
    twice overwrite nobody's."""
    return OVERTAKEN if seen and stored not in (seen, meant) else None


class SeenField(forms.CharField):
    """The mark, sent along with the form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=16, widget=forms.HiddenInput, **options)


def show_again(form: forms.BaseForm, stored: str) -> None:
    """The form as it was sent, ready to be sent once more by somebody who has now read the other text."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = stored  # type: ignore[index]
