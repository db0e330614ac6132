"""A real browser for tests: chromium, without a window. Tests that need it are skipped where it is missing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to open pages in")
_QUIET = ["no-sandbox", "disable-gpu", "disable-quic", "disable-background-networking", "disable-component-update"]
_QUIET += ["disable-sync", "no-first-run"]
_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{each}" for each in _QUIET])
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it stands, by WCAG 2.2 AA and good practice."""
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", _RULES)
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
