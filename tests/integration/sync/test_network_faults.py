"""Fault family 11: a bad line between a post and its hub. Each referral arrives once, and none is
counted as sent on anything but the hub's signed receipt. Counted: FRONTLINE_FAULTS=many asks for
the long run. Hubs put back from backups again and again are in test_outbox_restores.py."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from frontline.errors import HubNotTrustedError, HubUnreachableError
from frontline.hub.keys import HubFolder
from frontline.hub.mail import import_folder
from frontline.hub.setup import renew_epoch
from frontline.services.roads import Delivery, Parcel
from frontline.sync.folder import FolderTransport
from frontline.wire.cards import HubCard
from tests.support.clock import SettableClock
from tests.support.fault_report import report
from tests.support.hub import SeededChance, new_hub, opened, ref_item, rounds, seeded
from tests.support.hub_outbox import MemoryOutbox
from tests.support.hub_processes import HubProcesses, hub_processes
from tests.support.hub_roads import transport
from tests.support.hub_serving import (
    BadLine,
    Fault,
    KilledHub,
    RunningHub,
    bad_line,
    killable,
    running,
)

pytestmark = pytest.mark.slow

BUNDLES = 3
ITEMS = 2
MOST_TRIPS = 30


@dataclass(frozen=True)
class World:
    folder: HubFolder
    parcels: tuple[Parcel, ...]
    referrals: dict[str, str]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """An enrolled post with sealed bundles, and a hub that has none of them yet."""
    folder = new_hub(tmp_path_factory.mktemp("world") / "hub")
    items = [ref_item(number) for number in range(BUNDLES * ITEMS)]
    with opened(folder) as hub:
        post = hub.post()
        parcels = tuple(post.seal(*items[at * ITEMS : (at + 1) * ITEMS]) for at in range(BUNDLES))
    return World(folder, parcels, {item.id: item.content for item in items})


@pytest.fixture(scope="module")
def hubs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HubProcesses, RunningHub]]:
    """What hubs are killed by, and one that is nobody's here."""
    stranger = new_hub(tmp_path_factory.mktemp("stranger") / "hub", seed=9)
    with hub_processes() as processes, running(stranger) as other:
        yield processes, other


def some_faults(chance: random.Random) -> list[Fault]:
    """Where a fault strikes: in the handshake, before, in or after a body, or in an answer."""
    faults: list[Fault] = []
    for _ in range(chance.randint(1, 6)):
        direction = chance.choice(["up", "up", "down"])
        after = chance.choice([0, 300, 900, 1_500, 2_500, 20_000, 76_000, 160_000])
        if direction == "down":
            after = chance.choice([0, 700, 1_400, 1_700, 1_900, 2_300, 3_000])
        after += chance.randrange(300)
        kind = chance.choice(["close", "reset", "reset", "restart", "delay"])
        faults.append(Fault(direction, after, kind))  # type: ignore[arg-type]
    if chance.random() < 0.2:
        faults.append(Fault("down", chance.randrange(3_000), "silence"))
    return faults


