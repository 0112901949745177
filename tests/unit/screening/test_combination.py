"""The published rule of a dimension, against brute force over every small multiset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, combinations_with_replacement

import pytest

from frontline.domain.trafficking import Strength
from frontline.screening.combination import combination

W, M, S = Strength.WEAK, Strength.MEDIUM, Strength.STRONG
EVERY_MULTISET = [
    multiset for size in range(6) for multiset in combinations_with_replacement((W, M, S), size)
]


def satisfied(strengths: Iterable[Strength]) -> bool:
    counts = Counter(strengths)
    return combination(counts[W], counts[M], counts[S]) is not None


def brute_force(strengths: tuple[Strength, ...]) -> bool:
    """Look for a chosen few that are, strength for strength, at least what the rule names."""
    named = ((S, S), (S, W), (M, M, M), (M, M, W))
    return any(
        all(have >= want for have, want in zip(sorted(chosen, reverse=True), wanted, strict=True))
        for wanted in named
        for chosen in combinations(strengths, len(wanted))
    )


@pytest.mark.parametrize("strengths", EVERY_MULTISET, ids=str)
def test_the_rule_equals_brute_force_on_every_multiset_of_up_to_five(
    strengths: tuple[Strength, ...],
) -> None:
    assert satisfied(strengths) is brute_force(strengths)


@pytest.mark.parametrize("strengths", EVERY_MULTISET, ids=str)
@pytest.mark.parametrize("more", [W, M, S])
def test_one_more_indicator_never_turns_a_dimension_negative(
    strengths: tuple[Strength, ...], more: Strength
) -> None:
    assert satisfied((*strengths, more)) or not satisfied(strengths)


@pytest.mark.parametrize("strengths", [(S,), (M, M), (W,) * 5, (M, W, W, W, W)], ids=str)
def test_what_the_publication_leaves_negative_stays_negative(
    strengths: tuple[Strength, ...],
) -> None:
    assert not satisfied(strengths)
