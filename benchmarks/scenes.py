"""What people do, as requests: each scene makes its calls and names the table that must grow by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from urllib.parse import quote, urlencode

from benchmarks import texts
from benchmarks.filling import PROJECTS, Town
from benchmarks.load import Call

TOKEN = "benchmarkbenchmarkbenchmarkbench"
Write = Callable[["Town", int], tuple[str, list[tuple[str, str]]]]  # → (path, form)


@dataclass(frozen=True)
class Scene:
    """`target`: CPU milliseconds of app and database together. `grows`: a table, for scenes that write."""

    name: str
    label: str
    target: float | None
    read: Callable[[Town, int], str] | None = None
    write: Write | None = None
    grows: str = ""

    def calls(self, town: Town, sessions: list[str], start: int) -> Iterator[Call]:
        """One call per session; `start` numbers them, so that no two bookings of a run meet."""
        for session, n in zip(sessions, count(start), strict=False):
            cookies = f"sessionid={session}; csrftoken={TOKEN}"
            headers = {"Host": "localhost", "Cookie": cookies, "Accept-Language": "ko"}
            if self.read:
                yield Call("GET", self.read(town, n), headers)
            elif self.write:
                path, form = self.write(town, n)
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                body = urlencode([("csrfmiddlewaretoken", TOKEN), *form])
                yield Call("POST", path, headers, body, (302,))


def _some(town: Town, n: int) -> int:
    """Every third reader comes to one of the fifty that everybody reads, the others anywhere."""
    return 1 + n * 7 % 50 if n % 3 == 0 else 1 + n * 7919 % town.rows


def _ref(letter: str, number: int) -> str:
    return f"{letter}{number:011d}"


def _envelope(town: Town) -> str:
    return f"/budgets/{town.round.public_id}/{town.envelope.public_id}/"


def _draft(town: Town, n: int) -> tuple[str, list[tuple[str, str]]]:
    _number, title, body, _grams, _lemmas = texts.make()[n % texts.TEXTS]
    form = {"title": title, "topic": "parks", "problem": body, "improvement": body, "effect": body, "go": ""}
    return "/proposals/new/", list(form.items())


def _support(town: Town, n: int) -> tuple[str, list[tuple[str, str]]]:
    return f"/proposals/{_ref('p', _some(town, n))}/support/", []


def _sign(town: Town, n: int) -> tuple[str, list[tuple[str, str]]]:
    return f"/petitions/{_ref('q', 1 if n % 2 else _some(town, n))}/sign/", []


def _vote(town: Town, n: int) -> tuple[str, list[tuple[str, str]]]:
    return _envelope(town), [("choices", town.projects[(n + step * 12) % PROJECTS]) for step in range(5)]


def _book(town: Town, n: int) -> tuple[str, list[tuple[str, str]]]:
    rooms = town.rows // 10
    day = town.values["today"] + timedelta(days=12 + n // rooms % 15)
    form = {"day": day.isoformat(), "start": "840", "end": "960", "people": "4", "purpose": "독서 모임"}
    return f"/reservations/rooms/{_ref('r', 1 + n % rooms)}/book/", list(form.items())


SCENES = [
    Scene("bare", "a word, no session, no database", None, read=lambda town, n: "/health/live"),
    Scene("home", "첫 화면 / home", None, read=lambda town, n: "/"),
    Scene("proposals", "proposals: list", 12, read=lambda town, n: "/proposals/"),
    Scene("budgets", "budgets: list", 12, read=lambda town, n: "/budgets/"),
    Scene("reservations", "reservations: list", 12, read=lambda town, n: "/reservations/"),
    Scene("petitions", "petitions: list", 12, read=lambda town, n: "/petitions/"),
    Scene("proposal", "proposals: detail", 15,
          read=lambda town, n: f"/proposals/{_ref('p', _some(town, n))}/"),
    Scene("round", "budgets: round", 15, read=lambda town, n: f"/budgets/{town.round.public_id}/"),
    Scene("envelope", "budgets: ballot paper of 60", None, read=lambda town, n: _envelope(town)),
    Scene("room", "reservations: room and week", 15,
          read=lambda town, n: f"/reservations/rooms/{_ref('r', 1 + n * 31 % (town.rows // 10))}/"),
    Scene("petition", "petitions: detail", 15,
          read=lambda town, n: f"/petitions/{_ref('q', _some(town, n))}/"),
    Scene("common", "search: a common word", 15, read=lambda town, n: f"/search/?q={quote(texts.COMMON)}"),
    Scene("rare", "search: a rare word", 15, read=lambda town, n: f"/search/?q={quote(texts.RARE)}"),
    Scene("create", "proposals: create a draft", 20, write=_draft, grows="proposals_proposal"),
    Scene("support", "proposals: support", 6, write=_support, grows="proposals_support"),
    Scene("sign", "petitions: sign", 6, write=_sign, grows="petitions_signature"),
    Scene("ballot", "budgets: cast a ballot", 8, write=_vote, grows="budgets_ballot"),
    Scene("book", "reservations: book a room", 12, write=_book, grows="reservations_booking"),
]  # fmt: skip


def chosen(names: str) -> list[Scene]:
    """Those named ("sign,ballot"), or all. Raises SystemExit on a name that is none."""
    wanted = [name for name in names.split(",") if name]
    unknown = set(wanted) - {scene.name for scene in SCENES}
    if unknown:
        raise SystemExit(
            f"no scene {', '.join(sorted(unknown))}; there are {', '.join(s.name for s in SCENES)}"
        )
    return [scene for scene in SCENES if not wanted or scene.name in wanted]
