"""A signed-in user's outbox, with referrals to put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import ReferralId
from frontline.domain.referrals import Referral, ReferralState
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.outbox import Outbox
from frontline.services.permissions import Session
from frontline.services.roads import Transport, travel
from frontline.services.stores import OpenVault
from frontline.wire.cards import HubCard
from frontline.wire.ref_record import write_ref
from tests.support.clock import SettableClock
from tests.support.hub import ref_record
from tests.support.vault_keeper import MemoryKeeper
from tests.support.vault_posts import SETUP, SUPERVISOR, Bench


class HasCard(Protocol):
    """A hub, running or not."""

    @property
    def card(self) -> HubCard: ...


@dataclass(frozen=True)
class OutboxPost:
    outbox: Outbox
    bench: Bench

    def queue(self, number: int, record: bytes | None = None) -> Referral:
        case, screening = self.bench.added()
        made = self.bench.a_referral(case, screening)
        referral = replace(made, record=record or write_ref(ref_record(number)))
        vault, deed = self.bench.vault, self.bench.deed(DeedKind.REFERRAL_CREATED)
        vault.referrals.add_referral(referral, deed)
        self.move(referral.id, ReferralState.QUEUED)
        return referral

    def move(self, referral: ReferralId, to: ReferralState) -> None:
        deed = self.bench.deed(DeedKind.REFERRAL_MOVED)
        self.bench.vault.referrals.move_referral(referral, to, deed)

    def state(self, referral: Referral) -> ReferralState:
        return self.bench.vault.referrals.referral(referral.id).state

    def send(self, road: Transport, hub: HasCard) -> None:
        parcels = self.outbox.seal_waiting()
        delivery = travel(road, parcels, hub.card, self.outbox.wanted())
        self.outbox.note_delivery(delivery)


def outbox_post(
    vault: OpenVault, session: Session, hub: HasCard, clock: SettableClock
) -> OutboxPost:
    """At work, and introduced to the hub."""
    bench = Bench(vault, session.user.id, vault.sites.sites()[0], clock)
    # An outbox looks into no pack.
    desk = Desk(vault, session, clock, SystemChance(), None)  # type: ignore[arg-type]
    vault.outbox.set_hub_card(hub.card.canonical(), bench.deed(DeedKind.HUB_SET))
    return OutboxPost(Outbox(desk), bench)


def memory_post(hub: HasCard) -> OutboxPost:
    """A supervisor's, with no disk behind it."""
    clock = SettableClock()
    keeper = MemoryKeeper(clock)
    keeper.create(SETUP)
    return outbox_post(*keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase), hub, clock)