class Journey:
    """One post, one hub, a bad line and a stick."""

    def __init__(
        self,
        hub: KilledHub,
        stranger: RunningHub,
        line: BadLine,
        stick: Path,
        chance: random.Random,
    ) -> None:
        self.hub = hub
        self.stranger = stranger
        self.line = line
        self.stick = stick
        self.chance = chance
        self.outbox = MemoryOutbox(hub.card)
        self.happened: Counter[str] = Counter()

    def trip(self) -> None:
        """By one road or the other, with all that waits, some of it, or some of it twice."""
        waiting = list(self.outbox.waiting())
        if self.chance.random() < 0.3:
            first = waiting[0]
            waiting = self.chance.choices(waiting, k=2)
            self.happened["twice"] += waiting[0] == waiting[1]
            self.happened["out of order"] += first not in waiting
        if self.chance.random() < 0.1:
            self.to_somebody_else(waiting)
        elif self.chance.random() < 0.2:
            self.note(FolderTransport(self.stick).carry(waiting, self.hub.card))
            if self.chance.random() < 0.5:
                import_folder(self.stick, self.hub.hub.mailroom, self.hub.hub.processor)
        else:
            self.network(waiting, self.hub.card_at(self.line.own_port))
        self.expect_no_false_word()

    def network(self, waiting: list[Parcel], card: HubCard) -> None:
        silence = 0.3 if any(fault.kind == "silence" for fault in self.line.faults) else 5.0
        with suppress(HubUnreachableError):
            self.note(transport(silence=silence, attempts=3).carry(waiting, card))

    def to_somebody_else(self, waiting: list[Parcel]) -> None:
        """Another hub answers at the address, with a certificate of its own."""
        with pytest.raises(HubNotTrustedError):
            transport(attempts=1).carry(waiting, self.hub.card_at(self.stranger.port))
        self.happened["wrong certificate"] += 1

    def note(self, delivery: Delivery) -> None:
        self.outbox.note(delivery)

    def expect_no_false_word(self) -> None:
        stored = self.hub.hub.referrals()
        for sequence, receipt in self.outbox.receipts.items():
            assert receipt.refused is None
            items = range((sequence - 1) * ITEMS, sequence * ITEMS)
            assert {ref_item(number).id for number in items} <= set(stored)


def run_journey(
    world: World, hubs: tuple[HubProcesses, RunningHub], folder: Path, seed: int
) -> Counter[str]:
    """What went wrong on the way."""
    processes, stranger = hubs
    chance = seeded(seed)
    shutil.copytree(world.folder.root, folder / "hub")
    (folder / "stick").mkdir()
    faults = some_faults(chance)
    with (
        killable(HubFolder(folder / "hub"), processes) as hub,
        bad_line(hub, faults) as line,
    ):
        journey = Journey(hub, stranger, line, folder / "stick", chance)
        journey.outbox.add(*world.parcels)
        for _ in range(MOST_TRIPS):
            if journey.outbox.is_done:
                break
            journey.trip()
        assert journey.outbox.is_done
        assert hub.hub.referrals() == world.referrals
        counts = hub.hub.counts()
        assert (counts["accepted"], counts["refused"], counts["quarantined"]) == (BUNDLES, {}, {})
        assert hub.hub.mailroom.counts()["forks"] == 0
    shutil.rmtree(folder)
    return journey.happened + Counter(fault.kind for fault in line.happened)


@pytest.mark.skipif(os.name == "nt", reason="no fork there")
def test_each_referral_arrives_once_over_a_bad_line_many_times(
    world: World, hubs: tuple[HubProcesses, RunningHub], tmp_path: Path
) -> None:
    happened: Counter[str] = Counter()
    failed = []
    for seed in range(1000, 1000 + rounds(25, 2_000)):
        try:
            happened += run_journey(world, hubs, tmp_path / str(seed), seed)
        except AssertionError as error:
            failed.append((seed, error))
    for kind, count in sorted(happened.items()):
        report(11, f"on the way: {kind}", count, 0, 0)
    report(11, "journeys with all of these", rounds(25, 2_000), len(failed), 0)
    assert failed == []
    assert {"close", "reset", "restart", "delay", "wrong certificate"} <= set(happened)


