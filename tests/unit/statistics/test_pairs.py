"""Methods that occur together: equal to a count by hand, and nothing of few people in them."""

from __future__ import annotations

from itertools import combinations

import pytest

from frontline.statistics.pairs import Paired, count_pairs, shown_pairs
from frontline.statistics.tables import Extent
from tests.support.figures import FORM, YEAR, random_facts
from tests.support.hub import rounds, seeded


@pytest.mark.property
def test_pairs_are_those_of_a_count_by_hand() -> None:
    for seed in range(rounds(8, 80)):
        facts = random_facts(seeded(seed), {FORM: 3}, 150)
        by_hand = {
            (one, other): sum({one, other} <= each.fact.methods for each in facts)
            for one in "abcde"
            for other in "abcde"
            if one <= other
        }

        counted = count_pairs(facts, YEAR, Paired.METHODS)
        shown = shown_pairs(facts, YEAR, Paired.METHODS, [])

        assert counted == by_hand
        assert all(people in (None, by_hand[pair]) for pair, people in shown.items())


def two_by_two(
    shown: dict[tuple[str, str], int | None], everybody: int, pair: tuple[str, str]
) -> tuple[int, ...]:
    """What somebody works out from a pair and the two codes of it."""
    both, one, other = (shown.get(each, 0) for each in (pair, (pair[0],) * 2, (pair[1],) * 2))
    if both is None or one is None or other is None:
        return ()
    return (both, one - both, other - both, everybody - one - other + both)


@pytest.mark.property
def test_no_pair_tells_of_few_people_alone_or_beside_an_earlier_release() -> None:
    for seed in range(rounds(8, 80)):
        chance = seeded(seed)
        first = random_facts(chance, {FORM: 3}, chance.randint(20, 150))
        facts = [*first, *random_facts(chance, {FORM: 3}, chance.randint(5, 40), since=2)]
        later = Extent(2, "2026-01", "2026-12")
        one = shown_pairs(first, YEAR, Paired.METHODS, [])
        two = shown_pairs(facts, later, Paired.METHODS, [YEAR])
        more = {
            pair: people - before
            for pair, people in two.items()
            if people is not None and (before := one.get(pair, 0)) is not None
        }

        for pair in combinations("abcde", 2):
            worked_out = (
                *two_by_two(one, len(first), pair),
                *two_by_two(two, len(facts), pair),
                *(more[each] for each in (pair, (pair[0],) * 2) if each in more),
            )
            assert not [people for people in worked_out if 0 < people < 5]


def test_pairs_shown_by_their_own_number_alone_tell_of_few() -> None:
    """Control: hiding small numbers and nothing else."""
    found = 0
    for seed in range(20):
        facts = random_facts(seeded(seed), {FORM: 3}, 40)
        counted = count_pairs(facts, YEAR, Paired.METHODS)
        naive = {pair: people if people >= 5 else None for pair, people in counted.items()}
        for pair in combinations("abcde", 2):
            found += any(0 < n < 5 for n in two_by_two(naive, 40, pair))

    assert found > 10
