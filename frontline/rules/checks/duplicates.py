"""Two things under one name: the second would silently take the place of the first.

Whatever is a part of its own is compared while it is read (source.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel


class DuplicateCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack

    def faults(self) -> Iterator[Fault]:
        for instrument in self._pack.instruments:
            names = [way.id for way in instrument.exits]
            for at, name in enumerate(names):
                if name in names[:at]:
                    yield self._source.fault(
                        f"instrument.{instrument.id}", "pack.duplicate", "exits", at, detail=name
                    )
        yield from self._roles()

    def _roles(self) -> Iterator[Fault]:
        """The program reads one question for each role; which, must not be left to chance."""
        seen: set[str] = set()
        for question in self._pack.questions:
            if question.role in seen:
                yield self._source.fault(
                    f"question.{question.id}", "pack.role-twice", "role", detail=question.role
                )
            if question.role is not None:
                seen.add(question.role)
