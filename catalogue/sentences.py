"""The sentences about what is wrong in one file, once for all who say them.

`catalogue check` says them in Python, the form says them in the browser (theme/static/js/form/
check.js): it gets them with form.json. {names} in braces are filled in. What only a look at other
files or at reference/ can find is said by the rule that looks there.
"""

from __future__ import annotations

from typing import Any

SAYINGS = {
    # what the schema finds
    "missing-field": ("“{name}” is missing.", "Add it. {description}"),
    "unknown-field": ("There is no field called {name} here.", "The fields here are {names}."),
    "left-empty": ("{title} is left empty.", "Fill it in, or delete the line."),
    "wrong-kind": ("{title} should be {wanted}, and this is {got}.", "{mend}"),
    "not-in-list": ("{value} is not one of our words for this ({title}).", "{mend}"),
    "wrong-form": ("{value} is not written as it should be.", "{mend}"),
    "no-such-month": ("{value} is not a day: there is no month {month}.", "{mend}"),
    "no-such-day": (
        "{value} is not a day: {month} {year} has {days} days.",
        "Correct the day, the month or the year.",
    ),
    "dashes": ("{value} has dashes between its numbers, and not hyphens.", "{mend}"),
    "no-space": (
        "There is no space after the colon of {name}.",
        "Put one there: {name}: {value}",
    ),
    "too-many-characters": (
        "{title} has {size} characters; {most} is the most.",
        "Leave out at least {over}.",
    ),
    "too-many-values": (
        "{title} has {size} values; {most} is the most.",
        "Leave out at least {over}.",
    ),
    "too-short": ("{title} is too short.", "Fill it in, or delete it."),
    "nothing-in-it": ("{title} has nothing in it.", "Fill it in, or delete it."),
    "twice-in-list": ("{value} is in the list twice.", "Delete one of them."),
    "minimum": ("{value} is less than {limit}.", "Write {limit} or more."),
    "maximum": ("{value} is more than {limit}.", "Write {limit} or less."),
    "multipleOf": ("{value} has parts of a penny.", "Write pounds and pence, like 48.50."),
    # texts
    "nothing-to-read": (
        "There is no letter and no digit here.",
        "Write at least one word, or delete it.",
    ),
    "markup-in-line": (
        "{markup} will be shown as it is typed.",
        "Delete it: this line takes plain words only.",
    ),
    "quoted-whole": (
        "The quotation marks around this will be shown.",
        "Leave them out, unless somebody said it.",
    ),
    # titles
    "shouting": (
        "Most of the title is in capitals.",
        "Write it as in a sentence, with capitals only for names.",
    ),
    "title-end": ("The title ends in “{sign}”.", "Leave out the marks at the end."),
    "repeats-title": (
        "The summary says no more than the title.",
        "Say in one sentence what people will do, or why they would enjoy it.",
    ),
    "repeats-summary": (
        "The description says the same as the summary.",
        "Describe what happens in a class.",
    ),
    "run-twice": (
        "This is the same as run {number}, from {day}.",
        "Delete one, or tell the two groups apart by a reference or a note.",
    ),
    "run-id-twice": (
        "This run has the same id as run {number}, so calendars would take one for the other.",
        "Delete the line with the id in the run that is new, or was copied: it gets another by "
        "itself.",
    ),
    # cost
    "free-with-price": (
        "The course is free, yet has a price of £{price}.",
        "Delete the price, or write kind: fee (or free-if where some pay nothing).",
    ),
    "paid-without-price": (
        "The full price is 0, so nobody pays.",
        "Write kind: free, and delete the price.",
    ),
    "free-if-unused": (
        "The kind of cost is {kind}, yet free_if names reasons to pay nothing.",
        "Write kind: free-if, or delete free_if.",
    ),
    "concession-alone": (
        "There is no full price beside it.",
        "Add the full price as pounds.",
    ),
    "concession-too-high": (
        "£{reduced} is more than the full price of £{full}.",
        "Swap or correct the two prices.",
    ),
    # contact
    "no-contact": (
        "There is no phone number or e-mail address to ask at.",
        "Add a phone or an email under join.",
    ),
    "bad-phone": (
        "“{phone}” cannot be a UK phone number.",
        "Write all of it with the area code, like {example}.",
    ),
    "costly-phone": (
        "Ringing “{phone}” costs people extra.",
        "Write a number that begins 01, 02, 03 or 0800, if you have one.",
    ),
    # links
    "not-https": (
        "{address} does not start with https://.",
        "Write https:// instead of http://, and see that the page opens.",
    ),
    "name-before-site": (
        "What stands before the @ in {address} is not the site it leads to.",
        "Delete everything between // and @.",
    ),
    "number-for-site": (
        "{address} leads to a number, not to the name of a site.",
        "Write the name of the site.",
    ),
    "short-link": (
        "{host} makes short links that hide where they lead.",
        "Open it, and copy the address of the page you come to.",
    ),
    "odd-site": (
        "{host} has letters that can be taken for others.",
        "See that this is the site you mean.",
    ),
    "bad-link": (
        "{address} does not have the name of a site.",
        "Write the whole address, like https://www.centre.example/courses.",
    ),
    # dates
    "start-far-away": (
        "The run starts on {day}, more than two years from now.",
        "Look at the year again.",
    ),
    "start-long-ago": (
        "The run starts on {day}, more than thirty years ago.",
        "Look at the year again.",
    ),
    "ends-before-start": (
        "The last day, {last}, is before the first, {first}.",
        "Correct one of the two, or swap them.",
    ),
    "goes-on-for-years": (
        "The run goes on until {day}, for more than five years.",
        "Look at the year again, or write rolling: true where people can join any week.",
    ),
    "apply-too-late": (
        "The last day to apply is after the last day of the run, {day}.",
        "Write a day before the run ends, or leave apply_by out.",
    ),
    "checked-in-future": (
        "{day} has not come yet.",
        "Write the day on which you last looked it over.",
    ),
    "checked-long-ago": (
        "This was last checked on {day}, over a year ago.",
        "Look it over, correct what has changed, and write checked: {today}.",
    ),
    "long-run": (
        "The run lasts {weeks} weeks.",
        "Did you mean {meant}? If it is that long, leave it as it is.",
    ),
    "already-over": (
        "This is new, and was over on {day}: people will not find it.",
        "Look at the year again. If it is there to show what has been, leave it as it is.",
    ),
    "long-past": (
        "Every run of this course ended more than a year ago.",
        "Add a run if it is on again.",
    ),
    # sessions
    "ends-before-it-begins": (
        "The session begins at {start} and ends at {end}.",
        "Correct the times; half past one is 13:30 on the 24-hour clock.",
    ),
    "sessions-overlap": (
        "On {day} this session overlaps with the one from {start} to {end}.",
        "Correct the times, or make a run of its own for a second group.",
    ),
    "every-day-left-out": (
        "Every {day} of this run is in no_class_on.",
        "Take a date out of no_class_on, or delete this session.",
    ),
    "other-single-day": (
        "The run is on {date} only, which is not a {day}.",
        "Did you mean {first}? If it goes on for longer, add its last day as ends.",
    ),
    "day-never-comes": (
        "The run has no {day} from {starts} to {ends}.",
        "Did you mean {first}? If not, correct starts or ends.",
    ),
    "first-day-no-class": (
        "The first day is {date}, and the class is on {days}.",
        "Write starts: {meant} for the first class, or change the day of the class. If people do "
        "come on the first day, leave it as it is.",
    ),
    "last-day-no-class": (
        "The last day is {date}, and the class is on {days}.",
        "Write ends: {meant} for the last class, or change the day of the class. If people do "
        "come on the last day, leave it as it is.",
    ),
    "begins-early": (
        "The class begins at {start}, before eight in the morning.",
        "In the afternoon or evening it is {other}. If it is that early, leave it as it is.",
    ),
    "ends-late": (
        "The class ends at {end}, after ten at night.",
        "In the morning it is {other}. If it is that late, leave it as it is.",
    ),
    "long-class": (
        "A class from {start} to {end} lasts {hours} hours.",
        "Correct the times: 7 in the evening is 19:00. If it is that long, leave it as it is.",
    ),
    "short-class": (
        "A class from {start} to {end} lasts {minutes} minutes.",
        "Correct the times. If it is that short, leave it as it is.",
    ),
    "no-evening": (
        "The {name} says evening, and no class begins later than {start}.",
        "Correct the times: 7 in the evening is 19:00. If they are right, leave them as they are.",
    ),
    "no-class-anyway": ("There would be no class on {days} anyway.", "{mend}"),
    "no-times": (
        "This run has no sessions, so people cannot see when to come.",
        "Add sessions, or own_time_hours where people learn in their own time.",
    ),
    # places
    "no-venue": (
        "This run has no venue.",
        "Add a venue from content/venues, or delivery: online.",
    ),
    "venue-online": (
        "This run is online, yet has a venue.",
        "Delete the venue, or write delivery: blended.",
    ),
    "no-place": (
        "We cannot tell where this place is.",
        "Add its postcode, its point on the map or its areas.",
    ),
    # sources and examples
    "no-source": (
        "No source stands behind {name}.",
        "Add {name} to the for of a source, or add a source.",
    ),
    "stray-source": ("There is no field called “{name}” in this file.", "Choose {names}."),
    "example-is-real": (
        "This is an example, and {said} may belong to somebody.",
        "Use a phone number like {phone}, or an address that ends in .example.",
    ),
    "real-is-example": (
        "Nobody can be reached at {said}, which is an invented one.",
        "Write your own, or write example: true if all of it is invented.",
    ),
    # what can be read and not be kept
    "tab": ("There is a tab here.", "Use spaces instead of the tab key."),
    "strange-character": (
        "There is a character here that cannot be seen (U+{number}).",
        "Delete it; if it came with copied text, type the text anew.",
    ),
    "strange-character-by-name": (
        "There is a character here that cannot be seen (U+{number}, {name}).",
        "Delete it; if it came with copied text, type the text anew.",
    ),
}
"""What is wrong, and how to mend it."""

