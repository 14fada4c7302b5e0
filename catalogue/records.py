"""What a valid file says, as frozen typed records; dates are dates, money is Decimal pounds.

Built by the loader from values that the schema has passed; read by the rules and the Catalogue. A
record holds what its own file says and nothing worked out from others: it names venues and courses
by id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, cast

from catalogue.run_ids import run_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

Answer = Literal["yes", "no", "ask"]


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is, as on an envelope."""

    town: str
    street: str | None = None
    locality: str | None = None
    postcode: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What is known of it, line by line."""
        lines = (self.street, self.locality, self.town, self.postcode)
        return tuple(line for line in lines if line)

    def __str__(self) -> str:
        return ", ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees (WGS84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind facts about a real organisation or place: the fields, and where they
    come from.
    """

    fields: tuple[str, ...]
    origin: str
    confidence: Literal["sure", "likely"]
    link: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation that teaches. `file` is the path from the top of the project."""

    id: str
    file: str
    name: str
    summary: str
    short_name: str | None = None
    about: str | None = None
    address: Address | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    charity_number: str | None = None
    company_number: str | None = None
    ukprn: str | None = None
    not_known: str | None = None
    sources: tuple[Source, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """A place with an address and access facts. `access` and `areas` hold ids of vocabulary
    terms.
    """

    id: str
    file: str
    name: str
    kind: str
    address: Address
    access: Mapping[str, Answer] = field(default_factory=dict)
    point: Point | None = None
    areas: tuple[str, ...] = ()
    access_note: str | None = None
    getting_there: str | None = None
    phone: str | None = None
    website: str | None = None
    closed_on: date | None = None
    sources: tuple[Source, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True)
class Weekly:
    """One line of a run's weekly pattern. `day` is the id of a day; `every_weeks` counts from
    the run's first day.
    """

    day: str
    start: time
    end: time
    every_weeks: int = 1

    @property
    def weekday(self) -> int:
        """The day as Python counts it: Monday is 0."""
        return WEEKDAYS.index(self.day)


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Run:
    """One time a course is given. `ends` is None only where people can join any week for as long as
    it lasts.

    `key` names the run within its course for ever: its `id`, or the one it would get.
    """

    key: str
    starts: date
    ends: date | None
    venue: str | None = None
    delivery: str = "in-person"
    rolling: bool = False
    weekly: tuple[Weekly, ...] = ()
    no_class_on: frozenset[date] = frozenset()
    own_time_hours: Decimal | None = None
    places: int | None = None
    state: str = "open"
    apply_by: date | None = None
    note: str | None = None
    reference: str | None = None
    id: str | None = None

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed. A run without one goes on."""
        return self.ends is not None and self.ends < today

    @property
    def is_off(self) -> bool:
        """Whether it does not take place, or not when it was to."""
        return self.state in ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class Cost:
    """What people pay for the whole course. `kind` and `free_if` are ids of vocabulary terms."""

    kind: str
    pounds: Decimal | None = None
    concession_pounds: Decimal | None = None
    free_if: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Qualification:
    """What people can gain. `number` is Ofqual's."""

    title: str
    awarding_body: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """How people ask or book."""

    how: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written, for those who change it: its values as the reader gives them, the
    line for editors on top of it, and whether there may be comments, which values do not hold.
    """

    values: Mapping[str, Any]
    schema_line: str = ""
    may_have_comments: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught. `id` is provider/course; topics, level, audiences, languages and support
    hold ids of terms. `written` is None only of a course that no file stands behind.
    """

    id: str
    file: str
    provider: str
    title: str
    summary: str
    description: str
    topics: tuple[str, ...]
    level: str
    who_for: str
    cost: Cost
    join: Join
    runs: tuple[Run, ...]
    checked: date
    qualification: Qualification | None = None
    audiences: tuple[str, ...] = ("everyone",)
    only_for_audiences: bool = False
    you_will_learn: tuple[str, ...] = ()
    how_you_learn: str | None = None
    entry_needs: str | None = None
    bring: str | None = None
    assessment: str | None = None
    next_steps: str | None = None
    leads_to: tuple[str, ...] = ()
    support: Mapping[str, Answer] = field(default_factory=dict)
    taught_in: tuple[str, ...] = ("en",)
    previously: tuple[str, ...] = ()
    example: bool = False
    written: Written | None = field(default=None, repr=False, compare=False)

    @property
    def only_for(self) -> tuple[str, ...]:
        """The audiences who alone may join; empty where everyone may."""
        open_to_all = not self.only_for_audiences or "everyone" in self.audiences
        return () if open_to_all else self.audiences


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page of our own words. `text` is Markdown; `contact` whether how to reach us ends it."""

    file: str
    title: str
    slug: str
    order: int
    description: str
    text: str
    contact: bool = False

    @property
    def id(self) -> str:
        """What tells it from other pages."""
        return self.slug


@dataclass(frozen=True, slots=True)
class ReviewedOverlap:
    """Two courses (ids) that look alike and are both wanted: `because` of what, `who` says so, and
    what was `alike` on the day of `when`.
    """

    first: str
    second: str
    because: str
    who: str
    when: date
    alike: str


@dataclass(frozen=True, slots=True)
class PriorityTarget:
    """What will be true by a day. `counts` is one of `targets.TARGET_KINDS`, which says the unit of
    the figure, and what of `courses`, `topic` and `fact` is named.
    """

    counts: str
    figure: float
    by: date
    courses: str | None = None
    topic: str | None = None
    fact: str | None = None

    @property
    def named(self) -> str:
        """The id of what it is about; empty where it is about all."""
        return self.courses or self.topic or self.fact or ""


@dataclass(frozen=True, slots=True)
class Start:
    """Where it stood when partners agreed on a target."""

    on: date
    figure: float


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a partner (`who`, an id) does by a day."""

    what: str
    who: str
    by: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing that partners want to change. `need` is the id of a measure in reference/need.yaml;
    `lead` and `partners` are ids of providers, `bid` that of a bid.
    """

    id: str
    file: str
    title: str
    why: str
    need: str
    target: PriorityTarget
    start: Start
    lead: str
    partners: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    bid: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Bid:
    """Money that partners ask for together. Without areas it is for all of the city, without topics
    for all of them.
    """

    id: str
    file: str
    title: str
    fund: str
    deadline: date
    lead: str
    partners: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    pounds: Decimal | None = None
    sent: date | None = None
    example: bool = False


Record = Course | Provider | Venue


def course_from(values: Mapping[str, Any], file: str, course_id: str) -> Course:
    """Make a course of the values of its file."""
    return Course(
        id=course_id,
        file=file,
        provider=course_id.rpartition("/")[0],
        cost=Cost(**_with(values["cost"], pounds=_money, concession_pounds=_money, free_if=tuple)),
        join=Join(**values["join"]),
        runs=_runs_from(values["runs"]),
        **_with(
            {name: value for name, value in values.items() if name not in ("cost", "join", "runs")},
            checked=date.fromisoformat,
            qualification=_qualification,
            **dict.fromkeys(
                ("topics", "audiences", "you_will_learn", "leads_to", "taught_in", "previously"),
                tuple,
            ),
        ),
    )


def provider_from(values: Mapping[str, Any], file: str, provider_id: str) -> Provider:
    """Make a provider of the values of its file."""
    return Provider(id=provider_id, file=file, **_with(values, address=_address, sources=_sources))


def venue_from(values: Mapping[str, Any], file: str, venue_id: str) -> Venue:
    """Make a venue of the values of its file."""
    made = _with(
        values,
        address=_address,
        sources=_sources,
        point=_point,
        areas=tuple,
        closed_on=date.fromisoformat,
    )
    return Venue(id=venue_id, file=file, **made)


def priority_from(values: Mapping[str, Any], file: str, priority_id: str) -> Priority:
    """Make a priority of the values of its file."""
    day = date.fromisoformat
    made = _with(
        values,
        target=lambda value: PriorityTarget(**_with(value, figure=float, by=day)),
        start=lambda value: Start(day(value["on"]), float(value["figure"])),
        partners=tuple,
        actions=lambda rows: tuple(Action(**_with(row, by=day, done=day)) for row in rows),
    )
    return Priority(id=priority_id, file=file, **made)


def bid_from(values: Mapping[str, Any], file: str, bid_id: str) -> Bid:
    """Make a bid of the values of its file."""
    made = _with(
        values,
        deadline=date.fromisoformat,
        sent=date.fromisoformat,
        pounds=_money,
        **dict.fromkeys(("partners", "areas", "topics"), tuple),
    )
    return Bid(id=bid_id, file=file, **made)


def reviewed_from(values: Mapping[str, Any]) -> tuple[ReviewedOverlap, ...]:
    """Make the pairs of the values of their file."""
    return tuple(
        ReviewedOverlap(**_with(pair, when=date.fromisoformat)) for pair in values["pairs"]
    )


def _with(values: Mapping[str, Any], **makers: Any) -> dict[str, Any]:
    return {
        name: makers[name](value) if name in makers else value for name, value in values.items()
    }


def _money(value: int | Decimal) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))


def _address(values: Mapping[str, Any]) -> Address:
    return Address(**values)


def _qualification(values: Mapping[str, Any]) -> Qualification:
    return Qualification(**values)


def _point(values: Mapping[str, Any]) -> Point:
    return Point(float(values["latitude"]), float(values["longitude"]))


def _sources(values: list[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(tuple(row["for"]), row["from"], row["confidence"], row.get("link"), row.get("dated"))
        for row in values
    )


def _runs_from(runs: list[Mapping[str, Any]]) -> tuple[Run, ...]:
    return tuple(_run_from(row, key) for row, key in zip(runs, run_keys(runs), strict=True))


def _run_from(row: Mapping[str, Any], key: str) -> Run:
    values = _with(
        {name: value for name, value in row.items() if name != "sessions"},
        starts=date.fromisoformat,
        ends=date.fromisoformat,
        apply_by=date.fromisoformat,
        no_class_on=lambda days: frozenset(map(date.fromisoformat, days)),
        own_time_hours=Decimal,
    )
    if "ends" not in values:
        values["ends"] = None if values.get("rolling") else values["starts"]
    weekly = tuple(_weekly_from(line) for line in row.get("sessions", ()))
    return Run(key=key, weekly=weekly, **values)


def _weekly_from(line: Mapping[str, Any]) -> Weekly:
    start, end = time.fromisoformat(line["from"]), time.fromisoformat(line["to"])
    return Weekly(line["day"], start, end, cast("int", line.get("every_weeks", 1)))
