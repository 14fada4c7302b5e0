"""Somebody who uses the editor as it is on the screen: by labels, buttons and keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OURS = ("127.0.0.1", "api.github.com")


@dataclass
class Person:
    """`others` has the addresses on hosts that are neither ours nor GitHub's."""

    page: Page
    address: str
    others: list[str] = field(default_factory=list)

    def sign_in(self) -> Person:
        """Open the editor and give it a token."""
        self.page.on("request", self._note)
        self.page.goto(self.address)
        self.page.get_by_role("button", name="Sign In Using Access Token").click()
        self.page.locator("input").first.fill("github_pat_invented")
        self.page.get_by_role("button", name="Sign In", exact=True).click()
        expect(self.page.get_by_text("Bread and buns")).to_be_visible(timeout=15_000)
        return self

    def _note(self, request: object) -> None:
        url: str = request.url  # type: ignore[attr-defined]
        parts = urlsplit(url)
        if parts.scheme.startswith("http") and parts.hostname not in OURS:
            self.others.append(url)

    def start(self, collection: str) -> None:
        """Open a new file of a collection."""
        self.page.goto(f"{self.address}#/collections/{collection}/new")
        expect(self.page.get_by_text(re.compile("^Creating"))).to_be_visible()

    def open(self, collection: str, name: str) -> None:
        """Open a file that is there."""
        self.page.goto(f"{self.address}#/collections/{collection}/entries/{name}")
        expect(self.page.get_by_role("button", name="Save", exact=True)).to_be_visible()

    def field(self, way: str) -> Locator:
        """Scroll to a field: those far below are made only when they come near."""
        found = self.page.locator(f'[data-key-path="{way}"]').first
        self.page.mouse.move(500, 500)
        for _ in range(60):
            if found.count():
                break
            self.page.mouse.wheel(0, 300)
            self.page.wait_for_timeout(60)
        found.scroll_into_view_if_needed()
        return found

    def write(self, way: str, text: str) -> None:
        """Write into a box."""
        self.field(way).locator("input, textarea").first.fill(text)

    def choose(self, way: str, word: str) -> None:
        """Choose a word: from buttons where there are few, else from a list that opens."""
        button = self.field(way).get_by_role("radio", name=word, exact=True)
        if button.count():
            button.click()
            return
        self.field(way).get_by_role("combobox").first.click()
        self.page.get_by_role("option", name=word, exact=True).first.click()

    def add_to(self, way: str) -> None:
        """Add one more to a list."""
        self.field(way).get_by_role("button", name="Add").first.click()

    def is_told_of_a_draft(self) -> None:
        """Read that it is saved as a draft, and leave it there."""
        told = self.page.get_by_role("alertdialog", name="Send for Review")
        expect(told).to_contain_text("saved as a draft", timeout=15_000)
        told.get_by_role("button", name="Later").click()

    def save(self) -> None:
        """Press Save."""
        self.page.get_by_role("button", name="Save", exact=True).click()
