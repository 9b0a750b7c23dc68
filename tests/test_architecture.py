"""The plan of the house, kept by machine: arrows between apps, who asks the clock, how long a file may be."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "proposals", "budgets", "reservations", "petitions")
LONGEST_FILE, LONGEST_FUNCTION = 450, 50


def sources() -> Iterator[Path]:
    for app in APPS:
        yield from (path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def test_an_app_imports_only_what_stands_below_it():
    words = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_only_the_clock_asks_what_time_it_is():
    asking = re.compile(
        r"timezone\.now\(|datetime\.now\(|datetime\.utcnow\(|date\.today\(|timezone\.localdate\("
    )
    others = [
        str(path.relative_to(ROOT))
        for path in sources()
        if asking.search(path.read_text())
        and path != ROOT / "portal/clock.py"
        and "services" not in path.parts
    ]
    assert others == []


def test_files_and_functions_stay_short_enough_to_read():
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in sources()
        if (count := lines(path)) > LONGEST_FILE
    ]
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.FunctionDef)
                and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
            ):
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")
    assert long == []


def lines(path: Path) -> int:
    return path.read_text().count("\n")


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_nothing_unfinished_and_nothing_borrowed_is_committed(folder):
    listed = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert [
        name for name in listed if re.search(r"\.min\.(js|css)$|\.(woff2?|ttf|otf)$|node_modules/", name)
    ] == []


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle=|\son[a-z]+=\"", re.I
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in (ROOT / "templates").rglob("*.html")
        if "emails" not in path.parts and (match := inline.search(path.read_text()))
    ]
    assert found == []


def test_the_way_of_one_vote_names_files_and_functions_that_are_there() -> None:
    """docs/architecture.md is how newcomers find their way; a name that moved leads them astray."""
    text = (ROOT / "docs/architecture.md").read_text()
    steps = re.findall(r"`([\w/]+\.(?:py|js|md))(?:: (\w+))?`", text.split("## The way of one vote")[1])
    named = [(name, function) for name, function in steps if "/" in name]
    assert len(named) > 25
    for name, function in named:
        assert (ROOT / name).is_file(), name
        assert not function or f"def {function}(" in (ROOT / name).read_text(), f"{name}: {function}"
