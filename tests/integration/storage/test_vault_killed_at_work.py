"""Every kind of work on a vault, killed at a random point: what was acknowledged is there, nothing
is half there, and no entry is missing in the record of deeds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from frontline.storage.places import VaultPlaces
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from tests.support.fault_report import report
from tests.support.hub import new_hub, seeded
from tests.support.keep_worker import Workers, workers
from tests.support.keep_works import WORKS, Place
from tests.support.vault_posts import OFFICER, RealPost
from tests.support.vault_tampering import seeds

pytestmark = pytest.mark.slow

RELEASED = Path(__file__).parents[2] / "assets" / "vaults" / "version-1"
HONEST = [name for name in WORKS if name != "boast"]
LONGEST_SPIN = 60_000


@pytest.fixture(scope="module")
def helpers() -> Iterator[Workers]:
    with workers() as found:
        yield found


@pytest.fixture(scope="module")
def old_key() -> bytes:
    copies = SlotFiles(VaultPlaces(RELEASED)).copies()
    return unlock(copies, OFFICER.name, OFFICER.passphrase).data_key


@pytest.fixture(scope="module")
def hub_card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_hub(tmp_path_factory.mktemp("card") / "hub").card


@contextmanager
def a_place(
    work: str, root: Path, template: RealPost, old_key: bytes, card: Path
) -> Iterator[Place]:
    """A folder with a vault to work on, gone afterwards: there are many of them."""
    root.mkdir()
    if work == "migration":
        shutil.copytree(RELEASED, root / "vault")
        yield Place(root / "vault", old_key)
    else:
        template.copy_to(root / "vault")
        os.link(card, root / "hub-card.json")
        yield Place(root / "vault", template.data_key)
    shutil.rmtree(root)


def lost(helpers: Workers, work: str, place: Place, seed: int) -> int:
    """How many acknowledged pieces were not there after a kill."""
    chance, kind = seeded(seed), WORKS[work]
    after, spin = chance.randrange(kind.most + 1), chance.randrange(LONGEST_SPIN)
    acknowledged = helpers.killed(work, place, after, spin)
    found = kind.kept(place)
    if kind.period < len(WORKS):
        return int(found not in (acknowledged % kind.period, (acknowledged + 1) % kind.period))
    return max(0, acknowledged - found)


@pytest.mark.parametrize("work", HONEST)
def test_a_kill_at_work_loses_nothing_that_was_acknowledged(
    helpers: Workers, template: RealPost, old_key: bytes, hub_card: Path, tmp_path: Path, work: str
) -> None:
    gone, tried = {}, seeds(12 if work == "save" else 8, 200)
    for seed in tried:
        with a_place(work, tmp_path / str(seed), template, old_key, hub_card) as place:
            if missing := lost(helpers, work, place, seed):
                gone[seed] = missing
    report(1, f"kill -9: {work}", len(tried), len(gone), 0)
    assert gone == {}


def test_one_who_acknowledges_too_early_is_found_out(
    helpers: Workers, template: RealPost, old_key: bytes, hub_card: Path, tmp_path: Path
) -> None:
    """Control: the checks see a loss."""
    found = 0
    for seed in range(6):
        with a_place("boast", tmp_path / str(seed), template, old_key, hub_card) as place:
            found += lost(helpers, "boast", place, seed)
    assert found > 0
