"""How a category of a project is read and counted: as a cell of a .pb file can carry it.

A file trims and flattens white space, separates categories by commas, and its cells are opened in
spreadsheets. If the count took a category as somebody once typed it and the auditor's program as the file has
it, caps would bar other projects and an honest result would look false. So both read it by this one function.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
INVISIBLE = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}  # controls, marks without a shape, every kind of space


@lru_cache(maxsize=4096)
def carried(text: str) -> str:
    """What is left of a category in a file, and is read from it again: the same once more gives the same."""
    plain = "".join(" " if unicodedata.category(sign) in INVISIBLE else sign for sign in text)
    listed = ",".join(part for one in plain.split(",") if (part := " ".join(one.split())))
    return "'" + listed if listed.startswith(FORMULA) else listed


def cap_of(caps: Mapping[str, Mapping[str, int]], category: str) -> Mapping[str, int]:
    """The cap of a category as counted; a rule frozen long ago may name it as it was typed."""
    if category in caps:
        return caps[category]
    return next((cap for name, cap in caps.items() if carried(name) == category), {})
