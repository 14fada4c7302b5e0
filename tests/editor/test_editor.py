"""The hosted editor, built as it is served, against a stand-in for GitHub with real git behind.

Needs Node and `make editor`, so it is no part of `make test`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft7Validator
from playwright.sync_api import expect

from catalogue.fields import fields_of
from catalogue.reference import load_reference
from catalogue.yaml_reader import read_bytes
from catalogue.yaml_writer import to_yaml
from tests.conftest import FROZEN, PROJECT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.github import GitHub
    from tests.editor.person import Person

OURS = "wea"
FOLDER = f"content/courses/{OURS}"
BRANCH = f"cms/{OURS}/glass-for-all"
# The number is the real one of providers/wea.yaml: an invented one is for examples alone.
GLASS = """\
# yaml-language-server: $schema=../../../schema/course.schema.json
title: Glass for all
summary: "Blow a bubble: it is yours to keep."
description: |
  First you watch.

  Then you try.
topics: [crafts]
level: none
who_for: Adults who are new to glass.
cost:
  kind: fee
  pounds: 48.50
join:
  phone: 0300 303 3464
runs:
  - venue: toxteth-library
    starts: 2027-02-03
    ends: 2027-03-19
    sessions:
      - {day: wednesday, from: 10:30, to: 12:00}
      - {day: friday, from: 18:00, to: 20:00}
    id: x3dnp
