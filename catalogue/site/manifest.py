"""What a phone is told that puts the site on its first screen: its name, colours and icons.

Called by its maker. https://www.w3.org/TR/appmanifest/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from catalogue.site.views.site import THEME_COLOUR

if TYPE_CHECKING:
    from catalogue.site.views.site import Site

BACKGROUND = "#fbf6ec"
"""--paper of theme/static/css/tokens.css."""
_SIZES = (192, 512)


def manifest_json(site: Site) -> str:
    """Write the manifest. It keeps a bar with the way back: many a phone has no key for that."""
    urls = site.urls
    return json.dumps(
        {
            "name": site.name,
            "short_name": site.language.gettext("Courses"),
            "lang": site.language.tag,
            "dir": site.language.direction,
            "id": urls.home(),
            "start_url": urls.home(),
            "scope": urls.home(),
            "display": "minimal-ui",
            "theme_color": THEME_COLOUR,
            "background_color": BACKGROUND,
            "icons": [
                {
                    "src": urls.picture(f"icon-{size}"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for size in _SIZES
                for purpose in ("any", "maskable")
            ],
        },
        ensure_ascii=False,
    )
