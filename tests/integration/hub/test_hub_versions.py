"""The tables of a hub: made by the same steps that bring an earlier hub's up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, inspect

from frontline.errors import BadInputError, DiskFullError, StorageUnwritableError
from frontline.errors_of_figures import AnswerRefusedError
from frontline.hub import sqlite
from frontline.hub.database import open_database, reading
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.hub.letters import AnswerBook
from frontline.hub.migrations import register_0005
from frontline.hub.schema import MAILROOM, REGISTER, Schema, copy_before, create_place, up_to_date
from frontline.hub.tables import mailroom_tables, register_tables
from tests.support.clock import SettableClock
from tests.support.hub import Post, new_hub, opened, ref_item, ref_record, stored_referrals

BOTH = pytest.mark.parametrize(
    ("schema", "tables"), [(MAILROOM, mailroom_tables), (REGISTER, register_tables)]
)
NOW = (len(MAILROOM.steps), len(REGISTER.steps))
# What the first version had and no later one may lose.
EARLIER_MAILROOM = {"devices", "supervisors", "bundles", "bundle_files", "alarms"}


@BOTH
def test_the_steps_make_the_tables_of_the_program(
    tmp_path: Path, schema: Schema, tables: MetaData
) -> None:
    create_place(tmp_path / "new.db", schema)

    with up_to_date(tmp_path / "new.db", schema) as engine, reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables) == []
        found = inspect(connection)
        for table in tables.sorted_tables:
            assert found.get_pk_constraint(table.name)["constrained_columns"] == [
                column.name for column in table.primary_key
            ]


@BOTH
def test_a_table_the_steps_do_not_make_is_noticed(
    tmp_path: Path, schema: Schema, tables: MetaData
) -> None:
    """Control."""
    create_place(tmp_path / "new.db", schema)
    engine = open_database(tmp_path / "new.db")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {schema.first_table} ADD COLUMN extra TEXT")
        context = MigrationContext.configure(connection)
        assert len(compare_metadata(context, tables)) == 1
    engine.dispose()


@pytest.mark.parametrize("schema", [MAILROOM, REGISTER])
def test_the_steps_follow_each_other_and_only_go_forward(schema: Schema) -> None:
    revisions = [step.revision for step in schema.steps]

    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert [step.down_revision for step in schema.steps] == [None, *revisions[:-1]]
    assert not any(hasattr(step, "downgrade") for step in schema.steps)


# What later versions brought, what points at another table first.
MAILROOM_SINCE = ("update_documents", "updates", "letters", "revocations")
REGISTER_SINCE = (
    "added_names",
    "matrix_entries",
    "audit_breaks",
    "released_referrals",
    "releases",
    "exported_records",
    "given_answers",
    "sealed_notes",
    "sealed_slots",
)


def make_it_version_1(path: Path, later: tuple[str, ...]) -> None:
    """As the first program made it, which had no such tables and wrote down no version."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("schema_version", *later):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX IF EXISTS imports_heads")
        connection.execute("DROP INDEX IF EXISTS imports_epoch")
        if "sealed_slots" in later:
            connection.execute("DROP INDEX referrals_token")
            connection.execute("ALTER TABLE referrals DROP COLUMN token")
        connection.commit()


@pytest.fixture
def earlier(tmp_path: Path) -> HubFolder:
    """A hub of the first version with a bundle that was taken in, and one that waits."""
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        post = hub.post()
        hub.receive(post.seal(ref_item(0)))
        hub.processor.process_waiting()
        hub.receive(post.seal(ref_item(1)))
    make_it_version_1(folder.mailroom, MAILROOM_SINCE)
    make_it_version_1(folder.register, REGISTER_SINCE)
    return folder


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute("SELECT version FROM schema_version").fetchone()
        return int(found)


