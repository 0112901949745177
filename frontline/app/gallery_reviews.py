"""What the supervisor of the gallery's post finds: referrals at every step of review."""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.answers import AnswerValue
from frontline.domain.identifiers import QuestionId
from frontline.domain.reviews import LoweringReason
from frontline.services.desk import Desk
from frontline.services.lowerings import Lowerings
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.screenings import OpenScreening, ScreeningService

_COMMENT = "Invented words: please ask once more who keeps the passport."
# Answers that, corrected, find less.
_CORRECTED: Mapping[str, AnswerValue] = {
    "debt": (),
    "papers_with": "unknown",
    "offer_from": "unknown",
}


def correct(desk: Desk, table: OpenScreening) -> None:
    """Later than a slip of the hand; the supervisor is asked to agree."""
    given = [(QuestionId(name), value) for name, value in _CORRECTED.items()]
    ScreeningService(desk).answer_all(table, given)
    Lowerings(desk).ask(table, LoweringReason.MISUNDERSTOOD)


def return_referral(desk: Desk, supervisor: Desk, table: OpenScreening) -> None:
    referral = Referrals(desk).make(table)
    ReviewDesk(supervisor).return_to_officer(referral.id, _COMMENT)


def approve_referral(desk: Desk, supervisor: Desk, table: OpenScreening) -> None:
    referral = Referrals(desk).make(table)
    ReviewDesk(supervisor).approve([referral.id])
