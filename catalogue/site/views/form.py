"""The pages where partners add and change a course: a form made from the schema.

What stands in which step is said here and nowhere else; what each field is called, means and holds
is the schema's. Filled and read in the browser (theme/static/js/form).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from catalogue.records import Venue
    from catalogue.schemas import Schema
    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class Step:
    """Which fields of a course a step asks for. Those in `more` are folded away."""

    id: str
    fields: tuple[str, ...]
    more: tuple[str, ...] = ()


STEPS = (
    Step("what", ("title", "summary", "description", "topics", "level"), ("qualification",)),
    Step(
        "who",
        ("who_for", "you_will_learn", "entry_needs"),
        (
            *("audiences", "only_for_audiences", "how_you_learn", "bring", "assessment"),
            *("next_steps", "leads_to", "taught_in"),
        ),
    ),
    Step("when", ("runs",)),
    Step("join", ("cost", "join"), ("support",)),
    Step("send", ("checked",)),
)
KEPT = ("previously", "example")
"""Fields of a course that nobody fills in here: a change keeps them as they are. Earlier names come
with renaming a file, and what partners add is no invented example."""
NEW_PLACE = Step(
    "place",
    ("name", "kind", "address", "access", "access_note", "getting_there", "sources"),
    ("phone", "website", "point", "areas"),
)
NOT_OF_A_NEW_PLACE = ("closed_on", "example")

_UNFOLDED = {
    "runs": ("delivery", "venue", "starts", "ends", "sessions"),
    "sessions": ("day", "from", "to"),
    "sources": ("from", "confidence"),
}
"""What shows at once of a part that is repeated; its other fields are folded away."""
_WORKED_OUT = {"sources": ("for", "dated")}
"""What the browser fills in by itself."""
_SHOWN_FOR = {
    "cost.pounds": ("cost.kind", "fee free-if ask"),
    "cost.concession_pounds": ("cost.kind", "fee free-if ask"),
    "cost.free_if": ("cost.kind", "free-if"),
    "runs.#.venue": ("runs.#.delivery", "- in-person blended"),
}
"""Fields that make sense only for some answers to another; - stands for no answer."""
_NEEDED_MOSTLY = (
    *("cost.pounds", "cost.free_if", "join.phone", "join.email", "address.street"),
    *("runs.#.venue", "runs.#.ends", "runs.#.sessions", "address.postcode", "sources"),
)
"""Fields that the schema can do without, and most courses cannot: they are not marked as extra."""
_IN_ORDER = ("topics",)
"""Lists of terms whose order says something: chosen one after the other, not ticked."""
NEW_PLACE_VALUE = "+"
"""What stands in a run for the place that is described below it."""
_LONG_LINE = 100
_FEW = 4


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer to choose."""

    value: str
    label: str
    meaning: str = ""
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field, a group of them, or one that is repeated (`row`).

    `path` has dots, and # for the number of a row; `kind` says which control it has: line, lines,
    long, paragraphs, number, day, time, choice, pick, ticks, yes, answers, group or rows.
    `depends` is the path of the field that `shown_for` (answers, with blanks between) is about.
    """

    path: str
    id: str
    kind: str
    label: str
    hint: str
    example: str
    needed: bool
    input: str = ""
    unanswered: str = ""
    options: tuple[OptionView, ...] = ()
    parts: tuple[FieldView, ...] = ()
    more: tuple[FieldView, ...] = ()
    row: FieldView | None = None
    words: RowWords | None = None
    depends: str = ""
    shown_for: str = ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What is said of the rows of a field that is repeated. `least` rows are there at the start."""

    number: str
    add: str
    copy: str
    remove: str
    least: int


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the form: `number` from 1, its heading and what it asks for."""

    id: str
    number: int
    title: str
    progress: str
    fields: tuple[FieldView, ...]
    more: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """A page with the form. `changes` says that it starts from a published course; `words` are the
    sentences that only the script says, by name, and `rows` are the fields that are repeated."""

    path: str
    changes: bool
    steps: tuple[StepView, ...]
    place: StepView
    rows: tuple[FieldView, ...]
    sourced: str
    providers: tuple[OptionView, ...]
    states: tuple[OptionView, ...]
    preview: str
    other: LinkView
    blank_file: str
    partners: str
    form_file: str
    course_path: str
    repository: str
    email: str
    words: tuple[tuple[str, str], ...]


def form_views(site: Site) -> tuple[FormView, ...]:
    """Lay out the page for a new course, and the one for a change."""
    say = site.language.gettext
    steps, place = _steps(site), _place(site)
    new = LinkView(say("Add a new course instead"), site.urls.add())
    change = LinkView(say("Change a course that is here already"), site.urls.change())
    return tuple(
        FormView(
            path=path,
            changes=changes,
            steps=steps,
            place=place,
            rows=tuple(_repeated((*steps, place))),
            sourced="address point access phone website",
            providers=tuple(
                OptionView(who.id, who.name, theirs=True)
                for who in sorted(site.catalogue.providers.values(), key=lambda who: who.name)
            ),
            states=tuple(
                OptionView(term.id, term.label)
                for term in site.vocabularies["states"].terms.values()
            ),
            preview=site.urls.preview(),
            other=other,
            blank_file=site.urls.blank_course(),
            partners=site.urls.partners(),
            form_file=site.urls.form_file(),
            course_path=site.urls.courses(),
            repository=site.repository_url,
            email=site.contact_email,
            words=tuple(_words(site).items()),
        )
        for path, changes, other in (
            (site.urls.add(), False, change),
            (site.urls.change(), True, new),
        )
    )


def _steps(site: Site) -> tuple[StepView, ...]:
    say = site.language.gettext
    titles = {
        "what": say("What it is"),
        "who": say("Who it is for and what they learn"),
        "when": say("Where and when"),
        "join": say("Cost and joining"),
        "send": say("Look and send"),
    }
    schema = site.reference.schemas.course
    fields = _Fields(site, "f")
    return tuple(
        StepView(
            id=step.id,
            number=number,
            title=titles[step.id],
            progress=say("Step {number} of {all}").format(number=number, all=len(STEPS)),
            fields=fields.of(schema, step.fields),
            more=fields.of(schema, step.more),
        )
        for number, step in enumerate(STEPS, 1)
    )


def _repeated(steps: Iterable[StepView]) -> Iterator[FieldView]:
    waiting = [one for step in steps for one in (*step.fields, *step.more)]
    while waiting:
        one = waiting.pop(0)
        if one.row:
            yield one
            waiting.append(one.row)
        waiting += (*one.parts, *one.more)


def _place(site: Site) -> StepView:
    fields, schema = _Fields(site, "v"), site.reference.schemas.venue
    shown, more = fields.of(schema, NEW_PLACE.fields), fields.of(schema, NEW_PLACE.more)
    title = site.language.gettext("A new place")
    return StepView(NEW_PLACE.id, 0, title, "", shown, more)


@dataclass(frozen=True, slots=True)
class _Fields:
    """Makes the views of fields, with ids that begin with `prefix`."""

    site: Site
    prefix: str

    def of(self, schema: Schema, names: tuple[str, ...], above: str = "") -> tuple[FieldView, ...]:
        """Lay out some of the fields of a group."""
        needed = schema.get("required", ())
        return tuple(
            self._field(schema["properties"][name], f"{above}{name}", name in needed)
            for name in names
        )

    def _field(self, schema: Schema, path: str, needed: bool) -> FieldView:
        say, name, kind = (
            self.site.language.gettext,
            path.rpartition(".")[2],
            _kind(schema, path, needed),
        )
        depends, shown_for = _SHOWN_FOR.get(path, ("", ""))
        hint = schema.get("x-hint", schema["description"])
        parts, more = self._parts(schema, path) if kind == "group" else ((), ())
        return FieldView(
            path=path,
            id=self._id(path),
            kind=kind,
            label=say(schema["title"]),
            hint=say(hint) if hint else "",
            example=_example(schema, kind),
            needed=needed or path in _NEEDED_MOSTLY,
            input=schema.get("x-input", "text"),
            unanswered=_unanswered(say, kind, needed),
            options=self._options(schema, path, kind, needed),
            parts=parts,
            more=more,
            row=self._row(schema, path) if kind == "rows" else None,
            words=_row_words(say, name, needed) if kind == "rows" else None,
            depends=depends,
            shown_for=shown_for,
        )

    def _id(self, path: str) -> str:
        return f"{self.prefix}-{path}".replace(".", "-").replace("_", "-")

    def _parts(
        self, schema: Schema, path: str
    ) -> tuple[tuple[FieldView, ...], tuple[FieldView, ...]]:
        name = path.removesuffix(".#").rpartition(".")[2]
        left_out = _WORKED_OUT.get(name, ())
        names = tuple(one for one in schema["properties"] if one not in left_out)
        shown = _UNFOLDED.get(name, names)
        folded = tuple(one for one in names if one not in shown)
        return self.of(schema, shown, f"{path}."), self.of(schema, folded, f"{path}.")

    def _row(self, schema: Schema, path: str) -> FieldView:
        return self._field(schema["items"], f"{path}.#", needed=True)

    def _options(
        self, schema: Schema, path: str, kind: str, needed: bool
    ) -> tuple[OptionView, ...]:
        if path == "runs.#.venue":
            return _places(self.site)
        if kind == "answers":
            names = schema["x-vocabulary-keys"]
            terms = self.site.vocabularies[names].terms.values()
            return tuple(OptionView(term.id, term.label, term.meaning) for term in terms)
        choices = schema.get("items", schema) if kind == "ticks" else schema
        if "x-vocabulary" in choices:
            terms = self.site.vocabularies[choices["x-vocabulary"]].terms.values()
            return tuple(OptionView(term.id, term.label, term.meaning) for term in terms)
        words = _enum_words(self.site.language.gettext)
        return tuple(OptionView(value, *words[value]) for value in choices.get("enum", ()))


def _kind(schema: Schema, path: str, needed: bool) -> str:
    if "x-vocabulary-keys" in schema:
        return "answers"
    if path == "runs.#.venue":
        return "pick"
    match schema["type"]:
        case "object":
            return "group"
        case "boolean":
            return "yes"
        case "integer" | "number":
            return "number"
        case "array":
            return _kind_of_list(schema, path)
    if "enum" in schema:
        return "choice" if needed and len(schema["enum"]) <= _FEW else "pick"
    if "x-paragraphs" in schema:
        return "paragraphs"
    if schema.get("x-input") == "time":
        return "time"
    if schema.get("format") == "date":
        return "day"
    return "long" if schema.get("maxLength", 0) > _LONG_LINE and "x-input" not in schema else "line"


def _kind_of_list(schema: Schema, path: str) -> str:
    inside = schema["items"]
    if inside["type"] == "object" or inside.get("format") == "date" or path in _IN_ORDER:
        return "rows"
    return "ticks" if "enum" in inside else "lines"


def _example(schema: Schema, kind: str) -> str:
    """Examples are in the language partners write in, like what they stand for."""
    first = schema["examples"][0]
    if kind == "lines":
        return "; ".join(first)
    return str(first) if kind in ("line", "long", "paragraphs", "number") else ""


def _unanswered(say: Callable[[str], str], kind: str, needed: bool) -> str:
    if kind == "answers":
        return "" if needed else say("Not said")
    if kind == "pick":
        return say("Choose one") if needed else say("Not said")
    return ""


def _enum_words(say: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Label and meaning of answers that no vocabulary has."""
    return {
        "yes": (say("Yes"), ""),
        "no": (say("No"), ""),
        "ask": (say("Ask"), ""),
        "library": (say("Library"), ""),
        "college": (say("College"), ""),
        "community centre": (say("Community centre"), ""),
        "school": (say("School"), ""),
        "other": (say("Something else"), ""),
        "sure": (say("Sure"), say("You have seen it, or their own page says so.")),
        "likely": (say("Likely"), say("Somebody told you, or it was so some time ago.")),
    }


