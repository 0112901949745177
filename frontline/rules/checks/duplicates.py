"""Two things under one name: the second would silently take the place of the first.

Indicators, questions, instruments and cases are compared while they are read (source.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel


class DuplicateCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._pack = pack

    def faults(self) -> Iterator[Fault]:
        header, protocols = self._pack.header, self._pack.protocols
        yield from self._twice("header", "forms", [form.code for form in header.forms])
        yield from self._twice("protocols", "concerns", [c.code for c in protocols.concerns])
        yield from self._twice("protocols", "notices", [n.id for n in protocols.notices])
        yield from self._twice("protocols", "protocols", [p.id for p in protocols.protocols])
        yield from self._twice("routing", "offers", [o.id for o in self._pack.routing.offers])
        for instrument in self._pack.instruments:
            part = f"instrument.{instrument.id}"
            yield from self._twice(part, "sections", [s.id for s in instrument.sections])
            yield from self._twice(part, "exits", [way.id for way in instrument.exits])
        yield from self._roles()

    def _twice(self, part: str, field: str, names: Sequence[str]) -> Iterator[Fault]:
        for at, name in enumerate(names):
            if name in names[:at]:
                yield self._source.fault(part, "pack.duplicate", field, at, detail=name)

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
