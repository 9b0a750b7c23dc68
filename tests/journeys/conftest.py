"""A real browser on the real portal: live server, Celery worker, Chromium.

`visit(alice)` opens a page as that person; options: width (360, 768, 1280), script=False.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
)  # Playwright's loop lives in this thread; Django need not mind

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {360: 780, 768: 1024, 1280: 900}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Choices of areas and units are kept in the cache; another story's units must not be offered here."""
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium: run `make test`, which finds or installs one, or set CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(
    chromium: Browser, live_server: Any, settings: Any, client_of: Callable[[Any], Client]
) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own; anonymous without a person. A page that logs an error fails the test."""
    settings.PUBLIC_URL = live_server.url
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_page(person: Any = None, *, width: int = 1280, script: bool = True, path: str = "/") -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            java_script_enabled=script,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
        )
        context.set_default_timeout(15_000)
        if person is not None:
            context.add_cookies([session_cookie(client_of(person), live_server.url)])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on(
            "console", lambda said: problems.append(f"{page.url}: {said.text}") if is_fault(said) else None
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def is_fault(message: Any) -> bool:
    """Errors that the page is to blame for: broken scripts and what the Content-Security-Policy stopped."""
    return message.type == "error" and "status of 4" not in message.text


def session_cookie(client: Client, url: str) -> Any:
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
