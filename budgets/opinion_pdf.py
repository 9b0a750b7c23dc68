"""The residents' opinion as a PDF: title and language set, text that can be read aloud and searched.

The letters are Pretendard GOV (SIL Open Font License), which npm brings for the pages. It comes packed for
browsers (woff2); it is unpacked in memory, and only the letters that are used go into the file. It has fewer
signs than people write: ㎡ and № are written with the letters they are made of. What it lacks altogether
(漢字, rare syllables) stays a box on paper; the page beside it shows everything.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from portal.frontend.finders import packages_dir

FONTS = {"": "PretendardGOV-Regular.subset.woff2", "B": "PretendardGOV-Bold.subset.woff2"}
FOLDER = "krds-uiux/resources/fonts"
FAMILY, INK, TINT = "Pretendard", (30, 33, 36), (238, 242, 247)
WIDTHS = (12, 100, 42, 26)  # columns of the table of winners, in proportion


def draw(content: dict[str, Any], at: datetime) -> bytes:
    """The bytes of the file; the same content and time give the same bytes."""
    with TemporaryDirectory() as folder:
        pdf = _paper(content["title"], at, Path(folder))
        _heading(pdf, content["title"], 20)
        _text(pdf, content["introduction"])
        _table(pdf, content["facts"], widths=(30, 150))
        for envelope in content["envelopes"]:
            _heading(pdf, envelope["name"], 14)
            _text(pdf, envelope["sum"])
            if envelope["rows"]:
                _table(pdf, envelope["rows"], head=envelope["head"], widths=WIDTHS, numbers=(0, 2, 3))
        _opinions(pdf, content)
        _text(pdf, content["made"])
        return bytes(pdf.output())


def _paper(title: str, at: datetime, folder: Path) -> FPDF:
    pdf = _Numbered(format="A4")
    pdf.set_title(title)
    pdf.set_lang("ko-KR")
    pdf.set_creation_date(at)
    pdf.set_margins(20, 20)
    pdf.set_auto_page_break(auto=True, margin=22)
    for style, name in FONTS.items():
        path = folder / f"{style or 'R'}.ttf"
        path.write_bytes(_unpacked(name))
        pdf.add_font(FAMILY, style, path)
    pdf.set_text_color(*INK)
    pdf.set_font(FAMILY, size=11)
    pdf.add_page()
    return pdf


class _Numbered(FPDF):
    def normalize_text(self, text: str) -> str:
        return super().normalize_text(drawable(text))

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(FAMILY, size=9)
        self.cell(0, 8, f"{self.page_no()} / {{nb}}", align="C")


def drawable(words: str) -> str:
    """The same words with the letters that the font has: a project of 300㎡ is not one of 300 boxes."""
    return "".join(_letter(one) for one in words)


@cache
def _letter(one: str) -> str:
    """A letter, or those it is made of (UnicodeData.txt, field 5: "<square> 006D 00B2" for ㎡)."""
    known = _letters()
    if ord(one) in known:
        return one
    parts = unicodedata.decomposition(one).split()
    letters = "".join(chr(int(part, 16)) for part in parts if not part.startswith("<"))
    return letters if letters and all(ord(part) in known for part in letters) else one


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(packages_dir() / FOLDER / FONTS[""]).getBestCmap())


@cache
def _unpacked(name: str) -> bytes:
    """A browser's font as plain TrueType."""
    font, data = TTFont(packages_dir() / FOLDER / name), BytesIO()
    font.flavor = None
    font.save(data, reorderTables=None)
    return data.getvalue()


def _heading(pdf: FPDF, words: str, size: int) -> None:
    pdf.ln(4)
    pdf.start_section(words, level=0 if size > 14 else 1)
    pdf.set_font(FAMILY, "B", size)
    pdf.multi_cell(0, size * 0.55, words, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font(FAMILY, size=11)
    pdf.ln(2)


def _text(pdf: FPDF, words: str) -> None:
    pdf.multi_cell(0, 6.5, words, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(3)


def _table(
    pdf: FPDF,
    rows: Sequence[Sequence[str]],
    *,
    widths: tuple[int, ...],
    head: Sequence[str] = (),
    numbers: Sequence[int] = (),
) -> None:
    align = tuple("RIGHT" if at in numbers else "LEFT" for at in range(len(widths)))
    style = FontFace(emphasis="BOLD", fill_color=TINT)
    lines = [head, *rows] if head else rows
    with pdf.table(
        col_widths=widths,
        text_align=align,
        headings_style=style,
        first_row_as_headings=bool(head),
        borders_layout="HORIZONTAL_LINES",
        line_height=6,
        padding=(1, 1.5),
    ) as table:
        for cells in lines:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pdf.ln(3)


def _opinions(pdf: FPDF, content: dict[str, Any]) -> None:
    if content["opinions"]:
        _heading(pdf, content["opinions_title"], 14)
        for line in content["opinions"]:
            _text(pdf, f"• {line}")
