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
from functools import lru_cache
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import TYPE_CHECKING

from catalogue.site.processes import BuildFailed
from catalogue.site.urls import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        try:
            folder = output.resolve()
        except RuntimeError:  # so says Python before 3.13
            folder = output
        is_link = output.is_symlink()
        if folder.is_symlink():
            raise BuildFailed("output is a link that leads back to itself. Remove the link.")
        if is_link and not folder.parent.is_dir():
            raise BuildFailed(
                f"output is a link to {folder}, and there is no {folder.parent}. Make that folder, "
                "or remove the link."
            )
        if folder.exists() and not folder.is_dir():
            raise BuildFailed(f"{folder} is a file, and the site is a folder. Move it away.")
        if root.resolve().is_relative_to(folder):
            raise BuildFailed(f"output leads to {folder}, which has the project itself in it.")
        if is_link and not (folder / RECORD).is_file() and _has_files(folder):
            raise BuildFailed(
                f"output leads to {folder}, which has files in it and is no site of ours. Nothing "
                "was taken away: empty that folder, or let the link lead to another."
            )
        return cls(folder)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Make a folder to build in, which is gone afterwards, whatever happens. What builds left
        that were killed is tidied up first. Raises OSError.
        """
        folder = self._beside("building")
        with self._alone():
            self._tidy()
            folder.mkdir()
            handle = _lock(folder)  # for as long as this process lives
        try:
            yield folder
        finally:
            os.close(handle)
            shutil.rmtree(folder, ignore_errors=True)

    def _beside(self, what: str) -> Path:
        # Not by the number of the process: in containers, all builds may have the same.
        return self.folder.parent / f".{self.folder.name}-{what}-{token_hex(4)}"

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

    def _tidy(self) -> None:
        """Remove what builds left that were killed, and put back what one had moved aside."""
        for left, what in self._leftovers(self.folder.parent):
            if what == "old" and not self.folder.exists():
                left.rename(self.folder)
            elif what == "old" or not _is_locked(left):
                _remove(left)
        # An exchange that was cut short: what is aside is older, and whole.
        inside = list(self._leftovers(self.folder)) if self.folder.is_dir() else []
        for left, what in inside:
            for entry in left.iterdir() if what == "old" else ():
                _remove(self.folder / entry.name)
                entry.rename(self.folder / entry.name)
            _remove(left)

    def _leftovers(self, folder: Path) -> Iterator[tuple[Path, str]]:
        named = re.compile(rf"\.{re.escape(self.folder.name)}-(building|old)-\w+")
        for path in sorted(folder.iterdir()):
            if made := named.fullmatch(path.name):
                yield path, made[1]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other build swap or tidy at the same time. Locks the folder around it, so leaves
        no file."""
        handle = _lock(self.folder.parent)
        try:
            yield
        finally:
            os.close(handle)


def _lock(folder: Path) -> int:
    """Wait until a folder is ours; it is until what is returned is closed, or its process ends."""
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _has_files(folder: Path) -> bool:
    return any(not path.is_dir() for path in folder.rglob("*"))


def _exchange(folder: Path, building: Path, name: str) -> None:
    """Swap what is in a folder, which itself stays. All new files are there before any moves."""
    new, old = folder / building.name, folder / name
    entries = list(folder.iterdir())
    try:
        shutil.copytree(building, new)
        old.mkdir()
        for entry in entries:
            try:
                entry.rename(old / entry.name)
            except OSError:
                if (new / entry.name).exists():
                    raise
                # Somebody else's, such as the lost+found of a disk: it may stay.
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
    """Whether a process works in a folder, holds it open, or sees it at another place too, as a
    container does: it would not see another in its place. Known on Linux, and of the processes that
    this one may look at.
    """
    mounted, known = _as_mounted(folder), folder.stat()
    for process in _PROCESSES.glob("[0-9]*"):
        if mounted and mounted in ((disk, root) for disk, root, _ in _mounts(process)):
            return True
        with suppress(OSError):
            for link in (process / "cwd", process / "root", *(process / "fd").iterdir()):
                with suppress(OSError):
                    if os.path.samestat(link.stat(), known):
                        return True
    return False


def _as_mounted(folder: Path) -> tuple[str, str] | None:
    """Return a folder's disk, and its path on that disk: what is said of a mount of just this."""
    here = [one for one in _mounts(_PROCESSES / "self") if folder.is_relative_to(one[2])]
    if not here:
        return None
    disk, root, place = sorted(here, key=lambda one: len(one[2]))[-1]  # of two there, the later
    return disk, (PurePosixPath(root) / folder.relative_to(place)).as_posix()


def _mounts(process: Path) -> Sequence[tuple[str, str, str]]:
    """Return the disk of each mount that a process sees, what of the disk that is, and where."""
    try:
        return _mounts_in((process / "mountinfo").read_bytes())
    except OSError:
        return ()


@lru_cache(maxsize=16)  # nearly all processes see the same
def _mounts_in(info: bytes) -> Sequence[tuple[str, str, str]]:
    mounts = []
    for line in os.fsdecode(info).splitlines():
        # man 5 proc_pid_mountinfo; a blank in a path is written as \040
        _id, _parent, disk, *paths = line.split(" ")[:5]
        root, place = (re.sub(r"\\([0-7]{3})", lambda of: chr(int(of[1], 8)), one) for one in paths)
        mounts.append((disk, root, place))
    return mounts
