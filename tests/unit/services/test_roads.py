"""A journey to the hub and back: what one thing lacks keeps nothing else from coming."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from frontline.errors import FolderUnusableError, FrontlineError, HubUnreachableError
from frontline.services.roads import Delivery, Parcel, Wanted, travel
from frontline.services.service_answers import WantedLetters
from frontline.services.updates import WantedUpdates
from frontline.wire.cards import HubCard, read_card
from tests.support.packs import ROOT

HUB = read_card((ROOT / "tests" / "vectors" / "card-1" / "hub.json").read_bytes(), HubCard)
PARCEL = Parcel("post-a", 1, b"sealed")
BOTH = Wanted(WantedLetters("post-a", 3), WantedUpdates("post-a", 7))
LETTERS, UPDATES = (b"letter",), (b"update",)


class Road:
    """Brings what it is made with, or fails with it."""

    def __init__(
        self,
        letters: tuple[bytes, ...] | FrontlineError = LETTERS,
        updates: tuple[bytes, ...] | FrontlineError = UPDATES,
    ) -> None:
        self._letters, self._updates = letters, updates
        self.asked: list[object] = []

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        assert hub is HUB
        self.asked.append("carry")
        return Delivery(tuple(each.sequence for each in parcels), (b"receipt",))

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:
        assert hub is HUB
        return self._give(wanted, self._letters)

    def updates(self, wanted: WantedUpdates, hub: HubCard) -> tuple[bytes, ...]:
        assert hub is HUB
        return self._give(wanted, self._updates)

    def _give(self, wanted: object, found: tuple[bytes, ...] | FrontlineError) -> tuple[bytes, ...]:
        self.asked.append(wanted)
        if isinstance(found, FrontlineError):
            raise found
        return found


def test_one_journey_brings_receipts_letters_and_updates() -> None:
    road = Road()

    assert travel(road, (PARCEL,), HUB, BOTH) == Delivery((1,), (b"receipt",), (), LETTERS, UPDATES)
    assert road.asked == ["carry", BOTH.letters, BOTH.updates]


def test_what_is_not_wanted_is_not_asked_for() -> None:
    road = Road()

    assert travel(road, (), HUB, Wanted()) == Delivery((), ())
    assert travel(road, (), HUB, Wanted(updates=BOTH.updates)).updates == UPDATES
    assert road.asked == [BOTH.updates]


@pytest.mark.parametrize("parcels", [(), (PARCEL,)])
def test_updates_come_where_a_letter_cannot_be_read_and_the_other_way_round(
    parcels: tuple[Parcel, ...],
) -> None:
    broken = FolderUnusableError(reason="unwritable")

    without_letters = travel(Road(letters=broken), parcels, HUB, BOTH)
    without_updates = travel(Road(updates=broken), parcels, HUB, BOTH)

    assert (without_letters.letters, without_letters.updates) == ((), UPDATES)
    assert (without_updates.letters, without_updates.updates) == (LETTERS, ())


def test_what_was_sent_counts_though_nothing_came_back() -> None:
    lost = HubUnreachableError(reason="connect")

    assert travel(Road(lost, lost), (PARCEL,), HUB, BOTH) == Delivery((1,), (b"receipt",))


def test_a_journey_for_nothing_says_why() -> None:
    with pytest.raises(HubUnreachableError):
        travel(Road(HubUnreachableError(reason="connect"), ()), (), HUB, BOTH)
    with pytest.raises(HubUnreachableError):
        travel(Road((), HubUnreachableError(reason="connect")), (), HUB, BOTH)
