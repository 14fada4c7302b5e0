"""How often a process looks for what it can forget. Called where one begins."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look seldom: what a catalogue is made of stays, and looking through it all again and again is
    a fifth of reading ten thousand files. The peak of memory is the same.
    """
    gc.set_threshold(20_000, 10, 20)
