"""The preview of a course is its page: every published course, shown from the values of its file,
reads as the page that the build made of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from catalogue.site.views import course_words
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

LEFT_OUT = (
    "section:has(> #similar)",  # needs the other courses
    ".path-on",  # as well
    ".standing .button",  # leads to similar courses, if there are any
    "a[href$='.ics'], .follow",  # a calendar is there once a course is published
    ".actions, #actions-said, .save-said, #add-class",  # nobody can keep or share a preview
    ".on-paper, .report, .for-provider",  # nor print, mend or change one
)
"""What the preview leaves out, and why."""
READ = """(root, leftOut) => {
  for (const part of root.querySelectorAll(leftOut)) part.remove();
  for (const part of root.querySelectorAll("section, .row")) {
    if (!part.querySelector("p, ul, ol, dl")) part.remove();
  }
  return root.textContent.replace(/\\s+/g, " ").trim();
}"""
SHOW = """async ([base, courses, leftOut, today]) => {
  const { preview } = await import(moduleAt("form/preview.js"));
  const data = await (await fetch(`${await folderOf(base)}preview.json`)).json();
  const read = %s;
  const shown = {};
  for (const [id, values] of Object.entries(courses)) {
    const root = document.createElement("main");
    preview(values, root, { id, provider: id.split("/")[0], today }, data);
    shown[id] = read(root, leftOut);
  }
  return shown;
}"""
BUILT = """async ([base, courses, leftOut]) => {
  const read = %s;
  const shown = {};
  const { otherPage } = await import(moduleAt("other_page.js"));
  for (const id of courses) {
    const { page } = await otherPage(`${base}/courses/${id}/`);
    shown[id] = read(page.querySelector("main"), leftOut);
  }
  return shown;
}"""


def shown(page: Page, address: str, courses: dict[str, Any]) -> dict[str, str]:
    """The text of the preview of each course."""
    page.goto(f"{address}/add/")  # no other page may make markup of a template
    given = [address, courses, ", ".join(LEFT_OUT), TODAY.isoformat()]
    texts: dict[str, str] = page.evaluate(SHOW % READ, given)
    return texts


def built(page: Page, address: str, courses: Iterable[str]) -> dict[str, str]:
    """The text of each built page, without the same parts."""
    given = [address, list(courses), ", ".join(LEFT_OUT)]
    texts: dict[str, str] = page.evaluate(BUILT % READ, given)
    return texts


def published(site: Path) -> dict[str, Any]:
    """The values of every published course, by its id."""
    files = [json.loads(file.read_text("utf-8")) for file in site.glob("change/courses/*.json")]
    return {course: one["values"] for file in files for course, one in file.items()}


def test_preview_of_every_course_reads_as_its_page(
    page: Page, address: str, sub_path_site: Path
) -> None:
    courses = published(sub_path_site)
    assert len(courses) > 150
    previews, pages = shown(page, address, courses), built(page, address, courses)
    wrong = {
        course: first_difference(previews[course], pages[course])
        for course in courses
        if previews[course] != pages[course]
    }
    assert wrong == {}


def first_difference(one: str, other: str) -> tuple[str, str]:
    """Where two texts part, for people who read a failing test."""
    same = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    return one[max(same - 40, 0) : same + 60], other[max(same - 40, 0) : same + 60]


TABLE = {name: words for name, words in vars(course_words).items() if name.isupper()}


def test_every_sentence_of_the_table_is_said_by_a_view_and_by_the_preview(project: Path) -> None:
    views = _code(project / "catalogue/site/views", "*.py")
    preview = _code(project / "theme/static/js/form", "*.js")
    assert len(TABLE) > 50
    assert [name for name in TABLE if f"course_words.{name}" not in views] == []
    assert [name for name in TABLE if f"words.{name.lower()}" not in preview] == []


def test_no_sentence_of_the_table_is_typed_again(project: Path) -> None:
    code = _code(project / "catalogue", "*.py", but="course_words.py")
    said = {words for each in TABLE.values() for words in _each(each)}
    assert len(said) > 70
    assert {words for words in said if f'gettext("{words}")' in code} == set()


def _code(folder: Path, pattern: str, but: str = "") -> str:
    files = sorted(file for file in folder.rglob(pattern) if file.name != but)
    return "".join(file.read_text("utf-8") for file in files)


def _each(words: Any) -> Iterator[str]:
    """The messages of a part of the table."""
    if isinstance(words, str):
        yield words
    else:
        for one in words.values() if isinstance(words, dict) else words:
            yield from _each(one)


AWKWARD = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)> &amp; &lt;",
    "right to left": "\u05e2\u05d1\u05e8\u05d9\u05ea \u202b\u05d0\u05d1",
    "emoji": "Cook 🍲 with 👩‍👩‍👧",
    "braces": "{day} {{ view.title }} %(who)s \ue0000\ue000",
}


def test_whatever_people_type_is_shown_as_they_typed_it(page: Page, address: str) -> None:
    courses = {
        f"wea/{name.replace(' ', '-')}": {
            **dict.fromkeys(("title", "summary", "description", "who_for", "bring"), words),
            "you_will_learn": [words, words],
            "cost": {"kind": "fee", "pounds": words, "note": words},
            "join": {"how": words, "phone": words, "email": words, "url": words},
            "qualification": {"title": words, "number": words},
            "runs": [{"starts": words, "ends": words, "venue": words, "note": words}],
            "topics": [words],
            "support": {words: "yes"},
        }
        for name, words in AWKWARD.items()
    }
    texts = shown(page, address, courses)
    for (name, words), text in zip(AWKWARD.items(), texts.values(), strict=True):
        assert text.count(" ".join(words.split())) >= 10, name


def test_a_number_that_costs_extra_says_so_as_on_the_page(page: Page, address: str) -> None:
    values = {"title": "Pots", "join": {"phone": "0844 496 0123"}, "runs": [{}, {}]}
    text = shown(page, address, {"stec/pots": values})["stec/pots"]
    assert text.count(course_words.PHONE_COSTS) >= 2
    values["join"] = {"phone": "0151 496 0123"}
    text = shown(page, address, {"stec/pots": values})["stec/pots"]
    assert course_words.PHONE_COSTS not in text


def test_address_that_is_no_web_page_leads_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/add/")  # no other page may make markup of a template
    hrefs = page.evaluate(
        """async (base) => {
          const { preview } = await import(moduleAt("form/preview.js"));
          const data = await (await fetch(`${await folderOf(base)}preview.json`)).json();
          const root = document.createElement("main");
          const script = "javascript:alert(1)";
          const values = { description: `[look](${script}) <${script}>`, join: { url: script } };
          preview(values, root, { provider: "wea", today: "2026-11-24" }, data);
          return [...root.querySelectorAll("a")].map((link) => link.getAttribute("href"));
        }""",
        address,
    )
    assert not [href for href in hrefs if href and "script" in href]


def test_what_is_not_filled_in_is_marked_so_and_nothing_else_is_made_up(
    page: Page, address: str
) -> None:
    half = [
        {},
        {"runs": [{}]},
        {"runs": [{"sessions": [{"day": "tuesday"}, {}]}], "cost": {}, "join": {}},
        {"runs": [{"starts": "2027-01-1", "ends": "2027-13-40", "rolling": True}]},
        {"runs": [{"starts": "2027-03-02", "ends": "2027-01-01"}]},
        {"cost": {"kind": "fee", "pounds": ""}, "level": "", "topics": [""], "support": {}},
    ]
    texts = shown(page, address, {f"wea/{number}": values for number, values in enumerate(half)})
    for text in texts.values():
        assert text.startswith("Home not said yet At a glance")
        assert "undefined" not in text
        assert "NaN" not in text
        assert "Invalid" not in text
    assert "Starts not said yet" in texts["wea/0"]
    assert "Ask for days and times" in texts["wea/2"]
