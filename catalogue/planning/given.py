"""What tables of planning are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.planning.funding import Grant
    from catalogue.planning.snapshots import Snapshot


@dataclass(frozen=True, slots=True)
class Given:
    """The catalogue; how much longer ways on foot are than straight lines; what partners say in
    private of their money; and what was known in earlier terms.
    """

    catalogue: Catalogue
    detour: float = 1.0
    grants: tuple[Grant, ...] = ()
    earlier: tuple[Snapshot, ...] = ()
