"""frontline bench hub: what a hub's work costs beside bare inserts of the same referrals.

Posts are made up and seal real bundles, outside the time that is taken. In turn, each round of
bundles is taken in, opened, checked and recorded by the hub, and its referrals are put into a bare
table of the same database in batches of the same size, so that both see the same machine.
"""

# ruff: noqa: PLC0415 -- the database is loaded by the command that needs it

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.bench.measuring import machine_load, resident_megabytes
from frontline.cli.hub_options import AsJson, Server
from frontline.cli.printing import print_json, refusals
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.clock import SystemClock
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.services.chance import SystemChance
from frontline.wire.bundle import (
    SLOT_COUNT,
    SLOT_PLAINTEXT,
    BundleItem,
    Manifest,
    Signer,
    slots_digest,
    write_bundle,
)
from frontline.wire.cards import DeviceCard, HubCard
from frontline.wire.ref_record import (
    REF_KIND,
    AgeBand,
    Area,
    ConsentScope,
    GenderCode,
    RefElement,
    RefRecord,
    write_ref,
)

if TYPE_CHECKING:
    from frontline.hub.mailroom import Mailroom
    from frontline.hub.processor import Processor
    from frontline.hub.yardstick import BareTable

_MONTH = "2026-11"


def hub_command(
    posts: Annotated[int, typer.Option("--posts", min=1, help="How many posts send.")] = 20,
    referrals: Annotated[int, typer.Option("--referrals", min=1, help="How many in all.")] = 10_000,
    in_a_bundle: Annotated[
        int, typer.Option("--in-a-bundle", min=1, max=500, help="How many in a bundle.")
    ] = 100,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """A hub's work as a ratio to bare inserts. Needs an empty database, which it leaves empty."""
    with (
        refusals(),
        TemporaryDirectory(prefix="frontline-bench-") as name,
        _measured_hub(Path(name) / "hub", server) as hub,
    ):
        found = _measure(hub, _Load(posts, referrals, in_a_bundle))
    report = {"posts": posts, **found, "load": machine_load()}
    if as_json:
        print_json(report)
    else:
        for key, value in report.items():
            typer.echo(f"{key:24} {value}")


@dataclass(frozen=True, slots=True)
class _Load:
    posts: int
    referrals: int
    in_a_bundle: int


@dataclass(frozen=True, slots=True)
class _MeasuredHub:
    card: HubCard
    mailroom: Mailroom
    processor: Processor
    bare: BareTable


@contextmanager
def _measured_hub(root: Path, server: str | None) -> Iterator[_MeasuredHub]:
    """Raises BadInputError where the database is in use already."""
    from frontline.hub.desk import HubDesk
    from frontline.hub.keys import HubFolder
    from frontline.hub.places import hub_places
    from frontline.hub.setup import HubPlan, create_hub
    from frontline.hub.yardstick import BareTable, drop_measured_hub

    folder, clock = HubFolder(root), SystemClock()
    card = create_hub(root, HubPlan("127.0.0.1", 8443, "bench", server), clock, SystemChance())
    with ExitStack() as stack:
        if server is not None:
            stack.callback(drop_measured_hub, folder, server)
        desk = HubDesk(folder, clock, server)
        mailroom = stack.enter_context(desk.mailroom())
        processor = stack.enter_context(desk.processor(mailroom))
        bare = stack.enter_context(closing(BareTable(hub_places(folder, server))))
        yield _MeasuredHub(card, mailroom, processor, bare)


@dataclass
class _Post:
    """A made-up post that seals one bundle after the other."""

    device: str
    card: HubCard
    slots: Sequence[bytes]
    key: SigningKey = field(repr=False)
    sequence: int = 0
    previous: str = ""

    def seal(self, items: Sequence[BundleItem]) -> bytes:
        self.sequence += 1
        manifest = Manifest(
            hub=self.card.hub,
            hub_epoch=self.card.epoch,
            device=self.device,
            sequence=self.sequence,
            previous=self.previous,
            month=_MONTH,
            audit_head=f"{self.sequence:064x}",
            audit_count=self.sequence,
            slots_sha256=slots_digest(self.slots),
            items=tuple(item.entry for item in items),
        )
        self.previous = manifest.bundle_id
        signers = (Signer("device", self.key),)
        return write_bundle(manifest, items, self.slots, signers, self.card.recipients)


def _measure(hub: _MeasuredHub, load: _Load) -> dict[str, object]:
    from frontline.hub.ingest import Ingest

    ingest, posts = Ingest(hub.mailroom), _posts(hub, load.posts)
    taken_in = looked_into = bare = 0.0
    memory: list[float] = []
    made = 0
    while made < load.referrals:
        for post in posts:
            items = [_item(number) for number in range(made, made + load.in_a_bundle)]
            made += len(items)
            content = post.seal(items)
            start = perf_counter()
            ingest.accept(content)
            held = perf_counter()
            hub.processor.process_waiting()
            done = perf_counter()
            hub.bare.insert([(item.id, item.content) for item in items])
            taken_in, looked_into = taken_in + held - start, looked_into + done - held
            bare += perf_counter() - done
        memory.append(resident_megabytes() or 0.0)
    return {
        "referrals": hub.bare.count(),
        "ingest_seconds": round(taken_in, 2),
        "process_seconds": round(looked_into, 2),
        "bare_seconds": round(bare, 2),
        "ingest_to_bare": round(taken_in / bare, 2),
        "all_to_bare": round((taken_in + looked_into) / bare, 2),
        "referrals_per_second": round(made / (taken_in + looked_into)),
        "memory_after_a_tenth_mb": memory[len(memory) // 10],
        "memory_at_the_end_mb": memory[-1],
    }


def _posts(hub: _MeasuredHub, count: int) -> list[_Post]:
    chance, recipient = SystemChance(), new_sealing_key().recipient
    slots = tuple(seal(bytes(SLOT_PLAINTEXT), [recipient]) for _ in range(SLOT_COUNT))
    posts = [
        _Post(f"bench-{at}", hub.card, slots, SigningKey.from_seed(chance.token(SEED_BYTES)))
        for at in range(count)
    ]
    for post in posts:
        card = DeviceCard(device=post.device, verify_key=post.key.public, supervisor_keys=())
        hub.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)
    return posts


def _item(number: int) -> BundleItem:
    record = RefRecord(
        token=f"{number:032x}",
        month=_MONTH,
        pack="core",
        pack_version=1,
        instrument="rapid_first",
        official_role=OfficialRole.IMMIGRATION,
        site_kind=SiteKind.AIRPORT,
        site_setting=SiteSetting.BORDER,
        country="XT",
        region="XT-A",
        age_band=AgeBand.FROM_21,
        gender=GenderCode.FEMALE,
        citizenship_area=Area.FICTITIOUS,
        band=Band.PRESUMED,
        urgent=False,
        concerns=("labour_violation",),
        forms=("FORCED_LABOUR",),
        act=RefElement(status=ElementStatus.MET, codes=("RECRUITMENT", "TRANSPORTATION")),
        means=RefElement(status=ElementStatus.POSSIBLE, codes=("DECEPTION",)),
        purpose=RefElement(status=ElementStatus.POSSIBLE, codes=("FORCED_LABOUR",)),
        indicators=("papers_held_by_another", "debt_of_unknown_amount"),
        services=(),
        language="es",
        do_not_return_before_assessment=True,
        consent=ConsentScope.DEIDENTIFIED,
    )
    return BundleItem(id=f"bench-{number}", kind=REF_KIND, content=write_ref(record).decode())
