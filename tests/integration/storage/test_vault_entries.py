"""How entries of the record of deeds are written."""

from __future__ import annotations

import pytest

from frontline.domain.deeds import DeedKind
from frontline.storage import tables
from tests.support.vault_posts import Bench


def test_a_line_break_cannot_be_smuggled_into_an_entry(real: Bench) -> None:
    before = real.vault.audit.head()

    with pytest.raises(ValueError, match="line break"):
        real.vault.audit.record(real.deed(DeedKind.IDENTITY_VIEWED, "x\nanswers 00"))

    assert real.vault.audit.head() == before
    real.vault.audit.record(real.deed(DeedKind.IDENTITY_VIEWED, "x"))
    real.vault.audit.verify()


def test_a_change_that_fails_leaves_neither_row_nor_entry(real: Bench) -> None:
    before = real.vault.audit.head()
    ledger = real.vault.cases._ledger  # type: ignore[attr-defined]

    def fail_half_way() -> None:
        with ledger.change(real.deed()) as change:
            change.add(tables.documents, {"kind": "k", "name": "n", "version": 1, "content": b""})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert real.vault.documents.newest("k") == ()
    assert real.vault.audit.verify() == before
