"""Print docs/training.md on one sheet of A4, to hand out or to send to partners.

.venv/bin/python -m scripts.training_sheet        writes build/training.pdf
"""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import Page, PdfMargins, sync_playwright

from scripts.find_browser import NOT_FOUND, QUIET, find_browser

ROOT = Path(__file__).resolve().parent.parent
SHEET = ROOT / "docs/training.md"
TARGET = ROOT / "build/training.pdf"
_MARGINS: PdfMargins = {"top": "12mm", "bottom": "12mm", "left": "15mm", "right": "15mm"}
_LOOK = """
body { font: 10.5pt/1.35 "Atkinson Hyperlegible Next", Arial, sans-serif; color: #000; }
h1 { font-size: 17pt; margin: 0 0 2mm; } h2 { font-size: 12pt; margin: 3mm 0 1mm; }
p { margin: 1mm 0; } img { max-height: 48mm; max-width: 100%; border: 1px solid #767676; }
"""


def print_sheet(page: Page) -> bytes:
    """Return the sheet as a PDF."""
    markup = MarkdownIt("commonmark").render(SHEET.read_text(encoding="utf-8"))
    page.set_content(
        f"<!DOCTYPE html><html lang=en-GB><style>{_LOOK}</style>{_with_pictures(markup)}"
    )
    return page.pdf(format="A4", margin=_MARGINS)


def _with_pictures(markup: str) -> str:
    """Put the pictures into the page itself, which has no folder."""

    def inside(found: re.Match[str]) -> str:
        picture = (SHEET.parent / found[1]).read_bytes()
        return f'src="data:image/png;base64,{b64encode(picture).decode()}"'

    return re.sub(r'src="(images/[\w-]+\.png)"', inside, markup)


def main() -> int:
    """Write the sheet."""
    path = find_browser()
    if path is None:
        print(NOT_FOUND, file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_bytes(print_sheet(chromium.new_page()))
        chromium.close()
    print(f"Written: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
