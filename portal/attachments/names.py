"""File names as people may see them. They never decide where bytes lie nor what they are."""

import re
import unicodedata

LONGEST = 120  # characters, with the extension

# Control characters, path separators, what Windows forbids, and the marks that turn the direction of writing:
# "report\u202efdp.exe" would read as "reportexe.pdf".
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def clean(name: str) -> str:
    """The last part of a path, in composed Hangul (macOS sends 각 as ㄱㅏㄱ), shortened, never empty or
    hidden."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    tidy = _FORBIDDEN.sub("", unicodedata.normalize("NFC", last))
    tidy = " ".join(tidy.split()).strip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if not dot:
        return tidy[:LONGEST] or "file"
    return f"{stem[: LONGEST - len(extension) - 1].strip() or 'file'}.{extension[:10]}"


def extension(name: str) -> str:
    """In lower case, without the dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
