"""The sealed slots of a bundle: always 16, always of one size, whatever is in them.

An age file of one plaintext is not of one size (it carries a random stanza on purpose), so each
is carried as a length, the age file, and zeros up to SLOT_BYTES. A dummy has to be sealed to as
many keys as a report, for each key makes an age file longer.
"""

from __future__ import annotations

# Room for four recipients and the longest random stanza.
SLOT_BYTES = 5120
_LENGTH_BYTES = 4


def padded_slot(sealed: bytes) -> bytes:
    """SLOT_BYTES that hold the age file. Raises ValueError for one that is too long."""
    if len(sealed) > SLOT_BYTES - _LENGTH_BYTES:
        raise ValueError("slot")
    body = len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed
    return body.ljust(SLOT_BYTES, b"\0")


def sealed_in_slot(slot: bytes) -> bytes:
    """The age file. Raises ValueError for anything that padded_slot did not make."""
    length = int.from_bytes(slot[:_LENGTH_BYTES], "big")
    sealed = slot[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if padded_slot(sealed) != slot:
        raise ValueError("slot")
    return sealed
