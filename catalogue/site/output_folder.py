"""Puts a new site in the place of the old: at once where that can be, and whole in any case.

Called by the build. The place is output/, or where a link called output leads. A folder is swapped
for the new one; where that cannot be (a disk of its own), or where a server would go on with the
old one (it works in that folder), what is in it is swapped instead.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.site.processes import BuildFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROCESSES = Path("/proc")
_CANNOT_MOVE = (errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES)


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """Where a site is served from. New and old sites lie beside it while they are swapped."""

    folder: Path

    @classmethod
    def of(cls, root: Path) -> OutputFolder:
        """Return the place of a project's site. Raises BuildFailed where there can be none."""
        output = root / "output"
        folder = output.resolve()
        if output.is_symlink() and not folder.parent.is_dir():
            raise BuildFailed(
                f"output is a link to {folder}, and there is no {folder.parent}. Make that folder, "
                "or remove the link."
            )
        if folder.exists() and not folder.is_dir():
            raise BuildFailed(f"{folder} is a file, and the site is a folder. Move it away.")
        if root.resolve().is_relative_to(folder):
            raise BuildFailed(f"output leads to {folder}, which has the project itself in it.")
        return cls(folder)

    @property
    def building(self) -> Path:
        """Where this process builds."""
        return self._beside("building")

    def _beside(self, what: str) -> Path:
        return self.folder.parent / f".{self.folder.name}-{what}-{os.getpid()}"

    def put(self, building: Path) -> None:
        """Put a new site here. If that fails midway the old one is put back. Raises OSError."""
        old = self._beside("old")
        with self._alone():
            if self.folder.is_dir() and _is_held(self.folder):
                _exchange(self.folder, building, old.name)
                return
            try:
                with suppress(FileNotFoundError):
                    self.folder.rename(old)
            except OSError as error:
                if error.errno not in _CANNOT_MOVE:
                    raise
                _exchange(self.folder, building, old.name)
                return
            try:
                building.rename(self.folder)
            except BaseException:
                if old.exists() and not self.folder.exists():
                    old.rename(self.folder)
                raise
        shutil.rmtree(old, ignore_errors=True)

    def tidy(self) -> None:
        """Remove what builds left that were killed, and put back what one had moved aside."""
        with self._alone():
            for left, what in self._leftovers(self.folder.parent):
                if what == "old" and not self.folder.exists():
                    left.rename(self.folder)
                else:
                    _remove(left)
            # An exchange that was cut short: what is aside is older, and whole.
            inside = list(self._leftovers(self.folder)) if self.folder.is_dir() else []
            for left, what in inside:
                for entry in left.iterdir() if what == "old" else ():
                    _remove(self.folder / entry.name)
                    entry.rename(self.folder / entry.name)
                _remove(left)

    def _leftovers(self, folder: Path) -> Iterator[tuple[Path, str]]:
        named = re.compile(rf"\.{re.escape(self.folder.name)}-(building|old)-(\d+)")
        for path in sorted(folder.glob(f".{self.folder.name}-*")):
            made = named.fullmatch(path.name)
            if made and not _is_running(int(made[2])):
                yield path, made[1]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other build swap or tidy at the same time. Locks the folder around it, so leaves
        no file."""
        handle = os.open(self.folder.parent, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _exchange(folder: Path, building: Path, name: str) -> None:
    """Swap what is in a folder, which itself stays. All new files are there before any moves."""
    new, old = folder / building.name, folder / name
    entries = list(folder.iterdir())
    try:
        shutil.copytree(building, new)
        old.mkdir()
        for entry in entries:
            entry.rename(old / entry.name)
        for entry in list(new.iterdir()):
            entry.rename(folder / entry.name)
    except BaseException:
        for entry in list(old.iterdir()) if old.is_dir() else ():
            _remove(folder / entry.name)
            entry.rename(folder / entry.name)
        raise
    finally:
        _remove(new)
        _remove(old)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    """Whether a process works in a folder or holds it open: it would not see another in its place.
    Known on Linux, and of the processes that this one may look at.
    """
    for process in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            for link in (process / "cwd", *(process / "fd").iterdir()):
                with suppress(OSError):
                    if os.path.samestat(link.stat(), folder.stat()):
                        return True
    return False


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
