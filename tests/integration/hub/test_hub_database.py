"""The hub's databases when the disk fails them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import IntegrityError

from frontline.errors import DiskFullError, StorageUnwritableError
from frontline.hub.keys import HubFolder
from frontline.hub.mailroom import Kept, Mailroom
from frontline.wire.frame import Header
from frontline.wire.refusals import Refusal
from tests.support.hub import Hub, new_hub, opened, ref_item


@contextmanager
def with_pragma(engine: Engine, statement: str) -> Iterator[None]:
    """The database behaves so on every new connection, until this ends."""

    def prepare(connection: object, _entry: object) -> None:
        assert hasattr(connection, "execute")
        connection.execute(statement)

    engine.dispose()
    event.listen(engine, "connect", prepare)
    yield
    event.remove(engine, "connect", prepare)
    engine.dispose()


def test_a_full_disk_is_said_and_what_was_held_stays(hub: Hub) -> None:
    post = hub.post()
    first, second = post.seal(ref_item(0)), post.seal(ref_item(1))
    hub.receive(first)

    with with_pragma(hub.mailroom._engine, "PRAGMA max_page_count = 1"):
        with pytest.raises(DiskFullError):
            hub.ingest.accept(second.content)
        assert hub.mailroom.counts()["bundles"] == 1

    hub.receive(second)
    assert len(hub.processor.process_waiting()) == 2


def test_a_disk_that_takes_nothing_is_said(hub: Hub) -> None:
    parcel = hub.post().seal(ref_item(0))

    with (
        with_pragma(hub.mailroom._engine, "PRAGMA query_only = ON"),
        pytest.raises(StorageUnwritableError, match="operation"),
    ):
        hub.ingest.accept(parcel.content)

    assert hub.ingest.accept(parcel.content).is_new


def test_a_register_that_takes_nothing_leaves_the_bundle_waiting(hub: Hub) -> None:
    hub.receive(hub.post().seal(ref_item(0)))

    with with_pragma(hub.processor._register._engine, "PRAGMA query_only = ON"):
        with pytest.raises(StorageUnwritableError):
            hub.processor.process_waiting()
        assert len(hub.mailroom.waiting()) == 1

    hub.processor.process_waiting()
    assert len(hub.referrals()) == 1


def test_a_damaged_database_is_said_and_kept(tmp_path: Path) -> None:
    folder: HubFolder = new_hub(tmp_path / "hub")
    damaged = b"SQLite format 3\0" + b"\xff" * 40_000
    folder.mailroom.write_bytes(damaged)

    with pytest.raises(StorageUnwritableError, match="damaged"), opened(folder) as hub:
        hub.mailroom.counts()
    assert folder.mailroom.read_bytes() == damaged


def test_no_content_stands_in_an_error_of_the_database(hub: Hub) -> None:
    """Control included: the same error of the library, unhidden, would show what was stored."""
    parcel = hub.post().seal(ref_item(0))
    hub.receive(parcel)

    def insert_again(connection: Connection) -> str:
        with pytest.raises(IntegrityError) as caught:
            hub.mailroom._insert(connection, Header("post-a", 1, "secret-marker", 1), b"x")
        return str(caught.value)

    with hub.mailroom._engine.begin() as connection:
        assert "secret-marker" not in insert_again(connection)
    hub.mailroom._engine.hide_parameters = False
    with hub.mailroom._engine.begin() as connection:
        assert "secret-marker" in insert_again(connection)


def test_losing_a_race_for_a_sequence_is_no_fault(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a database with several writers another one may store between our look and our write."""
    parcel = hub.post().seal(ref_item(0))
    keep = Mailroom._keep
    calls = 0

    def lose_once(mailroom: Mailroom, header: Header, content: bytes) -> Kept:
        nonlocal calls
        calls += 1
        found = keep(mailroom, header, content)
        if calls == 1:
            raise IntegrityError("insert", None, Exception("unique"))
        return found

    monkeypatch.setattr(Mailroom, "_keep", lose_once)

    assert not hub.ingest.accept(parcel.content).is_new
    assert hub.mailroom.counts()["bundles"] == 1


def test_a_bundle_whose_device_is_gone_is_refused_inside(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.receive(hub.post().seal(ref_item(0)))
    monkeypatch.setattr(hub.mailroom, "device", lambda _device: None)

    (processed,) = hub.processor.process_waiting()

    assert processed.refused is Refusal.UNKNOWN_DEVICE
    assert SimpleNamespace(**hub.counts()).refused == {"unknown-device": 1}
