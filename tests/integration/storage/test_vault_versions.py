"""Migrations: they make the tables the program expects, and never cost anybody their vault."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic import op
from sqlalchemy import Connection, create_engine, text

from frontline.errors import DiskFullError, VaultVersionError
from frontline.storage import tables
from frontline.storage.engine import CANARY
from frontline.storage.migrations import upgrade as upgrading
from frontline.storage.table_parts import metadata
from tests.support.vault_disks import fill_disk, small_disk
from tests.support.vault_posts import Bench, RealPost
from tests.support.vault_tampering import with_the_key

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


@pytest.fixture
def plain() -> Iterator[Connection]:
    """A database in memory; the shape of tables needs no encryption."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def shape(connection: Connection) -> set[str]:
    found = connection.scalars(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {re.sub(r"\s+|\s*([(),])\s*", r" \1 ", sql).strip() for sql in found}


def normal(shapes: set[str]) -> set[str]:
    return {re.sub(r"\s+", " ", each) for each in shapes}


def test_the_migrations_make_the_tables_of_the_program(plain: Connection) -> None:
    upgrading.upgrade(plain, 0)
    migrated = normal(shape(plain))
    canary, version = plain.execute(text("SELECT canary, schema_version FROM vault")).one()

    other = create_engine("sqlite://")
    metadata.create_all(other)
    with other.connect() as connection:
        declared = normal(shape(connection))
    other.dispose()

    assert migrated == declared
    assert (canary, version) == (CANARY, tables.SCHEMA_VERSION)


def test_the_steps_follow_each_other_and_only_go_forward() -> None:
    revisions = [step.revision for step in upgrading.STEPS]

    assert len(upgrading.STEPS) == tables.SCHEMA_VERSION
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert [step.down_revision for step in upgrading.STEPS] == [None, *revisions[:-1]]
    assert not any(hasattr(step, "downgrade") for step in upgrading.STEPS)


def test_a_vault_of_a_newer_program_is_refused_and_left_alone(post: RealPost) -> None:
    with with_the_key(post) as connection:
        connection.execute("UPDATE vault SET schema_version = 99")
    before = post.places.database.read_bytes()

    with pytest.raises(VaultVersionError):
        post.open()
    assert post.places.database.read_bytes() == before


NextVersion = Callable[[Callable[[], None]], None]


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> NextVersion:
    """Lets the program be one version further, with the step given."""

    def further(step: Callable[[], None]) -> None:
        steps: tuple[Any, ...] = (*upgrading.STEPS, SimpleNamespace(upgrade=step))
        monkeypatch.setattr(upgrading, "STEPS", steps)
        monkeypatch.setattr(tables, "SCHEMA_VERSION", len(steps))

    return further


def add_a_column() -> None:
    op.execute("ALTER TABLE sites ADD COLUMN note TEXT")


def worked_in(post: RealPost) -> Bench:
    """A vault that was worked in, closed again."""
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        _case, screening = bench.added()
        bench.answer(screening, bench.an_event(screening, 1))
    return bench


def columns_of_sites(post: RealPost) -> set[str]:
    with with_the_key(post) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(sites)")}


def test_an_older_vault_is_brought_up_to_date(post: RealPost, next_version: NextVersion) -> None:
    worked_in(post)
    next_version(add_a_column)

    for _ in range(2):
        with closing(post.open()) as vault:
            assert len(vault.cases.open_screenings()) == 1
            vault.audit.verify()

    assert "note" in columns_of_sites(post)
    assert not post.places.database_copy.exists()


def test_a_migration_that_fails_half_way_leaves_the_vault_as_it_was(
    post: RealPost, next_version: NextVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_in(post)

    def fail() -> None:
        add_a_column()
        raise RuntimeError

    with monkeypatch.context():
        next_version(fail)
        before = post.places.database.read_bytes()
        with pytest.raises(RuntimeError):
            post.open()
        assert post.places.database_copy.read_bytes() == before
    monkeypatch.undo()

    assert "note" not in columns_of_sites(post)
    with closing(post.open()) as vault:
        assert len(vault.cases.open_screenings()) == 1
        vault.audit.verify()
    assert not post.places.database_copy.exists()


def test_without_room_for_the_copy_nothing_is_migrated(
    template: RealPost, tmp_path: Path, next_version: NextVersion
) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        for path in template.folder.iterdir():
            if path.suffix != ".reserve":
                (disk / path.name).write_bytes(path.read_bytes())
        small = RealPost(disk, template.sheet, template.data_key)
        next_version(add_a_column)
        fill_disk(disk, leave=60_000)

        with pytest.raises(DiskFullError):
            small.open()
        (disk / "filler").unlink()

        assert "note" not in columns_of_sites(small)
        assert not small.places.database_copy.exists()


def test_opening_an_up_to_date_vault_imports_no_alembic(post: RealPost) -> None:
    script = (
        "import sys; from pathlib import Path; from frontline.services.chance import SystemChance\n"
        "from frontline.storage.opening import open_vault\n"
        "from frontline.storage.places import VaultPlaces\n"
        "from frontline.storage.reserve import Reserve\n"
        "places = VaultPlaces(Path(sys.argv[1]))\n"
        "key = bytes.fromhex(sys.stdin.readline())\n"
        "reserve = Reserve(places.reserve, SystemChance())\n"
        "open_vault(places, key, reserve, lambda: None).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(post.folder)],
        cwd=ROOT,
        input=post.data_key.hex(),
        text=True,
        check=False,
    )

    assert done.returncode == 0
