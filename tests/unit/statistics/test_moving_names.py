"""People who were counted under the form for what has no name, and get one between two releases."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from frontline.errors_of_figures import ReleaseRefusedError
from frontline.statistics import guarded
from frontline.statistics.facts import (
    POSITION,
    Named,
    StatDimension,
    class_in,
    fact_of,
    history_of,
)
from frontline.statistics.releases import Release, make_release
from frontline.statistics.tables import Dated, Dimensions, Extent
from frontline.statistics.ways import MIXED
from tests.support.figures import FORM, GENDER, YEAR, random_facts, told
from tests.support.hub import ref_record, rounds, seeded

TABLES: tuple[Dimensions, ...] = ((FORM, GENDER),)
NEXT = Extent(2, "2026-01", "2026-12")
SIZES = {FORM: 4, GENDER: 2}
# What becomes of somebody who had no name in the first release.
Naming = Callable[[Dated], Dated]


def with_form(each: Dated, form: str) -> Dated:
    values = list(each.fact.values)
    values[POSITION[FORM]] = form
    return each._replace(fact=each.fact._replace(values=tuple(values)))


def new_name(each: Dated) -> Dated:
    return with_form(each, history_of(form_of(each), (2, "named")))


def known_name(each: Dated) -> Dated:
    """That of a form in which others are already, as when more are named later."""
    return with_form(each, history_of(form_of(each), (2, "f0")))


def form_of(each: Dated) -> str:
    return each.fact.values[POSITION[FORM]]


def named(facts: Sequence[Dated], number: int, naming: Naming) -> list[Dated]:
    """The first `number` without a name get one."""
    unnamed = [at for at, each in enumerate(facts) if form_of(each) == "f1"][:number]
    return [naming(each) if at in unnamed else each for at, each in enumerate(facts)]


def test_a_name_counts_from_its_release_on() -> None:
    record = ref_record(1).model_copy(update={"forms": ("OTHER_UNNAMED",)})
    names = [Named("IDENTITY_LENDING", 3), Named("FORCED_LABOUR", 5)]

    value = fact_of(record, names).values[POSITION[FORM]]

    assert [class_in(value, release) for release in range(1, 7)] == [
        "OTHER_UNNAMED",
        "OTHER_UNNAMED",
        "IDENTITY_LENDING",
        "IDENTITY_LENDING",
        MIXED,
        MIXED,
    ]


def test_who_was_in_no_release_has_the_name_from_the_start() -> None:
    record = ref_record(1).model_copy(update={"forms": ("OTHER_UNNAMED",)})

    fact = fact_of(record, [Named("IDENTITY_LENDING", 3)], since=3)

    assert fact.values[POSITION[StatDimension.FORM]] == "IDENTITY_LENDING"
    assert not fact.has_moved


def both(
    chance: random.Random,
    number: int,
    naming: Naming,
    truth: Naming | None = None,
    *,
    newcomers: int = 30,
) -> tuple[list[Release], list[Dated]] | None:
    """Two releases with names in between, and what is true. None: the second one was refused."""
    first = random_facts(chance, SIZES, 90)
    new = random_facts(chance, SIZES, newcomers, since=2)
    one = make_release(first, TABLES, YEAR)
    try:
        two = make_release([*named(first, number, naming), *new], TABLES, NEXT, [one])
    except ReleaseRefusedError:
        return None
    return [one, two], [*named(first, number, truth or naming), *new]


@pytest.mark.property
@pytest.mark.parametrize("number", [1, 3, 8])
@pytest.mark.parametrize("naming", [new_name, known_name])
def test_two_releases_do_not_tell_how_few_were_named_in_between(
    number: int, naming: Naming
) -> None:
    refused, tried = 0, rounds(6, 60)
    for seed in range(tried):
        found = both(seeded(seed), number, naming, newcomers=30 * (seed % 2))
        if found is None:
            refused += 1
            continue
        assert told(*found) == []
    assert refused <= tried // 3


def test_a_guard_that_does_not_look_at_who_moved_tells_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Control: the defence switched off, and the same attack."""
    found = []
    for seed in range(12):
        with monkeypatch.context() as patch:
            patch.setattr(guarded, "_who_moved", lambda *_: ())
            attacked = both(seeded(seed), 3, known_name, newcomers=0)
        found += [] if attacked is None else told(*attacked)

    assert found


def test_names_that_were_always_there_do_not_fit_what_was_released() -> None:
    """Whoever forgets when a name was given counts earlier releases anew, and is refused."""
    anew = [
        both(seeded(seed), 3, lambda each: with_form(each, "named"), new_name) for seed in range(4)
    ]

    assert anew == [None] * 4


def test_many_who_were_named_are_shown_under_the_name() -> None:
    facts = random_facts(seeded(4), {FORM: 2, GENDER: 2}, 300)
    one = make_release(facts, [(FORM,)], YEAR)

    two = make_release(named(facts, 40, new_name), [(FORM,)], NEXT, [one])

    before, after = (each.views[-1].cells for each in (one, two))
    assert before["f1",] is not None
    assert after == {("f0",): before["f0",], ("f1",): before["f1",] - 40, ("named",): 40}
    assert told([one, two], named(facts, 40, new_name)) == []
