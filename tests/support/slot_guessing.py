"""Somebody without a key who guesses which of two bundles holds reports.

Both have the same slots, but for those that a report lies in: so nothing but the reports can tell
them apart. The guesser learns from pairs whose answer is known, and is tried on others.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.spoken_codes import spoken_code
from frontline.wire.bundle import SLOT_COUNT, Manifest, Signer, slots_digest, write_bundle
from frontline.wire.integrity import TICKET_LENGTH, IntegrityReport, dummy_slot, seal_report

Features = list[float]
Look = Callable[[Sequence[bytes]], Features]
BODY = tuple(new_sealing_key().recipient for _ in range(2))
HUB = tuple(new_sealing_key().recipient for _ in range(2))
DEVICE = SigningKey.from_seed(b"d" * 32)
# How many of a set of pairs are for learning.
LEARNED = 0.2
_SIXTEENTHS = bytes(value >> 4 for value in range(256))


@dataclass(frozen=True)
class Pair:
    """The slots of a bundle without a report, and with some."""

    without: tuple[bytes, ...]
    with_some: tuple[bytes, ...]


def a_report(chance: random.Random) -> bytes:
    """As short or long as reports are, to a body with one key or two, and named or not."""
    texts = [chance.choice(["", "x", "word " * chance.randrange(40)])[:200] for _ in range(3)]
    report = IntegrityReport(
        ticket=spoken_code(chance.randbytes(TICKET_LENGTH)),
        pattern=chance.choice(list(Pattern)),
        service=chance.choice(list(PublicService)),
        place=texts[0],
        period=texts[1],
        text="He let them through. " * chance.randrange(150),
        reporter=texts[2],
    )
    return seal_report(report, BODY[: chance.choice([1, 2])])


def pairs(
    count: int, reports: int, chance: random.Random, dummy: Callable[[], bytes] = dummy_slot
) -> Iterator[Pair]:
    """Reports lie in slots drawn by lot, as in a vault."""
    for _ in range(count):
        without = [dummy() for _ in range(SLOT_COUNT)]
        with_some = list(without)
        for at in chance.sample(range(SLOT_COUNT), reports):
            with_some[at] = a_report(chance)
        yield Pair(tuple(without), tuple(with_some))


def from_outside(slots: Sequence[bytes]) -> Features:
    """What a carrier sees: the length of the whole file and of its header, and how bytes spread."""
    manifest = Manifest(
        hub="hub-a",
        hub_epoch=1,
        device="post-a",
        sequence=1,
        previous="",
        month="2026-11",
        audit_head="0" * 64,
        audit_count=1,
        slots_sha256=slots_digest(slots),
        items=(),
    )
    file = write_bundle(manifest, (), slots, (Signer("device", DEVICE),), HUB)
    head = file.index(b"\n---")
    sixteenths = file[head:].translate(_SIXTEENTHS)
    spread = (float(sixteenths.count(value)) for value in range(16))
    return [float(len(file)), float(head), float(file.count(b"\n")), *spread]


def lengths(slots: Sequence[bytes]) -> Features:
    """What who runs a hub sees of lengths and order: of each slot, and of all."""
    found = [float(len(slot)) for slot in slots]
    heads = [float(slot.index(b"\n---")) for slot in slots]
    lines = [float(slot[: slot.index(b"\n---")].count(b"\n")) for slot in slots]
    return [
        *found,
        *(each - head for each, head in zip(found, heads, strict=True)),
        *lines,
        sum(found),
        max(found),
        min(found),
        sum(each * each for each in found),
        float(max(range(len(found)), key=found.__getitem__)),
    ]


def contents(slots: Sequence[bytes]) -> Features:
    """What who runs a hub sees of bytes: how often each stands in what is sealed."""
    found = Counter(b"".join(slot[slot.index(b"\n---") :] for slot in slots))
    return [float(found[value]) for value in range(256)]


def shares(slots: Sequence[bytes]) -> Features:
    """And of the lines that each key has in the header: the first letters, and their order."""
    found: Features = []
    for slot in slots:
        for line in slot.split(b"\n---", 1)[0].split(b"\n")[1:5]:
            found += [float(len(line)), float(line[-1] if line else 0), float(line.count(b" "))]
    return found


@dataclass(frozen=True)
class Guessed:
    """How often a guesser was right of how many pairs."""

    right: float
    tries: int

    @property
    def share(self) -> float:
        return self.right / self.tries

    @property
    def error(self) -> float:
        """One standard error of a guesser that knows nothing."""
        return 0.5 / math.sqrt(self.tries)


def guess(differences: Sequence[Features]) -> dict[str, Guessed]:
    """`differences` of each pair: features with reports, less those without. The first part is to
    learn from; two ways of guessing are tried on the rest."""
    learned = differences[: int(len(differences) * LEARNED)]
    tried = differences[len(learned) :]
    weights = _weights(learned)
    best = max(range(len(weights)), key=lambda at: abs(_lean(learned, at)))
    sign = math.copysign(1, _lean(learned, best))
    return {
        "all features": _score(tried, lambda each: sum(map(_times, weights, each))),
        "the best feature": _score(tried, lambda each: sign * each[best]),
    }


def _times(weight: float, value: float) -> float:
    return weight * value


def _weights(learned: Sequence[Features]) -> Features:
    """Each feature by how far it leans, in terms of how much it varies."""
    found = []
    for values in zip(*learned, strict=True):
        mean = sum(values) / len(values)
        variance = sum((each - mean) ** 2 for each in values) / len(values)
        found.append(mean / variance if variance else float(bool(mean)) * math.copysign(1e9, mean))
    return found


def _lean(learned: Sequence[Features], at: int) -> int:
    return sum((each[at] > 0) - (each[at] < 0) for each in learned)


def _score(tried: Sequence[Features], judge: Callable[[Features], float]) -> Guessed:
    """Where nothing speaks for either, half of a right guess."""
    right = 0.0
    for each in tried:
        judged = judge(each)
        right += 0.5 if judged == 0 else float(judged > 0)
    return Guessed(right, len(tried))


def differences(found: Sequence[Pair], look: Look) -> list[Features]:
    return [
        [one - other for one, other in zip(look(pair.with_some), look(pair.without), strict=True)]
        for pair in found
    ]
