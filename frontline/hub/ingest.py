"""Taking bundles in, from the network or a stick, without any key that could open them."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.errors import BundleRefusedError
from frontline.hub.mailroom import Kept, Mailroom
from frontline.wire.frame import Header, check_header, read_frame
from frontline.wire.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Accepted:
    """A bundle that is held now; `is_new` is False where the same bytes were held before."""

    device: str
    sequence: int
    is_new: bool


class Ingest:
    def __init__(self, mailroom: Mailroom) -> None:
        self._mailroom = mailroom

    def admit(self, header: Header) -> None:
        """Raises BundleRefusedError unless an enrolled device signed this header, and nobody
        revoked it. Whoever has not its key is not told that it is revoked."""
        device = self._mailroom.device(header.device)
        if device is None:
            raise BundleRefusedError(reason=Refusal.UNKNOWN_DEVICE)
        check_header(header, device.verify_key)
        if device.is_revoked:
            raise BundleRefusedError(reason=Refusal.DEVICE_REVOKED)

    def accept(self, content: bytes) -> Accepted:
        """Hold the bundle in the file `content`. It is durable when this returns.

        The same bytes again get the same answer. Raises BundleRefusedError; for other bytes at a
        sequence that is held (FORK) the first ones stay, and the alarm is stored.
        """
        frame = read_frame(content)
        self.admit(frame.header)
        kept = self._mailroom.keep(frame.header, content)
        if kept is Kept.REVOKED:
            raise BundleRefusedError(reason=Refusal.DEVICE_REVOKED)
        if kept is Kept.FORK:
            raise BundleRefusedError(
                reason=Refusal.FORK, device=frame.device, sequence=frame.sequence
            )
        return Accepted(frame.device, frame.sequence, kept is Kept.NEW)
