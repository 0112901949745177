"""Bundle files changed by who has no key of the post's: on the line, on a stick, in a mailbox."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.errors import BundleRefusedError
from frontline.wire.frame import (
    HEAD_BYTES,
    MAGIC,
    Frame,
    check_frame,
    check_header,
    read_frame,
    read_header,
    write_frame,
)
from frontline.wire.refusals import Refusal
from tests.support.hub_forgery import ODD_VALUES, damage

# As large as a bundle with sixteen slots and a few referrals.
PAYLOAD = 21 * 4096
STRANGER = SigningKey.from_seed(b"x" * 32)
KEYS = {
    "post-a": SigningKey.from_seed(b"a" * 32),
    "post-b": SigningKey.from_seed(b"b" * 32),
}
PURPOSES = (
    "receipt",
    "letter",
    "audit-head",
    "bundle/manifest/device",
    "document/update",
    "bundle/fram",
    "",
)


@dataclass(frozen=True)
class Genuine:
    """What posts did send: an attacker may hold all of it, and none of their keys."""

    files: tuple[bytes, ...]

    @staticmethod
    def made() -> Genuine:
        recipient = new_sealing_key().recipient
        return Genuine(
            tuple(
                write_frame(device, sequence, seal(bytes(PAYLOAD), [recipient]), key)
                for device, key in KEYS.items()
                for sequence in (1, 2)
            )
        )

    def attack(self, seed: int) -> bytes:
        """A file that no post sent."""
        chance = random.Random(seed)  # noqa: S311 -- tests
        while True:
            found = chance.choice(ATTACKS)(chance, self.files)
            if found not in self.files:
                return found


def taken(content: bytes) -> Frame:
    """The file, as a hub takes it in that knows both posts. Raises BundleRefusedError."""
    header = read_header(content[:HEAD_BYTES])
    if header.device not in KEYS:
        raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)
    key = KEYS[header.device].public
    check_header(header, key)
    frame = read_frame(content)
    check_frame(frame, key)
    return frame


Files = tuple[bytes, ...]
Attack = Callable[[random.Random, Files], bytes]


def _parts(file: bytes) -> tuple[bytes, bytes]:
    line, _, payload = file[len(MAGIC) :].partition(b"\n")
    return line, payload


def _with_header(line: bytes, payload: bytes) -> bytes:
    return MAGIC + line + b"\n" + payload


def flipped(chance: random.Random, files: Files) -> bytes:
    found = bytearray(chance.choice(files))
    for _ in range(chance.randint(1, 3)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def damaged_header(chance: random.Random, files: Files) -> bytes:
    file = chance.choice(files)
    return damage(chance, file, focus=file.index(b"\n", len(MAGIC)) + 1)


def damaged_anywhere(chance: random.Random, files: Files) -> bytes:
    return damage(chance, chance.choice(files))


def other_field(chance: random.Random, files: Files) -> bytes:
    """A field has another value; nobody signs it, a stranger does, or an old signature of the post
    for something else stands under it."""
    line, payload = _parts(chance.choice(files))
    fields = json.loads(line)
    name = chance.choice(sorted(fields))
    near = {"sequence": fields["sequence"] + 1, "device": chance.choice(sorted(KEYS))}
    fields[name] = near.get(name) if chance.random() < 0.3 else chance.choice(ODD_VALUES)
    if chance.random() < 0.2:
        fields[chance.choice(["name", "device ", "Device", "post"])] = "x"
    if chance.random() < 0.2:
        del fields[chance.choice(sorted(fields))]
    if chance.random() < 0.3:
        signed = canonical_json({each: fields[each] for each in fields if each != "signature"})
        fields["signature"] = STRANGER.sign("bundle/frame", signed)
    return _with_header(canonical_json(fields), payload)


def other_purpose(chance: random.Random, files: Files) -> bytes:
    """The post's own signature over the same words, made for something else."""
    line, payload = _parts(chance.choice(files))
    fields = json.loads(line)
    signed = canonical_json({each: fields[each] for each in fields if each != "signature"})
    fields["signature"] = KEYS[fields["device"]].sign(chance.choice(PURPOSES), signed)
    return _with_header(canonical_json(fields), payload)


def mixed(chance: random.Random, files: Files) -> bytes:
    """The header of one and the payload of another, or a signature of another."""
    one, other = chance.sample(files, 2)
    line, payload = _parts(one)
    if chance.random() < 0.5:
        return _with_header(line, _parts(other)[1])
    fields = json.loads(line) | {"signature": json.loads(_parts(other)[0])["signature"]}
    return _with_header(canonical_json(fields), payload)


def respelled(chance: random.Random, files: Files) -> bytes:
    """The same header in other letters."""
    line, payload = _parts(chance.choice(files))
    match chance.randrange(8):
        case 0:
            at = chance.choice([each.end() for each in re.finditer(rb"[:,{]", line)])
            line = line[:at] + chance.choice([b" ", b"\t", b"\r"]) + line[at:]
        case 1:
            line = json.dumps(dict(reversed(json.loads(line).items()))).encode()
        case 2:
            line = line.replace(b"{", b'{"device":"post-b",', 1)
        case 3:
            line = re.sub(rb'("sequence":\d+)', chance.choice([rb"\1.0", rb"\1e0"]), line)
        case 4:
            line = line.replace(b'"device"', b'"d\\u0065vice"')
        case 5:
            line = re.sub(rb'("signature":")([0-9a-f]+)', _capitals, line)
        case 6:
            line = b"\xef\xbb\xbf" + line
        case _:
            line = b"[" * chance.randint(1, 1500) + line
    return _with_header(line, payload)


def _capitals(match: re.Match[bytes]) -> bytes:
    return match[1] + match[2].upper()


def moved(chance: random.Random, files: Files) -> bytes:
    """Blocks of the payload repeated, left out or exchanged; or two files in one."""
    one, other = chance.sample(files, 2)
    line, payload = _parts(one)
    at, to = sorted(chance.sample(range(0, len(payload), 4096), 2))
    block = payload[at : at + 4096]
    match chance.randrange(4):
        case 0:
            payload = payload[:to] + block + payload[to:]
        case 1:
            payload = payload[:at] + payload[at + 4096 :]
        case 2:
            payload = payload[:at] + _parts(other)[1][at : at + 4096] + payload[at + 4096 :]
        case _:
            payload += other
    return _with_header(line, payload)


def huge(chance: random.Random, files: Files) -> bytes:
    """A size that is not there, a header without an end, or far more than a hub takes."""
    line, payload = _parts(chance.choice(files))
    match chance.randrange(40):
        case 0:
            return MAGIC + bytes(65 * 1024 * 1024)
        case 1:
            return _with_header(line, payload + bytes(chance.randrange(8 * 1024 * 1024)))
        case each if each < 20:
            size = chance.choice([0, 2**31, 2**53, 2**64, -1, 10**300])
            line = re.sub(rb'("payload_size":)\d+', rb"\g<1>%d" % size, line)
            return _with_header(line, payload)
        case _:
            return MAGIC + line.rstrip(b"}") + b"a" * chance.randint(1, 100_000)


def short(chance: random.Random, files: Files) -> bytes:
    file = chance.choice(files)
    return file[: chance.choice([chance.randrange(2100), chance.randrange(len(file))])]


ATTACKS: tuple[Attack, ...] = (
    flipped,
    damaged_header,
    damaged_header,
    damaged_anywhere,
    other_field,
    other_field,
    other_purpose,
    mixed,
    respelled,
    respelled,
    moved,
    huge,
    short,
)
