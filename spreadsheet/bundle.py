"""Run by Python for the browser, under Node: sees what looking at sheets loads, adds what these
modules of packages may load later, and keeps that alone, compiled. Called by build.mjs.
"""

import ast
import contextlib
import importlib
import importlib._bootstrap_external as files
import importlib.util
import io
import json
import os
import pkgutil
import sys
import zipfile
from pathlib import Path

PACKAGES = "/packages"
LATER = (
    *("encodings.utf_8_sig", "encodings.utf_16", "encodings.utf_16_le", "encodings.utf_16_be"),
    *("encodings.cp1252", "encodings.cp437", "encodings.latin_1", "encodings.ascii"),
    *("calendar", "linecache", "locale", "traceback", "_strptime"),
)
"""What only some sheets ask for, or what tells of a fault."""
NUMBERS = "phonenumbers.data"
"""Those of a country are loaded with the first of its numbers."""
DATA = ("jsonschema_specifications/schemas/", "tzdata/zoneinfo/Europe/London")
NO_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same packages are the same bytes

desk = None


def begin(root, today):
    """Read the project, and load all that a sheet may ask for."""
    global desk
    sys.path[:0] = [root, PACKAGES]
    os.chdir(root)
    from catalogue.sheets.in_browser import Desk

    desk = Desk(Path(root))
    desk.open(today)
    countries = pkgutil.iter_modules(importlib.import_module(NUMBERS).__path__)
    for name in (*LATER, *(f"{NUMBERS}.{one.name}" for one in countries)):
        importlib.import_module(name)


def see(name, raw, provider, today):
    """Look at a sheet, and say what came of it."""
    said = json.loads(desk.look(name, bytes(raw), provider, today))
    return said.get("summary") or said["error"]


def library():
    """Return the part of the standard library that was loaded."""
    return _archive(next(path for path in sys.path if path.endswith(".zip")), {})


def packages():
    """Return the part of the packages that was loaded, with the data that they read."""
    _load_later()
    paths = [Path(folder, name) for folder, _, names in os.walk(PACKAGES) for name in names]
    inside = {str(path.relative_to(PACKAGES)): path for path in paths}
    data = {
        name: path.read_bytes()
        for name, path in inside.items()
        if name.startswith(DATA) and path.suffix not in (".py", ".pyc")
    }
    return _archive(PACKAGES, data)


def _load_later():
    """Load what the modules of packages import once they need it: a sheet may ask for it."""
    seen = set()
    while waiting := [spec for spec in _loaded(PACKAGES) if spec.name not in seen]:
        for spec in waiting:
            seen.add(spec.name)
            for name in _imports(spec):
                if os.path.isdir(f"{PACKAGES}/{name.partition('.')[0]}"):
                    with contextlib.suppress(ImportError):  # a name that is no module, or not here
                        importlib.import_module(name)


def _imports(spec):
    for node in ast.walk(ast.parse(spec.loader.get_source(spec.name))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = "." * node.level + (node.module or "")
            module = importlib.util.resolve_name(whole, spec.parent)
            yield from (module, *(f"{module}.{one.name}" for one in node.names))


def _loaded(top):
    specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
    return [spec for spec in specs if spec and (spec.origin or "").startswith(f"{top}/")]


def _archive(top, parts):
    for spec in _loaded(top):
        name = spec.origin.removeprefix(f"{top}/")
        code = compile(spec.loader.get_source(spec.name), name, "exec", dont_inherit=True)
        parts[f"{name}c"] = files._code_to_hash_pyc(code, bytes(8), False)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts):
            archive.writestr(zipfile.ZipInfo(name, NO_DATE), parts[name])
    return out.getvalue()
