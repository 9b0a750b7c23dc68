"""What people type as the category of a project, made into what is kept: the same on the ballot, in the caps
of the rule and in the published file. A comma would be two categories there, so it becomes the middle dot."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets.tally.categories import FORMULA, carried
from portal.refusals import Refusal, Refused

HINT = _("쉼표는 가운뎃점(·)으로, 이어진 빈칸은 한 칸으로 바꿔 저장합니다. 예: 문화·예술")
SIGN = Refusal(
    "category_sign",
    _("분야는 =, +, -, @로 시작할 수 없습니다. 글자나 숫자로 시작해 주세요."),
    "category",
)


def typed(text: str) -> str:
    """Raises Refused for what no published file may begin a cell with: a spreadsheet would run it."""
    found = carried(carried(text).replace(",", "·"))
    if found.lstrip("'").startswith(FORMULA):
        raise Refused(SIGN)
    return found


def cleaned(text: str) -> str:
    """The same for a form, whose field says what is wrong and keeps what was typed."""
    try:
        return typed(text)
    except Refused as trouble:
        raise ValidationError(str(trouble.refusal)) from trouble


def kept(fields: dict[str, Any]) -> dict[str, Any]:
    """Columns of a card or a plan as an action writes them, whatever form they came from."""
    return fields | {"category": typed(fields["category"])} if fields.get("category") else fields


def is_plain(category: str) -> bool:
    """Is it on the ballot as it will be in the file?"""
    begins = category.lstrip("'").startswith(FORMULA)
    return category == carried(category) and "," not in category and not begins
