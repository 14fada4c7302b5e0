"""The sentences of a course's page, for a browser that words a course nobody has published yet.

The same messages as in the views (tests/form/test_preview.py holds them together), by the names
that theme/static/js/form/preview.js and runs.js call them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.site.language import SOURCE
from catalogue.site.views.words import day_letters, day_names

if TYPE_CHECKING:
    from catalogue.site.language import Language


def words_for_preview(language: Language) -> dict[str, Any]:
    """Return the sentences by name; what counts has one for one and one for many."""
    return {
        **_of_dates(language),
        **_of_runs(language),
        **_of_states(language),
        **_of_costs(language),
        **_of_people(language),
        **_of_others(language),
    }


def _of_dates(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "gap": say("not said yet"),
        "days": day_names(language),
        "letters": day_letters(language),
        "months": [language.locale.months["format"]["wide"][number] for number in range(1, 13)],
        "clock": {"am": "am", "pm": "pm", "noon": "midday"} if language.tag == SOURCE else None,
        "times": say("{start} to {end}"),
        "weekly": [
            say("Mondays"),
            say("Tuesdays"),
            say("Wednesdays"),
            say("Thursdays"),
            say("Fridays"),
            say("Saturdays"),
            say("Sundays"),
        ],
        "every": {
            2: say("Every second {days}"),
            3: say("Every third {days}"),
            4: say("Every fourth {days}"),
            5: say("Every fifth {days}"),
            6: say("Every sixth {days}"),
        },
        "weekdays": say("Monday to Friday"),
    }


def _of_runs(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "own_time": say("In your own time"),
        "ask_days": say("Ask for days and times"),
        "finished": say("Finished {day}"),
        "any_week_from": say("Join any week from {day}"),
        "any_week": say("Join any week. It began on {day}"),
        "started": say("Started {day}"),
        "starts_today": say("Starts today, {day}"),
        "on": say("On {day}"),
        "starts": say("Starts {day}"),
        "as_long": say("As long as you like"),
        "one_day": say("One day"),
        "weeks": _counted(language, "{count} week", "{count} weeks"),
        "classes": _counted(language, "{count} class", "{count} classes"),
        "weeks_and_classes": say("{weeks}, {classes}"),
        "online": say("Online, from home"),
        "ask_where": say("Ask where"),
        "half_year": say("Dates in the next six months"),
        "all_dates": _counted(language, "All {count} date", "All {count} dates"),
        "next_dates": _counted(language, "The next {count} date", "The next {count} dates"),
        "no_class": say("No class on {days}."),
        "own_hours": say("About {hours} hours of learning in your own time."),
        "places": _counted(language, "{count} place in all.", "{count} places in all."),
        "other_times": _counted(
            language, "{count} other time or place", "{count} other times and places"
        ),
    }


def _of_states(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "over": [say("Finished"), say("It is over.")],
        "late_to_apply": [say("Ask about late places"), say("The last day to apply has passed.")],
        "late": [say("Already started"), say("Ask if you can still join.")],
        "not_now": say("Not running now"),
        "advice": {
            "over": say("All its dates are over. It may come back: ask {provider} when."),
            "full": say("There are no places left. Ask {provider} when it runs again."),
            "waiting-list": say("It is full. Ask {provider} to put your name on the waiting list."),
            "cancelled": say("It will not take place. Ask {provider} if it will run another time."),
            "postponed": say("The new date is not known yet. Ask {provider} to tell you."),
            "late": say("You may be too late. Ask {provider} if you can still join."),
        },
        "way_on": say("See courses that start soon"),
    }


def _of_costs(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "pounds": say("£{amount}"),
        "free": say("Free. You pay nothing."),
        "free_for_some": say("Free for some people."),
        "others_pay": say("Other people pay {price}."),
        "costs": say("The course costs {price}."),
        "reduced": say("The reduced price is {price}. Ask if you can have it."),
        "ask_cost": say("Ask the provider what you would pay."),
    }


def _of_people(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "everyone": say("Everyone is welcome."),
        "only_for": say("Only for: {people}."),
        "mind_and_everyone": say("Made with these people in mind: {people}. Everyone is welcome."),
        "mind": say("Made with these people in mind: {people}."),
        "call_or_mail": say("Call {provider} on {phone} or e-mail {email}."),
        "call": say("Call {provider} on {phone}."),
        "mail": say("E-mail {provider}: {email}."),
    }


def _of_others(language: Language) -> dict[str, Any]:
    say = language.gettext
    return {
        "gain_all": say("You can gain: {title} ({given_by}, number {number})."),
        "gain_given": say("You can gain: {title} ({given_by})."),
        "gain_number": say("You can gain: {title} (number {number})."),
        "gain": say("You can gain: {title}."),
        "taught_in": say("Taught in {languages}."),
        "report": say("Report a mistake"),
    }


def _counted(language: Language, one: str, many: str) -> dict[str, str]:
    """Two forms are enough here: in a language with more, a preview may have the wrong one."""
    return {"one": language.ngettext(one, many, 1), "other": language.ngettext(one, many, 2)}
