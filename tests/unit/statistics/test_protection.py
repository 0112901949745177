"""No number of few people can be worked out, from one release or from several."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

import pytest

from frontline.errors_of_figures import ReleaseRefusedError
from frontline.statistics import releases
from frontline.statistics.facts import fact_of
from frontline.statistics.guarded import few_people
from frontline.statistics.protection import Hidden
from frontline.statistics.releases import Release, make_release
from frontline.statistics.standard import WAYS
from frontline.statistics.tables import Dated, Dimensions, Extent, count
from tests.support.figures import AGE, FORM, GENDER, MONTH, YEAR, dated, random_facts, told
from tests.support.hub import rounds, seeded
from tests.support.national import a_record

TWO_TABLES: tuple[Dimensions, ...] = ((FORM, GENDER), (FORM, AGE))
THREE_WAYS: tuple[Dimensions, ...] = ((FORM, AGE, GENDER),)
SIZES = {FORM: 4, AGE: 3, GENDER: 2}
FROM, THROUGH, TO = WAYS
WAY_SIZES = {FROM: 3, THROUGH: 3, TO: 2}


def many(number: int, since: int = 1, **classes: str) -> list[Dated]:
    named = {FORM: classes["form"], GENDER: classes["gender"]}
    return [dated(named, since)] * number


@pytest.fixture
def few_women() -> list[Dated]:
    """Three women in one cell; everything beside it is frequent."""
    return [
        *many(3, form="begging", gender="female"),
        *many(20, form="begging", gender="male"),
        *many(30, form="labour", gender="female"),
        *many(40, form="labour", gender="male"),
    ]


def hide_few_alone(facts: Sequence[Dated], hidden: Hidden, threshold: int = 5) -> None:
    """What a program does that forgets the complements."""
    for number, view in enumerate(hidden.views):
        for cell, people in count(view, facts).items():
            if 0 < people < threshold:
                hidden.hide((number, cell))


def test_a_small_cell_is_hidden_with_its_complements(few_women: list[Dated]) -> None:
    release = make_release(few_women, [(FORM, GENDER)], YEAR)

    table = release.views[-1]
    assert table.cells[("begging", "female")] is None
    assert len(table.hidden or ()) == 4
    assert release.total == 93
    assert told([release], few_women) == []


def test_without_complements_it_is_worked_out(
    few_women: list[Dated], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the defence switched off, and the same attack."""
    monkeypatch.setattr(releases, "protect", hide_few_alone)
    release = make_release(few_women, [(FORM, GENDER)], YEAR)

    assert [few.cell for few in told([release], few_women)] == [("begging", "female")]


def numbers_that_fit(release: Release, wanted: tuple[str, str]) -> set[int]:
    """Every number that cell could be, found by trying all tables with the totals shown."""
    shown = {each.view.dimensions: each.cells for each in release.views}
    table, total_of = shown[(FORM, GENDER)], {**shown[(FORM,)], **shown[(GENDER,)]}
    hidden = sorted(cell for cell, number in table.items() if number is None)
    fitting = set()
    for tried in product(range(14), repeat=len(hidden)):
        numbers = {**table, **dict(zip(hidden, tried, strict=True))}
        if all(
            total is None or total == sum(numbers[cell] or 0 for cell in numbers if line in cell)
            for (line,), total in total_of.items()
        ):
            fitting.add(numbers[wanted] or 0)
    return fitting


def test_a_hidden_number_could_be_any_of_five() -> None:
    facts = [
        *many(3, form="begging", gender="female"),
        *many(6, form="begging", gender="male"),
        *many(7, form="labour", gender="female"),
        *many(8, form="labour", gender="male"),
    ]
    release = make_release(facts, [(FORM, GENDER)], YEAR)

    fitting = numbers_that_fit(release, ("begging", "female"))

    assert len(fitting) >= 5


@pytest.mark.parametrize(
    "tables", [TWO_TABLES, THREE_WAYS, (*TWO_TABLES, *THREE_WAYS), (WAYS, (FORM, GENDER))]
)
@pytest.mark.property
def test_nothing_is_told_by_random_tables(tables: Sequence[Dimensions]) -> None:
    for seed in range(rounds(12, 170)):
        chance = seeded(seed)
        sizes = {**WAY_SIZES, FORM: 2, GENDER: 2} if WAYS in tables else SIZES
        facts = random_facts(chance, sizes, chance.randint(20, 160))

        release = make_release(facts, tables, YEAR)

        assert told([release], facts) == []
        for shown in release.views:
            real = count(shown.view, facts)
            for cell, number in shown.cells.items():
                assert number is None or number == real[cell] >= 5


