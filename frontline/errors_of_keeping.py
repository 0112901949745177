"""Errors about keeping records, and about their copies: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import DamagedDataError, RuleError


class LegalHoldError(RuleError):
    """The case is held, and nothing of it may be taken away."""

    code = "retention.held"


class SecondPersonError(RuleError):
    """Whoever proposed it cannot be the one who confirms it."""

    code = "retention.second-person"


class BackupDamagedError(DamagedDataError):
    """The backup is incomplete, changed, or cannot be read; `reason` says which."""

    code = "backup.damaged"
