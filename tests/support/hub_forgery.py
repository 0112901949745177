"""Bundles as an attacker would make them: every layer can be built wrong on purpose."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import SealingKey, new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.wire.bundle import PAD_TO, SLOT_COUNT, BundleItem, Manifest, slots_digest
from frontline.wire.frame import Frame, read_frame, write_frame
from frontline.wire.slots import padded_slot

HUB = "hub-test"
DEVICE = "post-a"
ChoiceT = TypeVar("ChoiceT")
SLOTS = tuple(f"slot {number}".encode() for number in range(SLOT_COUNT))


@dataclass
class Forger:
    """Holds a device's key and a supervisor's, and builds what they would never send."""

    hub_key: SealingKey = field(default_factory=new_sealing_key)
    device_key: SigningKey = field(default_factory=lambda: SigningKey.from_seed(b"d" * 32))
    supervisor_key: SigningKey = field(default_factory=lambda: SigningKey.from_seed(b"s" * 32))

    def items(self) -> list[BundleItem]:
        return [
            BundleItem(id=f"item-{number}", kind="REF/1", content=f'{{"n":{number}}}')
            for number in range(3)
        ]

    def manifest(self, items: list[BundleItem], **other: object) -> Manifest:
        fields: dict[str, object] = {
            "hub": HUB,
            "hub_epoch": 7,
            "device": DEVICE,
            "sequence": 1,
            "previous": "",
            "month": "2026-11",
            "audit_head": "a" * 64,
            "audit_count": 12,
            "slots_sha256": slots_digest(SLOTS),
            "items": tuple(item.entry for item in items),
        }
        return Manifest.model_validate({**fields, **other})

    def content(self, **other: object) -> dict[str, Any]:
        """The JSON value inside a good bundle; `other` goes into its manifest."""
        items = self.items()
        manifest = self.manifest(items, **other)
        return {
            "manifest": manifest.model_dump(mode="json"),
            "signatures": [
                self.signature("device", self.device_key, manifest),
                self.signature("supervisor", self.supervisor_key, manifest),
            ],
            "items": [item.model_dump(mode="json") for item in items],
            "slots": [base64.b64encode(padded_slot(slot)).decode() for slot in SLOTS],
        }

    def signature(
        self, by: str, key: SigningKey, manifest: Manifest, purpose: str = ""
    ) -> dict[str, str]:
        signed = key.sign(purpose or f"bundle/manifest/{by}", manifest.canonical())
        return {"by": by, "key": key.public, "signature": signed}

    def frame(self, inner: bytes) -> Frame:
        """A well-sealed frame around whatever bytes `inner` are."""
        packed = zlib.compress(inner, 1)
        return self.frame_of_body(len(packed).to_bytes(4, "big") + packed)

    def frame_of_body(self, body: bytes, pad_to: int = PAD_TO) -> Frame:
        padded = body + bytes(-len(body) % pad_to)
        return self.frame_of_payload(seal(padded, [self.hub_key.recipient]))

    def frame_of_payload(self, payload: bytes) -> Frame:
        return read_frame(write_frame(DEVICE, 1, payload, self.device_key))

    def frame_of(self, content: object) -> Frame:
        return self.frame(canonical_json(content))


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, part in value.items():
            found += _paths(part, (*path, key))
    elif isinstance(value, list):
        for at, part in enumerate(value[:4]):
            found += _paths(part, (*path, at))
    return found


ODD_VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    2**53,
    10**40,
    "",
    "x",
    "../../etc",
    "0" * 64,
    "é" * 70,
    "\u0000",
    [],
    {},
    [[]],
    {"by": "device"},
    ["a"] * 30,
]


class Choices(Protocol):
    """What a change is drawn by: random.Random, or hypothesis, which looks for the smallest."""

    def choice(self, seq: Sequence[ChoiceT], /) -> ChoiceT: ...

    def randint(self, a: int, b: int, /) -> int: ...

    def randbytes(self, n: int, /) -> bytes: ...


class _Drawn:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def choice(self, seq: Sequence[ChoiceT], /) -> ChoiceT:
        return self._draw(st.sampled_from(seq))

    def randint(self, a: int, b: int, /) -> int:
        return self._draw(st.integers(a, b))

    def randbytes(self, n: int, /) -> bytes:
        return self._draw(st.binary(min_size=n, max_size=n))


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """See mutate."""
    return mutate(_Drawn(draw), value)


@st.composite
def damaged(draw: st.DrawFn, content: bytes, focus: int = 0) -> bytes:
    """See damage."""
    return damage(_Drawn(draw), content, focus)


def mutate(chance: Choices, value: Any) -> Any:
    """The JSON value with one to three changes that know its structure."""
    value = deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(_paths(value) or [()])
        if path:
            _change(chance, value, path)
    return value


def _change(chance: Choices, value: Any, path: tuple[str | int, ...]) -> None:
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    key = path[-1]
    match chance.choice(["replace", "remove", "add", "double", "wrap", "borrow"]):
        case "replace":
            parent[key] = deepcopy(chance.choice(ODD_VALUES))
        case "remove":
            del parent[key]
        case "add" if isinstance(parent, dict):
            parent[chance.choice(["name", "note", "format2", "id "])] = "Ana"
        case "double" if isinstance(parent, list):
            parent.append(deepcopy(parent[int(key)]))
        case "wrap":
            parent[key] = [parent[key]]
        case _:
            # Another part of the same value in this part's place.
            other = chance.choice(_paths(value))
            found = value
            for step in other:
                found = found[step]
            parent[key] = deepcopy(found)


def damage(chance: Choices, content: bytes, focus: int = 0) -> bytes:
    """The bytes with flips, cuts, insertions or moves; within the first `focus` bytes, if given."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        reach = min(len(found), focus or len(found))
        at = chance.randint(0, max(reach - 1, 0))
        match chance.choice(["flip", "cut", "insert", "delete", "repeat"]):
            case "flip" if found:
                found[at] ^= 1 << chance.randint(0, 7)
            case "cut":
                del found[at:]
            case "insert":
                found[at:at] = chance.randbytes(chance.randint(1, 20))
            case "delete":
                del found[at : at + chance.randint(1, 40)]
            case _:
                found[at:at] = found[at : at + chance.randint(1, 40)]
    return bytes(found)
