"""Bundles made wrong behind the seal: whoever knows a hub's public key can seal anything to it, and
a post that turned bad can sign anything. Each attack says by whom it is."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.wire.bundle import MAX_INFLATED
from frontline.wire.frame import Frame
from tests.support.envelope_attacks import packed_wrong, sealed_wrong, slots_wrong
from tests.support.hub_forgery import damage, mutate
from tests.support.hub_readers import FORGER, GOOD
from tests.support.outer_attacks import PURPOSES

STRANGER = SigningKey.from_seed(b"x" * 32)
TEXT = canonical_json(GOOD)
NUMBERS = (2**53, 2**63, 2**64, 10**400, -1, -(2**63))
ODD_TEXTS = ("null", "{}", '"x"', "[]", "1", '"2026-11"')
Attack = Callable[[random.Random], Frame]


def _signed(content: dict[str, Any]) -> Frame:
    """With its manifest signed by the post, even if that is no valid one."""
    signed = canonical_json(content.get("manifest"))
    entry = {
        "by": "device",
        "key": FORGER.device_key.public,
        "signature": FORGER.device_key.sign("bundle/manifest/device", signed),
    }
    return FORGER.frame_of({**content, "signatures": [entry]})


def changed(chance: random.Random) -> Frame:
    """By a stranger: parts changed, moved, doubled or left out."""
    while (content := mutate(chance, GOOD)) == GOOD or not _differs(content):
        pass
    return FORGER.frame_of(content)


def _differs(content: Any) -> bool:
    # The post's signature alone is enough, so to take another one away changes nothing.
    return not isinstance(content, dict) or content | {"signatures": []} != GOOD | {
        "signatures": []
    }


def damaged_text(chance: random.Random) -> Frame:
    while (text := damage(chance, TEXT)) == TEXT:
        pass
    return FORGER.frame(text)


def name_twice(chance: random.Random) -> Frame:
    """One name twice in one object: two readers could see two things."""
    text = TEXT.decode()
    at = chance.choice(list(re.finditer(r'\{"([a-z_0-9]+)":', text)))
    twice = f'{{"{at[1]}":{chance.choice(ODD_TEXTS)},'
    return FORGER.frame((text[: at.start()] + twice + text[at.start() + 1 :]).encode())


def respelled(chance: random.Random) -> Frame:
    """The same value in other letters: spaces, numbers, escapes, order."""
    text = TEXT.decode()
    match chance.randrange(6):
        case 0:
            at = chance.choice([each.end() for each in re.finditer(r'":|,"|\{|\[', text)])
            text = text[:at].removesuffix('"') + chance.choice(" \n\t") + text[at:]
        case 1:
            at, end = chance.choice([each.span() for each in re.finditer(r"(?<=:)\d+", text)])
            odd = chance.choice(["{}.0", "{}e0", "0{}", "+{}", "-{}", "{}n", "0x{}", "NaN"])
            text = text[:at] + odd.format(text[at:end]) + text[end:]
        case 2:
            at = chance.choice([each.start() for each in re.finditer(r'(?<=")[a-z]', text)])
            text = f"{text[:at]}\\u{ord(text[at]):04x}{text[at + 1 :]}"
        case 3:
            text = json.dumps(dict(reversed(GOOD.items())), separators=(",", ":"))
        case 4:
            text += chance.choice(["\n", " ", "\0", "{}", "null"])
        case _:
            text = chance.choice(["\ufeff", " ", "\0"]) + text
    return FORGER.frame(text.encode())


def huge_count(chance: random.Random) -> Frame:
    """By a post that turned bad: numbers past all bounds, and lists past theirs."""
    content = deepcopy(GOOD)
    manifest = content["manifest"]
    if chance.random() < 0.7:
        name = chance.choice(["hub_epoch", "sequence", "audit_count"])
        manifest[name] = chance.choice(NUMBERS)
        return _signed(content)
    if chance.random() < 0.3:
        manifest["items"][0]["length"] = chance.choice(NUMBERS)
        return _signed(content)
    name = chance.choice(["items", "slots", "signatures"])
    content[name] = content[name][:1] * chance.choice([0, 17, 40, 5001])
    return FORGER.frame_of(content)


def bomb(chance: random.Random) -> Frame:
    """Little that becomes much. The largest of all are in tests/unit/wire/test_bombs.py."""
    much = chance.randrange(100_000, 600_000)
    made: list[Callable[[], bytes]] = [
        lambda: b"[" * much,
        lambda: b"[" * much + b"]" * much,
        lambda: b'{"manifest":' * (much // 12),
        lambda: b"[" + b"[]," * much + b"[]]",
        lambda: b"1" * much,
        lambda: b'"' + b"\\u0000" * much + b'"',
        lambda: TEXT[:-1] + b',"x":[' + b"0," * much + b"0]}",
        lambda: bytes(MAX_INFLATED + much) if much % 8 == 0 else bytes(much),
    ]
    inner = chance.choice(made)()
    return FORGER.frame(inner)


def wrong_audience(chance: random.Random) -> Frame:
    """By a post that turned bad: a bundle for another hub, to another key, or as another's."""
    match chance.randrange(4):
        case 0:
            hub = chance.choice(["hub-other", "hub-tes", "hub-test2", "hub_test", "h"])
            return FORGER.frame_of(FORGER.content(hub=hub))
        case 1:
            body = chance.randbytes(4096 * chance.randint(1, 3))
            return FORGER.frame_of_payload(seal(body, [new_sealing_key().recipient]))
        case 2:
            return FORGER.frame_of(FORGER.content(sequence=chance.randint(2, 10**6)))
        case _:
            device = chance.choice(["post-b", "post-aa", "post_a", "a"])
            return FORGER.frame_of(FORGER.content(device=device))


