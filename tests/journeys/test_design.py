"""The design system in a real browser: nothing for axe to find, nothing off the edge, all by keyboard."""

import pytest

from tests.journeys import axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAGES = ["/", "/styleguide/", "/about/", "/accessibility/", "/no-such-page/"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(visit, width):
    page = visit(width=width)
    for path in PAGES:
        page.goto(path)
        axe.check(page)
        assert axe.sideways(page) == 0, path


@pytest.mark.parametrize("width", [320, 640])
def test_the_largest_text_and_a_page_zoomed_to_200_percent_need_no_sideways_scrolling(visit, width):
    page = visit(width=width)
    page.goto("/display/?text_size=5&next=/styleguide/")
    assert page.locator("html").get_attribute("data-text-size") == "5"
    assert axe.sideways(page) == 0


def test_a_dark_screen_keeps_its_contrast(visit):
    page = visit()
    page.emulate_media(color_scheme="dark")
    for path in ["/", "/styleguide/"]:
        page.goto(path)
        axe.check(page)


def test_the_keyboard_reaches_the_text_first_and_then_the_menu(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_a_menu_opens_and_closes_by_keyboard(visit):
    page = visit(width=360)
    summary = page.locator(".mobile-menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".mobile-menu a").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".mobile-menu a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_mobile_menu_opens_without_script(visit):
    page = visit(width=360, script=False)
    page.locator(".mobile-menu > summary").click()
    assert page.locator(".mobile-menu a").first.is_visible()


def test_errors_are_summed_up_focused_and_tied_to_their_fields(visit):
    page = visit(path="/styleguide/")
    page.locator("form[data-autosave] button[type=submit]").click()
    page.locator(".error-summary:focus").wait_for()
    title = page.locator("#id_title")
    assert title.get_attribute("aria-invalid") == "true"
    assert "id_title_error" in title.get_attribute("aria-describedby")
    axe.check(page)


def test_what_was_being_written_comes_back_on_this_device(visit):
    page = visit(path="/styleguide/")
    page.locator("#id_title").fill("그늘막을 놓아 주세요")
    page.goto("/about/")  # leaving the page saves what the pause of a second has not yet saved
    page.goto("/styleguide/")
    page.get_by_role("button", name="되살리기").click()
    assert page.locator("#id_title").input_value() == "그늘막을 놓아 주세요"


LINES = "all => all.map((each) => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight))"
EDGES = "all => all.map((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().right])"


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_main_menu_and_the_footer_keep_their_words_whole_in_english(visit, alice, admin, width):
    """`overflow-wrap: anywhere` let links shrink below their words where a long name stood beside them."""
    alice.nickname = "느티나무 아래에서 책을 읽는 앨리스"
    alice.save()
    for person in (alice, admin):
        page = visit(person, width=width)
        page.goto("/display/?language=en&next=/about/")
        lines = page.locator(".main-menu a").evaluate_all(LINES)
        assert len(lines) == 5
        assert [each for each in lines if not 1 <= each < 2] == []
        assert axe.sideways(page) == 0
        (_left, name_ends), (list_begins, _right), *_others = page.locator(
            ".site-footer .brand-name, .site-footer nav"
        ).evaluate_all(EDGES)
        assert name_ends < list_begins
