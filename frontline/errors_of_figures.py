"""Errors about released statistics and answers of services: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import RuleError


class ReleaseRefusedError(RuleError):
    """It would tell of few people, alone or beside an earlier release; `reason` says how."""

    code = "statistics.refused"


class AnswerRefusedError(RuleError):
    """A service's answer that cannot be recorded; `reason` says why."""

    code = "answer.refused"
