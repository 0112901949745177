"""The audit chain: every deed an entry, every entry sealed to the one before by its digest.

An entry is lines of text, none of which may hold a line break:

    digest of the entry before, 64 hex digits
    sequence, from 1
    minutes since 1970
    actor, 32 hex digits
    kind of deed
    target, a pseudonym
    one line for each row the deed wrote: its name, a space, a MAC of its content

Coarse time is enough to account for a deed and tells less about an officer's day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from frontline.crypto.mac import digest
from frontline.domain.deeds import Deed
from frontline.services.stores import AuditHead
from frontline.storage.content import RowMacs
from frontline.storage.head_mark import HeadMark

INSERT_ENTRY = "INSERT INTO audit (sequence, entry) VALUES (?, ?)"
FIRST_PREVIOUS = "0" * 64
HEADER_LINES = 6

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Entry:
    sequence: int
    content: bytes = field(repr=False)
    digest: str

    @property
    def row(self) -> tuple[int, bytes]:
        return self.sequence, self.content


def entry_digest(content: bytes) -> str:
    """What the next entry holds of this one, 64 hex digits."""
    return digest("audit-entry", content)


class AuditChain:
    """The growing end of the chain; its head is in memory, where no statement can change it."""

    def __init__(
        self, macs: RowMacs, head: AuditHead, mark: HeadMark, broken_at: int | None
    ) -> None:
        """`broken_at` is the entry where the chain parts from what is noted beside it, if it
        does."""
        self.macs = macs
        self.head = head
        self.broken_at = broken_at
        self._mark = mark

    def entry(self, deed: Deed, vouched: Sequence[str]) -> Entry:
        """The next entry, not yet written. `vouched` are lines of RowMacs.vouch.

        Raises ValueError for a target with a line break in it.
        """
        head = self.head
        sequence = head.count + 1
        lines = "\n".join(
            (
                head.digest,
                str(sequence),
                str((deed.at - _EPOCH) // _MINUTE),
                deed.actor.hex,
                deed.kind.value,
                deed.target,
                *vouched,
            )
        )
        if lines.count("\n") != HEADER_LINES + len(vouched) - 1:
            raise ValueError("line break in an audit entry")
        content = lines.encode()
        return Entry(sequence, content, entry_digest(content))

    def advance(self, entry: Entry) -> None:
        """Take `entry` as the head. Only after its commit is durable."""
        self.head = AuditHead(entry.digest, entry.sequence)
        # A note that speaks of lost entries is the evidence of it, so it stays as it is.
        if self.broken_at is None:
            self._mark.write(self.head)

    def close(self) -> None:
        self._mark.close()