def _row_words(say: Callable[[str], str], name: str, needed: bool) -> RowWords:
    words = {
        "runs": (say("Run {n}"), say("Add a run"), say("Copy the last run")),
        "sessions": (say("Session {n}"), say("Add a session"), say("Copy the last session")),
        "topics": (say("Topic {n}"), say("Add a topic"), ""),
        "no_class_on": (say("Day {n} without a class"), say("Add a day without a class"), ""),
        "sources": (say("How you know, {n}"), say("Add another way you know"), ""),
    }
    number, add, copy = words[name]
    least = 1 if needed or name in ("sessions", "sources") else 0
    return RowWords(number, add, copy, say("Take this away"), least)


def _places(site: Site) -> tuple[OptionView, ...]:
    say, today = site.language.gettext, site.today
    there = (
        venue
        for venue in site.catalogue.venues.values()
        if venue.closed_on is None or venue.closed_on > today
    )
    return (
        *(_option_of(venue) for venue in sorted(there, key=lambda venue: venue.name)),
        OptionView(NEW_PLACE_VALUE, say("A new place, not in this list")),
    )


def _option_of(venue: Venue) -> OptionView:
    parts = (venue.name, venue.address.postcode or venue.address.town)
    return OptionView(venue.id, ", ".join(parts), theirs=True)


