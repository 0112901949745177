"""Every call to the disk fails in its turn, once and for ever: what comes out is an error of ours,
and the vault opens afterwards with everything that was acknowledged."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontline.errors import AuditBrokenError
from tests.support.fault_report import report
from tests.support.hub import rounds
from tests.support.keep_worker import Workers, workers
from tests.support.keep_works import WORKS
from tests.support.preloaded import HALF, build
from tests.support.vault_posts import RealPost
from tests.support.work_places import Places

pytestmark = pytest.mark.slow

ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "half": HALF}
FEW = [("save", "EIO"), ("passphrase", "EIO")]
WORKS_OF_ALL = (
    "save", "autosave", "close", "import", "passphrase", "rekey", "backup", "restore",
    "migration", "retention", "lock",
)  # fmt: skip
ALL = [(work, error) for work in WORKS_OF_ALL for error in ERRORS]
PIECES = 1
MOST_CALLS = 2000


@pytest.fixture(scope="module")
def helpers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    with workers(build(tmp_path_factory.mktemp("preload"))) as found:
        yield found


@pytest.fixture(scope="module")
def places(template: RealPost) -> Iterator[Places]:
    with Places.made(template) as found:
        yield found


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
        found = WORKS[work].kept(place)
        # Where only the state of the last piece can be told, one more may be there.
        lost = WORKS[work].lost(last, found, may_be_more=True)
        return f"{fault} lost {lost}" if lost else ""


@pytest.mark.parametrize("is_for_ever", [False, True], ids=["once", "for-ever"])
@pytest.mark.parametrize(("work", "error"), ALL if rounds(0, 1) else FEW)
def test_a_call_that_fails_is_told_and_loses_nothing(
    helpers: Workers, places: Places, work: str, error: str, is_for_ever: bool
) -> None:
    wrong, nth = [], 0
    for nth in range(1, MOST_CALLS):
        fault = (nth, ERRORS[error], is_for_ever)
        told = outcome(helpers, places, work, places.root / str(nth), fault)
        if told == "clean":
            break
        wrong += [told] if told else []
    report(3, f"{error} {'for ever' if is_for_ever else 'once'}: {work}", nth - 1, len(wrong), 0)
    assert nth > 20
    assert wrong == []


def test_a_mark_that_is_not_written_to_its_end_is_found_out(
    helpers: Workers, places: Places
) -> None:
    """Control: half writes do reach the disk, and what does not go on after one is noticed."""
    fault = (1, HALF, True)
    with places.one("careless", places.root / "disk") as place:
        helpers.failing("careless", place, 3, fault)
        with pytest.raises(AuditBrokenError):
            WORKS["careless"].kept(place)
