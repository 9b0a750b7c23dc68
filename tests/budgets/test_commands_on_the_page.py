"""The commands on “check this result yourself”, run as they stand there, on the files as downloaded."""

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse

from tests.budgets import attacks

pytestmark = pytest.mark.django_db


def download(client: Any, address: str, folder: Path) -> str:
    """Kept under the name that the portal gives it, as a browser would."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    name = re.fullmatch(r'attachment; filename="([\w.-]+)"', answer["Content-Disposition"])
    assert name is not None, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    (folder / name[1]).write_bytes(body)
    return name[1]


def commands_of(text: str) -> list[str]:
    found = re.search(r"<code data-commands>(.*?)</code>", text, re.DOTALL)
    assert found is not None
    return unescape(found[1]).splitlines()


@pytest.fixture
def folder(client: Any, tmp_path: Path) -> Path:
    """A folder on an auditor's machine: what the portal gives out as the program, and `python`."""
    name = download(client, reverse("budgets:counting_program"), tmp_path)
    with ZipFile(tmp_path / name) as file:
        file.extractall(tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        command, shell=True, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
    )  # the words of our own page


def downloaded(client: Any, page: str, folder: Path) -> tuple[list[str], list[str]]:
    """(the page's commands, the names of all files that it links to)"""
    text = client.get(page).text
    part = text[text.index('aria-labelledby="other"') : text.index('aria-labelledby="seals"')]
    links = re.findall(r'<a href="([^"]+)"', part)
    return commands_of(text), [download(client, link, folder) for link in links]


def test_each_command_runs_as_it_stands_and_finds_a_changed_file(
    client: Any, published: Any, city: Any, page: Any, folder: Path
) -> None:
    commands, names = downloaded(client, page(city, "results_check"), folder)
    assert len(commands) == 3
    for command in commands:
        for name in re.findall(r"budget-\S+", command):
            assert name in names, "a command names a file that cannot be downloaded under this name"
    count, check, signature = commands
    assert run(count, folder).returncode == 0
    assert "The result holds" in run(check, folder).stdout
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: its command was not run.")
    assert "Verified Successfully" in run(signature, folder).stdout
    result = next(folder / name for name in names if name.endswith("result.json"))
    result.write_bytes(result.read_bytes().replace(b'"funded": true', b'"funded": false', 1))
    assert run(check, folder).returncode == 1
    assert run(signature, folder).returncode == 1


def test_the_program_needs_nothing_but_python(
    client: Any, published: Any, city: Any, page: Any, folder: Path
) -> None:
    count = downloaded(client, page(city, "results_check"), folder)[0][0]
    assert run(count.replace("python -m", "python -S -m"), folder).returncode == 0  # -S: no site-packages
    draw = run("python -S -m budgets.draw", folder)
    assert "draw.json" in draw.stdout + draw.stderr
    assert "Traceback" not in draw.stderr
    assert reverse("budgets:counting_program") in client.get(page(city, "data")).text


def test_the_key_that_signed_is_given_out_although_the_portal_has_another_by_now(
    client: Any, published: Any, city: Any, page: Any, folder: Path, settings: Any
) -> None:
    before = client.get(reverse("budgets:signing_key_pem")).content
    settings.RESULT_SIGNING_KEY = "the next secret of this installation"
    own = client.get(page(city, "key_pem"))
    assert own.content == before
    assert client.get(reverse("budgets:signing_key_pem")).content != before


def test_a_result_without_a_signature_offers_none(
    client: Any, published: Any, city: Any, page: Any, folder: Path
) -> None:
    with attacks.guards_off():  # as results of releases that did not sign yet are kept
        type(city.tally).objects.filter(pk=city.tally.pk).update(signature="", public_key="")
    for name in ("signature_sig", "key_pem"):
        assert client.get(page(city, name)).status_code == 404
    commands, names = downloaded(client, page(city, "results_check"), folder)
    assert len(commands) == 2
    assert not [name for name in names if name.endswith((".sig", ".pem"))]
