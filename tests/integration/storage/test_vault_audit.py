"""Attacks on the audit chain by somebody who has the key: each is found, at the right entry."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from frontline.domain.deeds import DeedKind
from frontline.errors import AuditBrokenError
from frontline.storage.content import AUDITED
from frontline.storage.head_mark import HeadMark
from tests.support.vault_busy import Busy, fill
from tests.support.vault_posts import CHANCE, SITE, Bench, RealPost
from tests.support.vault_tampering import with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def filled(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> Busy:
    return fill(template.copy_to(tmp_path_factory.mktemp("busy") / "vault"))


@pytest.fixture
def busy(filled: Busy, tmp_path: Path) -> Busy:
    return replace(filled, post=filled.post.copy_to(tmp_path / "busy"))


def test_an_untouched_vault_holds(busy: Busy) -> None:
    assert busy.verify() == busy.head


def test_every_table_but_those_named_is_vouched_for(busy: Busy) -> None:
    with with_the_key(busy.post) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM pragma_table_list")}

    # The index is derived, and compared with the tables instead (test_vault_search.py).
    stored = {name for name in names if not name.startswith(("sqlite_", "search"))}
    unvouched = {"audit", "checkpoints", "sealed_slots", "slots_taken", "kept_keys"}
    assert stored - set(AUDITED) == unvouched


# Without the row of the vault itself it does not open at all.
@pytest.mark.parametrize("table", [name for name in AUDITED if name != "vault"])
def test_a_row_that_is_removed_is_missed(busy: Busy, table: str) -> None:
    busy.tamper(f"DELETE FROM {table}")  # noqa: S608 -- our own names

    assert 1 <= busy.broken_at() <= busy.head.count


COLUMNS = [(table.name, column) for table in AUDITED.values() for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_value_that_is_changed_is_found(busy: Busy, table: str, column: str) -> None:
    changed = f"CASE typeof({column}) WHEN 'integer' THEN {column} + 7 WHEN 'null' THEN "
    with with_the_key(busy.post) as connection:
        kinds = dict(
            row[1:3] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()
        )
        filling = {"INTEGER": "7", "TEXT": "'7'", "BLOB": "x'07'"}[kinds[column]]
        other = {"INTEGER": f"{column} + 7", "TEXT": f"{column} || '7'", "BLOB": "randomblob(16)"}
        changed += f"{filling} ELSE {other[kinds[column]]} END"
        connection.execute("PRAGMA ignore_check_constraints = ON")
        row = connection.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone()  # noqa: S608
        assert row is not None
        connection.execute(
            f"UPDATE {table} SET {column} = {changed} WHERE {column} IS ?",  # noqa: S608
            (row[0],),
        )

    assert 1 <= busy.broken_at() <= busy.head.count + 1


def test_a_changed_answer_is_named_by_the_entry_it_was_made_in(busy: Busy) -> None:
    busy.tamper("UPDATE answers SET value = ? WHERE sequence = 3", '"no"')

    assert busy.broken_at() == busy.answered


def test_without_the_check_a_changed_answer_is_read_as_given(busy: Busy) -> None:
    busy.tamper("UPDATE answers SET value = ? WHERE sequence = 3", '"no"')

    with closing(busy.post.open()) as vault:
        assert vault.check_pages() == ()
        assert vault.cases.answers(busy.case.id)[2].value == "no"


def test_answers_that_change_places_are_found(busy: Busy) -> None:
    busy.tamper("UPDATE answers SET sequence = 103 WHERE sequence = 3")
    busy.tamper("UPDATE answers SET sequence = 3 WHERE sequence = 4")
    busy.tamper("UPDATE answers SET sequence = 4 WHERE sequence = 103")

    assert busy.broken_at() == busy.answered


def test_a_row_put_back_to_an_earlier_state_is_found(busy: Busy) -> None:
    busy.tamper("UPDATE envelopes SET sealed = ?", b"first envelope")

    assert busy.broken_at() == busy.answered + 4


def test_a_reopened_screening_is_found(busy: Busy) -> None:
    busy.tamper("UPDATE screenings SET closed_at = NULL, finding = NULL")

    assert busy.broken_at() == busy.head.count


def test_a_row_that_nobody_entered_is_found(busy: Busy) -> None:
    busy.tamper(
        "INSERT INTO answers SELECT case_id, 6, id, screening_id, question, value, answered_at, "
        "answered_by, replaces, position FROM answers WHERE sequence = 5"
    )

    assert busy.broken_at() == busy.head.count + 1


def edited(busy: Busy, sequence: int) -> None:
    busy.tamper(
        "UPDATE audit SET entry = CAST(replace(CAST(entry AS TEXT), 'recorded', 'discarded') "
        "AS BLOB) WHERE sequence = ?",
        sequence,
    )


def removed(busy: Busy, sequence: int) -> None:
    busy.tamper("DELETE FROM audit WHERE sequence = ?", sequence)


def swapped(busy: Busy, sequence: int) -> None:
    for old, new in ((sequence, 1000), (sequence + 1, sequence), (1000, sequence + 1)):
        busy.tamper("UPDATE audit SET sequence = ? WHERE sequence = ?", new, old)


def doubled(busy: Busy, sequence: int) -> None:
    busy.tamper("UPDATE audit SET sequence = sequence + 1000 WHERE sequence > ?", sequence)
    busy.tamper(
        "INSERT INTO audit SELECT sequence + 1, entry FROM audit WHERE sequence = ?", sequence
    )
    busy.tamper("UPDATE audit SET sequence = sequence - 999 WHERE sequence > 1000")


@pytest.mark.parametrize(
    ("attack", "later"), [(edited, 0), (removed, 0), (swapped, 0), (doubled, 1)]
)
def test_an_attack_on_an_entry_is_named(
    busy: Busy, attack: Callable[[Busy, int], None], later: int
) -> None:
    attack(busy, busy.answered)

    assert busy.broken_at() == busy.answered + later


def test_the_last_entry_is_held_by_the_note_beside_the_database(busy: Busy) -> None:
    busy.tamper(
        "UPDATE audit SET entry = CAST(entry || x'20' AS BLOB) WHERE sequence = ?", busy.head.count
    )

    assert busy.broken_at() == busy.head.count


def test_what_was_put_in_the_place_of_lost_entries_stays_known(busy: Busy) -> None:
    """Somebody with the key put another past there, longer than the one that was noted."""
    busy.tamper(
        "UPDATE audit SET entry = CAST(entry || x'20' AS BLOB) WHERE sequence = ?", busy.head.count
    )

    for _ in range(2):
        with closing(busy.post.open()) as vault:
            bench = Bench(vault, busy.case.opened_by, vault.sites.sites()[0])
            vault.audit.record(bench.deed(DeedKind.IDENTITY_VIEWED))
        assert busy.broken_at() <= busy.head.count + 1


def cut_tail(busy: Busy) -> None:
    """Undo the closing of the screening as if it had never been."""
    busy.tamper("DELETE FROM audit WHERE sequence = ?", busy.head.count)
    busy.tamper("UPDATE screenings SET closed_at = NULL, finding = NULL")


def test_a_chain_cut_at_its_end_is_found(busy: Busy) -> None:
    cut_tail(busy)

    assert busy.broken_at() == busy.head.count


def test_with_the_note_put_back_as_well_the_cut_is_not_seen_here(busy: Busy) -> None:
    """What the other anchors are for: colleagues' signatures and the hub."""
    mark = busy.post.places.head_mark
    mark.unlink()
    cut_tail(busy)
    with closing(busy.post.open()) as vault:
        head = vault.audit.head()
    HeadMark.create(mark)
    note = HeadMark(mark)
    note.write(head)
    note.close()

    assert busy.verify() == head


