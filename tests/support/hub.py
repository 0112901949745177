"""Posts and hubs for tests: a post that seals real bundles, and a hub in a folder."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.hub.database import open_database
from frontline.hub.desk import HubDesk
from frontline.hub.ingest import Ingest
from frontline.hub.keys import HubFolder, read_hub_card
from frontline.hub.mailroom import Mailroom
from frontline.hub.overview import register_counts
from frontline.hub.places import hub_places
from frontline.hub.processor import Processor
from frontline.hub.setup import HubPlan, create_hub
from frontline.hub.tables import referrals
from frontline.services.roads import Parcel
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
from tests.support.clock import SettableClock

START = SettableClock().now()


def rounds(few: int, many: int) -> int:
    """How often a counted test repeats; FRONTLINE_FAULTS=many asks for the long run."""
    return many if os.environ.get("FRONTLINE_FAULTS") == "many" else few


def seeded(seed: int) -> random.Random:
    """Chance that can be repeated; nothing here is a secret."""
    return random.Random(seed)  # noqa: S311 -- tests


class SeededChance:
    """The same "random" values for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._source = seeded(seed)

    def uuid(self) -> UUID:
        return UUID(bytes=self.token(16), version=4)

    def token(self, size: int) -> bytes:
        return self._source.randbytes(size)


@cache
def full_slots() -> tuple[bytes, ...]:
    """Sixteen sealed slots with nothing in them."""
    recipient = new_sealing_key().recipient
    return tuple(seal(bytes(SLOT_PLAINTEXT), [recipient]) for _ in range(SLOT_COUNT))


def ref_record(number: int = 0) -> RefRecord:
    """A valid record; `number` makes it another one."""
    return RefRecord(
        token=f"{number:032x}",
        month="2026-11",
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
        urgent=number % 2 == 0,
        concerns=("labour_violation",),
        forms=("FORCED_LABOUR",),
        act=RefElement(status=ElementStatus.MET, codes=("RECRUITMENT", "TRANSPORTATION")),
        means=RefElement(status=ElementStatus.POSSIBLE, codes=("DECEPTION",)),
        purpose=RefElement(status=ElementStatus.POSSIBLE, codes=("FORCED_LABOUR",)),
        indicators=("papers_held_by_another", "debt_of_unknown_amount"),
        services=(AssistanceService.SHELTER, AssistanceService.LEGAL),
        language="es",
        do_not_return_before_assessment=True,
        consent=ConsentScope.DEIDENTIFIED,
    )


def ref_item(number: int, record: RefRecord | None = None) -> BundleItem:
    """The item of referral `number`, always under the same id."""
    content = write_ref(record or ref_record(number)).decode()
    return BundleItem(id=str(UUID(int=number + 1)), kind=REF_KIND, content=content)


@dataclass
class Post:
    """A post as the hub sees it: a device key, supervisors, a chain of bundles."""

    card: HubCard
    device: str = "post-a"
    seed: int = 1
    last: str = ""
    sequence: int = 0
    audit_count: int = 0
    supervisor: SigningKey | None = None
    slots: tuple[bytes, ...] = field(default_factory=full_slots)

    def __post_init__(self) -> None:
        self.key = SigningKey.from_seed(seeded(self.seed).randbytes(32))

    def device_card(self) -> DeviceCard:
        keys = (self.supervisor.public,) if self.supervisor is not None else ()
        return DeviceCard(device=self.device, verify_key=self.key.public, supervisor_keys=keys)

    def manifest(self, items: Sequence[BundleItem], **other: object) -> Manifest:
        fields: dict[str, object] = {
            "hub": self.card.hub,
            "hub_epoch": self.card.epoch,
            "device": self.device,
            "sequence": self.sequence,
            "previous": self.last,
            "month": "2026-11",
            "audit_head": f"{self.audit_count:064x}",
            "audit_count": self.audit_count,
            "slots_sha256": slots_digest(self.slots),
            "items": tuple(item.entry for item in items),
        }
        return Manifest.model_validate({**fields, **other})

    def signers(self) -> tuple[Signer, ...]:
        signers = [Signer("device", self.key)]
        if self.supervisor is not None:
            signers.append(Signer("supervisor", self.supervisor))
        return tuple(signers)

    def seal(self, *items: BundleItem, **other: object) -> Parcel:
        """The next bundle of the chain."""
        self.sequence += 1
        self.audit_count += 1 + len(items)
        manifest = self.manifest(items, **other)
        content = write_bundle(manifest, items, self.slots, self.signers(), self.card.recipients)
        self.last = manifest.bundle_id
        return Parcel(manifest.device, manifest.sequence, content)


@dataclass
class Hub:
    """A hub in a folder, opened for work."""

    folder: HubFolder
    card: HubCard
    mailroom: Mailroom
    processor: Processor
    clock: SettableClock = field(default_factory=SettableClock)
    server: str | None = None

    @property
    def ingest(self) -> Ingest:
        return Ingest(self.mailroom)

    def post(self, device: str = "post-a", seed: int = 1) -> Post:
        """A post that is enrolled here."""
        post = Post(self.card, device, seed)
        card = post.device_card()
        self.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)
        return post

    def receive(self, *parcels: Parcel) -> None:
        for parcel in parcels:
            self.ingest.accept(parcel.content)

    def referrals(self) -> dict[str, str]:
        """Item id to content of every referral in the register."""
        return stored_referrals(self.folder, self.server)

    def counts(self) -> dict[str, object]:
        engine = open_database(hub_places(self.folder, self.server).register)
        try:
            return register_counts(engine)
        finally:
            engine.dispose()


def stored_referrals(folder: HubFolder, server: str | None = None) -> dict[str, str]:
    engine = open_database(hub_places(folder, server).register)
    try:
        with engine.connect() as connection:
            # Those that every version has.
            query = select(referrals.c.item, referrals.c.content)
            return {row.item: row.content for row in connection.execute(query)}
    finally:
        engine.dispose()


def new_hub(
    root: Path, seed: int = 0, host: str = "127.0.0.1", server: str | None = None
) -> HubFolder:
    """`root` must not exist yet."""
    plan = HubPlan(host, 8443, f"hub-{seed}", server)
    create_hub(root, plan, SettableClock(), SeededChance(seed))
    return HubFolder(root)


@contextmanager
def opened(folder: HubFolder, server: str | None = None) -> Iterator[Hub]:
    clock = SettableClock()
    desk = HubDesk(folder, clock, server)
    with ExitStack() as stack:
        mailroom = stack.enter_context(desk.mailroom())
        processor = stack.enter_context(desk.processor(mailroom))
        yield Hub(folder, read_hub_card(folder), mailroom, processor, clock, server)
