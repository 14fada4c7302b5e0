"""One way to visit the site in any browser, old or foreign, so that journeys are written once.

Firefox and WebKitGTK are driven by WebDriver. No driver is left for the old Chromiums, so they are
spoken to in their own protocol, of which four words are enough.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
import warnings
from abc import ABC, abstractmethod
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import websocket
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from scripts import other_browsers
from scripts.find_browser import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.other_browsers import OldChromium

PATIENCE = 8  # seconds that a page may take to come to what is waited for
WIDTH, HEIGHT = 1000, 900
STAY_STILL = "document.documentElement.style.scrollBehavior = 'auto'"


class Visitor(ABC):
    """Somebody at a browser. What stands in `…` of JavaScript is an expression."""

    partners = True
    """Whether it can run what partners need."""
    index = True
    """Whether it can run Pagefind."""
    sheets = True
    """Whether it can run what reads sheets."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Type an address, and wait until its page is there."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """What an expression of JavaScript gives on the page."""

    @abstractmethod
    def press(self, selector: str) -> None:
        """Press what a selector finds first."""

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type after what stands in a box."""

    @abstractmethod
    def choose(self, selector: str, file: Path) -> None:
        """Choose a file from the device."""

    @abstractmethod
    def print(self) -> None:
        """Print the page, to nowhere."""

    def back(self) -> None:
        """Press the browser's Back, and wait until another page is there."""
        before = self.run("location.href")
        self.run("void setTimeout(() => history.back())")
        self.until(f"location.href !== {json.dumps(before)}")

    def until(self, expression: str, patience: float = PATIENCE) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + patience
        while True:
            # Between two pages there is nobody to ask.
            with suppress(WebDriverException, RuntimeError):
                if self.run(f"Boolean({expression})"):
                    return
            assert time.monotonic() < until, f"never true: {expression} ({self._page()})"
            time.sleep(0.1)

    def text(self, selector: str) -> str:
        """What a part of the page says."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).innerText"))

    def value(self, selector: str) -> str:
        """What stands in a box."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).value"))

    def _page(self) -> str:
        return str(self.run("location.href + ': ' + document.body.innerText.slice(0, 2000)"))


