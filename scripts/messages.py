"""Collect the words of the interface and hold them against locale/en: `make messages`.

    messages.py            write new words into locale/en/LC_MESSAGES/django.po, drop those no longer used
    messages.py --check    list what has no English yet; exit code 1 if anything is missing

Django's own makemessages needs GNU gettext on the machine; here Django's template reader and Babel's
extractors do the same, so that two commands on a bare machine are enough.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
APPS = ("portal", "proposals", "budgets", "reservations", "petitions")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CALL = re.compile(r"\b(?:p?gettext|ngettext|npgettext|_)\(", re.S)


def words() -> Catalog:
    """Every translatable string in Python files and templates, with where it stands (file only)."""
    found = Catalog(project="gwangjang", charset="utf-8")
    for path, text in readable():
        name = str(path.relative_to(ROOT))
        source = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract(
            "python", source, KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message != "":
                found.add(message, context=context, locations=[(name, 0)], flags=flags(message))
    return found


def flags(message: str | tuple[str, ...]) -> list[str]:
    text = message if isinstance(message, str) else message[0]
    return ["python-format"] if re.search(r"%\(\w+\)[sd]", text) else []


def readable() -> Iterator[tuple[Path, str]]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            yield path, path.read_text(encoding="utf-8")
    for pattern in ("*.html", "*.txt"):
        for path in sorted((ROOT / "templates").rglob(pattern)):
            yield path, calls_of(path.read_text(encoding="utf-8"))


def calls_of(template: str) -> str:
    """The template's translations as lines of Python calls."""
    from django.utils.translation.template import templatize

    # templatize blanks out all but the calls; what is left over are X's, which a parser need not see.
    return "\n".join(re.sub(r"\bX+\b", "", line).strip() for line in calls(templatize(template)))


def calls(python: str) -> Iterator[str]:
    """Cut out each gettext call, with its strings, by walking over quotes and brackets."""
    position = 0
    while match := CALL.search(python, position):
        position = end_of(python, match.end())
        yield python[match.start() : position].replace("\n", "\\n")


def end_of(text: str, position: int) -> int:
    depth, quote = 1, ""
    while depth and position < len(text):
        sign = text[position]
        if quote:
            if sign == "\\":
                position += 1
            elif sign == quote:
                quote = ""
        elif sign in "\"'":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
        position += 1
    return position


def english() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def untranslated() -> list[str]:
    """What the interface says and English does not: "file: words"."""
    have = english()
    missing = []
    for message in words():
        if not message.id:
            continue
        known = have.get(
            message.id if isinstance(message.id, str) else message.id[0], context=message.context
        )
        if known is None or known.fuzzy or not all(strings(known.string)):
            missing.append(f"{message.locations[0][0]}: {message.id}")
    return missing


def strings(said: Any) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def update() -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    have = english() if PO.exists() else Catalog(locale="en", project="gwangjang", charset="utf-8")
    have.update(words(), no_fuzzy_matching=True)
    have.obsolete.clear()
    with PO.open("wb") as file:
        write_po(
            file,
            have,
            omit_header=False,
            sort_output=True,
            width=100,
            ignore_obsolete=True,
            no_location=False,
        )


def main(arguments: list[str]) -> int:
    import django
    from django.conf import settings

    settings.configure(USE_I18N=True)
    django.setup()
    if "--check" not in arguments:
        update()
    missing = untranslated()
    print("\n".join(missing[:200]))
    print(f"{len(missing)} words have no English yet." if missing else "Every word has its English.")
    return 1 if missing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
