"""Errors about groups of people who were met together: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import RuleError


class GroupNotFoundError(RuleError):
    """No such group, member or shared fact, or none that this user may open."""

    code = "group.not-found"


class GroupClosedError(RuleError):
    """The group is closed and takes no change."""

    code = "group.closed"


class GroupUnfinishedError(RuleError):
    """Something is still to be done before the group is closed; `point` says what, `number` for
    whom."""

    code = "group.unfinished"


class OperationUnpreparedError(RuleError):
    """No safe place or no service stands ready, and no reason was given to start all the same."""

    code = "group.unprepared"


class ReasonMissingError(RuleError):
    """A step about a child that takes a reason and the name of the body that decides; `missing`
    says which is not there."""

    code = "group.reason-missing"


class FactNotAskableError(RuleError):
    """The question of a shared fact cannot be put to this person now."""

    code = "group.fact-not-askable"
