"""Every call to the disk fails in its turn, once and for ever: what comes out is an error of ours,
and the vault opens afterwards with everything that was acknowledged."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontline.errors import AuditBrokenError, BundleRefusedError, FrontlineError, SlotDamagedError
from tests.support.fault_report import report
from tests.support.hub import rounds
from tests.support.keep_worker import Workers, workers
from tests.support.keep_works import WORKS
from tests.support.keep_works_careless import ALL_WORKS
from tests.support.preloaded import HALF, build
from tests.support.vault_posts import RealPost
from tests.support.work_places import Places

pytestmark = pytest.mark.slow

ERRORS = {
    "EIO": errno.EIO,
    "ENOSPC": errno.ENOSPC,
    "half written": HALF,
    "EACCES": errno.EACCES,
}
OFTEN_DONE = ("save", "passphrase", "close", "backup", "export", "import")
FEW = [(work, error) for work in OFTEN_DONE for error in ("EIO", "ENOSPC", "half written")]
FEW += [("save", "EACCES")]
ALL = [(work, error) for work in WORKS for error in ERRORS]
PIECES = 1
MOST_CALLS = 2000
# A run at every change takes one call in so many, fewer of the longer works; the long run each.
AT_EVERY_CALL = ("save", "passphrase")
SMALL_STEP, STEP = 3, 9


@pytest.fixture(scope="module")
def helpers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    with workers(build(tmp_path_factory.mktemp("preload"))) as found:
        yield found


@pytest.fixture(scope="module")
def places(template: RealPost) -> Iterator[Places]:
    with Places.made(template) as found:
        yield found


def _step(work: str, error: str) -> int:
    if work not in AT_EVERY_CALL:
        return STEP
    return 1 if error == "EIO" else SMALL_STEP


def outcome(
    helpers: Workers, places: Places, work: str, root: Path, fault: tuple[int, int, bool]
) -> str:
    """`clean` where the run had no such call; otherwise what is wrong after it, or nothing."""
    with places.one(work, root) as place:
        last, end = helpers.failing(work, place, PIECES, fault)
        if end == "clean":
            return end
        if end.startswith("!"):
            return f"{fault} {end}"
        found = ALL_WORKS[work].kept(place)
        # Where only the state of the last piece can be told, one more may be there.
        lost = ALL_WORKS[work].lost(last, found, may_be_more=True)
        return f"{fault} lost {lost}" if lost else ""


@pytest.mark.parametrize("is_for_ever", [False, True], ids=["once", "for-ever"])
@pytest.mark.parametrize(("work", "error"), ALL if rounds(0, 1) else FEW)
def test_a_call_that_fails_is_told_and_loses_nothing(
    helpers: Workers, places: Places, work: str, error: str, is_for_ever: bool
) -> None:
    wrong, told, nth, count = [], "", 0, 0
    for nth in range(1, MOST_CALLS, rounds(_step(work, error), 1)):
        fault = (nth, ERRORS[error], is_for_ever)
        told = outcome(helpers, places, work, places.root / str(nth), fault)
        if told == "clean":
            break
        count += 1
        wrong += [told] if told else []
    report(3, f"{error} {'for ever' if is_for_ever else 'once'}: {work}", count, len(wrong), 0)
    assert told == "clean"
    assert nth > 20
    assert wrong == []


@pytest.mark.parametrize(
    ("work", "pieces", "noticed"),
    [
        ("careless", 3, AuditBrokenError),
        ("careless-passphrase", 1, SlotDamagedError),
        ("careless-export", 1, BundleRefusedError),
    ],
)
def test_what_is_not_written_to_its_end_is_found_out(
    helpers: Workers, places: Places, work: str, pieces: int, noticed: type[FrontlineError]
) -> None:
    """Control: half writes do reach the disk, and what does not go on after one is noticed."""
    fault = (1, HALF, True)
    with places.one(work, places.root / "disk") as place:
        helpers.failing(work, place, pieces, fault)
        with pytest.raises(noticed):
            ALL_WORKS[work].kept(place)


@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EACCES"])
@pytest.mark.parametrize(("work", "noticed"), [("deaf", "lost"), ("wordless", "!OSError")])
def test_who_does_not_listen_to_the_disk_is_found_out(
    helpers: Workers, places: Places, work: str, noticed: str, error: str
) -> None:
    """Control: calls do fail, so what is acknowledged all the same is missed, and an error that
    nobody put into words is told from one of ours."""
    if error == "EACCES":
        noticed = noticed.replace("!OSError", "!PermissionError")
    told = (
        outcome(helpers, places, work, places.root / str(nth), (nth, ERRORS[error], True))
        for nth in range(1, 60, 3)
    )
    assert any(noticed in each for each in told)
