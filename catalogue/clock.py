"""What day it is. The only place that reads a clock: all else is told the day.

Used where something begins: the command, the build of a site, a script.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def today_in(zone: ZoneInfo) -> date:
    """Return the day it is in the city, wherever this runs."""
    return datetime.now(zone).date()
