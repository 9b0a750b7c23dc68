"""Third-party files, each chosen by name, served from node_modules instead of copied into the repository."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Warning
from django.core.files.storage import FileSystemStorage

KRDS = "krds-uiux/resources"

# What a page asks for -> where its package keeps it. Not on this list, not on the web: packages carry
# demos, source maps and a sheet with broken addresses that would stop collectstatic (korea.md §4).
CHOSEN: dict[str, str] = {
    "vendor/krds/tokens.css": f"{KRDS}/css/token/krds_tokens.css",
    "vendor/krds/PretendardGOV-Regular.woff2": f"{KRDS}/fonts/PretendardGOV-Regular.subset.woff2",
    "vendor/krds/PretendardGOV-Bold.woff2": f"{KRDS}/fonts/PretendardGOV-Bold.subset.woff2",
    "vendor/htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
}


def packages_dir() -> Path:
    """Where npm put the pinned packages of package-lock.json."""
    return Path(getattr(settings, "NODE_MODULES_DIR", settings.BASE_DIR / "node_modules"))


class ChosenStorage(FileSystemStorage):
    """Reads the chosen files under the names that pages use."""

    def path(self, name: str) -> str:
        return str(packages_dir() / CHOSEN[str(name).replace("\\", "/")])


class ChosenPackages(BaseFinder):
    """Static finder over `CHOSEN`."""

    storage = ChosenStorage()

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [name for name in CHOSEN if not Path(self.storage.path(name)).is_file()]
        if not missing:
            return []
        return [
            Warning(
                f"Front-end packages are missing: {', '.join(missing)}",
                hint="Run `npm ci` (or `make demo`, which does it).",
                id="frontend.W001",
            )
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        file = Path(self.storage.path(path)) if path in CHOSEN else None
        found = [str(file)] if file is not None and file.is_file() else []
        if find_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in CHOSEN:
            if Path(self.storage.path(name)).is_file():
                yield name, self.storage
