"""Draw the pictures of links in messages, and the icons of a phone's first screen, as PNG: those
who show them take no SVG.

    python -m scripts.pictures        write theme/pictures anew

They have no words: those stand beside them, in the language of the site. A topic's is its line in
theme/templates/components/pictures.html; the city's stands on the home page too; icons are icon.svg
without its round corners, which phones cut themselves. A test holds the files to what is drawn.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from jinja2 import Environment, FileSystemLoader

from scripts.contrast import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME = Path(__file__).resolve().parent.parent / "theme"
TARGET = THEME / "pictures"
WIDE, HIGH = 1200, 630
"""What Facebook, WhatsApp and others show large: https://developers.facebook.com/docs/sharing/webmasters/images/"""
CITIES = ("liverpool", "sun")
"""Drawings of theme/static/images that a city may stand for."""
ICONS = {"touch-icon": 180, "icon-192": 192, "icon-512": 512}
_NO_TOPICS = ("more", "qualification")
"""Lines of the home page that stand for no topic, so for no course."""
_WITHOUT_CORNERS = 'viewBox="3 3 42 42"'
_PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt, height: {height}pt)"""


def pictures() -> Iterator[tuple[str, bytes]]:
    """Yield the name of each picture, and its PNG."""
    for name in CITIES:
        yield name, _png(_scene(_city(name)), WIDE, HIGH)
    for topic, path in _lines().items():
        yield topic, _png(_scene(_line(path)), WIDE, HIGH)
    icon = _drawing("icon")
    for name, size in ICONS.items():
        yield name, _png(re.sub(r'viewBox="[^"]*"', _WITHOUT_CORNERS, icon), size, size)


def _lines() -> dict[str, str]:
    templates = Environment(loader=FileSystemLoader(THEME / "templates"), autoescape=True)
    drawn = templates.get_template("components/pictures.html").module.pictures  # type: ignore[attr-defined]
    return {name: path for name, path in drawn.items() if name not in _NO_TOPICS}


def _drawing(name: str) -> str:
    return (THEME / "static" / "images" / f"{name}.svg").read_text(encoding="utf-8")


def _city(name: str) -> str:
    # On the river, whose nearest waves go before it.
    return _drawing(name).replace(
        "<svg ", '<svg x="20" y="125" width="1160" height="440" preserveAspectRatio="xMidYMax" '
    )


def _line(path: str) -> str:
    colour = tokens("light")
    return f"""<circle cx="600" cy="285" r="225" fill="{colour["paper"]}"/>
<path d="{path}" transform="translate(456 141) scale(9)" fill="none" stroke="{colour["sandstone"]}"
 stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>"""


def _scene(inside: str) -> str:
    """Put a drawing on the river."""
    colour = tokens("light")
    wave = "".join("q60 -40 120 0t120 0" for _ in range(6))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">
<rect width="{WIDE}" height="{HIGH}" fill="{colour["mersey"]}"/>
{inside}
<path d="M-20 550{wave}V{HIGH}H-20z" fill="{colour["mersey-deep"]}"/>
<path d="M-20 550{wave}m-1440 40{wave}" fill="none" stroke="{colour["sandstone-light"]}"
 stroke-width="7"/>
</svg>"""


def _png(svg: str, width: int, height: int) -> bytes:
    page = _PAGE.format(width=width, height=height)
    return bytes(typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": svg}))


def main() -> None:
    """Write them all."""
    TARGET.mkdir(exist_ok=True)
    for name, picture in pictures():
        (TARGET / f"{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
