"""The counting program as one file: the very source that counts here, for whoever counts again elsewhere."""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "gwangjang-counting.zip"
HERE = Path(__file__).resolve().parent
ALONE = ("__init__.py", "draw.py")  # beside tally/: the package itself, and the draw of a panel


def sources() -> list[Path]:
    """What runs with Python alone, without Django, settings or a database."""
    return [HERE / name for name in ALONE] + sorted((HERE / "tally").rglob("*.py"))


@cache
def archive() -> bytes:
    """The same bytes from every process of a release: no dates of files, one order."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for path in sources():
            entry = ZipInfo(path.relative_to(HERE.parent).as_posix())
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())
    return buffer.getvalue()
