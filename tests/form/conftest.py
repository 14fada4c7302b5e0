"""What tests of the partners' pages share: the whole site with its files, and a browser."""

from __future__ import annotations

from tests.site.conftest import (
    address,
    browser,
    page,
    real_site,
    serve_folder,
    sub_path_site,
    tiny,
)

__all__ = ["address", "browser", "page", "real_site", "serve_folder", "sub_path_site", "tiny"]