checked: 2026-11-20
"""
OF_SVELTIA = {"aria-required-children", "meta-viewport"}
"""What axe finds in parts of the editor that are not ours; anything else is new."""


def fill_in(person: Person, **instead: str) -> None:
    """Fill in the course of GLASS; `instead` has other words by field, such as join__phone."""
    texts = {
        "title": "Glass for all",
        "summary": "Blow a bubble: it is yours to keep.",
        "description": "First you watch.\n\nThen you try.",
        "who_for": "Adults who are new to glass.",
        "cost.pounds": "48.5",
        "join.phone": "0300 303 3464",
    } | {way.replace("__", "."): text for way, text in instead.items()}
    person.start(OURS)
    person.write("title", texts["title"])
    person.write("summary", texts["summary"])
    person.write("description", texts["description"])
    person.choose("topics", "Crafts and making")
    person.choose("level", "Anyone can start")
    person.write("who_for", texts["who_for"])
    person.choose("cost.kind", "You pay a fee")
    person.write("cost.pounds", texts["cost.pounds"])
    person.write("join.phone", texts["join.phone"])
    person.add_to("runs")
    person.choose("runs.0.venue", "Toxteth Library")
    person.write("runs.0.starts", texts.get("runs.0.starts", "2027-02-03"))
    person.write("runs.0.ends", texts.get("runs.0.ends", "2027-03-19"))
    for number, (day, begins, ends) in enumerate(
        (("Wednesday", "10:30", "12:00"), ("Friday", "18:00", "20:00"))
    ):
        person.add_to("runs.0.sessions")
        person.choose(f"runs.0.sessions.{number}.day", day)
        person.write(f"runs.0.sessions.{number}.from", begins)
        person.write(f"runs.0.sessions.{number}.to", ends)
    person.write("checked", "2026-11-20")


def test_a_new_course_becomes_a_draft_that_the_check_has_nothing_to_say_of(
    person: Person, github: GitHub
) -> None:
    fill_in(person)
    person.save()
    person.is_told_of_a_draft()
    assert github.git("diff", "--name-only", "main", BRANCH) == f"{FOLDER}/glass-for-all.yaml"
    assert github.git("show", f"{BRANCH}:{FOLDER}/glass-for-all.yaml") + "\n" == GLASS
    assert [(pull["head"], pull["draft"]) for pull in github.pulls] == [(BRANCH, True)]
    assert github.labels == ["sveltia-cms/draft"]
    github.git("checkout", "-q", BRANCH)
    check = (sys.executable, "-m", "catalogue", "check", "--today", str(TODAY))
    done = subprocess.run(
        (*check, "--root", github.repository), cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert "glass-for-all" not in done.stdout
    assert person.others == []


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"runs__0__ends": "2027-01-01"}, "is before the first"),
        ({"title": "GLASS FOR ALL"}, "Most of the title is in capitals."),
        ({"join__phone": "0151 496"}, "cannot be a UK phone number"),
    ],
)
def test_what_the_check_would_refuse_is_not_saved_and_says_why(
    person: Person, github: GitHub, instead: dict[str, str], said: str
) -> None:
    fill_in(person, **instead)
    person.save()
    reasons = person.page.get_by_role("dialog", name="Not saved yet")
    expect(reasons).to_contain_text(said, timeout=10_000)
    reasons.get_by_role("button", name="Go back and fix").click()
    expect(person.field("title").locator("input")).to_have_value(
        instead.get("title", "Glass for all")
    )
    assert github.pulls == []


def test_a_change_changes_that_line_alone(person: Person, github: GitHub) -> None:
    theirs = "alt-valley-community-trust"
    file = f"content/courses/{theirs}/cook-for-a-fiver.yaml"
    before = github.git("show", f"main:{file}")
    person.open(theirs, "cook-for-a-fiver")
    person.write("bring", "An apron, and a box to take your supper home in.")
    person.save()
    person.is_told_of_a_draft()
    after = github.git("show", f"cms/{theirs}/cook-for-a-fiver:{file}")
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert changed == ["bring: An apron, and a box to take your supper home in."]


def test_class_that_moves_keeps_the_id_that_calendars_follow_it_by(
    person: Person, github: GitHub
) -> None:
    theirs = "alt-valley-community-trust"
    file = f"content/courses/{theirs}/cook-for-a-fiver.yaml"
    before = github.git("show", f"main:{file}").splitlines()
    person.open(theirs, "cook-for-a-fiver")
    person.write("runs.0.sessions.0.from", "09:45")
    person.save()
    person.is_told_of_a_draft()
    after = github.git("show", f"cms/{theirs}/cook-for-a-fiver:{file}").splitlines()
    [line] = (line for line in after if line not in before)
    assert "from: 09:45" in line
    assert len(after) == len(before)


def test_escape_closes_nothing_that_somebody_is_writing(person: Person) -> None:
    person.start(OURS)
    person.write("title", "Glass for all")
    person.page.keyboard.press("Escape")
    expect(person.field("title").locator("input")).to_have_value("Glass for all")


def test_axe_finds_nothing_that_is_not_known(person: Person) -> None:
    assert what_axe_finds(person) <= OF_SVELTIA
    person.start(OURS)
    assert what_axe_finds(person) <= OF_SVELTIA


def what_axe_finds(person: Person) -> set[str]:
    found = Axe().run(person.page).response["violations"]
    return {rule["id"] for rule in found if "best-practice" not in rule["tags"]}


def test_the_settings_are_what_the_editor_says_they_may_be(page: object, edit: str) -> None:
    their_schema = PROJECT / "editor/node_modules/@sveltia/cms/schema/sveltia-cms.json"
    config = page.request.get(f"{edit}config.json").json()["config"]  # type: ignore[attr-defined]
    errors = Draft7Validator(json.loads(their_schema.read_text("utf-8"))).iter_errors(config)
    assert [error.message[:200] for error in errors] == []


def test_nothing_built_names_a_host_that_visitors_would_be_sent_to() -> None:
    hosts = re.compile(r"cdn\.jsdelivr\.net|unpkg\.com|githubstatus\.com/api")
    named = [path.name for path in built() if hosts.search(path.read_text("utf-8"))]
    assert named == []


def built() -> list[Path]:
    return list((PROJECT / "editor/built").glob("*.js"))


@pytest.mark.parametrize("kind", ["course", "venue"])
def test_every_file_of_ours_is_read_and_written_unchanged(kind: str, tmp_path: Path) -> None:
    """As the editor reads and writes: comments are lost, all else stays as `format` leaves it."""
    schema = load_reference(FROZEN).schemas.of(kind)
    files = sorted((FROZEN / "content" / f"{kind}s").rglob("*.yaml"))
    script = """
      import { readFileSync } from "node:fs";
      import { parse } from "yaml";
      import { fromFile, toFile } from "./values.mjs";
      import { prune, toYaml } from "../theme/static/js/form/yaml.js";
      const { schema, texts } = JSON.parse(readFileSync(0, "utf8"));
      const read = (text) => fromFile(parse(text, { schema: "failsafe" }), schema);
      const again = (text) => toYaml(prune(toFile(read(text), schema)), schema);
      console.log(JSON.stringify(texts.map(again)));
    """
    texts = [file.read_text("utf-8") for file in files]
    done = subprocess.run(
        ("node", "--input-type=module", "-e", script),
        cwd=PROJECT / "editor",
        input=json.dumps({"schema": schema, "texts": texts}, default=float),
        capture_output=True,
        text=True,
        check=True,
    )
    for file, text, written in zip(files, texts, json.loads(done.stdout), strict=True):
        document, _ = read_bytes(text.encode(), file.name)
        assert document is not None
        assert written == to_yaml(document.value, fields_of(schema)), file
