"""The form asks for every field of the schema, in its words, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from catalogue.fields import Field, with_parts
from catalogue.reference import load_reference
from catalogue.site.views.form import STEPS
from tests.conftest import FROZEN
from tests.form.pages.conftest import EMAIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCHEMAS = load_reference(FROZEN).schemas


def asked_in(fields: Iterable[Field], around: str = "") -> Iterator[str]:
    """Yield the path of every value that the form asks for, with # for numbers."""
    for field in fields:
        if field.asked:
            yield from _paths(field, around + field.name)


def _paths(field: Field, path: str) -> Iterator[str]:
    if field.each:
        yield from _paths(field.each, f"{path}.#")
    elif field.parts:
        yield from asked_in(field.parts, f"{path}.")
    else:
        yield path


@pytest.fixture(scope="module")
def add(site: Path) -> html.HtmlElement:
    """The page for a new course."""
    return html.fromstring((site / "add/index.html").read_text(encoding="utf-8"))


def paths_in(page: html.HtmlElement, *, of_the_place: bool) -> list[str]:
    """The paths of all controls, in the page and in the templates of rows."""
    found = []
    for control in page.xpath("//*[@data-field]"):
        template = control.xpath("ancestor::template/@data-for")
        in_place = bool(control.xpath("ancestor::*[@id='place']"))
        if (in_place or any(name.startswith("v-") for name in template)) == of_the_place:
            found.append(control.get("data-field"))
    return found


def test_every_field_of_a_course_is_in_one_step_or_says_why_it_is_in_none() -> None:
    fields = SCHEMAS.fields["course"]
    assert {field.step for field in fields if field.asked} == set(STEPS)
    assert [field.name for field in fields if not field.asked] == ["previously", "example"]


def test_a_field_that_depends_on_another_stands_behind_it(add: html.HtmlElement) -> None:
    there = paths_in(add, of_the_place=False)
    for field in with_parts(SCHEMAS.fields["course"]):
        if field.shown_for:
            path, other = (
                next(one for one in there if one.replace(".#", "").startswith(".".join(way)))
                for way in (field.way, (*field.way[:-1], field.shown_for[0]))
            )
            assert there.index(other) < there.index(path)


@pytest.mark.parametrize("kind", ["course", "venue"])
def test_every_value_a_file_can_have_has_one_control(add: html.HtmlElement, kind: str) -> None:
    wanted = set(asked_in(SCHEMAS.fields[kind]))
    there = paths_in(add, of_the_place=kind == "venue")
    assert len(there) == len(set(there))
    lists = {path for path in there if f"{path}.#" in wanted}
    assert {f"{path}.#" if path in lists else path for path in there} == wanted


def test_labels_and_hints_are_the_schemas_and_every_control_has_a_label(
    add: html.HtmlElement,
) -> None:
    words = " ".join(add.text_content().split())
    for field in SCHEMAS.fields["course"]:
        if field.asked:
            assert field.title in words
            assert field.hint in words
    labelled = set(add.xpath("//label/@for"))
    for control in add.xpath("//*[@data-field][self::input or self::select or self::textarea]"):
        assert control.get("id") in labelled or control.xpath("ancestor::label"), control.get("id")
    for group in add.xpath("//main//fieldset | //template//fieldset"):
        assert group.xpath("./legend"), group.get("id")


def test_every_hint_that_a_control_names_is_there(add: html.HtmlElement) -> None:
    for control in add.xpath("//*[@aria-describedby]"):
        for name in control.get("aria-describedby").split():
            assert add.xpath("//*[@id=$name]", name=name), name


def test_the_pages_of_residents_load_nothing_of_the_form(site: Path) -> None:
    for page in site.rglob("index.html"):
        if page.relative_to(site).parts[0] not in ("add", "change"):
            assert "js/form/" not in page.read_text(encoding="utf-8"), page


def test_no_banner_says_that_courses_are_invented_where_partners_type_real_ones(site: Path) -> None:
    banner = "example-banner"
    assert banner in (site / "index.html").read_text(encoding="utf-8")
    for path in ("add", "change", "add/spreadsheet"):
        assert banner not in (site / path / "index.html").read_text(encoding="utf-8")


def test_without_javascript_there_is_a_blank_file_and_the_address_to_send_it_to(
    site: Path, add: html.HtmlElement
) -> None:
    [blank] = add.xpath("//*[@class='notice not-started']//a[@download]/@href")
    text = (site / str(blank).removeprefix("/learn/")).read_text(encoding="utf-8")
    assert "example: true" in text
    assert add.xpath("//*[@class='notice not-started']//a[@href=$mail]", mail=f"mailto:{EMAIL}")
