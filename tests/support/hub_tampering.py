"""A road to the hub on which every bundle is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from frontline.services.roads import Delivery, Parcel
from frontline.sync.https import HttpsTransport
from frontline.wire.cards import HubCard


class Tampering:
    """The true road, and somebody on it who turns one bit of every bundle round."""

    def __init__(self, onwards: HttpsTransport) -> None:
        self._onwards = onwards
        self.probe = onwards.probe
        self.letters = onwards.letters
        self.updates = onwards.updates

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        return self._onwards.carry([replace(p, content=_turned(p.content)) for p in parcels], hub)


def _turned(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])
