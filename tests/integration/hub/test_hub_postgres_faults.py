"""A hub on PostgreSQL whose database is old, in use, cut off or too busy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from frontline.cli.bench.receiving import hub_command
from frontline.errors import BadInputError, StorageUnwritableError
from frontline.hub.database import open_database, reading, writing
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.hub.places import hub_places
from frontline.hub.postgresql import CONNECTIONS, server_schema
from frontline.hub.schema import REGISTER
from tests.support.clock import SettableClock
from tests.support.hub import Hub, new_hub, opened, ref_item
from tests.support.hub_postgres import PostgresServer

# Starting the server takes seconds.
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, server: str) -> HubFolder:
    return new_hub(tmp_path / "hub", server=server)


@pytest.fixture
def hub(folder: HubFolder, server: str) -> Iterator[Hub]:
    with opened(folder, server) as hub:
        yield hub


def test_an_older_database_is_brought_up_to_date_only_when_told(
    folder: HubFolder, server: str, postgres: PostgresServer
) -> None:
    later = ("schema_version", "revocations", "letters", "update_documents", "updates")
    postgres.run(server, *(f"DROP TABLE mailroom.{table}" for table in later))
    desk = HubDesk(folder, SettableClock(), server)
    with pytest.raises(BadInputError, match="database-older"), desk.mailroom():
        pass

    assert desk.upgrade() == {"mailroom": 1, "register": len(REGISTER.steps)}
    with opened(folder, server) as hub:
        assert hub.mailroom.counts()["devices"] == 0


def test_a_newer_database_and_an_empty_one_are_refused(
    folder: HubFolder, server: str, postgres: PostgresServer
) -> None:
    postgres.run(server, "UPDATE register.schema_version SET version = 99")
    with pytest.raises(BadInputError, match="database-newer"), opened(folder, server):
        pass
    with (
        pytest.raises(BadInputError, match="no-database"),
        opened(folder, postgres.new_database()),
    ):
        pass


def test_a_database_that_has_a_hub_gets_no_second_one(
    folder: HubFolder, server: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInputError, match="hub-exists"):
        new_hub(tmp_path / "second", server=server)

    assert not (tmp_path / "second").exists()


def test_a_server_that_is_not_there_is_said(folder: HubFolder, server: str) -> None:
    nowhere = server.replace("host=", "host=/nowhere")

    with pytest.raises(StorageUnwritableError), opened(folder, nowhere):
        pass


@pytest.mark.parametrize("url", ["postgresql://host/name", "sqlite:///x", "nothing", ""])
def test_an_address_of_anything_else_is_refused(url: str) -> None:
    with pytest.raises(BadInputError, match="database-url"):
        server_schema(url, "mailroom")


def test_a_program_without_the_driver_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(BadInputError, match="database-driver"):
        server_schema("postgresql+psycopg://user@host/name", "mailroom")


def test_a_password_stays_out_of_what_is_printed() -> None:
    found = server_schema("postgresql+psycopg://user:hush@host/name", "mailroom")

    assert "hush" not in repr(found)


def test_a_line_the_server_cut_is_opened_again(
    hub: Hub, postgres: PostgresServer, server: str
) -> None:
    post = hub.post()
    postgres.run(
        server,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )

    assert hub.ingest.accept(post.seal(ref_item(0)).content).is_new


def test_whoever_gets_no_connection_in_time_is_told_to_come_again(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = hub.mailroom._engine
    monkeypatch.setattr(engine.pool, "_timeout", 0.1)
    with ExitStack() as stack:
        for _ in range(CONNECTIONS):
            stack.enter_context(reading(engine))
        with pytest.raises(StorageUnwritableError, match="busy"):
            hub.mailroom.counts()
    assert hub.mailroom.counts()["bundles"] == 0


def test_what_is_acknowledged_is_on_the_disk_whatever_the_servers_default(
    folder: HubFolder, server: str, postgres: PostgresServer
) -> None:
    name = server.rpartition("/")[2].partition("?")[0]
    postgres.run(server, f"ALTER DATABASE {name} SET synchronous_commit = off")

    engine = open_database(hub_places(folder, server).mailroom)
    with writing(engine) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
    engine.dispose()


def test_a_measurement_leaves_an_empty_database_and_keeps_off_one_in_use(
    folder: HubFolder, server: str, postgres: PostgresServer
) -> None:
    schemas = (
        "SELECT nspname FROM pg_namespace WHERE nspname IN ('mailroom', 'register', 'bare')"
        " ORDER BY nspname"
    )
    commands = Typer()
    commands.command()(hub_command)

    def bench(url: str) -> int:
        few = ["--posts", "1", "--referrals", "2", "--in-a-bundle", "1", "--database", url]
        return CliRunner().invoke(commands, few).exit_code

    empty = postgres.new_database()
    assert (bench(empty), postgres.run(empty, schemas)) == (0, [])

    assert bench(server) == 1
    assert postgres.run(server, schemas) == [("mailroom",), ("register",)]
    with opened(folder, server) as hub:
        assert hub.mailroom.counts()["devices"] == 0
