"""Seeded harms show, a fair post is not told of, and nothing is said of few people."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.errors import BadInputError
from frontline.hub.impact import FromPost, impact_of
from frontline.statistics.impact import Harm, impacts
from frontline.statistics.profiling import LEAST_CASES
from frontline.statistics.traveller_mix import (
    Referred,
    TravellerMix,
    against_mix,
    at_least_by_lot,
    read_mix,
)
from frontline.wire.ref_record import AgeBand, Area, ConsentScope, RefRecord
from tests.support.hub import ref_record, rounds, seeded

PASSING = {Area.CARIBBEAN: 200, Area.EUROPE: 400, Area.AFRICA: 200, Area.SOUTH_AMERICA: 400}
MIX = TravellerMix(source="counts at gates, 2026", posts={"*": PASSING})
# Somebody who picks people of one origin three times as readily.
PICKS = {**PASSING, Area.CARIBBEAN: 600}


def referred(seed: int, cases: int, *, biased: str = "") -> list[Referred]:
    chance, found = seeded(seed), list[Referred]()
    for post in ("post-a", "post-b", "post-c"):
        weights = PICKS if post == biased else PASSING
        groups = chance.choices(list(weights), list(weights.values()), k=cases)
        found += [Referred(post, group) for group in groups]
    return found


def test_a_post_that_picks_is_told_of_and_no_other() -> None:
    runs = rounds(40, 400)
    told = [
        against_mix(referred(seed, 120, biased="post-b"), MIX).differences for seed in range(runs)
    ]

    noticed = [[(each.post, each.group) for each in found] for found in told]
    assert sum(("post-b", Area.CARIBBEAN) in found for found in noticed) >= 0.8 * runs
    assert sum(post != "post-b" for found in noticed for post, _group in found) <= 0.05 * runs


def test_where_posts_refer_whoever_passes_nobody_is_told_of() -> None:
    runs = rounds(40, 400)
    told = [against_mix(referred(seed, 120), MIX) for seed in range(runs)]

    assert all(found.compared == ("post-a", "post-b", "post-c") for found in told)
    assert sum(bool(found.differences) for found in told) <= 0.05 * runs


def test_of_few_people_and_of_posts_without_a_mix_nothing_is_said() -> None:
    few = [Referred("post-a", Area.CARIBBEAN)] * (LEAST_CASES - 1)
    unknown = [Referred("post-b", Area.NOT_STATED)] * 100
    uncounted = [Referred("post-c", Area.CARIBBEAN)] * 100
    mix = TravellerMix(source="x", posts={"post-a": PASSING, "post-b": PASSING})

    found = against_mix([*few, *unknown, *uncounted], mix)

    assert (found.differences, found.compared) == ((), ())
    assert found.too_few == ("post-a", "post-b")
    assert found.without_mix == ("post-c",)


def test_an_origin_that_nobody_counted_is_told_of() -> None:
    found = against_mix([Referred("post-a", Area.ASIA)] * LEAST_CASES, MIX)

    (told,) = found.differences
    assert (told.share, told.expected, told.cases) == (1.0, 0.0, LEAST_CASES)


@given(
    st.integers(1, 60).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))),
    st.integers(0, 20),
)
def test_the_chance_equals_a_sum_of_fractions(hits: tuple[int, int], twentieths: int) -> None:
    least, cases = hits
    share = Fraction(twentieths, 20)
    exact = sum(
        comb(cases, n) * share**n * (1 - share) ** (cases - n) for n in range(least, cases + 1)
    )

    assert at_least_by_lot(least, cases, twentieths / 20) == pytest.approx(float(exact), rel=1e-9)


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b'{"source":"x","posts":{}}',
        b'{"source":"x","posts":{"*":{"caribbean":0}}}',
        b'{"source":"x","posts":{"*":{"atlantis":4}}}',
        b'{"source":"x","posts":{"*":{"caribbean":-4}}}',
    ],
)
def test_what_is_no_mix_is_refused(content: bytes) -> None:
    with pytest.raises(BadInputError, match="traveller-mix"):
        read_mix(content)


def record(**fields: object) -> RefRecord:
    return ref_record().model_copy(update=fields)


def test_each_harm_that_is_seeded_shows_and_only_that() -> None:
    help_for = {"services": (AssistanceService.SHELTER, AssistanceService.CHILD_CARE)}
    sound = record(age_band=AgeBand.FROM_15, concerns=("asylum_claim",), **help_for)
    adult = record(age_band=AgeBand.FROM_30, **help_for)
    seeds = {
        Harm.RETURN_DESPITE_FEAR: record(services=(AssistanceService.REPATRIATION,)),
        Harm.CONSULATE_DESPITE_ASYLUM: record(
            concerns=("asylum_claim",), services=(AssistanceService.CONSULAR,)
        ),
        Harm.NO_HELP: record(services=()),
        Harm.CHILD_WITHOUT_CHILD_HELP: record(age_band=AgeBand.FROM_12),
        Harm.ADULT_WITHOUT_CONSENT: record(consent=ConsentScope.CHILD_PROTECTION),
    }
    for harm, seed in seeds.items():
        found = {each.harm: each.people for each in impacts([sound, adult, seed])}
        assert found == {each: int(each is harm) for each in Harm}


def test_what_could_happen_to_nobody_is_no_data_and_not_zero() -> None:
    found = {each.harm: (each.people, each.out_of) for each in impacts([record(concerns=())])}

    assert found[Harm.CONSULATE_DESPITE_ASYLUM] == (None, 0)
    assert found[Harm.RETURN_DESPITE_FEAR] == (0, 1)


def test_of_people_of_one_origin_less_is_found() -> None:
    sent = [
        FromPost("p", record(citizenship_area=area, band=band))
        for area, band, people in (
            (Area.CARIBBEAN, Band.PRESUMED, 10),
            (Area.CARIBBEAN, Band.POSSIBLE, 90),
            (Area.EUROPE, Band.PRESUMED, 60),
            (Area.EUROPE, Band.POSSIBLE, 40),
        )
        for _ in range(people)
    ]

    (told,) = impact_of(sent, None).outcomes
    assert (told.group, told.cases) == ("caribbean", 100)
    assert told.share == pytest.approx(0.1)
    assert told.usual == pytest.approx(0.6)