def test_the_attack_finds_what_is_left_open_in_random_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control."""
    monkeypatch.setattr(releases, "protect", hide_few_alone)
    found = 0
    for seed in range(10):
        facts = random_facts(seeded(seed), SIZES, 120)
        found += bool(told([make_release(facts, TWO_TABLES, YEAR)], facts))

    assert found >= 8


def later(chance: random.Random, facts: list[Dated], number: int) -> list[Dated]:
    return [*facts, *random_facts(chance, SIZES, number, since=2)]


@pytest.mark.property
def test_a_second_release_does_not_tell_who_came_in_between() -> None:
    refused, number = 0, rounds(12, 120)
    for seed in range(number):
        chance = seeded(seed)
        first = random_facts(chance, SIZES, 90)
        facts = later(chance, first, chance.randint(5, 30))
        one = make_release(first, TWO_TABLES, YEAR)

        try:
            two = make_release(facts, TWO_TABLES, Extent(2, "2026-01", "2026-12"), [one])
        except ReleaseRefusedError:
            refused += 1
            continue

        assert told([one, two], facts) == []
    assert refused <= number // 10


def test_releases_that_know_nothing_of_each_other_tell_who_came_in_between() -> None:
    """Control: the same two releases without the log."""
    found = 0
    for seed in range(6):
        chance = seeded(seed)
        first = random_facts(chance, SIZES, 90)
        facts = later(chance, first, 20)
        one = make_release(first, TWO_TABLES, YEAR)
        two = make_release(facts, TWO_TABLES, Extent(2, "2026-01", "2026-12"))
        found += bool(told([one, two], facts))

    assert found == 6


@pytest.mark.property
def test_another_table_and_other_months_tell_nothing_either() -> None:
    refused, number = 0, rounds(6, 60)
    for seed in range(number):
        chance = seeded(seed)
        facts = random_facts(chance, SIZES, 120)
        log: list[Release] = []
        wanted = [
            ([(FORM, GENDER)], Extent(1, "2026-01", "2026-02")),
            ([(FORM, GENDER)], Extent(2, "2026-01", "2026-03")),
            ([(AGE, GENDER), (FORM, AGE)], Extent(3, "2026-01", "2026-03")),
            ([(FORM, MONTH)], Extent(4, "2026-01", "2026-03")),
        ]
        for tables, extent in wanted:
            try:
                log.append(make_release(facts, tables, extent, log))
            except ReleaseRefusedError:
                refused += 1

        assert told(log, facts) == []
    assert refused <= number // 5


def test_a_release_with_few_more_people_is_refused() -> None:
    first = random_facts(seeded(1), SIZES, 90)
    one = make_release(first, TWO_TABLES, YEAR)
    facts = [*first, *random_facts(seeded(2), SIZES, 4, since=2)]

    with pytest.raises(ReleaseRefusedError, match="too-few-more"):
        make_release(facts, TWO_TABLES, Extent(2, "2026-01", "2026-12"), [one])


def test_a_release_of_few_people_is_refused() -> None:
    with pytest.raises(ReleaseRefusedError, match="too-few"):
        make_release(random_facts(seeded(1), SIZES, 4), TWO_TABLES, YEAR)


@pytest.mark.parametrize("dimensions", [(), (FORM, FORM), (FORM, AGE, GENDER, MONTH, FORM)])
def test_a_table_has_one_to_four_dimensions(dimensions: Dimensions) -> None:
    with pytest.raises(ReleaseRefusedError, match="dimensions"):
        make_release(random_facts(seeded(1), SIZES, 40), [dimensions], YEAR)


def test_a_table_too_thin_for_its_dimensions_is_withheld_whole() -> None:
    sizes = {FORM: 12, AGE: 10, GENDER: 3}
    facts = random_facts(seeded(3), sizes, 60)

    release = make_release(facts, THREE_WAYS, YEAR)

    table = release.views[-1]
    assert table.is_withheld or all(number is None for number in table.cells.values())
    assert release.total == 60


def test_few_people_apart_from_all_others_cost_no_table_of_others() -> None:
    """Three people share no end of their way with anybody; whoever could be a fourth would change
    two classes at once, and not by an exchange with one of the three."""
    chance = seeded(9)
    facts = [Dated(fact_of(a_record(chance, number)), 1) for number in range(2000)]

    release = make_release(facts, [WAYS, (FORM, MONTH)], YEAR)

    assert not any(shown.is_withheld for shown in release.views)
    ways = next(each for each in release.views if each.view.dimensions == WAYS)
    assert ways.cells["XA-2", "DIRECT", "XD"] is None
    by_form = next(each for each in release.views if each.view.dimensions == (FORM,))
    assert None not in by_form.cells.values()


def test_what_is_few_is_named_once_for_each_way_to_see_it(few_women: list[Dated]) -> None:
    release = make_release(few_women, [(FORM, GENDER)], YEAR)

    found = few_people([each.view for each in release.views], few_women, 5)

    assert [few.cell for few in found] == [("begging", "female")]
