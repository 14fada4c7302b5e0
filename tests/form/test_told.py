"""The form tells what is wrong where its answer is given, and in its own words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from catalogue.fields import with_parts
from catalogue.reference import load_reference
from catalogue.sentences import PHRASES, SAYINGS
from catalogue.site.form_file import form_file
from catalogue.site.form_words import words_in_form
from tests.conftest import FROZEN, TODAY
from tests.form.conftest import as_json
from tests.form.test_check import examples

if TYPE_CHECKING:
    from tests.form.conftest import Modules

SCHEMAS = load_reference(FROZEN).schemas
FORM = json.loads(form_file(load_reference(FROZEN)))
NEVER_TOLD = {
    "unknown-field": "a form has no other fields than its own",
    "strange-character-by-name": "only the check knows names of characters",
    "meant": "only the check has an offer",
    "quote-brackets": "nothing in the form is in brackets",
    **dict.fromkeys(("string", "array", "object", "integer", "number", "boolean"), "a kind"),
}
_NAMES = {field.name for kind in ("course", "venue") for field in with_parts(SCHEMAS.fields[kind])}
_FILE = re.compile(
    rf"\b(?:{'|'.join(sorted(_NAMES))}): |"
    r"\w_\w|\.ya?ml|docs/|content/|\d{4}-\d\d-\d\d|\bmend\b|\bblanks?\b|\bid\b|\bfree-if\b"
    r"|the line\b|\bas (pounds|ends)\b|under join|of a source|\bno-|brackets"
)
"""What only somebody who writes a file knows."""
_TOLD = """({problemsSoFar}, {form, files, today}) =>
  files.map(([kind, values]) => problemsSoFar(values, form, {kind, today}))"""


def told(modules: Modules, files: list[tuple[str, Any]]) -> list[list[dict[str, Any]]]:
    """What the form tells of the values of each file."""
    given = {
        "form": FORM,
        "files": [as_json(list(file)) for file in files],
        "today": TODAY.isoformat(),
    }
    found: list[list[dict[str, Any]]] = modules.run("told.js", _TOLD, given)
    return found


def test_no_sentence_of_the_form_is_about_a_file() -> None:
    words = {**SAYINGS, **PHRASES, **words_in_form(SCHEMAS)}
    for name in words.keys() - NEVER_TOLD.keys():
        said = words[name]
        text = said if isinstance(said, str) else " ".join(said)
        plain = re.sub(r"“[^”]*”|\{\w+\}", "…", text)
        assert not _FILE.search(plain), f"{name}: {text} – say it in catalogue/site/form_words.py"


def test_words_of_the_form_stand_for_sentences_that_there_are_and_fill_in_no_more() -> None:
    for name, words in words_in_form(SCHEMAS).items():
        there = {**SAYINGS, **PHRASES}[name]
        assert type(words) is type(there)
        asked, given = (set(re.findall(r"\{(\w+)\}", str(one))) for one in (words, there))
        assert asked <= given, name


def test_what_is_told_of_every_example_names_fields_by_their_labels(modules: Modules) -> None:
    files = [(kind, values) for _, kind, values in examples()]
    for (_, values), problems in zip(files, told(modules, files), strict=True):
        for problem in problems:
            if problem["code"] in NEVER_TOLD:
                continue
            said = re.sub(r"“[^”]*”", "…", f"{problem['what']} {problem['mend']}")
            x_message = problem["code"] in ("wrong-form", "wrong-kind")  # the box asks instead
            assert x_message or not _FILE.search(said), (values, problem)


@pytest.mark.parametrize("kind", ["course", "venue"])
def test_what_is_missing_goes_by_its_label(modules: Modules, kind: str) -> None:
    labels = {field.title for field in with_parts(SCHEMAS.fields[kind])}
    [problems] = told(modules, [(kind, {})])
    named = {re.findall("“(.*)” is missing", problem["what"])[0] for problem in problems}
    assert named <= labels
    assert {"course": "Who it is for", "venue": "Address"}[kind] in named


def test_every_fact_of_a_place_without_a_source_goes_by_its_label(modules: Modules) -> None:
    place = {
        "name": "Hall",
        "address": {"town": "Liverpool", "postcode": "L8 1XF"},
        "access": {"step-free": "yes"},
        "phone": "0151 233 0001",
        "website": "https://www.liverpool.gov.uk",
    }
    [problems] = told(modules, [("venue", place)])
    unsourced = {one["what"] for one in problems if one["code"] == "no-source"}
    assert len(unsourced) == 4
    for one in unsourced:
        [label] = re.findall("“(.*)”", one)
        assert label in {field.title for field in SCHEMAS.fields["venue"]}


RUN = {
    "venue": "central-library",
    "starts": "2027-02-27",
    "sessions": [{"day": "friday", "from": "10:00", "to": "12:00"}],
}


@pytest.mark.parametrize(
    ("written", "field", "words"),
    [
        # a weekday that the run does not have, as soon as the day is chosen
        ({"runs": [RUN]}, ["runs", 0, "sessions", 0, "day"], "not a Friday"),
        (
            {"runs": [{**RUN, "sessions": [{"day": "friday"}]}]},
            ["runs", 0, "sessions", 0, "day"],
            "not a Friday",
        ),
        # its neighbours: other rules of a first, second and last step
        ({"title": "BREAD FOR BEGINNERS"}, ["title"], "capitals"),
        ({"title": "Bread", "summary": "Bread."}, ["summary"], "no more than the title"),
        (
            {"runs": [{**RUN, "starts": "2027-02-26", "ends": "2027-01-01"}]},
            ["runs", 0, "ends"],
            "before the first",
        ),
        (
            {"runs": [{**RUN, "sessions": [{"day": "saturday", "from": "12:00", "to": "10:00"}]}]},
            ["runs", 0, "sessions", 0, "to"],
            "ends at 10:00",
        ),
        (
            {"runs": [{**RUN, "ends": "2027-04-01", "no_class_on": ["2027-03-07"]}]},
            ["runs", 0, "no_class_on"],
            "no class",
        ),
        ({"runs": [{"starts": "2027-02-27", "venue": "x"}]}, ["runs", 0], "no sessions"),
        ({"cost": {"kind": "free", "pounds": "5"}}, ["cost", "pounds"], "free, yet"),
        ({"join": {"phone": "0844 123 4567"}}, ["join", "phone"], "costs people extra"),
        ({"join": {"how": "Come along."}}, ["join"], "no phone number"),
        ({"checked": "2027-01-01"}, ["checked"], "not come yet"),
    ],
)
def test_a_rule_is_told_while_most_is_still_missing(
    modules: Modules, written: dict[str, Any], field: list[Any], words: str
) -> None:
    [problems] = told(modules, [("course", written)])
    also = ("missing-field", "not-a-class-day")
    [there] = [one for one in problems if one["code"] not in also]
    assert there["field"] == field
    assert words in there["what"]


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"title": "Bread"},
        {"runs": [{"starts": "2027-02-27", "sessions": [{"day": "friday", "to": "10:00"}]}]},
        {"runs": [{"ends": "2027-02-27", "no_class_on": ["2027-02-27"]}]},
        {"cost": {"kind": "fee"}},
    ],
)
def test_of_what_is_not_there_yet_no_rule_says_anything(
    modules: Modules, written: dict[str, Any]
) -> None:
    [problems] = told(modules, [("course", written)])
    assert {one["code"] for one in problems} == {"missing-field"}


def test_a_whole_file_has_the_problems_of_the_check_and_no_more(modules: Modules) -> None:
    files = [(kind, values) for _, kind, values in examples()]
    whole = modules.run(
        "check.js",
        """({problemsOf}, {form, files, today}) =>
          files.map(([kind, values]) => problemsOf(values, form, {kind, today}))""",
        {
            "form": FORM,
            "files": [as_json(list(file)) for file in files],
            "today": TODAY.isoformat(),
        },
    )
    for one, so_far in zip(whole, told(modules, files), strict=True):
        codes = [problem["code"] for problem in one]
        assert [problem["code"] for problem in so_far][: len(codes)] == codes
