"""Writing the Pabulib format (.pb), a line at a time, so that a million ballots stream in constant memory."""

from collections.abc import Iterable, Iterator, Sequence

NEEDED = ("project_id", "cost")


def head(
    meta: Sequence[tuple[str, str]], projects: Iterable[dict[str, str]], columns: Sequence[str]
) -> Iterator[str]:
    """Everything above the ballots; `columns` are those of the ballots. All projects have the same keys."""
    yield "META\n"
    yield line(("key", "value"))
    for pair in meta:
        yield line(pair)
    rows = list(projects)
    names = list(rows[0]) if rows else list(NEEDED)
    yield "PROJECTS\n"
    yield line(names)
    for row in rows:
        yield line([row[name] for name in names])
    yield "VOTES\n"
    yield line(columns)


def line(cells: Sequence[str]) -> str:
    return ";".join(_cell(cell) for cell in cells) + "\n"


def _cell(value: str) -> str:
    """Quote where the format needs it; a line break inside a name would be a new row to many readers."""
    flat = " ".join(str(value).split())
    return '"' + flat.replace('"', '""') + '"' if ";" in flat or '"' in flat else flat
