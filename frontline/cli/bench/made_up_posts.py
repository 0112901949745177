"""Made-up posts for the bench of a hub: they seal real bundles of one and the same referral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontline.crypto.signing import SEED_BYTES, SigningKey
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind, SiteSetting
from frontline.services.chance import SystemChance
from frontline.wire.bundle import (
    SLOT_COUNT,
    BundleItem,
    Manifest,
    Signer,
    slots_digest,
    write_bundle,
)
from frontline.wire.cards import HubCard
from frontline.wire.integrity import dummy_slot
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

_MONTH = "2026-11"


@dataclass
class MadeUpPost:
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


def made_up_posts(card: HubCard, count: int) -> list[MadeUpPost]:
    """They share their slots: a thousand posts' own would be what the bench holds in memory."""
    chance = SystemChance()
    slots = tuple(dummy_slot() for _ in range(SLOT_COUNT))
    return [
        MadeUpPost(f"bench-{at}", card, slots, SigningKey.from_seed(chance.token(SEED_BYTES)))
        for at in range(count)
    ]


def made_up_item(number: int) -> BundleItem:
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
