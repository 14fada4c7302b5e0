"""What tables of planning are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.planning.funding import Grant
    from catalogue.planning.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Given:
    """The catalogue; how much longer ways on foot are than straight lines; what partners say in
    private of their money; what was known in earlier terms; and how much each measure counts, where
    whoever plans says so.
    """

    catalogue: Catalogue
    detour: float = 1.0
    grants: tuple[Grant, ...] = ()
    earlier: tuple[Snapshot, ...] = ()
    weights: Mapping[str, float] | None = None
