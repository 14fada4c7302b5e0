"""Ways to a venue that another site can plan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from catalogue.records import Venue
    from catalogue.site.views.site import Site

# The one planner of bus and train journeys here whose addresses are documented.
_PLANNER = "https://www.google.com/maps/dir/"


def journey_link(site: Site, venue: Venue) -> LinkView | None:
    """Link to a plan of the journey to a venue by bus or train, from wherever one is. None for an
    invented place: nobody can go there.

    The address is a directions request as Google documents it ("Maps URLs"):
    https://developers.google.com/maps/documentation/urls/get-started
    Without an origin it starts where one is, or asks.
    """
    if venue.example:
        return None
    to = {
        "api": "1",
        "destination": f"{venue.name}, {venue.address!s}",
        "travelmode": "transit",
    }
    words = site.language.gettext("Plan your journey on Google Maps (another website)")
    return LinkView(words, f"{_PLANNER}?{urlencode(to)}")
