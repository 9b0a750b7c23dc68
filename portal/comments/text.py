"""Plain words into safe HTML: escaped, line breaks kept, web addresses linked."""

from __future__ import annotations

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# ASCII only, so that a Korean particle written right after an address ("…/a를") stays outside the link.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")
_TRAILING = ".,;:!?)]'"


def _link(address: str) -> str:
    kept = address.rstrip(_TRAILING)
    # "nofollow ugc": nobody gains search rank by advertising under a civic page.
    anchor = format_html('<a href="{0}" rel="nofollow ugc noopener">{0}</a>', kept)
    return anchor + escape(address[len(kept) :])


def _linked(line: str) -> str:
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        parts += [escape(line[end : found.start()]), _link(found.group())]
        end = found.end()
    return "".join([*parts, escape(line[end:])])


def _paragraph(block: str) -> str:
    return "<p>" + "<br>".join(_linked(line) for line in block.split("\n")) + "</p>"


def as_html(text: str) -> SafeString:
    """``text`` as paragraphs. Everything a person typed is escaped; only our own tags are markup."""
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    return mark_safe("".join(_paragraph(block) for block in blocks if block.strip()))  # noqa: S308  # nosec B308 B703
