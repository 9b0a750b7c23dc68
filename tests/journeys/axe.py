"""axe-core on the page that is open: WCAG 2.2 A and AA and the best practices, nothing excepted."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page: Page) -> list[str]:
    """One line per node that breaks a rule: 'rule: selector: how to mend it'."""
    page.emulate_media(reduced_motion="reduce")  # a fading colour has no contrast to measure
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [
        f"{fault['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for fault in found
        for node in fault["nodes"]
    ]


def check(page: Page) -> None:
    """Fail with everything that axe found on this page."""
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than its window; 0 is right."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")
