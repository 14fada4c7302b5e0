"""The pages where partners add and change a course: a form made from the schema.

What each field is called, means and holds, and which step asks for it, is the schema's. Filled and
read in the browser (theme/static/js/form).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from catalogue.fields import Field
    from catalogue.records import Venue
    from catalogue.site.views.site import Site


STEPS = ("what", "who", "when", "join", "send")
"""The steps of the form in their order, as the schema names them."""
NEW_PLACE_VALUE = "+"
"""What stands in a run for the place that is described below it."""
NO_ANSWER = "-"
"""Stands for no answer among those that a field is shown for."""
_LONG_LINE = 100
_FEW = 4
_CONTROLS = {
    **{"terms": "ticks", "groups": "rows", "days": "rows", "courses": "lines", "lines": "lines"},
    **{"whole": "number", "number": "number", "money": "number", "venue": "pick"},
    **{kind: kind for kind in ("paragraphs", "day", "time", "yes", "answers", "group")},
}
"""The control that each kind of field has; a line has one of its own length."""
_KEYBOARDS = {
    **{"phone": "tel", "email": "email", "link": "url"},
    **dict.fromkeys(("day", "time", "whole", "number", "money"), "decimal"),
}
"""What a telephone's keyboard is told of a kind of field. That of numbers with a point has what a
date and a time need, on every make: 13.1.2027, 9.30."""
_REST = "how"
"""The field in which what a box has no room for can be said: a second number to ring."""


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
    `reads` is the kind of the field, by which the text in a box is read, and `rest` the label of
    the field beside it that takes what is left over.
    `depends` is the path of the field that `shown_for` (answers, with blanks between) is about.
    """

    path: str
    id: str
    kind: str
    label: str
    hint: str
    example: str
    needed: bool
    reads: str = ""
    rest: str = ""
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
    """A page with the form. `changes` is where published courses are, if it starts from one;
    `words` are the sentences that only the script says, by name, and `rows` are the fields that are
    repeated.
    """

    path: str
    changes: str
    steps: tuple[StepView, ...]
    place: StepView
    rows: tuple[FieldView, ...]
    sourced: str
    providers: tuple[OptionView, ...]
    states: tuple[OptionView, ...]
    preview: str
    other: LinkView
    sheet: LinkView
    blank_file: str
    partners: str
    form_file: str
    course_path: str
    repository: str
    email: str
    answered: str
    modules: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


