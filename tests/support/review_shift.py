"""Fourteen cases of three officers, at the end of a shift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.referrals import ReferralState
from frontline.domain.reviews import LoweringReason
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder, read_hub_card
from frontline.services.accounts import Accounts
from frontline.services.desk import Desk
from frontline.services.installation import find_installation
from frontline.services.lowerings import Lowerings
from frontline.services.outbox import Outbox
from frontline.services.pack_shelf import PackShelf
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.vaults import NewUser
from tests.support.desktop_worker_desk import TALK
from tests.support.vault_posts import (
    CHANCE,
    OFFICER,
    SITE,
    SUPERVISOR,
    RealPost,
)

OTHERS = tuple(
    NewUser(f"Officer {name}", f"{name} harbour sonnet linen", AccessRole.OFFICER, role)
    for name, role in (("Duarte", OfficialRole.IMMIGRATION), ("Okoye", OfficialRole.POLICE))
)
OFFICERS = (OFFICER, *OTHERS)
TOLD: dict[str, AnswerValue] = {
    "private_now": "yes",
    "interpreter": "not_needed",
    "age_group": "adult",
    "citizenship": "BR",
    "age_years": 23,
    "offer_from": "acquaintance",
    "papers_with": "other_person",
    "debt": ("amount_unknown", "work_off"),
    "referral_choice": "full",
}
# The only man above sixty, from a small country.
ALONE: dict[str, AnswerValue] = {**TOLD, "age_years": 63, "citizenship": "LC"}
CORRECTED: dict[str, AnswerValue] = {
    "offer_from": "unknown",
    "papers_with": "unknown",
    "debt": (),
}


@dataclass
class Shift:
    """What the officers left: codes of cases by what is special about them."""

    back: str
    lowered: str
    alone: str
    plain: list[str]


def a_shift(post: RealPost, hub: HubFolder) -> Shift:
    """Fourteen cases of three officers: twelve to go out, one of them like no other; one to be
    returned; and one whose finding an officer asks to lower."""
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        shelf = PackShelf(vault.documents, find_installation().trusted_keys)
        desk = Desk(vault, session, post.clock, CHANCE, shelf)
        for each in OTHERS:
            Accounts(desk, keeper.accounts()).add(each)
        Outbox(desk).set_hub(read_hub_card(hub).canonical())
        HubDesk(hub, post.clock).enrol(Outbox(desk).device_card())
    plain: list[str] = []
    for who, number in zip(OFFICERS, (4, 4, 3), strict=True):
        with signed_in(post, who) as desk:
            plain += [referred(desk, post, TOLD).case.code for _ in range(number)]
    with signed_in(post, OTHERS[0]) as desk:
        alone = referred(desk, post, ALONE)
        back = referred(desk, post, TOLD)
        lowered = met(desk, post, TOLD)
        answer(desk, lowered, CORRECTED)
        Lowerings(desk).ask(lowered, LoweringReason.MISUNDERSTOOD)
    return Shift(back.case.code, lowered.case.code, alone.case.code, plain)


def met(desk: Desk, post: RealPost, told: Mapping[str, AnswerValue]) -> OpenScreening:
    table = ScreeningService(desk).start(TALK, SITE.id, "pt")
    answer(desk, table, told)
    post.clock.advance(timedelta(minutes=20))
    return table


def answer(desk: Desk, table: OpenScreening, told: Mapping[str, AnswerValue]) -> None:
    given = [(QuestionId(name), value) for name, value in told.items()]
    ScreeningService(desk).answer_all(table, given)


def referred(desk: Desk, post: RealPost, told: Mapping[str, AnswerValue]) -> OpenScreening:
    table = met(desk, post, told)
    assert Referrals(desk).make(table).state is ReferralState.READY
    return table


@contextmanager
def signed_in(post: RealPost, who: NewUser) -> Iterator[Desk]:
    vault, session = post.keeper().sign_in(who.name, who.passphrase)
    with closing(vault):
        shelf = PackShelf(vault.documents, find_installation().trusted_keys)
        yield Desk(vault, session, post.clock, CHANCE, shelf)
