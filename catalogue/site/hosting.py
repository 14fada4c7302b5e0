"""What hosts are told about the site: the headers of each address, how long it may be kept, and
where moved pages are now.

Called by its maker. Written as the files that Netlify and Cloudflare Pages read, `_headers` and
`_redirects`; nginx.py makes a server's settings of these two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.site.policy import fetched_from, framed_by_all, header_policy, special_pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from catalogue.site.urls import Urls

EVERYWHERE: Mapping[str, str] = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The search asks for the place, and nothing of ours for any of the rest.
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The headers of every address, whether there is something or not."""
# All of it is public, and no cookie is ever asked for: a program on any page may read it.
_FOR_SCRIPTS_ELSEWHERE: Mapping[str, str] = {"Access-Control-Allow-Origin": "*"}
ASK_AGAIN, FOR_EVER = "no-cache", "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers of one address, or of all that begin as it does where it ends in *."""

    pattern: str
    headers: Mapping[str, str]


def header_rules(
    urls: Urls, addresses: Iterable[str], shared: Collection[str], hashed: Collection[str] = ()
) -> Iterator[HeaderRule]:
    """Yield the rules of a site that has these `addresses`, of which others may read the `shared`.

    `hashed` are folders whose names change with what is in them. No header is in two rules that
    both hold for an address: Cloudflare would join the two values, and Netlify take the last.
    """
    yield HeaderRule(f"{urls.base}/*", EVERYWHERE)
    kinds = special_pages(urls)
    for pattern in _patterns(urls.home(), sorted(set(addresses)), {*kinds, *hashed}):
        folder = pattern.rstrip("*")
        kind = kinds.get(folder, "page")
        for_others = any(_holds(pattern, address) for address in shared)
        yield HeaderRule(
            pattern,
            {
                "Content-Security-Policy": header_policy(kind, fetched_from(kind, urls)),
                # For browsers that do not know frame-ancestors.
                **({} if framed_by_all(kind) else {"X-Frame-Options": "SAMEORIGIN"}),
                "Cross-Origin-Resource-Policy": "cross-origin" if for_others else "same-origin",
                **(_FOR_SCRIPTS_ELSEWHERE if for_others else {}),
                "Cache-Control": FOR_EVER if folder in hashed else ASK_AGAIN,
            },
        )


def _patterns(folder: str, addresses: Iterable[str], special: Collection[str]) -> Iterator[str]:
    """Yield patterns that hold all addresses in a folder, each in one: the whole folder, unless
    something in it is special.
    """
    if not any(one != folder and one.startswith(folder) for one in special):
        yield f"{folder}*"
        return
    inside: dict[str, list[str]] = {}
    for address in addresses:
        name, slash, _ = address.removeprefix(folder).partition("/")
        inside.setdefault(name + slash, []).append(address)
    for name, those in inside.items():
        if name.endswith("/"):
            yield from _patterns(folder + name, those, special)
        else:
            yield folder + name


def _holds(pattern: str, address: str) -> bool:
    return address.startswith(pattern[:-1]) if pattern.endswith("*") else address == pattern


def headers_file(rules: Iterable[HeaderRule]) -> str:
    """Write the rules as a `_headers` file.

    The format: https://docs.netlify.com/manage/routing/headers/ and
    https://developers.cloudflare.com/pages/configuration/headers/
    """
    lines = []
    for rule in rules:
        lines += [rule.pattern, *(f"  {name}: {value}" for name, value in rule.headers.items())]
    return "".join(f"{line}\n" for line in lines)


def redirects_file(moved: Mapping[str, str]) -> str:
    """Write where each old address leads as a `_redirects` file, each twice: Netlify shows the page
    at the old address unless the number has a “!”, and Cloudflare passes over numbers with one.

    The format: https://docs.netlify.com/manage/routing/redirects/overview/ and
    https://developers.cloudflare.com/pages/configuration/redirects/
    """
    return "".join(f"{old} {new} 301!\n{old} {new} 301\n" for old, new in moved.items())
