"""A country pack's source still holds all of the pack it extends."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.faults import Fault
from frontline.rules.floor import lowered_parts
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel


class FloorCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack

    def faults(self) -> Iterator[Fault]:
        if self._source.base is not None:
            for part in lowered_parts(self._source.base, self._pack):
                yield self._source.fault(part, "floor.lowered")
