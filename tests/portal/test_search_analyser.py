"""The analyser as it really runs: its own process, the real broker, the real database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.search import asking, queries
from portal.search.models import Document
from tests.portal.search_things import KIND, search_space, town  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0

pytestmark = pytest.mark.django_db(transaction=True)


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def start() -> subprocess.Popen[str]:
    parameters = connection.get_connection_params()
    host, port = parameters.get("host", ""), parameters.get("port", "")
    user, password = parameters.get("user", ""), parameters.get("password", "")
    address = f"postgres://{user}:{password}@/{parameters['dbname']}?host={host}"
    if port:
        address += f"&port={port}"
    if host and not host.startswith("/"):
        address = f"postgres://{user}:{password}@{host}:{port or 5432}/{parameters['dbname']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "run_analyser"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address, "GWANGJANG_PROCESS": "worker"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def analyser(search_space: str) -> Iterator[subprocess.Popen[str]]:  # noqa: F811
    process = start()
    try:
        until(lambda: asking.broker().get(asking.key("alive")) or process.poll() is not None)
        assert process.poll() is None
        yield process
    finally:
        process.terminate()
        process.wait(10)


def analysed() -> None:
    until(lambda: not Document.objects.filter(analysed_at__isnull=True).exists())


def asked(q: str) -> list[str]:
    """Results once the analyser has answered: a crowded machine may need more than the page's patience."""
    until(lambda: asking.lemmas(q) is not None)
    return queries.find(q).ids


def test_words_are_found_however_they_are_bent(analyser) -> None:
    with town():
        analysed()
        found = {q: asked(q) for q in ("어두워요", "공원", "걷고 싶어요", "숲", "강", "넓힌")}
    assert found["어두워요"] == ["dark"]
    assert found["공원"] == ["park", "mention"]
    assert found["걷고 싶어요"] == ["river"]
    assert found["숲"] == ["wood"]
    assert found["강"] == ["river"], "강남 is another word, and the dictionary knows it"
    assert found["넓힌"] == ["park"]


def test_similar_things_are_found_by_their_telling_words(analyser) -> None:
    with town():
        analysed()
        for text in ("어두운 골목에 가로등을 달아 주세요", "어두운 골목 가로등", "안녕하세요"):
            asked(text)
        close = queries.similar("어두운 골목에 가로등을 달아 주세요", KIND)
        assert [hit.ref for hit in close] == ["dark"]
        assert queries.similar("안녕하세요", KIND) == []
        assert queries.similar("어두운 골목 가로등", "tests.elsewhere") == []


def test_an_answer_is_kept_so_that_the_second_question_needs_nobody(analyser) -> None:
    until(lambda: asking.lemmas("어두워요") == ["어둡다"])
    analyser.terminate()
    analyser.wait(10)
    assert asking.lemmas("어두워요") == ["어둡다"]
    assert asking.lemmas("밝아요") is None, "the one who left took the heartbeat along"


def test_an_analyser_killed_at_work_leaves_its_documents_to_the_next(analyser) -> None:
    with town({f"n{at}": (f"공원 {at}", "어두운 길 " * 200) for at in range(60)}):
        analyser.kill()
        analyser.wait(10)
        process = start()
        try:
            analysed()
        finally:
            process.terminate()
            process.wait(10)
        assert Document.objects.filter(lemmas="어둡다").count() == 60


def test_the_health_check_tells_whether_one_is_there(analyser) -> None:
    call_command("run_analyser", "--check")
    analyser.terminate()
    assert analyser.wait(10) == 0
    with pytest.raises(CommandError):
        call_command("run_analyser", "--check")


def test_the_web_process_never_loads_the_dictionary() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from portal.search import queries, views, indexing\n"
        "import sys; sys.exit('kiwipiepy' in sys.modules)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, timeout=60, check=False
        ).returncode
        == 0
    )
