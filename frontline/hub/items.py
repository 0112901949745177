"""Reading the items of a sound bundle. One bad item is put aside; the rest is taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from frontline.errors import DocumentRefusedError
from frontline.wire.bundle import BundleItem
from frontline.wire.intel import INTEL_KIND, read_sealed_note
from frontline.wire.ref_record import REF_KIND, RefRecord, read_ref
from frontline.wire.refusals import ItemRefusal


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """`refused` is None for an item that can be taken in. `token` is a referral's, else empty."""

    item: str
    kind: str
    sha256: str
    content: str = field(repr=False)
    refused: ItemRefusal | None
    token: str = field(default="", repr=False)


# A note is sealed to the law-enforcement focal point: that it is one is all that can be read here.
_READERS: dict[str, Callable[[bytes], object]] = {
    REF_KIND: read_ref,
    INTEL_KIND: read_sealed_note,
}


def judge_items(items: Sequence[BundleItem]) -> tuple[JudgedItem, ...]:
    return tuple(_judged(item) for item in items)


def _judged(item: BundleItem) -> JudgedItem:
    judged = JudgedItem(item.id, item.kind, item.entry.sha256, item.content, refused=None)
    read = _READERS.get(item.kind)
    if read is None:
        return replace(judged, refused=ItemRefusal.UNKNOWN_KIND)
    try:
        found = read(item.content.encode())
    except DocumentRefusedError:
        return replace(judged, refused=ItemRefusal.UNREADABLE)
    return replace(judged, token=found.token) if isinstance(found, RefRecord) else judged
