"""Pictures of every page, as the people who see it, at 360, 768 and 1280 px: `make screenshots`.

Starts a demonstration of its own on fresh data, walks PAGES, writes screenshots/<width>/<name>.png. A page
that answers 400 or more makes it fail. An argument picks pages by the beginning of their name:
`make screenshots ARGS=budgets`.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "screenshots"
HEIGHTS = {360: 780, 768: 1024, 1280: 900}
PATIENCE = 400.0
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


@dataclass(frozen=True)
class Shot:
    """`name` of the picture; `person` of the demonstration, nobody when empty; `path`, and from there the
    first link whose address or words match each of `then`, one after the other."""

    name: str
    person: str
    path: str
    then: tuple[str, ...] = ()
    status: int = 200


def detail(room: str) -> str:
    """The address of one noun of a room: a public id behind the prefix."""
    return rf"^/{room}/[a-z2-7]{{12}}/$"


ENVELOPE = r"^/budgets/[a-z2-7]{12}/[a-z2-7]{12}/$"
DESK = r"^/staff/budgets/[a-z2-7]{12}/$"
PAGES = [
    Shot("home", "", "/"),
    Shot("home-alice", "alice", "/"),
    Shot("about", "", "/about/"),
    Shot("accessibility", "", "/accessibility/"),
    Shot("api", "", "/api/"),
    Shot("nowhere", "", "/no-such-page/", status=404),
    Shot("demo", "", "/demo/"),
    Shot("styleguide", "", "/styleguide/"),
    Shot("login", "", "/accounts/login/"),
    Shot("signup", "", "/accounts/signup/"),
    Shot("terms", "", "/me/settings/terms/"),
    Shot("privacy", "", "/me/settings/privacy/"),
    Shot("search", "", "/search/?q=공원"),
    Shot("moderation-log", "", "/moderation/log/"),
    Shot("proposals", "", "/proposals/"),
    Shot("proposals-detail", "", "/proposals/", (detail("proposals"),)),
    Shot("proposals-adopted", "", "/proposals/?state=adopted", (detail("proposals"),)),
    Shot("proposals-new", "", "/proposals/new/"),
    Shot("proposals-mine", "alice", "/proposals/mine/"),
    Shot("budgets", "", "/budgets/"),
    Shot("budgets-round", "", "/budgets/", (detail("budgets"),)),
    Shot("budgets-ballot", "alice", "/budgets/", (detail("budgets"), ENVELOPE)),
    Shot(
        "budgets-project",
        "",
        "/budgets/",
        (detail("budgets"), ENVELOPE, "/projects/"),
    ),
    *[
        Shot(f"budgets-{name}", person, "/budgets/", then)
        for name, person, then in (
            ("ideas", "", (r"^2028년 종로구", r"/ideas/$")),
            ("idea", "", (r"^2028년 종로구", r"/ideas/$", r"/ideas/[a-z2-7]{12}/$")),
            ("idea-new", "alice", (r"^2028년 종로구", r"/ideas/new/$")),
            ("plans", "", (r"^2027년 봄", r"/plans/$")),
            ("plan", "", (r"^2027년 봄", r"/plans/$", r"/plans/[a-z2-7]{12}/$")),
            ("panel", "", (r"^2027년 봄", r"/panel/$")),
            ("results", "", (r"^2023년", r"/results/$")),
            *(
                (f"results-{part}", "", (r"^2023년", r"/results/$", f"/results/{part}/$"))
                for part in ("compare", "what-if", "my-share", "check")
            ),
            ("results-data", "", (r"^2023년", r"/results/$", r"/data/$")),
            ("receipt-check", "", (r"^2023년", r"/receipt-check/$")),
            ("execution", "", (r"^2025년", r"/execution/$")),
            ("execution-project", "", (r"^2025년", r"/execution/$", r"/projects/[a-z2-7]{12}/execution/$")),
            (
                "waste-report",
                "alice",
                (r"^2025년", r"/execution/$", r"/projects/[a-z2-7]{12}/execution/$", r"/waste/$"),
            ),
            ("watch", "", (r"^2025년", r"/watch/$")),
            ("opinion", "", (r"^2025년", r"/opinion/$")),
            ("evaluation", "", (r"^2024년", r"/evaluation/$")),
        )
    ],
    Shot("reservations", "", "/reservations/"),
    Shot("reservations-room", "", "/reservations/", ("^/reservations/rooms/",)),
    Shot("reservations-book", "alice", "/reservations/", ("^/reservations/rooms/", "/book/")),
    Shot("reservations-mine", "alice", "/reservations/mine/"),
    Shot("petitions", "", "/petitions/"),
    Shot("petitions-answered", "", "/petitions/?tab=answered", (detail("petitions"),)),
    Shot("petitions-detail", "alice", "/petitions/", (detail("petitions"),)),
    Shot("petitions-new", "jiyeon", "/petitions/new/"),
    Shot("me", "alice", "/me/"),
    Shot("settings", "alice", "/me/settings/"),
    Shot("identity-ladder", "jiyeon", "/me/settings/identity/"),
    Shot("identity", "jiyeon", "/identity/?level=3&next=/me/"),
    Shot("inbox", "alice", "/inbox/"),
    Shot("staff", "carla", "/staff/"),
    Shot("staff-proposals", "carla", "/staff/proposals/"),
    Shot("staff-proposals-desk", "carla", "/staff/proposals/", (r"^/staff/proposals/[a-z2-7]{12}/$",)),
    Shot("staff-petitions", "carla", "/staff/petitions/"),
    Shot("staff-petitions-desk", "carla", "/staff/petitions/", (r"^/staff/petitions/[a-z2-7]{12}/$",)),
    Shot("staff-reservations", "carla", "/staff/reservations/"),
    Shot("staff-reservations-days", "carla", "/staff/reservations/days/"),
    Shot("staff-moderation", "mod", "/staff/moderation/"),
    Shot("staff-moderation-decided", "mod", "/staff/moderation/decided/"),
    Shot("staff-home-admin", "admin", "/staff/"),
    Shot("staff-budgets", "admin", "/staff/budgets/"),
    Shot("staff-budgets-round", "admin", "/staff/budgets/", (DESK,)),
    Shot("staff-budgets-new", "admin", "/staff/budgets/new/"),
    *[
        Shot(f"staff-budgets-{name}", "admin", "/staff/budgets/", (DESK, f"/{name}/$"))
        for name in ("dry-run", "sandbox")
    ],
    Shot("staff-budgets-execution", "carla", "/staff/budgets/execution/"),
    Shot("staff-budgets-inspections", "carla", "/staff/budgets/inspections/"),
    Shot("staff-budgets-waste", "carla", "/staff/budgets/waste/"),
    Shot("staff-outbox", "admin", "/staff/outbox/"),
    Shot("staff-calendar", "admin", "/staff/organisations/"),
]


@contextmanager
def portal() -> Iterator[str]:
    """A demonstration on a free port, gone afterwards with all its data; answers its address."""
    with tempfile.TemporaryDirectory(prefix="gj-shots-") as var:
        port = free_port()
        log = Path(var) / "demo.out"
        environment = {**os.environ, "GWANGJANG_VAR": var, "PORT": str(port)}
        words = [sys.executable, "-m", "portal.services.demo"]
        with log.open("wb") as out:
            process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://localhost:{port}/health/ready", process, log)
            yield f"http://localhost:{port}"
        except PlaywrightError:
            print(f"The portal said last:\n{log.read_text()[-3000:]}", flush=True)
            raise
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not answers(address):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"The portal did not start:\n{log.read_text()[-3000:]}")
        time.sleep(0.5)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status) == 200
    except (OSError, urllib.error.URLError):
        return False


def enter(browser: Browser, address: str, person: str) -> BrowserContext:
    """A browser of that person, logged in by the demonstration's own page."""
    context = browser.new_context(base_url=address, locale="ko-KR", timezone_id="Asia/Seoul")
    context.set_default_timeout(20_000)
    if person:
        page = context.new_page()
        page.goto("/demo/")
        with page.expect_navigation():
            page.locator("form", has=page.locator(f"[name=person][value={person}]")).get_by_role(
                "button"
            ).click()
        page.close()
    return context