def wrong_domain(chance: random.Random) -> Frame:
    """Signatures of the right keys over the right words, made for something else."""
    manifest = FORGER.manifest(FORGER.items())
    by, key = chance.choice([("device", FORGER.device_key), ("supervisor", FORGER.supervisor_key)])
    labels = [*PURPOSES, "bundle/frame", f"bundle/manifest/{by} ", f"bundle/manifest/{by[:-1]}"]
    labels += [f"bundle/manifest/{'supervisor' if by == 'device' else 'device'}", "x" * 300]
    purpose = chance.choice([each for each in labels if each and each != f"bundle/manifest/{by}"])
    others = [each for each in GOOD["signatures"] if each["by"] != by]
    forged = FORGER.signature(by, key, manifest, purpose)
    return FORGER.frame_of({**GOOD, "signatures": [*others, forged]})


def crossed(chance: random.Random) -> Frame:
    """A true signature in another's place, of another thing, or by a key that is nobody's."""
    device, supervisor = GOOD["signatures"]
    manifest = FORGER.manifest(FORGER.items())
    other = FORGER.manifest([])
    header = FORGER.frame_of(GOOD).header
    signatures = chance.choice(
        [
            [device | {"signature": supervisor["signature"]}],
            [device | {"signature": header.signature}],
            [device | {"by": "supervisor"}],
            [device, device | {"by": "supervisor"}],
            [supervisor],
            [supervisor | {"by": "device"}],
            [device, device],
            [device, FORGER.signature("supervisor", STRANGER, manifest)],
            [FORGER.signature("device", STRANGER, manifest), supervisor],
            [FORGER.signature("device", STRANGER, manifest) | {"key": device["key"]}],
            [FORGER.signature("device", FORGER.device_key, other)],
            [FORGER.signature("officer", FORGER.device_key, manifest)],
            [device | {"signature": chance.randbytes(64).hex()}],
            [device | {"key": chance.randbytes(32).hex()}],
            # The point whose multiples are few, and a signature that fits it always.
            [{"by": "device", "key": "01" + "00" * 31, "signature": "01" + "00" * 63}],
        ]
    )
    return FORGER.frame_of({**GOOD, "signatures": signatures})


def items_wrong(chance: random.Random) -> Frame:
    """Items that are not the listed ones, one id twice, and ids that are paths."""
    items = deepcopy(GOOD["items"])
    match chance.randrange(5):
        case 0:
            items[0]["content"] = items[0]["content"] + " "
        case 1:
            chance.shuffle(items)
            items = items[1:]
        case 2:
            items[1]["id"] = items[0]["id"]
            return _listed(items)
        case 3:
            items[0]["id"] = chance.choice(["../x", "a b", "", "é", "x" * 65, "a\0"]) + "?"
            return _listed(items)
        case _:
            items[0]["kind"] = chance.choice(["", "REF 1", "\n", "HAND\0", "k" * 65]) + "!"
            return _listed(items)
    return FORGER.frame_of({**GOOD, "items": items})


def _listed(items: list[dict[str, Any]]) -> Frame:
    """The manifest lists them as they are."""
    manifest = deepcopy(GOOD["manifest"])
    for entry, item in zip(manifest["items"], items, strict=True):
        entry |= {"id": item["id"], "kind": item["kind"]}
    return _signed({**GOOD, "manifest": manifest, "items": items})


ATTACKS: tuple[Attack, ...] = (
    changed,
    changed,
    changed,
    damaged_text,
    damaged_text,
    name_twice,
    name_twice,
    respelled,
    respelled,
    huge_count,
    bomb,
    wrong_audience,
    wrong_domain,
    wrong_domain,
    crossed,
    crossed,
    packed_wrong,
    sealed_wrong,
    slots_wrong,
    items_wrong,
)


def attack(seed: int) -> Frame:
    """A well-formed frame around something that no hub may take."""
    chance = random.Random(seed)  # noqa: S311 -- tests
    return ATTACKS[seed % len(ATTACKS)](chance)


def by_a_rogue_post(seed: int) -> Frame:
    """Whatever a post signs that turned bad: it may be a bundle."""
    content = mutate(random.Random(seed), GOOD)  # noqa: S311 -- tests
    return _signed(content) if isinstance(content, dict) else FORGER.frame_of(content)
