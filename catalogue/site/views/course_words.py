"""The sentences of a course's page, once: the views say them, and the partners' preview is handed
them all, each by its name in small letters (preview_words.py).

`mark` and `Counted` are what `make messages` looks for. What only a view says, or only a template,
stands there.
"""

from __future__ import annotations

from catalogue.site.language import Counted, mark

# how to reach people
PHONE_COSTS = mark("Calls to this number cost extra.")
CALL_BUTTON = mark("Call {phone}")
MAIL_BUTTON = mark("E-mail {provider}")
WEB_BUTTON = mark("Join on their website")

# dates
TIMES = mark("{start} to {end}")
WEEKLY = (
    mark("Mondays"),
    mark("Tuesdays"),
    mark("Wednesdays"),
    mark("Thursdays"),
    mark("Fridays"),
    mark("Saturdays"),
    mark("Sundays"),
)
EVERY = {
    2: mark("Every second {days}"),
    3: mark("Every third {days}"),
    4: mark("Every fourth {days}"),
    5: mark("Every fifth {days}"),
    6: mark("Every sixth {days}"),
}
WEEKDAYS = mark("Monday to Friday")

# runs
OWN_TIME = mark("In your own time")
ASK_DAYS = mark("Ask for days and times")
OFF = mark("Was to start {day}")
FINISHED = mark("Finished {day}")
ANY_WEEK_FROM = mark("You can join any week from {day}")
ANY_WEEK = mark("You can join any week")
UNTIL = mark("{begins} until {day}")
STARTED = mark("Started {day}")
STARTS_TODAY = mark("Starts today, {day}")
ON = mark("On {day}")
STARTS = mark("Starts {day}")
AS_LONG = mark("As long as you like")
ONE_DAY = mark("One day")
WEEKS = Counted("{count} week", "{count} weeks")
CLASSES = Counted("{count} class", "{count} classes")
WEEKS_AND_CLASSES = mark("{weeks}, {classes}")
LENGTH_UNTIL = mark("{length}, until {day}")
ONLINE = mark("Online, from home")
ASK_WHERE = mark("Ask where")
HALF_YEAR = mark("Dates in the next six months")
ALL_DATES = Counted("All {count} date", "All {count} dates")
NEXT_DATES = Counted("The next {count} date", "The next {count} dates")
NO_CLASS = mark("No class on {days}.")
SPAN = mark("{first} to {last}")
OWN_HOURS = mark("About {hours} hours of learning in your own time.")
PLACES = Counted("(class of {count})", "(class of {count})")
OTHER_TIMES = Counted("{count} more date", "{count} more dates")

# whether one can join: what it is called, and what that means
OVER = (mark("Finished"), mark("It has ended."))
LATE_TO_APPLY = (mark("Ask about late places"), mark("The last day to apply has passed."))
LATE = (mark("Already started"), mark("Ask if you can still join."))
NOT_NOW = mark("Not running now")
ADVICE = {
    "over": mark("This course has ended. It may come back: ask {provider} when."),
    "full": mark("There are no places left. Ask {provider} when it runs again."),
    "waiting-list": mark("It is full. Ask {provider} to put your name on the waiting list."),
    "cancelled": mark("It will not take place. Ask {provider} if it will run another time."),
    "postponed": mark("The new date is not known yet. Ask {provider} to tell you."),
    "late": mark("You may be too late. Ask {provider} if you can still join."),
}
WAY_ON = mark("See courses that start soon")

# cost
POUNDS = mark("£{amount}")
FREE = mark("Free. You pay nothing.")
FREE_FOR_SOME = mark("Free for some people.")
OTHERS_PAY = mark("Other people pay {price}.")
COSTS = mark("The course costs {price}.")
REDUCED = mark("The reduced price is {price}. Ask if you can have it.")
ASK_COST = mark("Ask what you would pay.")

# people
EVERYONE = mark("Everyone is welcome.")
SUITS = mark("Everyone is welcome. It suits {people}.")
MADE_FOR = mark("Made for {people}. Others can ask to join.")
ONLY_FOR = mark("Only for {people}")
PEOPLE_WHO = mark("{people} {who}")
WHO = mark("who {what}")
CALL_TO_ASK = mark("Not listed: call {phone} to ask")
MAIL_TO_ASK = mark("Not listed: e-mail {email} to ask")
THINGS_TO_ASK = mark("{who} can tell you about: {things}.")

# the rest
GAIN_ALL = mark("{title} ({given_by}, number {number}).")
GAIN_GIVEN = mark("{title} ({given_by}).")
GAIN_NUMBER = mark("{title} (number {number}).")
BEGINNERS = mark("Beginners can start")
NOTHING = mark("Nothing. Just come.")
NO_TEST = mark("No test.")
TAUGHT_IN = mark("Taught in {languages}.")
REPORT = mark("Report a mistake")