PHRASES = {
    "or": "or",
    "and": "and",
    "like": "Write something like: {example}",
    "meant": "Did you mean {name}?",
    "write": "Write {value}",
    "write-fields": "Write {fields}",
    "write-rest": "Write {value} here. What else there is to say can go into how.",
    "spaces-in-list": "Put a space after each hyphen of the list.",
    "write-one": "Write only one of them here: {values}. The other can go into how.",
    "one-for-each": "Write one session for each day: {values}.",
    "move-into": "Write it as {name} in {group}: it belongs there.",
    "move-out": "Write it as {name} at the start of a line: it is about the whole course.",
    "choose": "Choose {names}.",
    "choose-from": "Choose one of the {vocabulary} in docs/fields.md.",
    "put-in-quotes": "Put it in double quotes.",
    "quote-brackets": "Leave the brackets out, or put the whole text in double quotes.",
    "already-in-list": "Delete it: {value} is in the list already.",
    "as-list": "Write it as a list: [one, another], or each on a line of its own after a hyphen.",
    "as-fields": "Write fields with names below it, indented by two spaces: {names}.",
    "same-group": "The same group",
    "untitled": "This",
    "add-sessions": "Add the sessions of this run, or delete no_class_on.",
    "look-at-year": "Look at the year again; the run starts on {day}.",
    "meets-on": "The run meets on {days}: correct the date, or delete it.",
    "more-days": "{count} more days",
    "string": "text",
    "array": "a list",
    "object": "a group of fields",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}
"""Parts of sentences, and ways to mend that depend on what stands there."""


def say(name: str, /, **values: Any) -> tuple[str, str]:
    """Return what is wrong and how to mend it."""
    what, mend = SAYINGS[name]
    return what.format(**values), mend.format(**values)


def phrase(name: str, /, **values: Any) -> str:
    """Return one of the phrases."""
    return PHRASES[name].format(**values)
