"""What tests that break bytes share: how they break them, by which chance, and what once failed.

What made a target fail is written into tests/corpus, and every later run tries it again: commit it
with what mends it. `make fuzz` gives a seed; without one each run is the same.
"""

from __future__ import annotations

import os
import random
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = PROJECT / "tests" / "corpus"
SEED = os.environ.get("FUZZ_SEED", "")


def attempts(target: str, good: list[bytes], number: int) -> Iterator[bytes]:
    """Yield what once failed, and so many broken ones of the good bytes given."""
    for path in sorted((CORPUS / target).glob("*")):
        yield path.read_bytes()
    chance = random.Random(f"{target}{SEED}")
    for _ in range(number):
        raw = chance.choice(good)
        for _ in range(chance.choice((1, 1, 2, 5))):
            raw = broken(raw, chance) or raw
        yield raw


def broken(raw: bytes, chance: random.Random) -> bytes:
    """The bytes of a file with something wrong."""
    place = chance.randrange(len(raw))
    lines = raw.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    return chance.choice(
        (
            raw[:place],
            raw[place:],
            raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :],
            raw[:place] + chance.randbytes(3) + raw[place:],
            b"".join(lines[:line] + lines[line + 1 :]),
            b"".join([*lines[: line + 1], *lines[line:]]),
            b"",
        )
    )


@contextmanager
def kept_if_it_fails(target: str, raw: bytes) -> Iterator[None]:
    """Keep the bytes that the block fails with, for every later run."""
    try:
        yield
    except BaseException:
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / sha256(raw).hexdigest()[:12]).write_bytes(raw)
        raise
