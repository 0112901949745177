"""The layers of a bundle made wrong: length and compression, the age file, the sealed slots."""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import seal
from frontline.wire.frame import Frame
from frontline.wire.slots import padded_slot
from tests.support.hub_forgery import SLOTS, damage
from tests.support.hub_readers import FORGER, GOOD

TEXT = canonical_json(GOOD)


def packed_wrong(chance: random.Random) -> Frame:
    """Length, compression and padding."""
    packed = zlib.compress(TEXT, 1)
    size = len(packed).to_bytes(4, "big")
    made: list[Callable[[], bytes]] = [
        lambda: chance.randrange(2**32).to_bytes(4, "big") + packed,
        lambda: b"\xff\xff\xff\xff" + packed,
        lambda: (len(packed) + 4).to_bytes(4, "big") + packed + zlib.compress(b"x")[:4],
        lambda: (2 * len(packed)).to_bytes(4, "big") + packed * 2,
        lambda: size + packed + b"\1",
        lambda: size + packed + bytes(4096),
        lambda: size + packed[:-4] + chance.randbytes(4),
        lambda: (len(packed) - 6).to_bytes(4, "big") + packed[2:-4],
        lambda: size + b"\x1f\x8b" + packed[2:],
        lambda: size + damage(chance, packed)[: len(packed)].ljust(len(packed), b"\1"),
        lambda: bytes(chance.randrange(4)),
    ]
    body = chance.choice(made)()
    if _is_genuine(body):
        body = size + packed + b"\1"
    return FORGER.frame_of_body(body, chance.choice([4096, 4096, 1, 512]))


def _is_genuine(body: bytes) -> bool:
    """Packed otherwise, the very words that were signed are no forgery: a bit of the packing that
    says nothing may be the other one."""
    length = int.from_bytes(body[:4], "big")
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(body[4 : 4 + length], len(TEXT) + 1)
    except zlib.error:
        return False
    is_whole = unpacking.eof and not unpacking.unused_data and len(body) >= 4 + length
    return is_whole and text == TEXT and not any(body[4 + length :]) and len(body) < 4096


def sealed_wrong(chance: random.Random) -> Frame:
    """The age file itself: its header, its end, one inside another, or none."""
    good = FORGER.frame_of(GOOD).payload
    made: list[Callable[[], bytes]] = [
        lambda: damage(chance, good, focus=300),
        lambda: good[: chance.randrange(len(good))],
        lambda: good + chance.randbytes(chance.randint(1, 70_000)),
        lambda: good * 2,
        lambda: seal(good, [FORGER.hub_key.recipient]),
        lambda: chance.randbytes(chance.randrange(5000)),
        lambda: TEXT,
        lambda: good.replace(b"X25519", b"x25519", 1),
    ]
    payload = chance.choice(made)()
    return FORGER.frame_of_payload(payload if payload != good else b"")


def slots_wrong(chance: random.Random) -> Frame:
    """Other spellings of slots, and slots that are not the ones that were signed for."""
    slots = list(GOOD["slots"])
    at = chance.randrange(len(slots))
    raw = bytearray(padded_slot(SLOTS[at]))
    match chance.randrange(6):
        case 0:
            slots[at] = slots[at].rstrip("=") + chance.choice(["", "\n", " ", "=", "===="])
        case 1:
            raw[-1] = 1
            slots[at] = base64.b64encode(raw).decode()
        case 2:
            raw[:4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\0\0\x14\0"])
            slots[at] = base64.b64encode(raw).decode()
        case 3:
            slots[at], slots[at - 1] = slots[at - 1], slots[at]
        case 4:
            slots[at] = base64.b64encode(padded_slot(chance.randbytes(20))).decode()
        case _:
            slots[at] = slots[at].replace("A", chance.choice("-_é \n"), 1)
    while slots == GOOD["slots"]:
        slots.reverse()
    return FORGER.frame_of({**GOOD, "slots": slots})
