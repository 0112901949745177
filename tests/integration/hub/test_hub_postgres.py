"""A nation's hub: several workers on one PostgreSQL."""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Barrier

import httpx
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import MetaData

from frontline.errors import BundleRefusedError
from frontline.hub import mailroom
from frontline.hub.database import open_database, reading
from frontline.hub.desk import HubDesk
from frontline.hub.ingest import Ingest
from frontline.hub.keys import HubFolder
from frontline.hub.letters import AnswerBook
from frontline.hub.places import hub_places
from frontline.hub.revocation import LossReason, Revocation
from frontline.hub.schema import REGISTER, up_to_date
from frontline.hub.setup import renew_epoch
from frontline.hub.tables import mailroom_tables, register_tables
from frontline.services.chance import SystemChance
from frontline.services.roads import Parcel
from frontline.wire.bundle import AuditBreakNote
from frontline.wire.receipt import read_receipt
from frontline.wire.refusals import Refusal
from tests.support.clock import SettableClock
from tests.support.hub import START, Hub, Post, new_hub, opened, ref_item, ref_record, seeded
from tests.support.hub_commands import serving
from tests.support.hub_postgres import PostgresServer

# Starting the server takes seconds.
pytestmark = pytest.mark.slow
WORKERS = 6


@pytest.fixture
def folder(tmp_path: Path, server: str) -> HubFolder:
    return new_hub(tmp_path / "hub", server=server)


@pytest.fixture
def hub(folder: HubFolder, server: str) -> Iterator[Hub]:
    with opened(folder, server) as hub:
        yield hub


@pytest.mark.parametrize(
    ("which", "tables"), [("mailroom", mailroom_tables), ("register", register_tables)]
)
def test_the_steps_make_the_tables_of_the_program(
    folder: HubFolder, server: str, which: str, tables: MetaData
) -> None:
    engine = open_database(getattr(hub_places(folder, server), which))
    with reading(engine) as connection:
        connection.exec_driver_sql(f"SET LOCAL search_path TO {which}")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables) == []
    engine.dispose()


def test_referrals_of_an_earlier_hub_are_found_by_their_token(
    folder: HubFolder, postgres: PostgresServer, server: str
) -> None:
    with opened(folder, server) as hub:
        hub.receive(hub.post().seal(*map(ref_item, range(3))))
        hub.processor.process_waiting()
    postgres.run(
        server,
        "ALTER TABLE register.referrals DROP COLUMN token",
        "DROP TABLE register.added_names",
        "DROP TABLE register.sealed_slots",
        "DROP INDEX register.imports_epoch",
        "UPDATE register.schema_version SET version = 4",
    )

    assert HubDesk(folder, SettableClock(), server).upgrade()["register"] == 4

    with up_to_date(hub_places(folder, server).register, REGISTER) as engine:
        found = [AnswerBook(engine, SettableClock()).item_of(f"{n:032x}") for n in range(3)]
    assert found == [ref_item(number).id for number in range(3)]


def test_no_file_holds_anything_but_keys(folder: HubFolder) -> None:
    assert not folder.mailroom.exists()
    assert not folder.register.exists()


def test_bundles_come_in_are_opened_and_answered(hub: Hub) -> None:
    post = hub.post()
    broken = AuditBreakNote(number=1, sequence=3, kind="row", acknowledged=False)
    parcels = [post.seal(ref_item(number), audit_break=broken) for number in range(3)]
    hub.receive(parcels[0], parcels[2])
    hub.processor.process_waiting()
    assert (hub.mailroom.posts()[0].missing, hub.counts()["missing"]) == (1, 1)
    hub.receive(*parcels)
    hub.processor.process_waiting()

    held = hub.mailroom.held("post-a", 0, 10)
    receipts = [read_receipt(each.receipt or b"", hub.card.verify_key) for each in held]
    assert [each.head for each in receipts] == [1, 3, 1]
    assert len(hub.referrals()) == 3
    assert (hub.counts()["audit_breaks"], hub.counts()["accepted"]) == (1, 3)
    (row,) = hub.mailroom.posts()
    assert (row.head, row.highest, row.missing, row.waiting) == (3, 3, 0, 0)


def test_forks_second_versions_and_revoked_devices_are_told_apart(hub: Hub) -> None:
    post = hub.post()
    changed = ref_item(0, ref_record(0).model_copy(update={"urgent": False}))
    hub.receive(post.seal(ref_item(0)), post.seal(changed))
    hub.processor.process_waiting()
    assert hub.counts()["quarantined"] == {"second-version": 1}

    forked = Post(hub.card).seal(ref_item(7))
    for _ in range(2):
        assert refusal(hub, forked) == Refusal.FORK
    assert hub.mailroom.counts()["forks"] == 1
    hub.mailroom.revoke(Revocation("post-a", LossReason.LOST, START.date()))
    assert refusal(hub, post.seal(ref_item(8))) == Refusal.DEVICE_REVOKED


