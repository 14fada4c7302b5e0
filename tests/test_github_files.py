"""The files that GitHub reads are as the schema and the providers say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from catalogue.catalogue import Catalogue
from catalogue.cli import main
from catalogue.github_files import OWNERS, BadOwners, Owners, github_files, load_owners
from catalogue.issue_forms import PROVIDER, questions_to_add, questions_to_change, read_form
from catalogue.reference import load_reference
from tests.builders import a_provider, records_of
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from catalogue.schemas import Schemas
    from tests.conftest import Tree

FORMS = ("1-add-a-course", "2-change-a-course", "3-send-in", "4-send-a-sheet")


def catalogue_of(*providers: str) -> Catalogue:
    return Catalogue.of(records_of(*(a_provider(id=name) for name in providers)), frozenset())


def code_owners(schemas: Schemas, owners: Owners) -> list[str]:
    text = github_files(schemas, catalogue_of("stec"), owners)[".github/CODEOWNERS"]
    return text.split("\n")[1:-1]


def form(name: str) -> dict[str, Any]:
    path = PROJECT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_kept_is_what_would_be_made_of_the_schema(name: str) -> None:
    """If this fails, run `catalogue github` and commit what it wrote. Of which providers, is for
    `make check-site` to say."""
    kept = PROJECT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    asked = (element["attributes"] for element in form(FORMS[0])["body"])
    names = next(a["options"] for a in asked if a.get("label") == PROVIDER)[1:]
    ids = ["the-kiln", *map(str, range(1, len(names)))]  # the kiln is there in any case
    providers = (a_provider(id=one, name=name) for one, name in zip(ids, names, strict=True))
    catalogue = Catalogue.of(records_of(*providers), frozenset())
    made = github_files(load_reference(PROJECT).schemas, catalogue, Owners())
    assert kept.read_text(encoding="utf-8") == made[kept.relative_to(PROJECT).as_posix()]


def test_the_ids_that_our_links_fill_in_are_there() -> None:
    """The site links to these forms and fills them in by the ids: js/form/handover.js."""
    ids = {name: [one.get("id") for one in form(name)["body"]] for name in FORMS}
    assert ids["3-send-in"] == [None, "text"]
    assert ids["4-send-a-sheet"] == [None, "organisation", "sheet"]
    sheet = form("4-send-a-sheet")["body"][-1]
    assert sheet["validations"] == {"required": True, "accept": ".xlsx,.csv"}


def test_files_that_differ_are_told_and_written(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["github", "--check", "--root", str(tree.root)]) == 1
    assert "labels.yml: out of date" in capsys.readouterr().out
    assert main(["github", "--root", str(tree.root)]) == 0
    assert main(["github", "--check", "--root", str(tree.root)]) == 0


def test_nobody_is_named_who_is_not_set(schemas: Schemas) -> None:
    assert code_owners(schemas, Owners()) == []


def test_a_team_a_provider_and_exceptions(schemas: Schemas) -> None:
    owners = Owners(("@us",), "@partnership/{provider}", {"the-kiln": ("@potter",)})
    assert code_owners(schemas, owners) == [
        "* @us",
        "/content/courses/stec/ @partnership/stec @us",
        "/content/sheets/stec.yaml @partnership/stec @us",
        "/providers/stec.yaml @partnership/stec @us",
        "/content/courses/the-kiln/ @potter @us",
        "/content/sheets/the-kiln.yaml @potter @us",
        "/providers/the-kiln.yaml @potter @us",
    ]


@pytest.mark.parametrize(
    "text",
    ["maintainers: [us]\n", "team: partnership/{provider}\n", "owners: []\n", "a: [\n"],
)
def test_owners_that_cannot_be_are_told(tree: Tree, text: str) -> None:
    tree.write(OWNERS, text)
    with pytest.raises(BadOwners, match=r"\.github/owners\.yaml"):
        load_owners(tree.root, load_reference(PROJECT).schemas)
    assert main(["github", "--root", str(tree.root)]) == 1


def test_our_own_owners_can_be() -> None:
    assert isinstance(load_owners(PROJECT, load_reference(PROJECT).schemas), Owners)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_one_that_github_takes(name: str) -> None:
    """https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema"""
    read = form(name)
    assert {"name", "description", "labels", "body"} == set(read)
    ids = [element["id"] for element in read["body"] if element["type"] != "markdown"]
    labels = [e["attributes"]["label"] for e in read["body"] if e["type"] != "markdown"]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    for element in read["body"]:
        assert element["type"] in ("markdown", "input", "textarea", "dropdown", "upload")
        options = element["attributes"].get("options", [])
        assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
        assert len(set(options)) == len(options)


def test_every_field_that_a_course_needs_is_asked(schemas: Schemas) -> None:
    asked = {one.column.way for one in questions_to_add(schemas, catalogue_of()) if one.column}
    needed = set(schemas.course["required"]) - {"checked"}
    assert needed <= {str(way[0]) for way in asked}
    assert ("join", "phone") in asked
    assert ("join", "email") in asked


def test_an_answer_is_read_as_it_was_given(schemas: Schemas) -> None:
    questions = questions_to_add(schemas, catalogue_of())
    body = (
        "### Title\n\nKnitting\n\n### Summary\n\n_No response_\n\n### Description\n\n"
        "One.\r\n\r\n### Title\r\n\r\nTwo.\n\n### Topics\n\n"
        "Crafts and making, Hair, beauty and complementary therapies\n\n### Level\n\nNone"
    )
    assert read_form(body, questions) == {
        "Title": "Knitting",
        "Description": "One.\n\n### Title\n\nTwo.",
        "Topics": "Crafts and making; Hair, beauty and complementary therapies",
    }


def test_nothing_is_chosen_for_whoever_chooses_nothing(schemas: Schemas) -> None:
    """GitHub takes the first option of a list in which one has to choose."""
    for element in form(FORMS[0])["body"]:
        if element.get("validations") and element["type"] == "dropdown":
            attributes = element["attributes"]
            assert attributes["multiple"] or attributes["options"][0] == "Please choose"
    body = "### Level\n\nPlease choose\n\n### Cost: Kind\n\nFree"
    assert read_form(body, questions_to_add(schemas, catalogue_of())) == {"Cost: Kind": "Free"}


def test_the_word_none_is_an_answer_where_one_can_write(schemas: Schemas) -> None:
    questions = questions_to_add(schemas, catalogue_of())
    body = "### What you need before you start\n\nNone"
    assert read_form(body, questions) == {"What you need before you start": "None"}


@pytest.mark.parametrize("body", ["", "nothing of a form", "###\n### \n### Nothing\n\nx"])
def test_what_is_no_form_has_no_answers(schemas: Schemas, body: str) -> None:
    assert read_form(body, questions_to_change(schemas, catalogue_of())) == {}
