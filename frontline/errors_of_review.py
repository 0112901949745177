"""Errors about review and about what leaves by a stick: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import RuleError


class ReviewNotFoundError(RuleError):
    """No such question about a finding that fell, or it was decided already."""

    code = "review.not-found"


class CommentMissingError(RuleError):
    """A referral that is returned takes words that say why."""

    code = "review.comment-missing"


class OwnLoweringError(RuleError):
    """Whoever lowered a finding cannot be the one who agrees to it."""

    code = "review.own-lowering"


class NothingLoweredError(RuleError):
    """The corrected answers find no less than before, so there is nothing to agree to."""

    code = "review.nothing-lowered"


class AssessmentMissingError(RuleError):
    """The mark against a return goes only when the competent authority has assessed (S-035)."""

    code = "review.assessment-missing"


class NameNotOpenError(RuleError):
    """The case is not described as the form was that got its name, or it is decided so already."""

    code = "review.name-not-open"


class NotCoarserError(RuleError):
    """A referral can only be made less exact on the way out; `field` has no rung above."""

    code = "review.not-coarser"


class ShipmentChangedError(RuleError):
    """What would leave is not what was shown any more."""

    code = "review.shipment-changed"


class HubDiffersError(RuleError):
    """The fingerprint that was compared is not that of the hub this post seals to."""

    code = "review.hub-differs"
