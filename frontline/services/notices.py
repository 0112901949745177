"""What everybody is told at their next sign-in: that recovery sheets were used or changed.

It is read from the record of deeds, which has it whatever the program that did it showed to whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from frontline.domain.audit import HistoryEntry
from frontline.domain.deeds import DeedKind
from frontline.services.audit_log import HistoryFilter
from frontline.services.desk import Desk

_AT_ONCE = 10
TOLD = frozenset({DeedKind.RECOVERY_USED, DeedKind.RECOVERY_SET})


@dataclass(frozen=True, slots=True)
class Notice:
    """`who` was given a new passphrase, or made new sheets."""

    kind: DeedKind
    who: str = field(repr=False)
    at: datetime


class Notices:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def news(self) -> tuple[Notice, ...]:
        """Since the user's last sign-in before this one, in order of time."""
        names = {user.id: user.name for user in self._desk.vault.users.everybody()}
        found = [
            Notice(DeedKind(entry.kind), names.get(entry.actor, "?"), entry.at)
            for entry in self._since_last_sign_in()
            if entry.kind in TOLD
        ]
        return tuple(reversed(found))

    def _since_last_sign_in(self) -> Iterator[HistoryEntry]:
        own, sign_ins = self._desk.session.user.id, 0
        for entry in self._newest_first():
            sign_ins += (entry.kind, entry.actor) == (DeedKind.SIGNED_IN, own)
            is_beginning = (entry.kind, entry.target) == (DeedKind.USER_ADDED, str(own))
            if sign_ins > 1 or is_beginning:
                return
            yield entry

    def _newest_first(self) -> Iterator[HistoryEntry]:
        """Read as far as it is asked."""
        before: int | None = None
        wanted = HistoryFilter(kinds=TOLD | {DeedKind.SIGNED_IN, DeedKind.USER_ADDED})
        while found := self._desk.vault.audit.history(wanted, before, _AT_ONCE):
            yield from found
            before = found[-1].sequence
