"""A newcomer's first minutes, in a real browser, by keyboard alone."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn
from litestar import Litestar
from playwright.sync_api import Page, sync_playwright

from tests.demo.clinic import Demo

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync"),
)
PATIENCE = 20.0


class Server(uvicorn.Server):
    """A server in a thread of a test: signals stay with whoever runs the test."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def served(app: Litestar) -> Iterator[str]:
    """Serve an app on a free port of this machine; gives its address."""
    server = Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))
    thread = Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while not server.started:
            assert time.monotonic() < deadline, "the server did not start"
            assert thread.is_alive(), "the server ended"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.fixture
def page(demo: Demo) -> Iterator[Page]:
    path = shutil.which("chromium")
    assert path, "this test needs Chromium: apt-get install chromium"
    with served(demo.app) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            context = browser.new_context(base_url=address, java_script_enabled=False)
            yield context.new_page()
        finally:
            browser.close()


def test_a_newcomer_steps_the_time_answers_a_check_in_and_finds_both_in_the_history(page: Page) -> None:
    page.goto("/")
    _press(page, "Step to what is due next")
    latest = page.get_by_role("region", name="Latest on the phones")
    assert "your appointment is on Thursday 16 April" in latest.inner_text()
    _press(page, "Step to what is due next")
    assert "how has your mood been this week?" in latest.inner_text()

    page.get_by_role("region", name="Start here").get_by_role("link").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _answer(page, "seven")
    assert "how have things been with the people who matter to you" in page.locator(".bubbles").last.inner_text()
    _answer(page, " 8!")
    assert "thank you, we have your answers" in page.locator(".bubbles").last.inner_text()

    page.get_by_role("link", name="course of").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    history = page.get_by_role("region", name="Case history").inner_text()
    assert "The client answered the check-in of week 2026-W16: mood 7 and relationships 8" in history
    assert "The reminder of the session of Thursday 16 April 2026" in history


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("path", ["/", "/phones"])
def test_nothing_is_cut_off_on_a_small_screen(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    # Without script there is no scrollWidth; what would scroll the page sideways is looked for instead.
    boxes = [one.bounding_box() for one in page.locator("body > *, main > *, h1, p, button, .card, .scroll").all()]
    assert max(box["x"] + box["width"] for box in boxes if box is not None and box["width"] > 1) <= 320


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _answer(page: Page, words: str) -> None:
    page.get_by_label("Answer as").focus()
    page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
