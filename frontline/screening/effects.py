"""What another version of a pack finds for the golden cases: the effect of a change of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frontline.domain.findings import Finding
from frontline.errors import FrontlineError
from frontline.rules.source_models import CaseModel
from frontline.screening.compiled import CompiledPack
from frontline.screening.golden import assess_case


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """A finding is None where that version cannot take the answers of the case."""

    case: str
    title: str
    before: Finding | None
    after: Finding | None

    @property
    def is_change(self) -> bool:
        return self.before != self.after


def effects(
    old: CompiledPack, new: CompiledPack, cases: Iterable[CaseModel]
) -> Iterator[CaseEffect]:
    for case in cases:
        yield CaseEffect(case.id, case.title, _finding(old, case), _finding(new, case))


def _finding(compiled: CompiledPack, case: CaseModel) -> Finding | None:
    try:
        return assess_case(compiled, case).finding
    except FrontlineError:
        return None
