"""What people can follow to be told of new courses: each topic and area, whether anybody teaches
there yet or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.views.links import LinkView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalogue.site.views.site import Site


@dataclass(frozen=True, slots=True)
class FollowView:
    """The feed of a topic or an area: `facet` and `value`. `words` are an area's other words, with
    bars between.
    """

    facet: str
    value: str
    label: str
    words: str
    feed: str


def follows(site: Site) -> Iterator[FollowView]:
    """Yield all that can be followed: nothing, while the site has no address for its feeds."""
    urls = site.urls
    if not urls.origin:
        return
    for facet, vocabulary, list_of in (
        ("topic", "topics", urls.topic),
        ("area", "areas", urls.area),
    ):
        for term in site.vocabularies[vocabulary].terms.values():
            words = "" if facet == "topic" else "|".join(term.other_words)
            feed = urls.feed(list_of(term.id))
            yield FollowView(facet, term.id, term.label, words, feed)


def not_yet(site: Site, facet: str) -> tuple[LinkView, ...]:
    """The feeds of the topics or areas that have no course yet."""
    return tuple(
        LinkView(one.label, one.feed)
        for one in follows(site)
        if one.facet == facet and not site.catalogue.courses_in(facet, one.value)
    )
