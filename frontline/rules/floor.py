"""Whether a pack still holds all of the pack it extends: the floor that no country goes below.

Merging makes it so; this looks again, part by part, without knowing how the merge was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from frontline.rules.source_models import InstrumentModel, PackModel

# Protection that may be switched on, and never off.
_ONE_WAY = ("urgent", "sensitive", "stays_local")


def lowered_parts(base: PackModel, pack: PackModel) -> Iterator[str]:
    """The parts of `base` that `pack` does not have in full."""
    yield from _lowered("form", "code", base.header.forms, pack.header.forms)
    yield from _lowered("indicator", "code", base.indicators, pack.indicators)
    yield from _lowered("question", "id", base.questions, pack.questions)
    yield from _lowered("case", "id", base.cases, pack.cases)
    yield from _lowered("offer", "id", base.routing.offers, pack.routing.offers)
    below, above = base.protocols, pack.protocols
    yield from _lowered("concern", "code", below.concerns, above.concerns)
    yield from _lowered("notice", "id", below.notices, above.notices)
    yield from _lowered("protocol", "id", below.protocols, above.protocols)
    instruments = {instrument.id: instrument for instrument in pack.instruments}
    for instrument in base.instruments:
        if not _still_has(instrument, instruments.get(instrument.id)):
            yield f"instrument.{instrument.id}"
    if below.privacy_gate != above.privacy_gate:
        yield "protocols"
    if base.header.standard_answers != pack.header.standard_answers:
        yield "header"


def _lowered(
    kind: str, key: str, base: Sequence[BaseModel], pack: Sequence[BaseModel]
) -> Iterator[str]:
    have = {getattr(part, key): part for part in pack}
    for part in base:
        name = getattr(part, key)
        found = have.get(name)
        if found is None or not _is_as_strict(part, found):
            yield f"{kind}.{name}"


def _is_as_strict(base: BaseModel, found: BaseModel) -> bool:
    """Equal, apart from protection that `found` has and `base` has not."""
    stricter = {flag: True for flag in _ONE_WAY if getattr(found, flag, False)}
    return base.model_copy(update=stricter) == found


def _still_has(base: InstrumentModel, found: InstrumentModel | None) -> bool:
    """The same, with the same sections in the same order; more may follow."""
    if found is None:
        return False
    sections = found.sections[: len(base.sections)]
    return base == found.model_copy(update={"sections": sections})
