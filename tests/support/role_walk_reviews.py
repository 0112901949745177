"""Everything that every role could try at the review desk, and with what leaves, as in
role_walk.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import LoweringId, ReferralId
from frontline.domain.reviews import Decision, Lowering, LoweringReason
from frontline.errors import CaseNotFoundError
from frontline.services.leaving import Leaving
from frontline.services.lowerings import Lowerings
from frontline.services.outbox import Outbox
from frontline.services.permissions import Action, Thing
from frontline.services.post_figures import PostFiguresDesk
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from tests.support.role_walk import Walk
from tests.support.role_walk_post import Deed
from tests.support.vault_posts import CHANCE


def a_reviewed_case(walk: Walk, thing: Thing) -> tuple[ReferralId, LoweringId]:
    """A referral of the author's and a finding they lowered, both waiting for a second person;
    then the case is made what it is to who walks."""
    table, author = walk.a_case(Thing.COLLEAGUES_CASE), walk.author
    referral = Referrals(author).make(table)
    asked = Lowering(
        id=LoweringId(CHANCE.uuid()),
        case=table.case.id,
        screening=table.screening.id,
        up_to=1,
        reason=LoweringReason.MISUNDERSTOOD,
        proposed_by=author.session.user.id,
        proposed_at=author.clock.now(),
    )
    walk.vault.reviews.add_lowering(asked, author.deed(DeedKind.LOWERING_PROPOSED, asked.id))
    walk.let_in(table.case, thing)
    return referral.id, asked.id


ReviewTry = Callable[[Walk, ReferralId, LoweringId], object]


def listed(walk: Walk, referral: ReferralId, lowering: LoweringId) -> None:
    in_queue = {line.id for line in ReviewDesk(walk.desk).queue()}
    asked = {line.lowering.id for line in Lowerings(walk.desk).waiting()}
    if referral not in in_queue or lowering not in asked:
        raise CaseNotFoundError


ON_REVIEWS: tuple[ReviewTry, ...] = (
    listed,
    lambda walk, referral, _it: ReviewDesk(walk.desk).approve([referral]),
    lambda walk, referral, _it: ReviewDesk(walk.desk).return_to_officer(referral, "why"),
    lambda walk, referral, _it: ReviewDesk(walk.desk).make_urgent(referral),
    lambda walk, _it, lowering: Lowerings(walk.desk).decide(lowering, Decision.REFUSED),
)


def coarsen_and_release(walk: Walk) -> None:
    leaving = Leaving(walk.desk)
    seen = leaving.look()
    for row in seen.rows[:1]:
        leaving.coarsen(row.referral, row.effects[0].field)
    leaving.release(leaving.look())


def export(walk: Walk) -> None:
    leaving = Leaving(walk.desk)
    leaving.export(leaving.look(), Outbox(walk.desk).hub().fingerprint)


ON_WHAT_LEAVES: Mapping[tuple[Action, Thing], tuple[Deed, ...]] = {
    (Action.RELEASE_REFERRALS, Thing.BUNDLE): (coarsen_and_release, export),
    (Action.READ_POST_FIGURES, Thing.POST): (lambda walk: PostFiguresDesk(walk.desk).read(),),
}
