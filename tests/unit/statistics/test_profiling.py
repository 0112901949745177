"""Whom somebody picks: a biased officer is noticed, others are not, and few cases say nothing."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.identifiers import UserId
from frontline.statistics.profiling import LEAST_CASES, Met, at_least, profiling
from tests.support.hub import rounds, seeded

OFFICERS = [UserId(UUID(int=number)) for number in range(1, 5)]
BIASED = OFFICERS[0]
MIX = {"caribbean": 2, "europe": 4, "africa": 2, "south_america": 4}
# Somebody who picks people of one origin three times as readily.
PICKS = {**MIX, "caribbean": 6}


def a_post(seed: int, *, cases: int = 120, biased: bool) -> list[Met]:
    """What is found does not hang on the origin."""
    chance, met = seeded(seed), list[Met]()
    for officer in OFFICERS:
        weights = PICKS if biased and officer == BIASED else MIX
        groups = chance.choices(list(weights), list(weights.values()), k=cases)
        met += [Met(officer, group, chance.random() < 0.3) for group in groups]
    return met


def test_a_biased_officer_is_noticed_and_no_colleague() -> None:
    runs = rounds(40, 400)
    told = [profiling(a_post(seed, biased=True)).selections for seed in range(runs)]

    noticed = [[(each.officer, each.group) for each in found] for found in told]
    assert sum((BIASED, "caribbean") in found for found in noticed) >= 0.8 * runs
    others = [each for found in noticed for each in found if each[0] != BIASED]
    assert len(others) <= 0.05 * runs


def test_where_nobody_is_biased_nobody_is_told_of() -> None:
    runs = rounds(40, 400)
    told = [profiling(a_post(seed, biased=False)) for seed in range(runs)]

    assert all(found.compared for found in told)
    assert sum(bool(found.selections or found.outcomes) for found in told) <= 0.05 * runs


def test_the_share_and_the_usual_one_are_told() -> None:
    found = next(
        each
        for seed in range(40)
        for each in profiling(a_post(seed, biased=True)).selections
        if each.officer == BIASED
    )
    assert found.share >= 1.5 * found.usual
    assert found.cases == 120


@pytest.mark.parametrize(("cases", "officers"), [(LEAST_CASES - 1, OFFICERS), (200, OFFICERS[:2])])
def test_of_few_cases_or_few_colleagues_nothing_is_said(cases: int, officers: list[UserId]) -> None:
    """However plain it looks."""
    met = [
        Met(officer, "caribbean" if officer == BIASED else "europe", True)
        for officer in officers
        for _ in range(cases)
    ]
    found = profiling(met)

    assert not found.compared
    assert found.selections == ()


def test_a_group_that_is_screened_while_less_is_found_is_told_of() -> None:
    met = [Met(OFFICERS[at % 4], "caribbean", at % 20 == 0) for at in range(100)]
    met += [Met(OFFICERS[at % 4], "europe", at % 2 == 0) for at in range(100)]
    (found,) = profiling(met).outcomes

    assert (found.group, found.cases) == ("caribbean", 100)
    assert (round(found.share, 2), round(found.usual, 2)) == (0.05, 0.5)


def test_a_group_in_which_more_is_found_is_not() -> None:
    met = [Met(OFFICERS[at % 4], "caribbean", True) for at in range(100)]
    met += [Met(OFFICERS[at % 4], "europe", at % 2 == 0) for at in range(100)]

    assert [each.group for each in profiling(met).outcomes] == ["europe"]


def test_nothing_tells_how_much_an_officer_found() -> None:
    """The same people met, and everything found or nothing: not a word differs about officers."""
    met = a_post(3, biased=True)
    less = [Met(each.officer, each.group, False) for each in met]

    assert profiling(met).selections == profiling(less).selections


@given(
    total=st.integers(1, 8),
    data=st.data(),
)
def test_the_chance_is_that_of_drawing_by_lot(total: int, data: st.DataObject) -> None:
    marked = data.draw(st.integers(0, total))
    draws = data.draw(st.integers(0, total))
    hits = data.draw(st.integers(0, draws))
    ways = [sum(each < marked for each in drawn) for drawn in combinations(range(total), draws)]
    counted = Fraction(sum(each >= hits for each in ways), len(ways))

    assert at_least(hits, draws, marked, total) == pytest.approx(float(counted))
