"""The tables of planning as pages show them, each made once, as `catalogue plan` prints them."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Planned:
    """All tables of a catalogue, with what was known in `earlier` terms. `grants` are there only
    where partners let all see what money buys.
    """

    catalogue: Catalogue
    earlier: tuple[Snapshot, ...] = ()
    grants: tuple[Grant, ...] = ()

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
        return access(self.catalogue)

    @cached_property
    def ranking(self) -> PlanningTable[RankRow]:
        """Where need is high and provision little."""
        return ranking(self.catalogue, self.access)

    @cached_property
    def reach(self) -> PlanningTable[ReachRow]:
        """Whom nothing is near."""
        return reach(self.catalogue)

    @cached_property
    def overlaps(self) -> PlanningTable[OverlapRow]:
        """Where two do the same."""
        return overlaps(self.catalogue)

    @cached_property
    def pathways(self) -> PlanningTable[PathwayRow]:
        """Where courses lead."""
        return pathways(self.catalogue)

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
        return priorities(self.catalogue, self.earlier)

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
        """All of them, what money buys last, where that is for all to see."""
        yield from (self.provision, self.need, self.access, self.ranking, self.reach)
        yield from (self.overlaps, self.pathways, self.quality, self.change)
        yield from (self.priorities, self.actions, self.bids)
        if self.grants:
            yield self.spending

    def table(self, name: str) -> PlanningTable[Any]:
        """Return one of them. Raises StopIteration where the site has none of that name."""
        return next(table for table in self.tables if table.name == name)

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