def find(page: Page, shot: Shot) -> int:
    """Open the page of a shot; the worst status on the way."""
    worst = open_path(page, shot.path)
    for pattern in shot.then:
        links = page.locator("main a[href]").evaluate_all(
            "links => links.map(link => [link.getAttribute('href'), link.textContent.trim()])"
        )
        found = next((link[0] for link in links if any(re.search(pattern, each) for each in link)), None)
        if found is None:
            return 404
        worst = max(worst, open_path(page, found))
    return worst


def open_path(page: Page, path: str) -> int:
    response = page.goto(path)
    return response.status if response else 599


def take(page: Page, shot: Shot) -> bool:
    """One picture for each width; True when the page answered as it should."""
    status = find(page, shot)
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        path = OUT / str(width) / f"{shot.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True, animations="disabled")
    good = status == shot.status
    print(f"{'ok  ' if good else 'FAIL'} {status} {shot.name:<28}{shot.person:<8}{page.url}", flush=True)
    return good


def walk(browser: Browser, address: str, shots: list[Shot]) -> list[str]:
    """Names of the pages that failed."""
    failed: list[str] = []
    for person in dict.fromkeys(shot.person for shot in shots):
        context = enter(browser, address, person)
        page = context.new_page()
        failed += [shot.name for shot in shots if shot.person == person and not take(page, shot)]
        context.close()
    return failed


def main(wanted: list[str]) -> int:
    begun = time.monotonic()
    shots = [shot for shot in PAGES if not wanted or shot.name.startswith(tuple(wanted))]
    print("Starting a portal with example data …", flush=True)
    with portal() as address, sync_playwright() as playwright:
        print(f"It answers after {time.monotonic() - begun:.0f} s; {len(shots)} pages.", flush=True)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        failed = walk(browser, address, shots)
        browser.close()
    print(
        f"{len(shots) - len(failed)} of {len(shots)} pages in {time.monotonic() - begun:.0f} s: {OUT}",
        flush=True,
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
