"""Takes the README's pictures of the real product: starts the demo, lets it fill, and looks."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
PORT = "8765"
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
FILLS = 75
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@contextmanager
def demo() -> Iterator[list[str]]:
    """A running demo, by its addresses: signing in, joining, the report, the results."""
    with tempfile.TemporaryDirectory() as folder:
        command = [Path(sys.executable).parent / "howff", "demo", "--port", PORT]
        running = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=folder, stdout=subprocess.PIPE, text=True
        )
        try:
            assert running.stdout
            lines = iter(running.stdout.readline, "")
            found = (re.search(r"http://\S+/\S+", line) for line in lines)
            addresses = [next(match for match in found if match).group() for _ in range(4)]
            time.sleep(FILLS)
            yield addresses
        finally:
            running.terminate()
            running.wait(timeout=20)


def keep(page: Page, name: str) -> None:
    """Look once the page is at rest."""
    page.wait_for_timeout(2500)
    page.screenshot(path=HERE / f"{name}.png")


def phone(browser: Browser, join: str) -> None:
    """A phone that joins and answers."""
    page = browser.new_page(**PHONE)
    page.goto(join)
    keep(page, "join")
    page.check("[name=audience][value=report]")
    page.check("[name=attribution][value=role]")
    page.fill("[name=role]", "Carer")
    page.click("text=Take part")
    page.fill("[name=text]", "patience")
    page.click("form .button-big")
    keep(page, "phone")


def desk(browser: Browser, sign_in: str, report: str) -> None:
    """What the facilitator, the room and a reader see."""
    page = browser.new_page(**DESK)
    page.goto(sign_in)
    page.get_by_role("link", name="Harbour Together").first.click()
    page.get_by_role("link", name="A warm winter for everyone").first.click()
    page.wait_for_url("**/conversations/*/")
    here = page.url
    page.goto(f"{here}stage/")
    keep(page, "stage")
    page.goto(f"{here}console/")
    keep(page, "console")
    page.goto(report)
    page.locator("h2", has_text="What would help us").first.scroll_into_view_if_needed()
    keep(page, "report")


def stock(browser: Browser, sign_in: str, results: str) -> None:
    """What a round shows, and a phone that answers the one that is open."""
    page = browser.new_page(**DESK)
    page.goto(sign_in)
    page.goto(results)
    page.get_by_role("heading", name="You are split").first.scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    keep(page, "results")
    page.goto(re.sub(r"rounds/\d+/results", "collaborations/1/stock", results))
    page.get_by_role("link", name="Two minutes before winter").first.click()
    link = page.locator("#round-link").inner_text(timeout=8000)
    page = browser.new_page(**PHONE)
    page.goto(link)
    page.click("text=Begin")
    page.wait_for_url("**/r/*/*")
    keep(page, "taking-stock-phone")


def main() -> None:
    """Take them all."""
    with demo() as (sign_in, join, report, results), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        phone(browser, join)
        desk(browser, sign_in, report)
        stock(browser, sign_in, results)
        browser.close()


if __name__ == "__main__":
    main()
