"""The power goes at any call to the disk: whatever the disk then holds opens, is whole, and has
everything that was acknowledged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from frontline.errors import FrontlineError
from tests.support.fault_report import report
from tests.support.hub import rounds, seeded
from tests.support.keep_place import Place
from tests.support.keep_worker import Workers, workers
from tests.support.keep_works_careless import ALL_WORKS
from tests.support.power_cuts import Disk
from tests.support.preloaded import build
from tests.support.vault_posts import RealPost
from tests.support.work_places import Places

pytestmark = pytest.mark.slow

# Pieces of each work, and states drawn from what a disk may hold: few, many.
CUT = {
    "save": (30, 800, 17_000),
    "autosave": (10, 300, 6000),
    "close": (6, 200, 4000),
    "passphrase": (1, 200, 6000),
    "rekey": (1, 100, 4000),
    "backup": (1, 100, 3000),
    "restore": (1, 100, 3000),
    "retention": (2, 100, 3000),
    "migration": (1, 100, 4000),
    "export": (3, 100, 3000),
    "import": (6, 50, 2000),
    "pack": (6, 50, 2000),
    "lock": (4, 100, 3000),
}
PIECES_OF_OTHERS = 6
# Not of this world of small files: set aside whole, and read by nobody.
LEFT_OUT = frozenset({"vault.reserve"})


@pytest.fixture(scope="module")
def helpers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    with workers(build(tmp_path_factory.mktemp("preload"))) as found:
        yield found


@pytest.fixture(scope="module")
def places(template: RealPost) -> Iterator[Places]:
    with Places.made(template) as found:
        yield found


def a_disk(helpers: Workers, places: Places, work: str, pieces: int, root: Path) -> Disk:
    """A folder before the work, and every call to it since."""
    with places.one(work, root) as place:
        disk = Disk(root, root.with_suffix(".log"), LEFT_OUT)
        helpers.recorded(work, place, pieces, root.with_suffix(".log"))
    disk.play()
    return disk


def put(state: dict[str, bytes], root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    (root / "vault").mkdir(parents=True)
    for name, content in state.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.name == "vault.db":
            # There is one, so that no sign-in sets another 16 MiB aside.
            (path.parent / "vault.reserve").touch()


def digest_of(state: dict[str, bytes]) -> bytes:
    found = sha256()
    for name, content in sorted(state.items()):
        found.update(f"{name}\n{len(content)}\n".encode() + content)
    return found.digest()


def lost_in(disk: Disk, work: str, place: Place, number: int, seen: dict[bytes, int]) -> int:
    """How many acknowledged pieces are gone after a cut drawn by `number`."""
    chance = seeded(number)
    moment = chance.randrange(disk.moments + 1)
    acknowledged = max((n for at, n in disk.acknowledged if at < moment), default=0)
    state = disk.after_cut(moment, chance)
    key = digest_of(state)
    if key not in seen:
        put(state, place.folder.parent)
        seen[key] = ALL_WORKS[work].kept(place)
    pieces = max((n for _at, n in disk.acknowledged), default=0)
    return ALL_WORKS[work].lost(acknowledged, seen[key], may_be_more=acknowledged < pieces)


def cuts(helpers: Workers, places: Places, work: str, root: Path, states: int) -> list[int]:
    """Numbers of the cuts after which something acknowledged was gone."""
    disk = a_disk(helpers, places, work, CUT.get(work, (PIECES_OF_OTHERS,))[0], root)
    place = Place(root / "vault", places.key_for(work))
    seen: dict[bytes, int] = {}
    gone = [number for number in range(states) if lost_in(disk, work, place, number, seen)]
    shutil.rmtree(root)
    return gone


@pytest.mark.parametrize("work", CUT)
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    helpers: Workers, places: Places, work: str
) -> None:
    _pieces, few, many = CUT[work]
    states = rounds(few, many)

    gone = cuts(helpers, places, work, places.root / work, states)

    report(2, f"power cut: {work}", states, len(gone), 0)
    assert gone == []


@pytest.mark.parametrize("work", ["weak", "weak-import", "weak-pack", "weak-lock", "weak-export"])
def test_work_that_does_not_wait_for_the_disk_is_found_out(
    helpers: Workers, places: Places, work: str
) -> None:
    """Control: the cuts do lose what was not synced, and something beside it tells: the note of
    the head, the other copy, the hash in a bundle."""
    try:
        gone = cuts(helpers, places, work, places.root / work, 60)
    except (FrontlineError, AssertionError):
        return
    assert gone
