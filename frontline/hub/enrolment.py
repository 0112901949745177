"""Enrolling posts: whose bundles this hub takes. People compared the fingerprint before."""

from __future__ import annotations

from frontline.errors import BadInputError
from frontline.hub.mailroom import Mailroom
from frontline.wire.cards import DeviceCard


def enrol(card: DeviceCard, mailroom: Mailroom) -> None:
    """Take a device in, or the new supervisors of one that is in already.

    Raises BadInputError for another key under a known name: whoever holds the old key is the
    device, and a second one may be somebody who poses as it. So it does for a revoked device: its
    key was in other hands, and stays out for ever.
    """
    known = mailroom.device(card.device)
    if known is not None and known.verify_key != card.verify_key:
        raise BadInputError(reason="device-known-with-another-key")
    if known is not None and known.is_revoked:
        raise BadInputError(reason="device-revoked")
    mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)
