"""What day it is. The only place that reads a clock: all else is told the day.

Used where something begins: the command, the build of a site, a script.
"""

from __future__ import annotations

from datetime import date, datetime

from catalogue.sessions import LONDON


def today_in_liverpool() -> date:
    """Return the day it is in Liverpool, wherever this runs."""
    return datetime.now(LONDON).date()
