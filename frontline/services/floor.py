"""The floor that no pack goes below: before a pack comes into force, it must hold all of the core
pack that is in force here, and find no less in any of its golden cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontline.errors import DocumentRefusedError
from frontline.errors_of_packs import ConditionError
from frontline.errors_of_updates import FloorLoweredError
from frontline.rules.built import BuiltPack
from frontline.rules.floor import lowered_parts
from frontline.rules.source_models import CaseModel
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.screening.golden import check_case, check_not_lowered


def require_whole(pack: BuiltPack) -> None:
    """Nothing in it names a question or an indicator that it does not have. A signer is trusted to
    have checked that; a post that could not open its packs would find no victim at all.

    Raises DocumentRefusedError.
    """
    try:
        compile_for_interviews(pack.definition)
    except (ConditionError, KeyError) as error:
        raise DocumentRefusedError(reason="pack-body") from error


def require_sound(pack: BuiltPack, floor: BuiltPack | None) -> None:
    """Its own golden cases come out as written; what it shares with `floor` may come out higher.

    Raises DocumentRefusedError.
    """
    compiled = compile_for_interviews(pack.definition)
    is_floor = floor is None or floor.definition.id == pack.definition.id
    shared = set() if is_floor or floor is None else {case.id for case in floor.source.cases}
    for case in pack.source.cases:
        if case.id not in shared and check_case(compiled, case):
            raise DocumentRefusedError(reason="golden-case", case=case.id)


def require_floor(floor: BuiltPack, pack: BuiltPack) -> None:
    """`floor` is the core pack in force. A newer core may be arranged anew, but must find as much;
    any other pack has every part of it. Raises FloorLoweredError."""
    if pack.source.header.pack != floor.source.header.pack:
        for part in lowered_parts(floor.source, pack.source):
            raise FloorLoweredError(part=part)
    before, after = (compile_for_interviews(each.definition) for each in (floor, pack))
    for case, difference in _lowered(before, after, floor.source.cases):
        raise FloorLoweredError(part=f"case.{case}", difference=difference)


def _lowered(
    before: CompiledPack, after: CompiledPack, cases: Iterable[CaseModel]
) -> Iterator[tuple[str, str]]:
    for case in cases:
        for difference in check_not_lowered(before, after, case):
            yield case.id, difference
