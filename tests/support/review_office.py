"""A post in memory with two officers and a supervisor, and referrals to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from frontline.crypto.sealing import new_sealing_key
from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import Referral
from frontline.services.leaving import Leaving
from frontline.services.lowerings import Lowerings
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.screenings import OpenScreening
from frontline.wire.cards import HubCard, read_card
from tests.support.desks import DECEIVED, Office, a_session, an_office
from tests.support.packs import ROOT

HUB_CARD = ROOT / "tests" / "vectors" / "card-1" / "hub.json"
# What has to be seen to at once.
HURT = {"hurt": "yes"}


@dataclass(frozen=True)
class Reviewed:
    """`officer` and `other` make referrals, `supervisor` looks at them, all at one vault."""

    officer: Office
    other: Office
    supervisor: Office

    @property
    def review(self) -> ReviewDesk:
        return ReviewDesk(self.supervisor.desk)

    @property
    def leaving(self) -> Leaving:
        return Leaving(self.supervisor.desk)

    @property
    def lowerings(self) -> Lowerings:
        return Lowerings(self.supervisor.desk)

    def referred(self, office: Office | None = None, **answers: AnswerValue) -> Referral:
        """Made a minute after the one before."""
        by = office or self.officer
        self.officer.clock.advance(timedelta(minutes=1))
        return Referrals(by.desk).make(by.started(**{**DECEIVED, **answers}))

    def state(self, referral: Referral) -> str:
        return self.officer.vault.referrals.referral(referral.id).state.value

    def corrected(self, table: OpenScreening, **answers: AnswerValue) -> None:
        """Later than a slip of the hand would be."""
        self.officer.clock.advance(timedelta(minutes=5))
        given = [(QuestionId(name), value) for name, value in answers.items()]
        self.officer.screenings.answer_all(table, given)


def a_reviewed_post() -> Reviewed:
    officer = an_office()
    other = officer.signed_in(a_session())
    return Reviewed(officer, other, officer.signed_in(a_session(AccessRole.SUPERVISOR)))


def with_hub(post: Reviewed) -> tuple[str, str]:
    """Let the post know a hub; its fingerprint, and a key that opens what is sealed to it."""
    key, reserve = new_sealing_key(), new_sealing_key()
    published = read_card(HUB_CARD.read_bytes(), HubCard)
    card = published.model_copy(update={"recipients": (key.recipient, reserve.recipient)})
    Outbox(post.supervisor.desk).set_hub(card.canonical())
    return card.fingerprint, key.identity
