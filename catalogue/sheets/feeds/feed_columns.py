"""Our columns that feeds fill, by the headings that sheets have for them."""

from __future__ import annotations

TITLE, SUMMARY, DESCRIPTION = "Title", "Summary", "Description"
STARTS, ENDS, SESSIONS = "First day", "Last day", "Sessions"
VENUE, MODE, STATE, OFF = "Venue", "Way to learn", "State", "No class on"
NOTE, PLACES, APPLY_BY = "Note on this run", "Places", "Apply by"
TOPICS, LEVEL, PRICE, LANGUAGES = "Topics", "Level", "Price", "Taught in"
LEARN, NEEDS, WHO_FOR = "You will learn", "What you need before you start", "Who it is for"
BOOKING, EMAIL, PHONE = "How to join: Booking page", "How to join: E-mail", "How to join: Phone"
PAGE, ORGANISATION, GROUP = "Page of the course", "Organisation", "Group"
"""These three are no columns of ours: `importing/own_pages.py` looks at them."""
