"""What a visitor's hands do, in the words on the page: `Mouse` clicks, `Keyboard` has nothing but keys.

Both do the same deeds, so that one story can be walked by either: `hands.press("공감하기")`.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import axe

Name = str | re.Pattern[str]
MOST_TABS = 250
IS_FOCUSED = "element => element === document.activeElement"
SAME_GROUP = (
    "element => document.activeElement.type === 'radio' && document.activeElement.name === element.name"
)


class Mouse:
    """Points, clicks and types; the usual visitor."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def go(self, path: str) -> None:
        self.page.goto(path)

    def look(self) -> None:
        """Whatever page this is: nothing for axe to find, nothing off the edge."""
        axe.check(self.page)
        assert axe.sideways(self.page) == 0, f"{self.page.url} is wider than its window"

    def sees(self, text: Name) -> None:
        expect(self.main.get_by_text(text).first).to_be_visible()

    def misses(self, text: Name) -> None:
        expect(self.main.get_by_text(text)).to_have_count(0)

    def awaits(self, eventually: Callable[..., Any], text: str, seconds: float = 30) -> None:
        """Load the page again until a worker has done its part."""
        eventually(lambda: self.page.reload() and self.main.get_by_text(text).count(), seconds)

    def press(self, name: Name, *, stays: bool = False) -> None:
        """A button; `stays` when the page answers in its place instead of loading another."""
        with self._arriving(stays):
            self._push(self.main.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: Name) -> None:
        """A link, to another page or to a place on this one."""
        with self._arriving(False):
            self._push(self.main.get_by_role("link", name=name, exact=True).first)

    def write(self, label: Name, text: str) -> None:
        self._type(self._field(label), text)

    def choose(self, label: Name, option: str) -> None:
        """One of a list."""
        self._select(self._field(label), option)

    def pick(self, name: Name) -> None:
        """One of the round buttons."""
        self._turn(self.main.get_by_role("radio", name=name).first)

    def tick(self, name: Name) -> None:
        """A box; the second time takes the tick away."""
        self._push(self.main.get_by_role("checkbox", name=name, exact=True).first)

    def open(self, name: Name) -> None:
        """What is folded away."""
        self._push(self.main.locator("summary").filter(has_text=name).first)

    def _field(self, label: Name) -> Locator:
        return self.main.get_by_label(label, exact=True).first

    def _arriving(self, stays: bool) -> AbstractContextManager[Any]:
        return nullcontext() if stays else self.page.expect_navigation()

    def _push(self, place: Locator) -> None:
        place.click()

    def _type(self, place: Locator, text: str) -> None:
        place.fill(text)

    def _select(self, place: Locator, option: str) -> None:
        place.select_option(label=option)

    def _turn(self, place: Locator) -> None:
        place.check()


class NoScript(Mouse):
    """A browser that runs no script: every press loads a page. axe is a script too and cannot run here."""

    def look(self) -> None:
        assert axe.sideways(self.page) == 0, f"{self.page.url} is wider than its window"

    def _arriving(self, stays: bool) -> AbstractContextManager[Any]:
        return self.page.expect_navigation()


class Keyboard(Mouse):
    """Tab, Shift, Space, Enter, arrows and letters. Whatever they cannot reach does not exist."""

    def _push(self, place: Locator) -> None:
        self._reach(place)
        is_box = place.get_attribute("type") == "checkbox"
        self.page.keyboard.press("Space" if is_box else "Enter")

    def _type(self, place: Locator, text: str) -> None:
        self._reach(place)
        if place.get_attribute("type") == "date":
            self._type_date(place, text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def _type_date(self, place: Locator, text: str) -> None:
        """The browser's own field asks part by part, in the order of the machine's language."""
        year, month, day = text.split("-")
        for keys in ([year, "ArrowRight", month, day], [month, day, year]):
            for part in keys:
                self.page.keyboard.press(part) if part == "ArrowRight" else self.page.keyboard.type(part)
            if place.input_value() == text:
                return
            for _part in range(3):
                self.page.keyboard.press("ArrowLeft")
        raise AssertionError(f"{text} cannot be typed into {place}")

    def _select(self, place: Locator, option: str) -> None:
        self._reach(place)
        labels = [each.strip() for each in place.locator("option").all_text_contents()]
        self.page.keyboard.press("Home")
        for _step in range(labels.index(option)):
            self.page.keyboard.press("ArrowDown")
        assert place.locator("option:checked").text_content() == option

    def _turn(self, place: Locator) -> None:
        """Tab stops once in a group of round buttons; arrows walk inside."""
        expect(place).to_be_attached()
        self._tab_until(lambda: place.evaluate(SAME_GROUP), place)
        self.page.keyboard.press("Space")
        for _step in range(MOST_TABS):
            if place.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not reach {place}")

    def _reach(self, place: Locator) -> None:
        expect(place).to_be_visible()
        self._tab_until(lambda: place.evaluate(IS_FOCUSED), place)
        self._sees_where_she_is(place)

    def _tab_until(self, arrived: Callable[[], bool], place: Locator) -> None:
        for _step in range(MOST_TABS):
            if arrived():
                return
            if self.page.evaluate("document.activeElement.className === 'skip'"):
                self.page.keyboard.press("Enter")  # over the menus, as whoever lives with a keyboard does
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: {MOST_TABS} times Tab and still not at {place}")

    def _sees_where_she_is(self, place: Locator) -> None:
        """Focus that nobody sees is no focus."""
        assert place.evaluate("element => element.matches(':focus-visible')"), f"no focus is shown on {place}"


WAYS = [
    pytest.param(NoScript, {"width": 360, "script": False}, id="no script"),
    pytest.param(Keyboard, {}, id="keyboard"),
]
either_way = pytest.mark.parametrize(("hands", "wishes"), WAYS)
"""A slice that can be walked with these two can be walked by everybody."""


def verify(hands: Mouse, who: str) -> None:
    """Through the identity check as one of the invented people of the sandbox."""
    hands.tick("본인확인 정보의 처리에 동의합니다.")
    hands.press("확인하러 가기")
    hands.press(re.compile(f"^{who}"))
