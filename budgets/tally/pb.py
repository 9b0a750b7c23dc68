"""Reading the Pabulib format (.pb): three sections, `;` between cells, `,` inside lists.

Files in the wild carry byte order marks, decimals in costs and stray spaces; those are read. Whatever would
make the count a guess is refused with the line number and a reason in words (Korean and English).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from .categories import carried
from .instance import Instance, Project, merge
from .pb_errors import PbError

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?")
VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot as read: who (only unique inside the file), indexes of projects, points or None."""

    voter: str
    choices: tuple[int, ...]
    points: tuple[int, ...] | None = None


@dataclass
class Election:
    """A whole file. Costs are whole numbers of `1/scale` units (scale is 1 unless costs have decimals)."""

    meta: dict[str, str]
    budget: int
    projects: list[Project]
    rows: list[dict[str, str]]
    votes: list[Vote] = field(default_factory=list)
    scale: int = 1

    @property
    def vote_type(self) -> str:
        return self.meta["vote_type"]

    @property
    def selected(self) -> list[str]:
        """Ids of the projects that the file says were really funded."""
        return [row["project_id"] for row in self.rows if row.get("selected") == "1"]

    def instance(self) -> Instance:
        """Merged ballots ready for `count`."""
        ballots = ((vote.choices, vote.points) for vote in self.votes)
        return merge(self.budget, self.projects, ballots, ranked=self.vote_type == "ordinal")


Row = tuple[int, list[str]]


def read(data: bytes) -> Election:
    """Parse the bytes of a file. Raises `PbError` (code, line, params) for anything that is broken."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PbError("encoding", data[: error.start].count(b"\n") + 1, {}) from None
    if "\x00" in text:
        raise PbError("binary", text[: text.index("\x00")].count("\n") + 1, {})
    tables = _sections(text)
    meta = _meta(tables["META"])
    rows = _table("PROJECTS", tables["PROJECTS"])
    budget, costs, scale = _money(meta, rows)
    projects = [
        Project(row["project_id"], cost, row.get("name", ""), carried(row.get("category", "")))
        for (_, row), cost in zip(rows, costs, strict=True)
    ]
    election = Election(meta_of(meta), budget, projects, [row for _, row in rows], scale=scale)
    election.votes = list(_votes(election, _table("VOTES", tables["VOTES"])))
    _complete(meta, election)
    return election


def _complete(meta: "Meta", election: Election) -> None:
    """A file that says how much it holds must hold it: a download that broke off would lose votes."""
    for key, found in (("num_projects", len(election.projects)), ("num_votes", len(election.votes))):
        number, value = meta.get(key, (0, ""))
        said = whole(value)
        if said is not None and said != found:
            raise PbError("incomplete", number, {"key": key, "expected": value, "found": found})


def whole(text: str) -> int | None:
    """The number that a cell of META says, None for anything else: "²" is a digit to Python and no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


MOST_EMPTY = 10_000  # nine million bytes of ";" would keep whoever reads them for seconds


