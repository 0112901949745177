"""Posts of Tango that report to a hub: real services and packs, a vault in memory, two people."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import InstrumentId, QuestionId, SiteId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.rules.built import build_pack
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.leaving import Leaving
from frontline.services.outbox import Outbox
from frontline.services.pack_shelf import PackShelf
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.roads import Transport, travel
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.stores import Device
from frontline.services.updates import Updates
from frontline.wire.cards import HubCard
from tests.support.clock import SettableClock
from tests.support.desks import KEY, TRUSTED, a_session
from tests.support.hub import full_slots
from tests.support.named_form import LENT
from tests.support.packs import CORE, SHIPPED, pack_model
from tests.support.vault import MemoryVault, a_device
from tests.support.vault_posts import CHANCE

TALK = InstrumentId("second_line_interview")
TOLD: dict[str, AnswerValue] = {
    "private_now": "yes",
    "age_group": "adult",
    "gender": "male",
    "citizenship": "BR",
    "offer_from": "recent_contact",
    "promises_broken": ("work", "pay"),
    **LENT,
}


@cache
def shipped() -> tuple[bytes, ...]:
    """The core pack and Tango's, signed for tests."""
    return tuple(build_pack(pack_model(each), {}, KEY) for each in (CORE, SHIPPED / "tango"))


class NationalPost:
    """An officer and a supervisor at one vault; the supervisor knows the hub."""

    def __init__(self, name: str, region: str, card: HubCard) -> None:
        self.card = card
        self.clock = SettableClock()
        officer, supervisor = a_session(), a_session(AccessRole.SUPERVISOR)
        kind = SiteKind.LAND_BORDER
        self.site = Site(SiteId(CHANCE.uuid()), name, kind, SiteSetting.BORDER, "XT", region)
        own = a_device()
        device = Device(own.id, own.key, full_slots())
        self.vault = MemoryVault([officer.user, supervisor.user], [self.site], device)
        shelf = PackShelf(self.vault.documents, TRUSTED)
        self.officer, self.supervisor = (
            Desk(self.vault, who, self.clock, CHANCE, shelf) for who in (officer, supervisor)
        )
        self.documents = Documents(self.supervisor, TRUSTED)
        self.documents.install_shipped(shipped())
        self.updates = Updates(self.supervisor, self.documents)
        self.outbox = Outbox(self.supervisor, self.updates)
        self.outbox.set_hub(card.canonical())

    def met(self, **told: AnswerValue) -> OpenScreening:
        """Somebody to whom what TOLD says happened, and what `told` says."""
        table = ScreeningService(self.officer).start(TALK, self.site.id, "pt")
        given = tuple((QuestionId(name), value) for name, value in {**TOLD, **told}.items())
        ScreeningService(self.officer).answer_all(table, given)
        self.clock.advance(timedelta(minutes=20))
        return table

    def refer(self, table: OpenScreening) -> Referral:
        """Made, approved and let go."""
        made = Referrals(self.officer).make(table)
        ReviewDesk(self.supervisor).approve([made.id])
        leaving = Leaving(self.supervisor)
        leaving.release(leaving.look())
        return made

    def send(self, road: Transport, card: HubCard | None = None) -> None:
        """There and back. `card`: where the hub is today."""
        delivery = travel(road, self.outbox.seal_waiting(), card or self.card, self.outbox.wanted())
        self.outbox.note_delivery(delivery)

    def state(self, referral: Referral) -> ReferralState:
        return self.vault.referrals.referral(referral.id).state