def test_a_chain_cut_while_the_vault_is_open_is_found(busy: Busy) -> None:
    with closing(busy.post.open()) as vault:
        connection = vault._database._driver
        connection.execute("DROP TRIGGER audit_refuse_delete")
        connection.execute("DELETE FROM audit WHERE sequence = ?", (busy.head.count,))

        with pytest.raises(AuditBrokenError) as caught:
            vault.audit.verify()

    assert caught.value.facts["sequence"] == busy.head.count


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff" * 1024])
def test_a_note_that_cannot_be_read_is_not_taken_for_a_good_one(busy: Busy, content: bytes) -> None:
    busy.post.places.head_mark.write_bytes(content)

    assert busy.broken_at() == busy.head.count + 1


def test_a_lost_note_is_not_taken_for_a_good_one(busy: Busy) -> None:
    busy.post.places.head_mark.unlink()

    assert busy.broken_at() == busy.head.count + 1
    assert busy.broken_at() == busy.head.count + 1


def test_work_goes_on_after_a_break_and_the_break_stays_known(busy: Busy) -> None:
    cut_tail(busy)

    with closing(busy.post.open()) as vault:
        bench = Bench(vault, busy.case.opened_by, vault.sites.sites()[0])
        _case, screening = bench.added()
        bench.answer(screening, bench.an_event(screening, 1))
        bench.answer(screening, bench.an_event(screening, 2))
        with pytest.raises(AuditBrokenError):
            vault.audit.verify()

    with pytest.raises(AuditBrokenError):
        busy.verify()


def test_entries_and_answers_cannot_be_changed_through_the_vault(real: Bench) -> None:
    _case, screening = real.added()
    real.answer(screening, real.an_event(screening, 1))
    connection: Any = real.vault._database._driver  # type: ignore[attr-defined]

    for table in ("audit", "answers"):
        for statement in (
            f"DELETE FROM {table}",  # noqa: S608 -- our own names
            f"UPDATE {table} SET sequence = 9",  # noqa: S608
        ):
            with pytest.raises(sqlcipher.IntegrityError, match="append only"):
                connection.execute(statement)


def test_without_the_triggers_they_can(busy: Busy) -> None:
    busy.tamper("DELETE FROM answers")

    with closing(busy.post.open()) as vault:
        assert vault.cases.answers(busy.case.id) == ()


def test_a_row_that_a_deed_took_away_is_not_missed_and_may_not_come_back(busy: Busy) -> None:
    with with_the_key(busy.post) as connection:
        row = connection.execute("SELECT * FROM bundles").fetchone()
    with closing(busy.post.open()) as vault:
        deed = Bench(vault, busy.case.opened_by, SITE, busy.post.clock).deed()
        vault.renew_device(CHANCE, deed)
        vault.audit.verify()
    busy.verify()

    busy.tamper("INSERT INTO bundles VALUES (?, ?, ?, ?, ?)", *row)

    # The entry that says it is gone.
    assert busy.broken_at() == busy.head.count + 1
