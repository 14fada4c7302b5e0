"""What leaves the house in other people's formats: one module each, all in the list below.

The module of a format has `FORMAT`, what people and programs are told of it, and
`write(catalogue, house)`, which yields its files. It reads no file, knows nothing of the site, and
is only ever called by the gate (gate.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.exports import (
    calendar,
    course_directory,
    csv_files,
    dcat,
    feeds,
    json_files,
    json_ld,
    open_referral,
    xcri,
)

if TYPE_CHECKING:
    from catalogue.exports.gate import Export

FORMATS: tuple[Export, ...] = (
    calendar,
    feeds,
    json_ld,
    json_files,
    csv_files,
    dcat,
    open_referral,
    xcri,
    course_directory,
)
