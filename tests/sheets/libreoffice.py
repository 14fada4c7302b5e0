"""Opens a sheet in LibreOffice and saves it again, as people do.

Its command that converts opens no window, and headings that stay in sight are lost, whoever wrote
the file. So it is asked by a macro: all of a window is there then, but for the screen.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
"""Where LibreOffice is, or None."""
_FILTERS = {
    ".xlsx": ("Calc MS Excel 2007 XML", ""),
    ".ods": ("calc8", ""),
    ".csv": ("Text - txt - csv (StarCalc)", "44,34,76,1"),  # commas, quotation marks, UTF-8
}
_MACRO = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
  script:language="StarBasic">
Sub SaveAgain(source, target, filter, options)
  Dim none()
  Dim how(1) As New com.sun.star.beans.PropertyValue
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, none())
  how(0).Name = "FilterName"
  how(0).Value = filter
  how(1).Name = "FilterOptions"
  how(1).Value = options
  book.storeToURL(ConvertToURL(target), how())
  book.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""


def save_again(file: Path, target: Path, profile: Path) -> None:
    """Open a file, and save it as what the name of the other one says. `profile` is a folder of
    LibreOffice's own settings, which it makes where there are none.
    """
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        _run(profile, "--terminate_after_init")
    module.write_text(_MACRO, encoding="utf-8")
    given = ", ".join(f'"{one}"' for one in (file, target, *_FILTERS[target.suffix]))
    _run(profile, f"macro:///Standard.Module1.SaveAgain({given})")


def _run(profile: Path, *asked: str) -> None:
    where = f"-env:UserInstallation={profile.resolve().as_uri()}"
    command = [str(PROGRAM), where, "--headless", "--norestore", *asked]
    subprocess.run(command, check=True, capture_output=True)
