"""Packs of tests/assets with a small edit, and the faults that `pack check` finds then."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from frontline.cli.pack_files import golden_faults
from frontline.rules.checks.complete import check_source
from frontline.rules.extension import read_pack
from frontline.rules.faults import Fault
from tests.support.packs import PACKS, quick_reading

MINI, LAND = "mini", "land"
HEADER, PROTOCOLS, ROUTING, COUNTRY = "pack.yaml", "protocols.yaml", "routing.yaml", "country.yaml"
INDICATORS, QUESTIONS, INSTRUMENTS, ADDITIONS, CASES = (
    f"{folder}/all.yaml"
    for folder in ("indicators", "questions", "instruments", "additions", "cases")
)
Where = tuple[str, int, str, str]


@dataclass(frozen=True)
class Edit:
    """In `file` of a pack, `old` becomes `new`. An empty `old` makes a new file."""

    file: str
    old: str
    new: str
    pack: str = MINI

    def apply(self, packs: Path) -> None:
        path = packs / self.pack / self.file
        if not self.old:
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.new, "utf-8")
            return
        text = path.read_text("utf-8")
        assert text.count(self.old) == 1, f"{self.file} has {self.old!r} {text.count(self.old)}×"
        path.write_text(text.replace(self.old, self.new), "utf-8")


def faults_after(folder: Path, *edits: Edit, pack: str = MINI) -> list[Fault]:
    """The faults of `pack` after the edits, made on a copy of all packs in `folder`."""
    packs = folder / "packs"
    shutil.copytree(PACKS, packs)
    for edit in edits:
        edit.apply(packs)
    with quick_reading():
        source = check_source(read_pack(packs / pack))
    if source.pack is not None and not source.faults:
        source.faults.extend(golden_faults(source, source.pack))
    return sorted(source.faults)


def where(fault: Fault) -> Where:
    """What every fault must name."""
    return fault.file, fault.line, fault.code, fault.field


class Broken:
    """A pack that is refused: the edit that breaks it, and the faults it must be told."""

    def __init__(self, name: str, file: str, old: str, new: str, *faults: Where) -> None:
        self._name = name
        self._change = (file, old, new)
        self.faults = faults

    def __str__(self) -> str:
        return self._name

    def edit(self, pack: str) -> Edit:
        return Edit(*self._change, pack)
