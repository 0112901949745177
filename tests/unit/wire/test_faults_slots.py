"""Fault family 18: whether somebody without a key can tell bundles with sealed reports from bundles
without. Counted: FRONTLINE_FAULTS=many asks for the long run.

A guesser who knows nothing is right in half of all pairs, and by chance a little more or less: in n
pairs within 4 standard errors, 2 / sqrt(n), but for one time in 16,000. The long run tries 10,000
pairs for each view, so that this is 2 %; the short one sees gross differences alone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.wire.bundle import SLOT_PLAINTEXT
from tests.support.fault_report import report
from tests.support.hub import rounds, seeded
from tests.support.slot_guessing import (
    LEARNED,
    Guessed,
    Look,
    contents,
    differences,
    from_outside,
    guess,
    lengths,
    pairs,
    shares,
)

pytestmark = pytest.mark.slow

VIEWS: dict[str, Look] = {
    "the whole file": from_outside,
    "lengths": lengths,
    "bytes": contents,
    "headers": shares,
}
ERRORS = 4


def is_chance(guessed: Guessed) -> bool:
    return abs(guessed.share - 0.5) <= ERRORS * guessed.error


@pytest.mark.parametrize("reports", [1, 5])
def test_nobody_without_a_key_tells_bundles_with_reports_apart(reports: int) -> None:
    """Each pair is a bundle with so many, and the same one with none."""
    count = round(rounds(40, 10_000) / (1 - LEARNED))
    # What is sealed differs in each run; what is reported and where is drawn the same.
    chance = random.Random(reports)  # noqa: S311 -- tests
    found: dict[str, list[list[float]]] = {name: [] for name in VIEWS}
    for pair in pairs(count, reports, chance):
        for name, look in VIEWS.items():
            found[name] += differences([pair], look)
    told = []
    for name, features in found.items():
        guesses = guess(features)
        told += [(name, way, each.share) for way, each in guesses.items() if not is_chance(each)]
        best = max((each.share for each in guesses.values()), key=lambda share: abs(share - 0.5))
        tries = next(iter(guesses.values())).tries
        title = f"none or {reports} reports, guessed from {name}: right in {best:.1%}"
        report(18, title, tries, 0, sum(each[0] == name for each in told))
    assert told == []


def one_key_less() -> bytes:
    return seal(bytes(SLOT_PLAINTEXT), [new_sealing_key().recipient])


def shorter() -> bytes:
    return seal(bytes(SLOT_PLAINTEXT - 64), [new_sealing_key().recipient for _ in range(2)])


@pytest.mark.parametrize("dummy", [one_key_less, shorter])
def test_dummies_of_another_length_are_told_apart(dummy: Callable[[], bytes]) -> None:
    """Control: the guesser is good enough for what there is to see."""
    found = list(pairs(400, 1, seeded(1), dummy))

    guessed = guess(differences(found, lengths))

    assert max(each.share for each in guessed.values()) > 0.8
    assert not all(is_chance(each) for each in guessed.values())


def test_who_compares_two_bundles_behind_the_seal_sees_that_a_slot_changed() -> None:
    """What is not prevented (docs/formats/integrity.md), and not what the guesser above is given:
    slots stay what they are from bundle to bundle, but for one that a report was put in."""
    (pair,) = pairs(1, 1, seeded(2))

    changed = [one != other for one, other in zip(pair.without, pair.with_some, strict=True)]

    assert sum(changed) == 1
