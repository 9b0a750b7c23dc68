"""Parts of every page that only the language and a few plain values change: drawn once, kept in the process.

The frame (top bar, menu, footer, style sheets) cost more than the page inside it. What is kept is drawn from
a context of its own with nothing but those values in it: no reader's name can ever reach another reader.
"""

import re
from typing import Any

from django.template import Context, Engine
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

HERE = "/this-page-stands-here/"  # in place of the address of the page itself
NAME = "/a-reader-has-a-name-here/"  # and of whatever else is one reader's or one thing's own
FORM = "/a-form-has-its-token-here/"
MARKS = re.compile("|".join((HERE, NAME, FORM)))
MOST = 5_000  # pieces of a kilobyte or less

_drawn: dict[tuple[Any, ...], str] = {}


def draw(engine: Engine, name: str, values: Any, key: tuple[Any, ...]) -> str:
    """The template `name` with `values` (a dict, or what makes one when it is needed).

    `key` must tell apart whatever in them can differ.
    """
    known = (engine, name, get_language(), *key)
    text = _drawn.get(known)
    if text is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        template = engine.get_template(name)
        text = template.render(
            Context(values() if callable(values) else values, autoescape=engine.autoescape)
        )
        if not engine.debug:  # while templates are being edited every page shows them as they are
            _drawn[known] = text
    return text


def plain(value: Any) -> Any:
    """Lists and dicts of plain values as a part of a key."""
    if isinstance(value, dict):
        return tuple((name, plain(each)) for name, each in value.items())
    return tuple(plain(each) for each in value) if isinstance(value, list | tuple) else value


def at(text: str, address: str) -> SafeString:
    """The kept text with this page's address in it."""
    return mark_safe(text.replace(HERE, escape(address)))  # noqa: S308  (drawn by our templates, address escaped)


def fill(text: str, values: dict[str, Any]) -> SafeString:
    """The kept text with its marks replaced, all in one go: who calls herself by a mark finds just that."""
    return mark_safe(MARKS.sub(lambda mark: escape(values[mark.group()]), text))  # noqa: S308  (likewise)


def piece(engine: Engine, name: str, values: dict[str, Any], *more: Any) -> str:
    """A part whose look follows from plain values alone (and `more`, such as how many days are left).

    The same title with the same number looks the same for everybody, so a list's twenty rows are drawn when
    one of them changes and not for each reader.
    """
    return draw(engine, name, values, (*values.items(), *more))
