"""Measure what the search makes of words: how many real English words it turns into others, and how
many typing errors it mends.

    make spelling                    the site in output/, as `make site` builds it
    make spelling ARGS="--show 40"   and some of what went wrong

Typing errors are made of the catalogue's own words, always the same: two letters swapped, one left
out, one typed twice, one for its neighbour on the keys, one written as it sounds. One that is a
real word is no error that anybody could see.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from catalogue.reference import load_reference
from catalogue.site.search.documents import COMMON_WORDS
from scripts.bench_browser import static_host
from scripts.find_browser import NOT_FOUND, QUIET, find_browser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
COMMONEST = 20_000
"""Of so many English words those are asked that the catalogue does not have."""
MOST_CHANGED = 0.5
"""In a hundred, at most."""
MENDED_BEFORE = 90.06
"""In a hundred: as many were mended on the day before real words were known."""
SHORTEST = 4
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _KEYS
    for place, letter in enumerate(row)
}
_AS_IT_SOUNDS = (
    *(("tion", "shun"), ("ph", "f"), ("igh", "i"), ("ck", "k"), ("ee", "ea"), ("ea", "ee")),
    *(("ie", "ei"), ("ai", "ay"), ("oo", "u"), ("th", "f"), ("qu", "kw"), ("c", "k"), ("s", "z")),
    *(("er", "a"), ("or", "er"), ("an", "en"), ("y", "i"), ("u", "oo"), ("i", "e"), ("e", "i")),
)
ASKED = """async ([base, words, common]) => {
  const page = `${base}/search/`;
  const html = await (await fetch(page)).text();
  const data = new URL(html.match(/data-data="([^"]+)"/)[1], page).href;
  const spelling = await import("/ours/search/spelling.js");
  const textOf = async (file) => {
    const answer = await fetch(data + file);
    return answer.ok ? answer.text() : "";
  };
  const [shelf, tellsNothing] = [new Map(), new Set(common)];
  const soundOf = (sound) => {
    if (!shelf.has(sound)) shelf.set(sound, spelling.wordsOfSound(sound, textOf, tellsNothing));
    return shelf.get(sound);
  };
  const sounds = await Promise.all([..."afhjklmnprstw"].map(soundOf));
  if (!words.length) return [...new Set(sounds.flatMap((sound) => sound.known))];
  const read = [];
  for (const word of words) {
    read.push((await spelling.corrected(word, soundOf, tellsNothing)).word);
  }
  return read;
}"""


class TypingError(NamedTuple):
    """A word, and what is typed for it."""

    kind: str
    word: str
    typed: str


def slips(word: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield ways in which a word is typed wrongly, each with its kind."""
    place = chance.randrange(1, len(word) - 1)
    one, other = word[place], word[place + 1]
    yield "swapped", f"{word[:place]}{other}{one}{word[place + 2 :]}"
    yield "left out", word[:place] + word[place + 1 :]
    yield "doubled", word[:place] + one + word[place:]
    yield "neighbour", word[:place] + chance.choice(_NEIGHBOURS.get(one, one)) + word[place + 1 :]
    sounds = [(written, said) for written, said in _AS_IT_SOUNDS if written in word[1:]]
    if sounds:
        written, said = chance.choice(sounds)
        yield "as it sounds", word[0] + word[1:].replace(written, said, 1)


def errors_of(known: Sequence[str], real: Iterable[str]) -> Iterator[TypingError]:
    """Yield errors in the words of a catalogue, always the same."""
    words = {*known, *real, *COMMON_WORDS.split()}
    chance = random.Random(11)
    for word in sorted(known):
        if len(word) >= SHORTEST and word.isascii() and word.isalpha():
            for kind, typed in slips(word, chance):
                if typed not in words:
                    yield TypingError(kind, word, typed)


@contextmanager
def site_and_ours(output: Path) -> Iterator[str]:
    """Serve a built site, which has the search in one file, beside its modules as we write them."""
    with TemporaryDirectory() as folder:
        for path in output.resolve().iterdir():
            Path(folder, path.name).symlink_to(path)
        Path(folder, "ours").symlink_to(ROOT / "theme/static/js")
        with static_host(Path(folder)) as address:
            yield address


def main() -> int:
    """Print a table; fail where more is changed or less is mended than may be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "output")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show so many of each")
    given = parser.parse_args()
    path = find_browser()
    if not path:
        sys.exit(NOT_FOUND)
    english = load_reference(ROOT).english_words
    with site_and_ours(given.output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        page = browser.new_page()
        page.goto(f"{address}/about/")

        def ask(words: Sequence[str]) -> list[str]:
            found: list[str] = page.evaluate(ASKED, [address, words, COMMON_WORDS.split()])
            return found

        known = ask([])
        real = [word for word in english[:COMMONEST] if word not in {*known, *COMMON_WORDS.split()}]
        errors = list(errors_of(known, english))
        changed = changed_words(dict(zip(real, ask(real), strict=True)))
        mended = list(zip(errors, ask([error.typed for error in errors]), strict=True))
        browser.close()
    table, is_right = report(len(real), changed, mended)
    Console().print(table)
    for title, wrong in (
        ("changed", [f"{one} → {other}" for one, other in changed.items()]),
        (
            "not mended",
            [f"{one.typed} → {got or '?'} ({one.word})" for one, got in mended if got != one.word],
        ),
    ):
        if shown := random.Random(1).sample(wrong, min(given.show, len(wrong))):
            Console().print(f"{title}: {', '.join(sorted(shown))}")
    return 0 if is_right else 1


def changed_words(read: Mapping[str, str]) -> dict[str, str]:
    """Return those real words that were read as another."""
    return {word: other for word, other in read.items() if other not in ("", word)}


def report(
    asked: int, changed: Mapping[str, str], mended: Sequence[tuple[TypingError, str]]
) -> tuple[Table, bool]:
    """Lay out how many were changed and mended, and say whether that is as it should be."""
    table = Table(title="What is made of words", title_justify="left")
    for heading in ("", "of", "in 100", "should be"):
        table.add_column(heading, justify="left" if not heading else "right")
    wrong = 100 * len(changed) / asked
    table.add_row("real words changed", f"{asked:,}", f"{wrong:.2f}", f"≤ {MOST_CHANGED}")
    counts, rights = Counter[str](), Counter[str]()
    for error, got in mended:
        counts[error.kind] += 1
        rights[error.kind] += got == error.word
    right = 100 * rights.total() / counts.total()
    table.add_row("errors mended", f"{counts.total():,}", f"{right:.2f}", f"≥ {MENDED_BEFORE}")
    for kind, count in counts.items():
        table.add_row(f"  {kind}", f"{count:,}", f"{100 * rights[kind] / count:.2f}", "")
    return table, wrong <= MOST_CHANGED and right >= MENDED_BEFORE


if __name__ == "__main__":
    sys.exit(main())