@pytest.mark.skipif(os.name == "nt", reason="no fork there")
@pytest.mark.parametrize("kind", ["close", "reset", "restart"])
def test_a_line_that_breaks_at_any_byte_loses_and_doubles_nothing(
    hubs: tuple[HubProcesses, RunningHub],
    tmp_path: Path,
    kind: Literal["close", "reset", "restart"],
) -> None:
    """One place after the other, there and back, from the first byte to the last."""
    folder = new_hub(tmp_path / "hub")
    breaks = [Fault("up", at, kind) for at in range(0, 92_000, rounds(9_200, 460))]
    breaks += [Fault("down", at, kind) for at in range(0, 4_200, rounds(700, 35))]
    lost_words = 0
    with killable(folder, hubs[0]) as hub:
        post, outbox = hub.hub.post(), MemoryOutbox(hub.card)
        for number, fault in enumerate(breaks):
            outbox.add(post.seal(ref_item(number)))
            with bad_line(hub, [fault]) as line, suppress(HubUnreachableError):
                outbox.note(
                    transport(attempts=1).carry(outbox.waiting(), hub.card_at(line.own_port))
                )
            is_held = ref_item(number).id in hub.hub.referrals()
            lost_words += is_held and not outbox.is_done
            assert is_held or not outbox.is_done
            carry_until_done(outbox, hub.card)
        expected = {ref_item(number).id for number in range(len(breaks))}
        found = hub.hub.referrals()
        missing, forks = len(expected - set(found)), hub.hub.mailroom.counts()["forks"]
        report(11, f"{kind} at every place of the way", len(breaks), missing, int(str(forks)))
        assert (set(found), forks) == (expected, 0)
    # The hub had it and could not say so any more: the acknowledgement was lost.
    assert lost_words > 0


def test_counting_what_was_handed_over_as_sent_would_lose_referrals(
    world: World, tmp_path: Path
) -> None:
    """Control: an outbox that needs no receipt says "sent" of what the hub never looked into."""
    shutil.copytree(world.folder.root, tmp_path / "hub")
    with running(HubFolder(tmp_path / "hub"), looks_inside=False) as hub:
        delivery = transport().carry(world.parcels, hub.card)

        assert delivery.delivered == (1, 2, 3)
        assert hub.hub.referrals() == {}
        outbox = MemoryOutbox(hub.card)
        outbox.add(*world.parcels)
        outbox.note(delivery)
        assert len(outbox.waiting()) == BUNDLES


def carry_until_done(outbox: MemoryOutbox, card: HubCard) -> None:
    for _ in range(MOST_TRIPS):
        if not outbox.waiting():
            break
        outbox.note(transport().carry(outbox.waiting(), card))
    assert outbox.is_done


@pytest.mark.slow
@pytest.mark.parametrize("says_so", [True, False], ids=["new-epoch", "old-epoch"])
def test_a_hub_put_back_from_a_backup_gets_again_what_it_lost(
    world: World, tmp_path: Path, says_so: bool
) -> None:
    folder = HubFolder(tmp_path / "hub")
    shutil.copytree(world.folder.root, folder.root)
    with running(folder) as hub:
        card = hub.card
        outbox = MemoryOutbox(card)
        outbox.add(*world.parcels[:2])
        outbox.note(transport().carry(outbox.waiting(), card))
        assert outbox.is_done
        port = hub.port
    # The backup was made before anything came.
    shutil.rmtree(folder.root)
    shutil.copytree(world.folder.root, folder.root)
    if says_so:
        renew_epoch(folder, SettableClock(), SeededChance(77))

    restored = RunningHub(folder)
    restored.port = port
    restored.start()
    try:
        outbox.add(world.parcels[2])
        carry_until_done(outbox, card)
        assert restored.hub.referrals() == world.referrals
    finally:
        restored.stop()


@pytest.mark.slow
def test_thirty_days_without_a_line_lose_nothing(world: World, tmp_path: Path) -> None:
    shutil.copytree(world.folder.root, tmp_path / "hub")
    with running(HubFolder(tmp_path / "hub")) as hub:
        outbox = MemoryOutbox(hub.card)
        with bad_line(hub, []) as line:
            dead = hub.card_at(line.own_port)
        for day in range(30):
            outbox.add(*world.parcels[day : day + 1])
            with pytest.raises(HubUnreachableError):
                transport(attempts=1).carry(outbox.waiting(), dead)
        assert not outbox.sent

        outbox.note(transport().carry(outbox.waiting(), hub.card))
        assert outbox.is_done
        assert hub.hub.referrals() == world.referrals
