"""The licence texts of every library that the frozen app brings along."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

_MARKS = ("licen", "copying", "notice")
# Their wheels hold no text; the LGPL, which adds to the GPL, lies in resources/licenses for them.
_UNDER_LGPL = frozenset({"pyside6-addons", "pyside6-essentials", "shiboken6"})


def libraries() -> dict[str, Distribution]:
    """By name: what the app needs, and what that needs in turn, on this kind of machine."""
    found: dict[str, Distribution] = {}
    waiting = [("frontline", "hub")]
    while waiting:
        wanting, extra = waiting.pop()
        for line in distribution(wanting).requires or ():
            needed = Requirement(line)
            name = needed.name.lower().replace("_", "-")
            is_meant = needed.marker is None or needed.marker.evaluate({"extra": extra})
            if is_meant and name not in found:
                found[name] = distribution(name)
                waiting += [(name, more) for more in ("", *needed.extras)]
    return found


def texts_of(library: Distribution) -> list[Path]:
    """Where the wheel keeps its licence."""
    return [
        Path(str(library.locate_file(file)))
        for file in library.files or ()
        if ".dist-info" in str(file) and any(mark in file.name.lower() for mark in _MARKS)
    ]


def gather_licences(folder: Path) -> None:
    """One folder for each library, and for Python itself. Stops at one without a text."""
    for name, library in sorted(libraries().items()):
        texts = texts_of(library)
        if not texts and name not in _UNDER_LGPL:
            raise SystemExit(f"no licence text came with {name} {library.version}")
        target = folder / name
        target.mkdir(parents=True)
        for text in texts:
            shutil.copy(text, target / text.name)
        if name in _UNDER_LGPL:
            note = f"{name} {library.version}: LGPL-3.0-only, see ../LGPL-3.0.txt\n"
            (target / "README.txt").write_text(note, "ascii")
    (folder / "python").mkdir()
    shutil.copy(_of_python(), folder / "python" / "LICENSE.txt")


def _of_python() -> Path:
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "share" / "doc" / "python3.11" / "copyright",
    )
    for place in places:
        if place.is_file():
            return place
    raise SystemExit("no licence text of Python was found")
