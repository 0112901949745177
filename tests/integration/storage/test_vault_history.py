"""The record of deeds as it is read, the newest first: one contract for memory and disk."""

from __future__ import annotations

import pytest

from frontline.domain.audit import HistoryEntry
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import UserId
from frontline.services.audit_log import HistoryFilter
from tests.support.vault_posts import CHANCE, Bench

VIEWED, SHARED, USED = DeedKind.IDENTITY_VIEWED, DeedKind.CASE_SHARED, DeedKind.RECOVERY_USED
# Whom a deed was done to is written as it is; it may look like a kind.
DONE = [(VIEWED, "1"), (SHARED, "2"), (USED, VIEWED.value), (VIEWED, "4"), (SHARED, "5")]


@pytest.fixture
def worked(bench: Bench) -> Bench:
    for kind, target in DONE:
        bench.vault.audit.record(bench.deed(kind, target))
    return bench


def targets(found: tuple[HistoryEntry, ...]) -> list[str]:
    return [entry.target for entry in found]


def some(*kinds: DeedKind) -> HistoryFilter:
    return HistoryFilter(kinds=frozenset(kinds))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(HistoryFilter(), ["5", "4", VIEWED.value, "2", "1"], id="all"),
        pytest.param(some(VIEWED), ["4", "1"], id="one kind"),
        pytest.param(some(VIEWED, USED), ["4", VIEWED.value, "1"], id="two kinds"),
        pytest.param(some(DeedKind.BACKUP_MADE), [], id="none of the kind"),
        pytest.param(some(), [], id="no kind"),
    ],
)
def test_deeds_of_the_kinds_that_are_wanted_are_read(
    worked: Bench, wanted: HistoryFilter, expected: list[str]
) -> None:
    found = worked.vault.audit.history(wanted, None, len(DONE))

    assert targets(found)[: len(expected)] == expected
    assert wanted.kinds is None or len(found) == len(expected)


def test_reading_goes_on_where_it_stopped(worked: Bench) -> None:
    first = worked.vault.audit.history(some(VIEWED, SHARED), None, 3)
    rest = worked.vault.audit.history(some(VIEWED, SHARED), first[-1].sequence, 3)

    assert (targets(first), targets(rest)) == (["5", "4", "2"], ["1"])


def test_only_what_somebody_did_is_read_where_they_are_named(worked: Bench) -> None:
    mine = HistoryFilter(worked.officer, frozenset({VIEWED}))
    theirs = HistoryFilter(UserId(CHANCE.uuid()), frozenset({VIEWED}))

    assert targets(worked.vault.audit.history(mine, None, 5)) == ["4", "1"]
    assert worked.vault.audit.history(theirs, None, 5) == ()