def _sections(text: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    current: list[Row] | None = None
    number, empty = 1, 0
    for number, cells in _lines(text):
        title = cells[0].strip().upper() if len(cells) == 1 else ""
        if title in SECTIONS:
            if title in found:
                raise PbError("section_twice", number, {"section": title})
            current = found[title] = []
        elif any(cell.strip() for cell in cells):
            if current is None:
                raise PbError("before_meta", number, {})
            current.append((number, cells))
        else:
            empty += 1
            if empty > MOST_EMPTY:
                raise PbError("empty_lines", number, {"most": f"{MOST_EMPTY:,}"})
    for section in SECTIONS:
        if not found.get(section):
            raise PbError("section_missing", number, {"section": section})
    return found


def _lines(text: str) -> Iterator[Row]:
    """(number of its last line, cells) of each row.

    Some cities quote a word at the start of a name without quoting the cell ("Our" park): read as it stands.
    But a cell that runs on over the end of its line is a quotation mark that nobody closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise PbError("cell_too_long", reader.line_num, {"most": csv.field_size_limit()}) from None
        if cells is None:
            return
        if any("\n" in cell for cell in cells):
            raise PbError("quotes", reader.line_num, {})
        yield reader.line_num, cells


def _table(section: str, lines: list[Row]) -> list[tuple[int, dict[str, str]]]:
    number, header = lines[0]
    names = [cell.strip() for cell in header]
    for needed in NEEDED[section]:
        if needed not in names:
            raise PbError("column_missing", number, {"section": section, "column": needed})
    table = []
    for number, cells in lines[1:]:
        if len(cells) > len(names):
            raise PbError("too_many_cells", number, {"expected": len(names), "found": len(cells)})
        table.append((number, dict(zip(names, (cell.strip() for cell in cells), strict=False))))
    return table


Meta = dict[str, tuple[int, str]]


def _meta(lines: list[Row]) -> Meta:
    found: Meta = {}
    for number, row in _table("META", lines):
        key = row["key"]
        if key in found:
            raise PbError("meta_twice", number, {"key": key})
        found[key] = (number, row.get("value", ""))
    for key in ("budget", "vote_type"):
        if key not in found:
            raise PbError("meta_missing", lines[-1][0], {"key": key})
    number, kind = found["vote_type"]
    if kind not in VOTE_TYPES:
        raise PbError("vote_type", number, {"value": kind})
    return found


def meta_of(meta: Meta) -> dict[str, str]:
    return {key: value for key, (_, value) in meta.items()}


def _money(meta: Meta, rows: list[tuple[int, dict[str, str]]]) -> tuple[int, list[int], int]:
    """Budget and costs as whole numbers of the same unit; decimals anywhere make the unit smaller."""
    number, value = meta["budget"]
    amounts = [_amount(number, "budget", value)]
    seen: set[str] = set()
    for number, row in rows:
        project = row["project_id"]
        if not project:
            raise PbError("no_project_id", number, {})
        if project in seen:
            raise PbError("project_twice", number, {"project": project})
        seen.add(project)
        amounts.append(_amount(number, "cost", row.get("cost", "")))
    places = max(_places(amount) for amount in amounts)
    if places > 6:
        raise PbError("amount", number, {"column": "cost", "value": str(max(amounts))})
    scale: int = 10**places
    whole = [int(amount * scale) for amount in amounts]
    return whole[0], whole[1:], scale


def _places(amount: Decimal) -> int:
    """How many decimals it needs. Not by `normalize`, which rounds: 1E-999999999 would be a free project."""
    _sign, digits, exponent = amount.as_tuple()
    if not amount:
        return 0
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -int(exponent) - zeros)


def _amount(number: int, column: str, value: str) -> Decimal:
    """In the digits 0 to 9 only: `Decimal` reads "１００", "1_000" and "1e3" too, the browser's check not,
    and an election that only some programs can read is not one that anybody can count again."""
    plain = value.replace("\u00a0", "").replace(" ", "")
    if not plain.isascii() or "_" in plain:
        raise PbError("amount_digits", number, {"column": column, "value": value})
    if not PLAIN.fullmatch(plain) or (amount := Decimal(plain)) > Decimal(10) ** 18:
        raise PbError("amount", number, {"column": column, "value": value})
    return amount


def _votes(election: Election, rows: list[tuple[int, dict[str, str]]]) -> Iterator[Vote]:
    index = {project.id: place for place, project in enumerate(election.projects)}
    seen: set[str] = set()
    for number, row in rows:
        voter = row["voter_id"]
        if not voter or voter in seen:
            raise PbError("voter_twice" if voter else "no_voter_id", number, {"voter": voter})
        seen.add(voter)
        names = [name.strip() for name in row.get("vote", "").split(",") if name.strip()]
        choices = tuple(_project(number, index, name) for name in names)
        if len(set(choices)) != len(choices):
            raise PbError("choice_twice", number, {"voter": voter})
        yield Vote(voter, choices, _points(election, number, row, choices))


def _project(number: int, index: dict[str, int], name: str) -> int:
    if name not in index:
        raise PbError("unknown_project", number, {"project": name})
    return index[name]


def _points(
    election: Election, number: int, row: dict[str, str], choices: tuple[int, ...]
) -> tuple[int, ...] | None:
    if election.vote_type not in ("cumulative", "scoring"):
        return None
    cells = [cell.strip() for cell in row.get("points", "").split(",") if cell.strip()]
    if len(cells) != len(choices):
        raise PbError("points_length", number, {"expected": len(choices), "found": len(cells)})
    for cell in cells:
        if not cell.isascii() or not cell.isdigit() or len(cell) > 9:
            raise PbError("points", number, {"value": cell})
    return tuple(int(cell) for cell in cells)