MODULES = (
    *("fields", "readings", "moments", "days", "leaving", "errors", "drafts", "told", "check"),
    *("constraints", "run_rules", "phones", "yaml", "sending", "handover"),
)
"""What form.js needs at once, so that a browser does not find it link by link."""


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
            sheet=LinkView(say("Add many courses from a spreadsheet"), site.urls.spreadsheet()),
            blank_file=site.urls.blank_course(),
            partners=site.urls.partners(),
            form_file=site.urls.form_file(),
            course_path=site.urls.courses(),
            repository=site.repository_url,
            email=site.contact_email,
            answered=say("usually within two working days"),
            modules=MODULES,
            words=tuple(_words(site).items()),
        )
        for path, changes, other in (
            (site.urls.add(), "", change),
            (site.urls.change(), site.urls.change_files(), new),
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
    make = _FieldViews(site, "f")
    fields = site.reference.schemas.fields["course"]
    return tuple(
        StepView(
            step,
            number,
            titles[step],
            say("Step {number} of {all}").format(number=number, all=len(STEPS)),
            *make.shown_and_folded(field for field in fields if field.step == step),
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
    title = site.language.gettext("A new place")
    parts = _FieldViews(site, "v").shown_and_folded(site.reference.schemas.fields["venue"])
    return StepView("place", 0, title, "", *parts)


@dataclass(frozen=True, slots=True)
class _FieldViews:
    """Makes the views of fields, with ids that begin with `prefix`."""

    site: Site
    prefix: str

    def shown_and_folded(
        self, fields: Iterable[Field], above: str = ""
    ) -> tuple[tuple[FieldView, ...], tuple[FieldView, ...]]:
        """Lay out the fields of a step or a group that people are asked for."""
        say = self.site.language.gettext
        asked = [field for field in _answers_first(fields) if field.asked]
        shown, folded = (
            tuple(
                self._view(field, f"{above}{field.name}", _rest(say, field, asked))
                for field in asked
                if field.folded == folded
            )
            for folded in (False, True)
        )
        return shown, folded

    def _view(self, field: Field, path: str, rest: str = "") -> FieldView:
        say, control = self.site.language.gettext, _control(field)
        depends, answers = field.shown_for or ("", ())
        parts, more = (
            self.shown_and_folded(field.parts, f"{path}.") if control == "group" else ((), ())
        )
        repeats = field.each if control == "rows" else None
        return FieldView(
            path=path,
            id=self._id(path),
            kind=control,
            label=say(field.title),
            hint=say(field.hint) if field.hint else "",
            example=_example(field, control),
            needed=field.required or field.needed_mostly,
            reads=field.kind,
            rest=rest,
            input=_KEYBOARDS.get(field.kind, "text"),
            unanswered=_unanswered(say, control, field.required),
            options=self._options(field),
            parts=parts,
            more=more,
            row=self._view(repeats, f"{path}.#") if repeats else None,
            words=_row_words(say, field) if repeats else None,
            depends=path.removesuffix(field.name) + depends if depends else "",
            shown_for=" ".join(answer or NO_ANSWER for answer in answers),
        )

    def _id(self, path: str) -> str:
        return f"{self.prefix}-{path}".replace(".", "-").replace("_", "-")

    def _options(self, field: Field) -> tuple[OptionView, ...]:
        if field.kind == "venue":
            return _places(self.site)
        if field.vocabulary:
            terms = self.site.vocabularies[field.vocabulary].terms.values()
            return tuple(OptionView(term.id, term.label, term.meaning) for term in terms)
        words = _enum_words(self.site.language.gettext)
        return tuple(OptionView(choice, *words[choice]) for choice in field.choices)


def _answers_first(fields: Iterable[Field]) -> list[Field]:
    """Put a field right behind the one whose answer it depends on, if it stands before that."""
    ordered: list[Field] = []
    for field in fields:
        waiting = [one for one in ordered if one.shown_for and one.shown_for[0] == field.name]
        ordered = [*(one for one in ordered if one not in waiting), field, *waiting]
    return ordered


def _rest(say: Callable[[str], str], field: Field, beside: Iterable[Field]) -> str:
    if field.kind not in ("phone", "email", "link"):
        return ""
    return next((say(one.title) for one in beside if one.name == _REST), "")


def _control(field: Field) -> str:
    if field.in_order:
        return "rows"
    if field.kind in ("term", "word", "answer"):
        return "choice" if field.required and len(field.choices) <= _FEW else "pick"
    if field.kind == "line" and field.limits.get("maxLength", 0) > _LONG_LINE:
        return "long"
    return _CONTROLS.get(field.kind, "line")


def _example(field: Field, control: str) -> str:
    """Examples are in the language partners write in, like what they stand for."""
    if control == "lines":
        return "; ".join(field.example)
    if control == "day" and field.example:
        year, month, day = map(int, field.example.split("-"))
        return f"{day}/{month}/{year}"  # as people write it here, and not as a file does
    return str(field.example) if control in ("line", "long", "paragraphs", "number") else ""


def _unanswered(say: Callable[[str], str], control: str, needed: bool) -> str:
    if control == "answers":
        return "" if needed else say("Not said")
    if control == "pick":
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


def _row_words(say: Callable[[str], str], field: Field) -> RowWords:
    words = {
        "runs": (say("Run {n}"), say("Add a run"), say("Copy the last run")),
        "sessions": (say("Session {n}"), say("Add a session"), say("Copy the last session")),
        "topics": (say("Topic {n}"), say("Add a topic"), ""),
        "no_class_on": (say("Day {n} without a class"), say("Add a day without a class"), ""),
        "sources": (say("How you know, {n}"), say("Add another way you know"), ""),
    }
    number, add, copy = words[field.name]
    least = 1 if field.required or field.needed_mostly else 0
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
        "nothing": say("Nothing to fix."),
        "fix": say("{count} to fix"),
        "read-as": say("Read as {text}."),
        "read-tidied": say("Tidied: it came with signs of a word processor."),
        "time-morning": say("{time}, {clock} in the morning"),
        "time-noon": say("{time}, noon"),
        "time-afternoon": say("{time}, {clock} in the afternoon"),
        "time-evening": say("{time}, {clock} in the evening"),
        "time-night": say("{time}, {clock} at night"),
        **_asked(say),
    }


def _asked(say: Callable[[str], str]) -> dict[str, str]:
    """Why what stands in a box is asked, by the names that readings.js and moments.js have."""
    day = say("Write it like 13 January 2027 or 13/1/2027.")
    price = say("Write what the whole course costs, like 45 or 48.50.")
    asked = {
        "no-day": say("“{text}” is not a day that we can read.") + f" {day}",
        "no-such-day": say("“{text}” is not a day: that month does not have so many.") + f" {day}",
        "no-month": say("In “{text}” the day should come first, then the month. Is this the day?"),
        "meant-day": say("“{text}”: is this the day?"),
        "two-ways": say("“{text}” can be two days. Which one?"),
        "two-days": say("“{text}” is two days. Which one goes here?"),
        "other-weekday": say("“{text}” cannot be: the date is another day of the week. Which one?"),
        "no-time": say("“{text}” is not a time that we can read. Write it like 7pm or 19:00."),
        "half-of-day": say("“{text}”: in the morning or in the evening?"),
        "two-times": say("“{text}” is two times. Which one goes here?"),
        "two": say("One fits here, and “{text}” has two. Which one should come first?"),
        "rest": say("You can say the rest under “{rest}”."),
        "more": say("“{text}” says more than fits here. Is this what you mean?"),
        "meant": say("“{text}” is not quite right. Is this what you mean?"),
        "no-phone": say("“{text}” is not a phone number. Write it with its area code."),
        "no-email": say("“{text}” is not an e-mail address. Write it like name@centre.example."),
        "no-link": say("“{text}” is not the address of a page. Copy it from your browser."),
        "no-postcode": say("“{text}” is not a postcode. Write it like L8 1XF."),
        "no-price": say("“{text}” is not a price.") + f" {price}",
        "two-prices": say("“{text}” has more than one price. Which one goes here?"),
        "each-time": say("“{text}” is not for the whole course.") + f" {price}",
        "free-price": say("Leave this empty, and choose above that the course is free."),
        "no-number": say("“{text}” is not a number. Write it in digits, like 12."),
        "two-numbers": say("“{text}” has more than one number. Which one goes here?"),
    }
    return {f"ask-{name}": words for name, words in asked.items()}