def tables_of(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def test_an_earlier_hub_opens_with_all_it_had_and_works_on(earlier: HubFolder) -> None:
    with opened(earlier) as hub:
        assert len(hub.processor.process_waiting()) == 1
        assert len(hub.referrals()) == 2
        assert hub.counts()["audit_breaks"] == 0

    assert (version(earlier.mailroom), version(earlier.register)) == NOW


def test_referrals_of_an_earlier_hub_are_found_by_their_token(
    earlier: HubFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_0005, "_AT_ONCE", 2)
    with opened(earlier) as hub:
        hub.processor.process_waiting()
        hub.receive(hub.post("post-b", 2).seal(*map(ref_item, range(2, 5))))
        hub.processor.process_waiting()
    make_it_version_1(earlier.mailroom, MAILROOM_SINCE)
    make_it_version_1(earlier.register, REGISTER_SINCE)

    with opened(earlier):
        pass

    with up_to_date(earlier.register, REGISTER) as engine:
        book = AnswerBook(engine, SettableClock())
        for number in range(5):
            assert book.item_of(ref_record(number).token) == ref_item(number).id
        with pytest.raises(AnswerRefusedError, match="unknown-referral"):
            book.item_of("")


def test_it_is_copied_before_it_is_changed(earlier: HubFolder) -> None:
    before = tables_of(earlier.mailroom)
    with opened(earlier):
        pass

    copy = copy_before(earlier.mailroom, 1)
    assert tables_of(copy) == before
    assert before >= EARLIER_MAILROOM
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM bundles").fetchone() == (2,)


def test_upgrade_does_the_same_and_may_be_repeated(earlier: HubFolder) -> None:
    desk = HubDesk(earlier, SettableClock())

    assert desk.upgrade() == {"mailroom": 1, "register": 1}
    assert desk.upgrade() == {"mailroom": NOW[0], "register": NOW[1]}


def one_step_further(step: Callable[[], None]) -> Schema:
    steps: tuple[Any, ...] = (*MAILROOM.steps, SimpleNamespace(upgrade=step))
    return replace(MAILROOM, steps=steps)


def add_a_column() -> None:
    op.add_column("devices", Column("note", Integer))


def fail_half_way() -> None:
    add_a_column()
    raise StorageUnwritableError(reason="test")


def test_a_step_that_fails_half_way_leaves_the_hub_as_it_was(tmp_path: Path) -> None:
    folder = new_hub(tmp_path / "hub")
    with opened(folder) as hub:
        hub.post()

    with (
        pytest.raises(StorageUnwritableError),
        up_to_date(folder.mailroom, one_step_further(fail_half_way)),
    ):
        pass

    assert version(folder.mailroom) == NOW[0]
    with opened(folder) as hub:
        assert hub.mailroom.counts()["devices"] == 1
    with up_to_date(folder.mailroom, one_step_further(add_a_column)) as engine:
        names = {column["name"] for column in inspect(engine).get_columns("devices")}
    assert "note" in names


def test_without_room_for_the_copy_nothing_is_changed(
    earlier: HubFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_path: Path, _copy: Path) -> None:
        raise DiskFullError

    monkeypatch.setattr(sqlite, "copy_beside", no_room)
    before = tables_of(earlier.mailroom)

    with pytest.raises(DiskFullError), opened(earlier):
        pass

    assert tables_of(earlier.mailroom) == before


def test_a_copy_that_cannot_be_made_leaves_no_half_of_one(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database, but long enough to be looked at" * 100)

    with pytest.raises(StorageUnwritableError, match="copy"):
        sqlite.copy_beside(broken, tmp_path / "copy.db")

    assert not (tmp_path / "copy.db").exists()


def test_a_hub_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = new_hub(tmp_path / "hub")
    with closing(sqlite3.connect(folder.register)) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
        connection.commit()

    with pytest.raises(BadInputError, match="database-newer"), opened(folder):
        pass
    assert version(folder.register) == 99


def test_an_empty_file_in_a_databases_place_is_no_hub(tmp_path: Path) -> None:
    folder = new_hub(tmp_path / "hub")
    folder.register.unlink()
    folder.register.touch()

    with pytest.raises(BadInputError, match="no-database"), opened(folder):
        pass


def test_the_first_version_reads_as_it_was_written(earlier: HubFolder) -> None:
    """Nothing of what the first program stored is changed by the steps."""
    before = stored_referrals(earlier)
    with opened(earlier) as hub:
        post = Post(hub.card)
        assert hub.mailroom.device(post.device) is not None
    assert stored_referrals(earlier) == before
