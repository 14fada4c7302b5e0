"""JSON-LD: read by somebody else's processor, and held to the vocabulary of schema.org."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from pyld import jsonld

from catalogue.exports import json_ld
from catalogue.exports.gate import Gate
from catalogue.exports.json_ld import PageFacts, of_page
from catalogue.history import carry_on
from catalogue.records import Address, Cost
from catalogue.site.for_exports import house_of
from catalogue.site.urls import Urls
from catalogue.site.views.site import Site
from tests.builders import a_course, a_run, a_venue
from tests.conftest import PROJECT, load
from tests.exports.conftest import ADDRESS, INVENTED, REAL, REAL_COURSE
from tests.exports.open_data import HARD, catalogue_of, written_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from catalogue.records import Run
    from tests.site.conftest import TinySite

TERMS = json.loads(
    (PROJECT / "tests/exports/standards/schema.org-30.0/terms.json").read_text("utf-8")
)
SCHEMA = "https://schema.org/"
_TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Boolean"}
_TEXTS |= {"Language", "Duration", "PronounceableText"}


def offline(url: str, _options: Mapping[str, Any]) -> dict[str, Any]:
    """The context of schema.org: every word is one of its vocabulary. Nothing else is fetched."""
    assert url == "https://schema.org"
    context = {"@context": {"@vocab": SCHEMA}}
    return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": context}


def nodes_of(document: Any) -> Iterator[dict[str, Any]]:
    """Every thing in a document, as the processor understands it."""
    yield from _nodes(jsonld.expand(document, {"documentLoader": offline}))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict) and "@value" not in value:
        if "@type" in value:
            yield value
        for name, one in value.items():
            if not name.startswith("@") or name == "@graph":
                yield from _nodes(one)


def kinds_of(name: str) -> set[str]:
    """A class and all above it."""
    return {name}.union(*(kinds_of(above) for above in TERMS["classes"][name]))


def faults(document: Any) -> list[str]:
    """What schema.org does not know, or does not say of a thing of that kind."""
    found = []
    for node in nodes_of(document):
        [kind] = (one.removeprefix(SCHEMA) for one in node["@type"])
        kinds = kinds_of(kind)
        for name, values in node.items():
            if name.startswith("@"):
                continue
            term = TERMS["properties"][name.removeprefix(SCHEMA)]
            if not kinds & set(term["domain"]):
                found.append(f"{name} of {kind}")
            found += [f"{name}: {one}" for one in values if not _may_be(one, set(term["range"]))]
    return found


def _may_be(value: dict[str, Any], kinds: set[str]) -> bool:
    if "@value" not in value:
        [kind] = (one.removeprefix(SCHEMA) for one in value["@type"])
        return bool(kinds_of(kind) & kinds)
    said = value["@value"]
    if isinstance(said, str) and said.startswith(SCHEMA):
        return TERMS["members"][said.removeprefix(SCHEMA)] in kinds
    # A text may stand for a thing that is named by it, as schema.org says of all its words.
    return bool(kinds & _TEXTS) or isinstance(said, str)


def test_a_whole_catalogue_is_of_the_words_of_schema_org() -> None:
    catalogue, _ = load()
    for document in written_json(json_ld, catalogue).values():
        assert faults(document) == []


def test_what_comes_back_is_what_went_in() -> None:
    course = a_course(cost=Cost("free"), example=False)
    [document] = written_json(json_ld, catalogue_of(course)).values()
    found = {node["@type"][0].removeprefix(SCHEMA): node for node in nodes_of(document)}
    said = {
        (kind, name): found[kind][f"{SCHEMA}{name}"][0]["@value"]
        for kind, name in (
            ("Course", "name"),
            ("Course", "description"),
            ("CourseInstance", "startDate"),
            ("Schedule", "startTime"),
            ("Offer", "price"),
            ("PostalAddress", "postalCode"),
        )
    }
    assert list(said.values()) == [
        *(course.title, course.summary, "2027-01-12", "09:30:00", 0, "L8 1XF"),
    ]


@pytest.mark.parametrize(
    "run",
    [
        a_run(venue=None, delivery="online"),
        a_run(venue=None, weekly=()),
        a_run(state="cancelled"),
        a_run(ends=None, rolling=True),
    ],
)
def test_what_is_not_known_is_not_said(run: Run) -> None:
    course = a_course(runs=(run,), cost=Cost("ask"))
    bare = catalogue_of(course, a_venue(address=Address(town="Liverpool")))
    [document] = written_json(json_ld, bare).values()
    assert faults(document) == []
    assert "offers" not in document["@graph"][0]


@pytest.mark.parametrize("text", [*HARD, "</script><script>alert(1)</script><!--"], ids=ascii)
def test_nothing_in_a_text_can_end_the_script(text: str) -> None:
    catalogue = catalogue_of(a_course(title=text, example=False))
    history = carry_on(catalogue, None, catalogue.today, seeds={})
    gate = Gate(catalogue, house_of(Site(catalogue, Urls.of(ADDRESS), "", history=history)))
    said = gate.script(partial(of_page, PageFacts(course="the-kiln/pottery")))
    assert "<" not in said
    assert json.loads(said)["@graph"][0]["name"] == text.encode(errors="replace").decode()


def test_every_page_of_a_site_says_what_it_is_and_marks_what_is_invented(
    mixed_site: TinySite,
) -> None:
    mixed_site.build(ADDRESS)
    said = scripts_in(mixed_site)
    for document in said.values():
        assert faults(document) == []
    kinds = {
        node["@type"][0].removeprefix(SCHEMA) for one in said.values() for node in nodes_of(one)
    }
    assert kinds >= {"Course", "CourseInstance", "Schedule", "Offer", "Place", "BreadcrumbList"}
    assert "EducationalOrganization" in kinds
    texts = json.dumps(list(said.values()))
    assert f'"{REAL}"' in texts
    assert f'"{INVENTED}"' not in texts
    assert f'"Example: {INVENTED}"' in texts


def test_a_build_for_the_public_says_nothing_of_what_is_invented(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS, public=True)
    texts = json.dumps(scripts_in(mixed_site))
    assert REAL in texts
    assert INVENTED not in texts


def test_a_page_of_three_courses_lists_them(mixed_site: TinySite) -> None:
    for what in ("Glass", "Wood", "Stone"):
        words = REAL_COURSE.replace(REAL, f"{what} for beginners")
        mixed_site.tree.write(f"content/courses/the-kiln/{what.lower()}.yaml", words)
    mixed_site.build(ADDRESS)
    [listed] = [
        node
        for node in nodes_of(scripts_in(mixed_site)["courses/index.html"])
        if node["@type"] == [f"{SCHEMA}ItemList"]
    ]
    urls = [one[f"{SCHEMA}url"][0]["@value"] for one in listed[f"{SCHEMA}itemListElement"]]
    assert len(urls) == len(set(urls)) >= 3
    for url in urls:
        assert (
            mixed_site.root / "output" / url.removeprefix(f"{ADDRESS}/") / "index.html"
        ).is_file()


def test_every_page_that_search_engines_show_says_where_it_stands(mixed_site: TinySite) -> None:
    mixed_site.build(ADDRESS)
    said, output = scripts_in(mixed_site), mixed_site.root / "output"
    silent = [
        file
        for path in output.rglob("*.html")
        if (file := path.relative_to(output).as_posix()) not in said
        if b'name="robots" content="noindex"' not in path.read_bytes()
    ]
    assert silent == []
    [site] = nodes_of(said["index.html"])
    assert site["@type"] == [f"{SCHEMA}WebSite"]
    texts = json.dumps(said["is-it-free/index.html"])
    assert '"BreadcrumbList"' in texts
    assert '"Home"' in texts
    assert '"Is it free for me?"' in texts


def scripts_in(site: TinySite) -> dict[str, Any]:
    """What the pages of a built site say, by their files."""
    output, found = site.root / "output", {}
    for path in output.rglob("*.html"):
        page = html.fromstring(path.read_bytes())
        for script in page.iterfind(".//script[@type='application/ld+json']"):
            found[path.relative_to(output).as_posix()] = json.loads(script.text or "")
    return found