class ByWebDriver(Visitor):
    """Firefox and WebKitGTK."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, expression: str) -> Any:
        return self.driver.execute_script(f"return ({expression})")

    def press(self, selector: str) -> None:
        found = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.driver.execute_script(
            f"{STAY_STILL}; arguments[0].scrollIntoView({{block: 'center'}})", found
        )
        found.click()

    def type(self, selector: str, text: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def choose(self, selector: str, file: Path) -> None:
        self.type(selector, str(file))

    def print(self) -> None:
        self.driver.print_page()


class ByProtocol(Visitor):
    """An old Chromium, on its DevTools protocol."""

    def __init__(self, socket: websocket.WebSocket) -> None:
        self.socket = socket
        self.asked = 0
        self.broken: list[str] = []
        for domain in ("Page", "Runtime"):
            self._ask(f"{domain}.enable")

    def _ask(self, what: str, **values: Any) -> dict[str, Any]:
        self.asked += 1
        self.socket.send(json.dumps({"id": self.asked, "method": what, "params": values}))
        while True:
            said = json.loads(self.socket.recv())
            broken = said.get("params", {}).get("exceptionDetails", {})
            # Where Pagefind cannot run, we stand in; below their floor, partners are told.
            if broken and (
                self.partners or not re.search("/pagefind/|/js/(form|spreadsheet)/", str(broken))
            ):
                self.broken.append(str(broken)[:400])
            if said.get("id") != self.asked:
                continue
            if "error" in said:
                raise RuntimeError(said["error"]["message"])
            return dict(said["result"])

    def open(self, address: str) -> None:
        self.run("void (window.isLeft = true)")
        self._ask("Page.navigate", url=address)
        self.until("!window.isLeft && document.readyState === 'complete'")

    def run(self, expression: str) -> Any:
        said = self._ask(
            "Runtime.evaluate",
            expression=f"({expression})" if not expression.startswith("void") else expression,
            returnByValue=True,
        )
        if "exceptionDetails" in said:
            raise RuntimeError(str(said["exceptionDetails"])[:400])
        return said["result"].get("value")

    def press(self, selector: str) -> None:
        one = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{STAY_STILL}, {one}.scrollIntoView({{block: 'center'}})")
        self.until(f"{one}.getClientRects().length")
        x, y = self.run(
            f"(b => [b.x + b.width / 2, b.y + b.height / 2])({one}.getClientRects()[0])"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, selector: str, text: str) -> None:
        one = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{one}.focus(), {one}.setSelectionRange?.(9999, 9999)")
        self._ask("Input.insertText", text=text)

    def choose(self, selector: str, file: Path) -> None:
        one = f"document.querySelector({json.dumps(selector)})"
        found = self._ask("Runtime.evaluate", expression=one)["result"]["objectId"]
        self._ask("DOM.setFileInputFiles", files=[str(file)], objectId=found)

    def print(self) -> None:
        self._ask("Page.printToPDF")


@contextmanager
def firefox(folder: Path) -> Iterator[Visitor]:
    """Firefox, with a new profile."""
    options = webdriver.FirefoxOptions()
    options.binary_location = other_browsers.firefox()
    options.add_argument("-headless")
    service = FirefoxService(
        other_browsers.geckodriver(), log_output=str(folder / "geckodriver.log")
    )
    driver = webdriver.Firefox(options=options, service=service)
    try:
        driver.set_window_size(WIDTH, HEIGHT)
        yield ByWebDriver(driver)
    finally:
        driver.quit()


@contextmanager
def webkitgtk(folder: Path) -> Iterator[Visitor]:
    """WebKitGTK on a display that nobody sees, with a new profile."""
    own = str(folder)
    with _display(folder) as display:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(other_browsers.mini_browser())
        options.add_argument("--automation")
        service = WebKitService(
            other_browsers.webkit_driver(),
            env={**os.environ, "DISPLAY": display, "XDG_DATA_HOME": own, "XDG_CACHE_HOME": own},
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # selenium's own, of itself
            driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_window_size(WIDTH, HEIGHT)
            yield ByWebDriver(driver)
        finally:
            driver.quit()


@contextmanager
def _display(folder: Path) -> Iterator[str]:
    reading, writing = os.pipe()
    screen = f"{WIDTH + 50}x{HEIGHT + 150}x24"
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen],
            pass_fds=[writing],
            stderr=log,
        )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def chromium(old: OldChromium, folder: Path) -> Iterator[Visitor]:
    """An old Chromium, with a new profile."""
    log = folder / "chromium.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [
                str(old.program),
                *("--headless", "--no-sandbox", *QUIET),
                *("--remote-debugging-port=0", f"--user-data-dir={folder / 'profile'}"),
                f"--window-size={WIDTH},{HEIGHT}",
                "about:blank",
            ],
            env={**os.environ, "LD_LIBRARY_PATH": str(old.libraries)},
            stderr=written,
        )
    try:
        port = _port_in(log)
        with urlopen(f"http://127.0.0.1:{port}/json") as reply:
            [page] = [one for one in json.load(reply) if one["type"] == "page"]
        socket = websocket.create_connection(
            page["webSocketDebuggerUrl"], timeout=60, suppress_origin=True
        )
        visitor = ByProtocol(socket)
        visitor.partners = visitor.index = visitor.sheets = old.version >= 100
        yield visitor
        socket.close()
        assert not visitor.broken, f"scripts broke: {visitor.broken}"
    finally:
        process.terminate()
        process.wait()


def _port_in(log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while not (found := re.search(r"ws://127\.0\.0\.1:(\d+)/", log.read_text("utf-8", "replace"))):
        assert time.monotonic() < until, log.read_text("utf-8", "replace")
        time.sleep(0.1)
    return found[1]
