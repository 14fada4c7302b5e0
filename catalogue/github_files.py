"""The files that GitHub reads: issue forms, owners of folders, labels. Made from the schema and the
providers, and kept with the rest; `catalogue github` writes them anew.

Who looks after what is for the partnership to say, in `.github/owners.yaml` and nowhere else.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from catalogue.files import BESIDE
from catalogue.issue_forms import (
    ADD,
    CHANGE,
    SEND_IN,
    SEND_SHEET,
    form,
    questions_to_add,
    questions_to_change,
    questions_to_send_a_sheet,
    questions_to_send_in,
)
from catalogue.wording import problems_in
from catalogue.yaml_reader import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from catalogue.catalogue import Catalogue
    from catalogue.schemas import Schemas

OWNERS = BESIDE["owners"]
CONFIRM, LINKS, LOSS = "please confirm", "broken links", "loss accepted"
WELCOME, HELD = "welcome", "waits for a nod"
_MADE = "# Made by `catalogue github`. Change the schema, the providers or owners.yaml instead.\n"


class BadOwners(ValueError):
    """owners.yaml says something that cannot be."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Handles on GitHub, each with its @. `team` is for every provider that is not in `providers`,
    with {provider} for its id; empty where there are no teams.
    """

    maintainers: tuple[str, ...] = ()
    team: str = ""
    providers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, provider: str) -> tuple[str, ...]:
        """Return who looks after the files of a provider."""
        team = (self.team.replace("{provider}", provider),) if self.team else ()
        return self.providers.get(provider, team)


def load_owners(root: Path, schemas: Schemas) -> Owners:
    """Read owners.yaml. Raises BadOwners, with what `catalogue check` says of it."""
    path = root / OWNERS
    if not path.exists():
        return Owners()
    document, problems = read_file(path, OWNERS)
    if document is not None:
        problems = problems_in(document, "owners", OWNERS, schemas)
    if document is None or problems:
        first = problems[0]
        raise BadOwners(f"{OWNERS}:{first.line}: {first.what} {first.mend}")
    said = document.value
    return Owners(
        maintainers=tuple(said.get("maintainers", ())),
        team=said.get("team", ""),
        providers={name: tuple(who) for name, who in said.get("providers", {}).items()},
    )


def github_files(schemas: Schemas, catalogue: Catalogue, owners: Owners) -> dict[str, str]:
    """Return the text of every file that is made, by its name."""
    add = form(
        "Add a course",
        "For a course that is not on the site yet.",
        ADD,
        questions_to_add(schemas, catalogue),
    )
    change = form(
        "Change a course, or report a mistake",
        "For a course that is on the site. Say what is wrong; you need not know what is right.",
        CHANGE,
        questions_to_change(schemas, catalogue),
    )
    send_in = form(
        "Send in what you made",
        "For what the form on the site made, and for short messages: still right, full, cancelled.",
        SEND_IN,
        questions_to_send_in(),
    )
    sheet = form(
        "Send a spreadsheet",
        "For an Excel or CSV file with your courses.",
        SEND_SHEET,
        questions_to_send_a_sheet(catalogue),
    )
    return {
        ".github/ISSUE_TEMPLATE/1-add-a-course.yml": _yaml(add),
        ".github/ISSUE_TEMPLATE/2-change-a-course.yml": _yaml(change),
        ".github/ISSUE_TEMPLATE/3-send-in.yml": _yaml(send_in),
        ".github/ISSUE_TEMPLATE/4-send-a-sheet.yml": _yaml(sheet),
        ".github/CODEOWNERS": _code_owners(catalogue, owners),
        ".github/labels.yml": _yaml(_labels(catalogue)),
    }


def _yaml(values: Any) -> str:
    # Not our own writer: GitHub reads YAML by other rules, by which `yes` is no text.
    text: str = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=100)
    return _MADE + text


def _code_owners(catalogue: Catalogue, owners: Owners) -> str:
    lines = [_MADE]
    if owners.maintainers:
        lines.append(f"* {' '.join(owners.maintainers)}\n")
    for provider in sorted(catalogue.providers):
        if who := " ".join(dict.fromkeys((*owners.of(provider), *owners.maintainers))):
            if not owners.of(provider):
                continue
            lines += [
                f"/content/courses/{provider}/ {who}\n",
                f"/content/sheets/{provider}.yaml {who}\n",
                f"/providers/{provider}.yaml {who}\n",
            ]
    return "".join(lines)


def _labels(catalogue: Catalogue) -> list[dict[str, str]]:
    ours = {
        ADD: "A course that is not on the site yet",
        CHANGE: "Something about a course is wrong or has changed",
        SEND_IN: "Made with the form on the site, or a short message",
        SEND_SHEET: "A spreadsheet with courses",
        WELCOME: "This may be proposed and checked",
        HELD: "Changes whose checks nobody has let run",
        CONFIRM: "Courses that somebody should look over",
        LINKS: "Links that lead nowhere",
        LOSS: "This may take much off the site at once",
    }
    named = {name: catalogue.providers[name].name for name in sorted(catalogue.providers)}
    return [
        *({"name": name, "color": "5b6470", "description": what} for name, what in ours.items()),
        *(
            {"name": name, "color": colour, "description": f"About {what}"[:100]}
            for (name, what), colour in zip(named.items(), _colours(len(named)), strict=True)
        ),
    ]


def _colours(number: int) -> Iterable[str]:
    """Yield so many colours, as far from each other as can be."""
    for index in range(number):
        parts = colorsys.hls_to_rgb(index / number, 0.75, 0.6)
        yield "".join(f"{round(part * 255):02x}" for part in parts)