def _words(site: Site) -> dict[str, str]:
    say = site.language.gettext
    return {
        "provider": say("Choose your organisation."),
        "broken-date": say("This date or time is not complete. Finish it, or empty it."),
        "file-name": say(
            "Use only small letters, digits and single hyphens between them, at most 80."
        ),
        "file-taken": say("Your organisation has a course with this name. Choose another."),
        "draft-kept": say("What you write is kept in this browser."),
        "draft-back": say("We have put back what you wrote before. It was kept on {when}."),
        "draft-off": say(
            "This browser does not let us keep what you write, or it has no room left. "
            "Finish before you close this page."
        ),
        "draft-broken": say("What was kept here before could not be read. You start afresh."),
        "draft-elsewhere": say("You have changed this in another tab. What is there is kept."),
        "copied": say("Copied. Paste it where you want it."),
        "not-copied": say("That did not work. Select the text and copy it yourself."),
        "away": say(
            "A part of this page could not be fetched. Look at your network, then load it again. "
            "What you wrote is kept."
        ),
        "no-course": say("There is no such course here. Look at its address once more."),
        "mail-subject": say("A course for the site: {title}"),
        "mail-attach": say("Please add the file that I attach: {file}"),
        "nothing": say("Nothing to mend."),
        "mend": say("{count} to mend"),
    }