def refusal(hub: Hub, parcel: Parcel) -> object:
    with pytest.raises(BundleRefusedError) as refused:
        hub.ingest.accept(parcel.content)
    return refused.value.facts["reason"]


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """All of them, begun at the same moment."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def taken_in_by_workers(folder: HubFolder, server: str, parcels: list[Parcel]) -> None:
    """Each worker with a connection of its own gets every bundle, in an order of its own."""
    with ExitStack() as stack:
        jobs: list[Callable[[], object]] = []
        for seed in range(WORKERS):
            room = stack.enter_context(HubDesk(folder, SettableClock(), server).mailroom())
            order = parcels.copy()
            seeded(seed).shuffle(order)
            jobs.append(partial(_accept_all, room, order))
        at_once(jobs)


def _accept_all(room: mailroom.Mailroom, parcels: list[Parcel]) -> None:
    for parcel in parcels:
        Ingest(room).accept(parcel.content)


def test_workers_that_get_the_same_bundles_at_once_hold_each_once(hub: Hub) -> None:
    assert hub.server is not None
    posts = [hub.post(), hub.post("post-b", 2)]
    parcels = [
        post.seal(ref_item(20 * at + number))
        for number in range(12)
        for at, post in enumerate(posts)
    ]

    taken_in_by_workers(hub.folder, hub.server, parcels)

    assert hub.mailroom.counts() == {
        "devices": 2,
        "revoked": 0,
        "bundles": 24,
        "waiting": 24,
        "forks": 0,
        "gaps": 0,
    }
    assert [(row.head, row.missing) for row in hub.mailroom.posts()] == [(12, 0), (12, 0)]


def test_posts_reach_the_one_hub_through_whichever_worker(hub: Hub, tmp_path: Path) -> None:
    """As docs/hub.md sets it up: workers have the card and the TLS files, and no key."""
    assert hub.server is not None
    post = hub.post()
    parcels = [post.seal(ref_item(number)) for number in range(6)]
    context = ssl.create_default_context(cadata=hub.card.certificate)
    with ExitStack() as stack:
        workers: list[httpx.Client] = []
        for name in ("one", "two"):
            folder = HubFolder(tmp_path / name)
            shutil.copytree(hub.folder.tls.key.parent, folder.tls.key.parent)
            shutil.copy(hub.folder.card, folder.card)
            serve = serving(folder.root, "--listen", ":0", server=hub.server)
            address = stack.enter_context(serve)
            client = httpx.Client(base_url=address, verify=context, trust_env=False)
            workers.append(stack.enter_context(client))

        def put(at: int) -> list[int]:
            path = f"/v1/bundles/post-a/{at + 1}"
            return [each.put(path, content=parcels[at].content).status_code for each in workers]

        statuses = [put(at) for at in range(6)]
        assert len(hub.processor.process_waiting()) == 6
        found = [each.get("/v1/devices/post-a/receipts").json()["held"] for each in workers]

    assert statuses == [[201, 200]] * 6
    assert found[0] == found[1]
    assert all(entry["receipt"] is not None for entry in found[0])
    assert len(hub.referrals()) == 6


def test_without_the_lock_the_head_falls_behind(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""
    monkeypatch.setattr(mailroom, "lock_device", lambda *_: None)
    assert hub.server is not None
    heads = set()
    for number in range(8):
        post = hub.post(f"post-{number}", number)
        parcels = [post.seal(ref_item(100 * number + at)) for at in range(8)]
        taken_in_by_workers(hub.folder, hub.server, parcels)
        heads.add(next(row.head for row in hub.mailroom.posts() if row.device == post.device))

    assert heads != {8}


def test_two_processors_at_once_give_one_receipt_for_each_bundle(hub: Hub) -> None:
    post = hub.post()
    hub.receive(*(post.seal(ref_item(number), ref_item(50)) for number in range(10)))
    with opened(hub.folder, hub.server) as second, opened(hub.folder, hub.server) as third:
        at_once([each.processor.process_waiting for each in (hub, second, third)])

    assert len(hub.referrals()) == 11
    assert hub.counts()["accepted"] == 10
    assert hub.processor.process_waiting() == ()


def test_the_ingest_role_reads_no_referral(hub: Hub, postgres: PostgresServer, server: str) -> None:
    """As docs/hub.md sets it up."""
    postgres.run(
        server,
        "DO $$ BEGIN CREATE ROLE hub_ingest LOGIN; EXCEPTION WHEN duplicate_object THEN END $$",
        "GRANT USAGE ON SCHEMA mailroom TO hub_ingest",
        "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA mailroom TO hub_ingest",
    )
    role = postgres.as_role(server, "hub_ingest")
    parcel = hub.post().seal(ref_item(0))

    with HubDesk(hub.folder, SettableClock(), role).mailroom() as room:
        _accept_all(room, [parcel])
        assert room.counts()["waiting"] == 1
    with pytest.raises(InsufficientPrivilege):
        postgres.run(role, "SELECT * FROM register.referrals")


def test_a_hub_put_back_from_a_copy_of_the_database_gets_again_what_it_lost(
    folder: HubFolder, server: str, postgres: PostgresServer
) -> None:
    with opened(folder, server) as hub:
        post = hub.post()
        first, second = post.seal(ref_item(0)), post.seal(ref_item(1))
        hub.receive(first)
        hub.processor.process_waiting()
    backup = postgres.new_database(template=server)
    with opened(folder, server) as hub:
        hub.receive(second)
        hub.processor.process_waiting()
    renewed = renew_epoch(folder, SettableClock(), SystemChance())

    with opened(folder, backup) as hub:
        hub.processor.process_waiting()
        (held,) = hub.mailroom.held("post-a", 0, 10)
        receipt = read_receipt(held.receipt or b"", hub.card.verify_key)
        assert (receipt.epoch, receipt.head) == (renewed.epoch, 1)
        hub.receive(first, second)
        hub.processor.process_waiting()
        assert len(hub.referrals()) == 2
