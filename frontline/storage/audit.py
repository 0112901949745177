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

from frontline.domain.audit import DEVICE_SIGNER, AuditBreak, AuditHead, Checkpoint
from frontline.domain.deeds import Deed
from frontline.services.stores import Device
from frontline.storage.content import RowMacs
from frontline.storage.head_mark import HeadMark
from frontline.storage.witness import Witness
from frontline.wire.audit_file import HEADER_LINES, entry_digest, signed_head

INSERT_ENTRY = "INSERT INTO audit (sequence, entry) VALUES (?, ?)"
INSERT_CHECKPOINT = "INSERT INTO checkpoints (count, digest, signer, signature) VALUES (?, ?, ?, ?)"
# The device signs this often by itself, so that a break in a long chain can be narrowed down.
SIGNED_EVERY = 100

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

    @property
    def head(self) -> AuditHead:
        """The head that the chain has with this entry."""
        return AuditHead(self.digest, self.sequence)


@dataclass(frozen=True, slots=True)
class Anchors:
    """What holds the chain from outside: the device's key and the notes beside the database.
    `device` is None only while a post is being made."""

    device: Device | None
    mark: HeadMark
    witness: Witness


class AuditChain:
    """The growing end of the chain; its head is in memory, where no statement can change it."""

    def __init__(
        self,
        macs: RowMacs,
        head: AuditHead,
        anchors: Anchors,
        outside_breaks: tuple[AuditBreak, ...],
    ) -> None:
        """`outside_breaks` are where the chain parts from what is noted beside it."""
        self.macs = macs
        self.head = head
        self.outside_breaks = outside_breaks
        self.anchors = anchors

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

    def due(self, entry: Entry) -> tuple[tuple[object, ...], ...]:
        """What is to be inserted together with `entry`: the device's signature now and then."""
        device = self.anchors.device
        if entry.sequence % SIGNED_EVERY or device is None:
            return ()
        signed = signed_head(entry.head, DEVICE_SIGNER, device.key)
        return (checkpoint_row(signed),)

    def advance(self, entry: Entry) -> None:
        """Take `entry` as the head. Only after its commit is durable."""
        self.head = entry.head
        # A note that speaks of lost entries is the evidence of it, so it stays as it is.
        if not self.outside_breaks:
            self.anchors.mark.write(self.head)

    def begin_anew(self, kept: Sequence[Checkpoint]) -> None:
        """Somebody took note of what the notes outside spoke of: they start from this head."""
        self.outside_breaks = ()
        self.anchors.mark.replace(self.head)
        self.anchors.witness.write(kept)

    def close(self) -> None:
        self.anchors.mark.close()


def checkpoint_row(checkpoint: Checkpoint) -> tuple[object, ...]:
    return (
        checkpoint.count,
        checkpoint.digest,
        checkpoint.signer,
        checkpoint.signature,
    )
