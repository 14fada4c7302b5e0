"""Whatever the form is filled with comes out of it again, and the file is our own writer's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from catalogue import reports
from catalogue.fields import fields_of
from catalogue.problems import Severity
from catalogue.reference import load_reference
from catalogue.yaml_reader import read_bytes
from catalogue.yaml_writer import to_yaml
from tests.conftest import FROZEN
from tests.form.conftest import as_json
from tests.form.pages.courses import valid_courses

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Tree

SCHEMA = load_reference(FROZEN).schemas.course
MANY = int(os.environ.get("FORM_EXAMPLES", "40"))
"""How many courses are made up: `make fuzz` asks for more."""
FILLED = """async ([courses, schema]) => {
  const { fill, gather } = await import(moduleAt("form/fields.js"));
  const { prune, toYaml } = await import(moduleAt("form/yaml.js"));
  return courses.map((values) => {
    fill(document.getElementById("course"), values);
    return toYaml(prune(gather(document.getElementById("course"))), schema);
  });
}"""


def filled(form: Page, courses: list[Any]) -> list[str]:
    """Fill the form with each course, read it, and write what it says."""
    texts: list[str] = form.evaluate(FILLED, [as_json(courses), as_json(SCHEMA)])
    return texts


def test_every_course_that_is_here_comes_out_as_it_went_in(form: Page) -> None:
    files = sorted((FROZEN / "content" / "courses").glob("*/*.yaml"))
    courses = [_values(path.read_bytes()) for path in files]
    assert len(courses) > 150
    for path, values, text in zip(files, courses, filled(form, courses), strict=True):
        assert text == to_yaml(values, fields_of(SCHEMA)), path


def _values(text: bytes) -> Any:
    document, problems = read_bytes(text, "x.yaml")
    assert document is not None, problems
    return document.value


def test_every_course_one_could_make_up_comes_out_as_it_went_in_and_passes_the_check(
    form: Page, tree: Tree
) -> None:
    made: list[dict[str, Any]] = []

    @settings(max_examples=MANY)
    @given(valid_courses())
    def collect(values: dict[str, Any]) -> None:
        title = f"{len(made)} {values['title']}"[:80].strip()
        earlier = {"previously": [f"the-kiln/old-{len(made)}"]} if "previously" in values else {}
        made.append({**values, **earlier, "title": title})

    collect()
    for number, (values, text) in enumerate(zip(made, filled(form, made), strict=True)):
        assert text == to_yaml(values, fields_of(SCHEMA))
        tree.write(f"content/courses/the-kiln/made-{number}.yaml", text)
    _, problems = tree.load()
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert not errors, reports.as_text(errors)
