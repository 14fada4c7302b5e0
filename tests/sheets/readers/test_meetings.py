"""Days of the week and times: what is read, what is asked, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import WEEKDAYS
from catalogue.sheets.readers import meetings

if TYPE_CHECKING:
    from tests.sheets.readers.conftest import Reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tues & Thurs 9.30am-12", "Tuesday 9:30am to 12pm; Thursday 9:30am to 12pm"),
        ("Tuesdays 0930-1130", "Tuesday 9:30am to 11:30am"),
        ("Tues 1800-2000", "Tuesday 6pm to 8pm"),
        ("Tue 18.30hrs - 20.30hrs", "Tuesday 6:30pm to 8:30pm"),
        ("tue/weds 9:30 to 11:30", "Tuesday 9:30am to 11:30am; Wednesday 9:30am to 11:30am"),
        ("Mon-Wed 10-1", "Monday 10am to 1pm; Tuesday 10am to 1pm; Wednesday 10am to 1pm"),
        ("M/W/F 10-12", "Monday 10am to 12pm; Wednesday 10am to 12pm; Friday 10am to 12pm"),
        ("Mon, Tu & Th 10-12", "Monday 10am to 12pm; Tuesday 10am to 12pm; Thursday 10am to 12pm"),
        ("Weekends 10-4", "Saturday 10am to 4pm; Sunday 10am to 4pm"),
        ("T/Th 10-12", "Tuesday 10am to 12pm; Thursday 10am to 12pm"),
        ("Sun-Mon 9-12", "Sunday 9am to 12pm; Monday 9am to 12pm"),
        ("Saturdays only 10-2", "Saturday 10am to 2pm"),
        ("Fri 18h-20h30", "Friday 6pm to 8:30pm"),
        ("Fri 1-3pm", "Friday 1pm to 3pm"),
        ("Fri 6-8:30pm", "Friday 6pm to 8:30pm"),
        ("Fri 11am to 1", "Friday 11am to 1pm"),
        ("Fri 9 til 5", "Friday 9am to 5pm"),
        ("Fri 10 till 12", "Friday 10am to 12pm"),
        ("Fri 14:00-4:00", "Friday 2pm to 4pm"),
        ("Fri 10am for 2 hours", "Friday 10am to 12pm"),
        ("Fri 10 a.m. to 12 p.m.", "Friday 10am to 12pm"),
        ("10-12 Tuesdays", "Tuesday 10am to 12pm"),
        ("10-12 Mon, 9-11 Tue", "Monday 10am to 12pm; Tuesday 9am to 11am"),
        ("10:00 12:00 Tuesday", "Tuesday 10am to 12pm"),
        ("Sat 10am - 12 noon", "Saturday 10am to 12pm"),
        ("Sat 9.30am-12.00noon", "Saturday 9:30am to 12pm"),
        ("Sat midday to 2", "Saturday 12pm to 2pm"),
        ("Sat ten to twelve", "Saturday 10am to 12pm"),
        ("Sat 10 o'clock to half past eleven", "Saturday 10am to 11:30am"),
        ("Sat half six to 8pm", "Saturday 6:30pm to 8pm"),
        ("Sat 09:00:00 12:00:00", "Saturday 9am to 12pm"),
        ("Sat (10am-12pm)", "Saturday 10am to 12pm"),
        ("Tuesday 0.416666666666667 0.5", "Tuesday 10am to 12pm"),
        ("Tuesday 1899-12-30 10:00 1899-12-30 12:00", "Tuesday 10am to 12pm"),
        ("Tuesday evenings 6.30pm-8.30pm", "Tuesday 6:30pm to 8:30pm"),
        ("Tuesday evening 8-10", "Tuesday 8pm to 10pm"),
        ("Tuesday mornings 8-10", "Tuesday 8am to 10am"),
        ("Tue pm 1-3", "Tuesday 1pm to 3pm"),
        ("Sun, fortnightly, 12-2pm", "Sunday 12pm to 2pm every 2 weeks"),
        ("Every other Sunday 12-2pm", "Sunday 12pm to 2pm every 2 weeks"),
        ("Mon 18:00–20:00 (every 3 weeks)", "Monday 6pm to 8pm every 3 weeks"),
        ("Tues 9.30-11.30, 1-3pm", "Tuesday 9:30am to 11:30am; Tuesday 1pm to 3pm"),
        ("Mon 9am-1pm Tue 9am-1pm", "Monday 9am to 1pm; Tuesday 9am to 1pm"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(
    reading: Reading, text: str, said: str
) -> None:
    read = reading.read("Sessions", text)
    assert (read.said, read.also) == (said, {})
    assert meetings.said(read.value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tue 1-3", "Tuesday 1pm to 3pm"),
        ("Tue 6-8", "Tuesday 6pm to 8pm"),
        ("Tue 7-9", "Tuesday 7pm to 9pm"),
        ("Tue half six to half seven", "Tuesday 6:30pm to 7:30pm"),
    ],
)
def test_time_at_which_no_morning_class_is_held_is_told_as_what_it_was_read(
    reading: Reading, text: str, said: str
) -> None:
    assert reading.read("Sessions", text).said == f"{said}, as it has neither am nor pm"


def test_days_that_one_word_names(reading: Reading) -> None:
    for text, days in (("Weekdays 9-5", WEEKDAYS[:5]), ("Every day 10-4", WEEKDAYS)):
        assert [one["day"] for one in reading.read("Sessions", text).value] == list(days)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Tuesday 10am-12pm (term time)", "Term time."),
        ("Tue 10-12 term time only", "Term time only."),
        ("Tue 10-12 (not 16 Feb)", "Not 16 Feb."),
        ("Drop-in Tue 10-12", "Drop-in."),
    ],
)
def test_what_stands_in_brackets_is_a_note_of_the_run(
    reading: Reading, text: str, note: str
) -> None:
    read = reading.read("Sessions", text)
    assert meetings.said(read.value) == "Tuesday 10am to 12pm"
    assert read.also == {("runs", "note"): note}
    assert read.said.endswith(f"with the note “{note.rstrip('.')}”")


@pytest.mark.parametrize(
    ("text", "offer", "choices"),
    [
        ("Tue 8-10", "", ("Tuesday 8am to 10am", "Tuesday 8pm to 10pm")),
        ("Tue 01:00 to 03:00", "", ("Tuesday 1pm to 3pm", "Tuesday 1am to 3am")),
        ("Tue 09:30-01:00", "Tuesday 9:30am to 1pm", ()),
        ("Tue 10am-12am", "Tuesday 10am to 12pm", ()),
        ("Tue 9-9", "Tuesday 9am to 9pm", ()),
        ("Tue evening 10am-12", "Tuesday 10am to 12pm", ()),
        ("Tuesday 0.41 0.5", "Tuesday 9:45am to 12pm", ()),
        ("T 9-12", "", ("Tuesday 9am to 12pm", "Thursday 9am to 12pm")),
        ("Tusday 9-12", "Tuesday 9am to 12pm", ()),
        (
            "MTW 9.30-10.30",
            "Monday 9:30am to 10:30am; Tuesday 9:30am to 10:30am; Wednesday 9:30am to 10:30am",
            (),
        ),
        ("MTTh 9-12", "Monday 9am to 12pm; Tuesday 9am to 12pm; Thursday 9am to 12pm", ()),
        ("Fri 10pm-midnight", "Friday 10pm to 11:59pm", ()),
        ("Fri 22:00-00:00", "Friday 10pm to 11:59pm", ()),
        ("Fri 8-midnight", "Friday 8pm to 11:59pm", ()),
        ("Tue ask 9-12", "Tuesday 9am to 12pm (Ask)", ()),
        ("Tue 10-12 in room 4", "Tuesday 10am to 12pm (In room 4)", ()),
        ("Tue 10-12 for 6 weeks", "Tuesday 10am to 12pm (For 6 weeks)", ()),
        (
            "Mon-Wed-Fri 9-12",
            "Monday 9am to 12pm; Wednesday 9am to 12pm; Friday 9am to 12pm",
            (),
        ),
        ("Tue 10-12 or Thu 1-3", "", ()),
        ("Tuesday", "", ()),
        ("Tuesday 9:30", "", ()),
        ("9:30 to 11:30", "", ()),
    ],
)
def test_days_and_times_that_are_not_sure_are_asked(
    reading: Reading, text: str, offer: str, choices: tuple[str, ...]
) -> None:
    asked = reading.ask("Sessions", text)
    assert (asked.offer, asked.choices) == (offer, choices)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tuesday 25:00 to 27:00", "not a time of day"),
        ("Tuesday 11:30 to 09:30", "ends before it begins"),
        ("Blobday 9-12", "not a day of the week"),
        ("Tue 9-12 €", "cannot be read"),
        ("Tue 10-12 monthly", "not each week"),
        ("First Tuesday 10-12", "not each week"),
        ("Tue 12 Jan 10-12", "days of the calendar"),
    ],
)
def test_what_is_no_week_is_refused(reading: Reading, text: str, word: str) -> None:
    assert word in reading.refuse("Sessions", text)


@pytest.mark.parametrize("text", ["Flexible", "By arrangement", "Days and times vary"])
def test_no_days_are_a_note_of_the_run(reading: Reading, text: str) -> None:
    read = reading.read("Sessions", text)
    assert (read.value, read.also) == (None, {("runs", "note"): f"{text}."})


_clock = st.integers(0, 24 * 60 - 1).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")


@given(
    st.lists(
        st.tuples(st.sampled_from(WEEKDAYS), _clock, _clock, st.sampled_from([None, 2, 6])).filter(
            lambda one: one[1] < one[2]
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_of_meetings_is_read_as_the_same(rows: list[Any]) -> None:
    weekly = [
        {"day": day, "from": start, "to": end, **({"every_weeks": every} if every else {})}
        for day, start, end, every in rows
    ]
    assert meetings.read_meetings(meetings.said(weekly)).value == weekly
