"""What an eye, a finger and a key find on an open page. Each function returns what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVERYTHING: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "target-size": {"enabled": True},
    },
}
"""Every rule of axe up to WCAG 2.2 AA, those of AAA that it knows, and its good habits. The
stricter contrast is silent where even the other is not kept."""
COLOURS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
}
"""The rules that another colour scheme can break: nothing else changes with it."""
FORCED: dict[str, Any] = {
    **EVERYTHING,
    "rules": {"color-contrast": {"enabled": False}, "target-size": {"enabled": True}},
}
"""Without contrast: axe reads the colour that a forced one has replaced (-webkit-text-fill-color).
What keeps colours of its own is looked for by `own_colours`."""

# Weighing a colour against what is under it is three quarters of what axe does, and of a thousand
# cells of a table it does that a thousand times. So it weighs the first and the last of words that
# are alike in all that it weighs: their own letters, and each box that they lie in. What something
# that has left its place may lie over is like nothing else.
_FIRST_AND_LAST_OF_ALIKE = """() => {
  const MARK = "data-to-be-weighed";
  const LETTERS = [
    "color", "fontSize", "fontWeight", "webkitTextFillColor", "webkitTextStrokeWidth", "textShadow",
    "display", "textIndent",
  ];
  const BOX = [
    "backgroundColor", "backgroundImage", "backgroundClip", "opacity", "mixBlendMode", "filter",
    "position", "overflow", "clip", "clipPath", "visibility",
  ];
  const seen = { visibilityProperty: true };
  const all = [...document.querySelectorAll("body, body *")];
  const moved = all.filter((one) => /absolute|fixed|sticky/.test(getComputedStyle(one).position));
  const boxes = moved.filter((one) => one.checkVisibility(seen))
    .map((one) => [one, one.getBoundingClientRect()]);
  const numbers = new Map(), grounds = new Map([[null, 0]]);
  const number = (...facts) => {
    const said = facts.join("|");
    return numbers.get(said) ?? numbers.set(said, numbers.size + 1).get(said);
  };
  const looks = (one, names) => names.map((name) => getComputedStyle(one)[name]);
  const ground = (one) => {
    if (!grounds.has(one)) {
      const kind = [one.localName, one.getAttribute("class"), one.matches(":disabled")];
      grounds.set(one, number(ground(one.parentElement), ...kind, ...looks(one, BOX)));
    }
    return grounds.get(one);
  };
  const over = (one) => {
    const box = one.getBoundingClientRect();
    return boxes.flatMap(([other, at], which) =>
      at.left < box.right && at.right > box.left && at.top < box.bottom && at.bottom > box.top &&
      !other.contains(one) ? which : []);
  };
  const words = (one) => [...one.childNodes].map((node) => node.nodeValue || "").join("").trim();
  const alike = new Map();
  for (const one of all) {
    one.removeAttribute(MARK);
    if (!one.checkVisibility(seen)) continue;
    const text = one.value || words(one) || one.getAttribute("placeholder") || "";
    const letters = Math.min(text.replace(/[^\\p{L}\\p{N}]/gu, "").length, 2);
    const own = looks(one, LETTERS);
    const look = number(ground(one), letters, text.length > 1, ...own, ...over(one));
    alike.set(look, [...(alike.get(look) || []).slice(0, 1), one]);
  }
  for (const one of [...alike.values()].flat()) one.setAttribute(MARK, "");
  const weigh = (id) => ({ id, selector: `[${MARK}]` });
  axe.configure({ rules: ["color-contrast", "color-contrast-enhanced"].map(weigh) });
}"""

_OPEN_ALL = """() => document.querySelectorAll("details").forEach(one => {
  // Where filters would lie over the page, test_filters.py looks at them.
  one.open = one.open || one.id !== "filters";
})"""

# A finger is 44 px wide (WCAG 2.5.5). What it may tap is more than an element's box: a label for
# its box to tick, a whole ticket for its link. So we ask what is under the finger. Links within a
# sentence may be as small as its letters. So may the circles of the map: the list beside it leads
# to the same places.
_TOO_SMALL = """
() => {
  const FINGER = 44, SEEN = { visibilityProperty: true };
  const inSentence = link => {
    if (link.localName !== "a" || getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const others = [...block.querySelectorAll("a, .hidden-words")].map(one => one.textContent);
    const words = others.reduce((left, text) => left.replace(text, ""), block.textContent);
    return /[\\p{L}\\p{N}]/u.test(words);
  };
  const isTapped = (target, x, y) => {
    const hit = document.elementFromPoint(x, y);
    const label = hit && hit.closest("label");
    return hit && (target.contains(hit) || (label && label.control === target));
  };
  const reach = target => {
    const box = target.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const far = (dx, dy) => {
      let steps = 0;
      const next = () => isTapped(target, x + dx * (steps + 1), y + dy * (steps + 1));
      while (steps < FINGER && next()) steps++;
      return steps;
    };
    return [far(-1, 0) + far(1, 0) + 1, far(0, -1) + far(0, 1) + 1];
  };
  const targets = "a[href], button, input, select, textarea, summary";
  return [...document.querySelectorAll(targets)].flatMap(target => {
    if (!target.checkVisibility(SEEN) || target.matches(".skip, .spot")) return [];
    if (inSentence(target)) return [];
    target.scrollIntoView({ block: "center", behavior: "instant" });
    const { width, height } = target.getBoundingClientRect();
    if (width >= FINGER && height >= FINGER) return [];
    const [across, down] = reach(target);
    if (across >= FINGER - 1 && down >= FINGER - 1) return [];
    const name = (target.textContent.trim() || target.name || target.id).replace(/\\s+/g, " ");
    return [`“${name}” is ${width.toFixed()} by ${height.toFixed()} px`];
  });
}
"""

_WRONG_FOCUS = """
one => {
  if (one === document.body) return ["the focus is lost"];
  const words = one.getAttribute("aria-label") || one.textContent || one.name;
  const name = `${one.localName} “${words.trim().replace(/\\s+/g, " ").slice(0, 60)}”`;
  // A ticket is ringed for its link, and a circle of the map by its own stroke.
  const ringed = [one, one.closest(".ticket"), one.querySelector(".spot__mark")].some(ring => {
    if (!ring) return false;
    const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(ring);
    const outline = outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
    return outline >= 2 || parseFloat(strokeWidth) >= 3;
  });
  if (!ringed) return [`${name} shows no focus`];
  const box = one.getClientRects()[0];
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right <= left || bottom <= top) return [`${name} is outside the window`];
  const label = one.labels && one.labels[0];
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const seen = hit && (one.contains(hit) || hit.contains(one) || (label && label.contains(hit)));
  return seen ? [] : [`${name} is under ${hit && hit.className}`];
}
"""
_UNSEEN = f"""
() => {{
  const wrongFocus = {_WRONG_FOCUS.strip()};
  const reachable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(reachable)].flatMap(one => {{
    if (!one.checkVisibility({{ visibilityProperty: true }}) || one.tabIndex < 0) return [];
    one.focus();
    return document.activeElement === one ? wrongFocus(one) : [];
  }});
}}
"""

_STICKING_OUT = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 0.5)
    .slice(0, 3).map(one => `${one.localName}.${one.className} sticks out`)
    .concat("the page scrolls sideways")
"""


