"""What may be at most, in bytes as they are sent (gzip) unless said, and why: the one list.

Tests hold the site to all but the last part, which `make bench` prints beside what it measures.
Bytes and files are counted alike on every machine; no test has a limit in seconds. A phone on a
slow line (1.6 Mbit/s) takes half a second for 100 KB.
"""

from __future__ import annotations

KIB = 1024

FIRST_BYTES = 14 * KIB
"""HTML and style sheets to read a course, or the home page: what a server sends before it first
waits for an answer (ten packets of TCP)."""
WHOLE_COURSE_PAGE = 40 * KIB
"""With typeface and pictures: the most that somebody with little data on their phone pays for."""
WHOLE_PLAN_PAGE = 40 * KIB
"""Partners look at dozens of these in a row."""
MAP_PAGE = 25 * KIB
SMALL_MAP = 2 * KIB
"""Every page of an area and a venue has one."""
CITY_PICTURE = 4 * KIB
"""It says nothing, so it may cost next to nothing."""
LINK_PICTURE = 60 * KIB
"""As it is: WhatsApp shows none that is much larger on a slow line."""
WARD_MAP, SMALL_WARD_MAP, NEIGHBOURHOOD_MAP = 6 * KIB, 3 * KIB, 16 * KIB
"""Pictures of planning, a dozen on a page."""
PLACE_DATA = 60 * KIB
"""What the page that finds places for a course fetches once."""

SCRIPTS_FOR_RESIDENTS = 24 * KIB
"""All of them together. Nothing is shown that waits for more."""
EVERYWHERE_SCRIPT, WORKER_SCRIPT, SAVED_SCRIPT, SAVE_SCRIPT = 1_280, 2_048, 4_096, 2_048
"""The first is on every page; the others are for saved courses and for being offline."""
FORM_SCRIPTS, CHANGE_SCRIPTS, LAST_STEP_SCRIPTS = 36 * KIB, 3 * KIB, 3.5 * KIB
"""The form reads days, times, prices and numbers as people type them, asks where it is not sure,
tells each rule at its field in its own words, and hands over one proposal. Only partners fetch it,
once; what finds courses that are alike, at the last step alone."""
SHEET_SCRIPTS = 7 * KIB
"""What the page for sheets adds to what it shares with the form. Python weighs far more."""
PLAN_SCRIPTS = 3 * KIB
STAFF_SCRIPTS = 9 * KIB
"""Two thirds of it find courses and places, as the search does: 3 KB are the page's own."""
EMBED_SCRIPT = 3 * KIB
"""As it is: other people's sites run it."""

FIRST_ANSWER = {1_000: 125_000, 10_000: 235_000}
"""What the first answer of the search fetches, of up to so many courses; more have no limit. Most
of it is Pagefind's own program."""
LATER_ANSWER = 30_000
FILTERED = 40_000
"""What a choice without words fetches first: no index."""
ONE_MORE_FILTER = 30_000
