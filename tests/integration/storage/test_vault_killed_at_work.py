"""Every kind of work on a vault, killed at a random point: what was acknowledged is there, nothing
is half there, and no entry is missing in the record of deeds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.fault_report import report
from tests.support.hub import seeded
from tests.support.keep_place import Place
from tests.support.keep_worker import Workers, workers
from tests.support.keep_works import WORKS
from tests.support.keep_works_careless import ALL_WORKS
from tests.support.vault_posts import RealPost
from tests.support.vault_tampering import seeds
from tests.support.work_places import Places

pytestmark = pytest.mark.slow

# Kills of a work, few and many, where they are not those of most.
TIMES = {"save": (12, 800)}
LONGEST_SPIN = 60_000


@pytest.fixture(scope="module")
def helpers() -> Iterator[Workers]:
    with workers() as found:
        yield found


@pytest.fixture(scope="module")
def places(template: RealPost) -> Iterator[Places]:
    with Places.made(template) as found:
        yield found


def lost(helpers: Workers, work: str, place: Place, seed: int) -> int:
    """How many acknowledged pieces were not there after a kill."""
    chance, kind = seeded(seed), ALL_WORKS[work]
    after, spin = chance.randrange(kind.most + 1), chance.randrange(LONGEST_SPIN)
    acknowledged = helpers.killed(work, place, after, spin)
    found = kind.kept(place)
    return kind.lost(acknowledged, found, may_be_more=True)


@pytest.mark.parametrize("work", WORKS)
def test_a_kill_at_work_loses_nothing_that_was_acknowledged(
    helpers: Workers, places: Places, work: str
) -> None:
    gone, tried = {}, seeds(*TIMES.get(work, (8, 200)))
    for seed in tried:
        with places.one(work, places.root / str(seed)) as place:
            if missing := lost(helpers, work, place, seed):
                gone[seed] = missing
    report(1, f"kill -9: {work}", len(tried), len(gone), 0)
    assert gone == {}


def test_one_who_acknowledges_too_early_is_found_out(helpers: Workers, places: Places) -> None:
    """Control: the checks see a loss."""
    found = 0
    for seed in range(6):
        with places.one("boast", places.root / str(seed)) as place:
            found += lost(helpers, "boast", place, seed)
    assert found > 0