# What scrolls by itself may be wider than its window: boxes to write in, a file's text.
_CUT_OFF = """
() => [...document.querySelectorAll("body *")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }))
  .filter(one => getComputedStyle(one).overflowX !== "visible")
  .filter(one => !one.matches("input, select, textarea, pre, iframe, svg"))
  .filter(one => !one.matches(".hidden-words"))
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => `${one.localName}.${one.className} is cut off`)
"""

_OWN_COLOURS = """
() => [...document.querySelectorAll("body *")]
  .filter(one => getComputedStyle(one).forcedColorAdjust === "none" && one.textContent.trim())
  .map(one => one.outerHTML.slice(0, 80))
"""


def open_all(page: Page) -> None:
    """Open whatever can be opened, so that nothing hides from us."""
    page.evaluate(_OPEN_ALL)


def axe_findings(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds, with the elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    page.evaluate(_FIRST_AND_LAST_OF_ALIKE)
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def found_in_light_and_dark(page: Page, *widths: int) -> list[str]:
    """All that is wrong with the page as it is now, in windows of these widths (px), in light and
    in dark.
    """
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        found += [*axe_findings(page), *sticking_out(page), *too_small(page)]
        page.emulate_media(color_scheme="dark")
        found += axe_findings(page, COLOURS)
    return found


def too_small(page: Page) -> list[str]:
    """Targets smaller than a finger, 44 by 44 px, outside sentences."""
    found: list[str] = page.evaluate(_TOO_SMALL)
    return found


def unseen_focus(page: Page) -> list[str]:
    """Where the focus could be without being seen."""
    found: list[str] = page.evaluate(_UNSEEN)
    return found


def focus_here(page: Page) -> list[str]:
    """What is wrong with where the focus is now: lost, not shown, or under something."""
    page.wait_for_load_state()  # a page whose styles are still to come shows none
    found: list[str] = page.evaluate(f"({_WRONG_FOCUS.strip()})(document.activeElement)")
    return found


def sticking_out(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(_STICKING_OUT)
    return found


def cut_off(page: Page) -> list[str]:
    """What is wider than the box that hides the rest of it."""
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def own_colours(page: Page) -> list[str]:
    """Words that keep their colours where a person has chosen others."""
    found: list[str] = page.evaluate(_OWN_COLOURS)
    return found
