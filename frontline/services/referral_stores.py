"""The ports for referrals, for what second persons said, and for names that were added later. As in
services/stores.py: a change and its Deed are written in one transaction, or neither is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, LoweringId, ReferralId
from frontline.domain.naming import Naming
from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.reviews import Lowering, Review


class ReferralStore(Protocol):
    def add_referral(self, referral: Referral, deed: Deed) -> None: ...

    def referral(self, referral: ReferralId) -> Referral:
        """Raises ReferralNotFoundError."""
        ...

    def referrals(self, case: CaseId | None = None) -> tuple[Referral, ...]:
        """Urgent ones first, then in order of their making."""
        ...

    def move_referral(self, referral: ReferralId, to: ReferralState, deed: Deed) -> None: ...

    def release(self, referrals: Sequence[ReferralId], deed: Deed) -> None:
        """Queue those of them that are reviewed, all at once."""
        ...

    def rewrite(self, referral: Referral, deed: Deed) -> None:
        """Its record, urgency and coarsened fields are others from now on. Raises
        ReferralNotFoundError."""
        ...


class ReviewStore(Protocol):
    def add_review(self, review: Review, to: ReferralState, deed: Deed) -> None:
        """Keep what was said, and move the referral on with it. Raises ReferralNotFoundError."""
        ...

    def reviews(self, referral: ReferralId) -> tuple[Review, ...]:
        """In the order they were given."""
        ...

    def add_lowering(self, lowering: Lowering, deed: Deed) -> None: ...

    def decide(self, lowering: Lowering, deed: Deed) -> None:
        """Keep the decision that is in it. Raises ReviewNotFoundError for an unknown one."""
        ...

    def lowering(self, lowering: LoweringId) -> Lowering:
        """Raises ReviewNotFoundError."""
        ...

    def lowerings(self, case: CaseId | None = None) -> tuple[Lowering, ...]:
        """In the order they were proposed."""
        ...


class NameStore(Protocol):
    """The names that forms got after cases were closed."""

    def add_naming(self, naming: Naming, deed: Deed) -> None: ...

    def namings(self, case: CaseId) -> tuple[Naming, ...]:
        """In the order they were decided."""
        ...
