"""All tables of planning of one catalogue, each made once: for the command, pages and papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalogue.planning.bids import bids
from catalogue.planning.catchments import access
from catalogue.planning.change import change
from catalogue.planning.need_table import need
from catalogue.planning.overlaps import overlaps
from catalogue.planning.pathways import pathways
from catalogue.planning.pictures.choropleths import Land
from catalogue.planning.place_finder import finder_data
from catalogue.planning.priorities import actions, priorities
from catalogue.planning.provision import provision
from catalogue.planning.quality import quality
from catalogue.planning.ranking import ranking
from catalogue.planning.reach import reach
from catalogue.planning.spending import spending
from catalogue.planning.standings import Standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from catalogue.catalogue import Catalogue
    from catalogue.planning.bids import BidRow
    from catalogue.planning.catchments import AccessRow
    from catalogue.planning.change import TermsRow
    from catalogue.planning.funding import Grant
    from catalogue.planning.need_table import NeedRow
    from catalogue.planning.overlaps import OverlapRow
    from catalogue.planning.pathways import PathwayRow
    from catalogue.planning.priorities import ActionRow, PriorityRow
    from catalogue.planning.provision import ProvisionRow
    from catalogue.planning.quality import QualityRow
    from catalogue.planning.ranking import RankRow
    from catalogue.planning.reach import ReachRow
    from catalogue.planning.snapshots import Snapshot
    from catalogue.planning.spending import SpendingRow
    from catalogue.planning.table import PlanningTable

NAMES = (
    *("provision", "need", "access", "ranking", "reach", "overlaps", "pathways", "spending"),
    *("quality", "change", "priorities", "actions", "bids"),
)
"""The tables, in the order in which they are written."""


@dataclass(frozen=True)
class Planned:
    """What tables are made of, and the tables. `detour` is how much longer ways on foot are than
    straight lines, `grants` what partners say of their money (in private, unless they let all see
    what it buys), `earlier` what was known in earlier terms, and `weights` how much each measure
    counts, where whoever plans says so.
    """

    catalogue: Catalogue
    detour: float = 1.0
    grants: tuple[Grant, ...] = ()
    earlier: tuple[Snapshot, ...] = ()
    weights: Mapping[str, float] | None = None

    @cached_property
    def straight(self) -> Planned:
        """The same by straight lines."""
        return self if self.detour == 1 else replace(self, detour=1.0)

    @cached_property
    def provision(self) -> PlanningTable[ProvisionRow]:
        """What is taught."""
        return provision(self.catalogue)

    @cached_property
    def need(self) -> PlanningTable[NeedRow]:
        """Who lives where."""
        return need(self.catalogue)

    @cached_property
    def access(self) -> PlanningTable[AccessRow]:
        """What is within reach."""
        return access(self.catalogue, self.detour)

    @cached_property
    def ranking(self) -> PlanningTable[RankRow]:
        """Where need is high and provision little."""
        return ranking(self.catalogue, self.access, self.weights)

    @cached_property
    def reach(self) -> PlanningTable[ReachRow]:
        """Whom nothing is near."""
        return reach(self.catalogue, self.detour)

    @cached_property
    def overlaps(self) -> PlanningTable[OverlapRow]:
        """Where two do the same."""
        return overlaps(self.catalogue, self.detour)

    @cached_property
    def pathways(self) -> PlanningTable[PathwayRow]:
        """Where courses lead."""
        return pathways(self.catalogue, self.detour)

    @cached_property
    def quality(self) -> PlanningTable[QualityRow]:
        """What listings do not say."""
        return quality(self.catalogue)

    @cached_property
    def change(self) -> PlanningTable[TermsRow]:
        """What has changed."""
        return change(self.catalogue, self.earlier)

    @cached_property
    def priorities(self) -> PlanningTable[PriorityRow]:
        """What partners want to change."""
        return priorities(self.catalogue, self.earlier, Standings(self.straight))

    @cached_property
    def actions(self) -> PlanningTable[ActionRow]:
        """Who does what by when."""
        return actions(self.catalogue)

    @cached_property
    def bids(self) -> PlanningTable[BidRow]:
        """What money partners ask for together."""
        return bids(self.catalogue)

    @cached_property
    def spending(self) -> PlanningTable[SpendingRow]:
        """What money buys."""
        return spending(self.catalogue, self.grants)

    @property
    def tables(self) -> Iterable[PlanningTable[Any]]:
        """All of them; what money buys only where that is known."""
        return (self.table(name) for name in NAMES if name != "spending" or self.grants)

    def table(self, name: str) -> PlanningTable[Any]:
        """Return the table of a name, one of NAMES."""
        found: PlanningTable[Any] = getattr(self, name)
        return found

    @cached_property
    def finder(self) -> dict[str, Any] | None:
        """What places for a new course are found in."""
        return finder_data(self.catalogue)

    @cached_property
    def land(self) -> Land:
        """What maps are drawn of."""
        return Land(self.catalogue.reference)

    @property
    def invented(self) -> bool:
        """Whether figures are of invented examples."""
        return any(course.example for course in self.catalogue.courses.values())

    def provided(self, window: str, by: str) -> Mapping[str, ProvisionRow]:
        """Return what is taught in a window under each value of what it is counted by."""
        rows = self.provision.rows
        return {row.id: row for row in rows if (row.window, row.by) == (window, by)}
