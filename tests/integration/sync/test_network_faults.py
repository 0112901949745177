"""A bad line between a post and its hub: each referral arrives once, and none is counted as sent
on anything but the hub's signed receipt."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.errors import HubUnreachableError
from frontline.hub.keys import HubFolder
from frontline.hub.mail import import_folder
from frontline.hub.setup import renew_epoch
from frontline.services.roads import Delivery, Parcel
from frontline.sync.folder import FolderTransport
from frontline.wire.cards import HubCard
from tests.support.clock import SettableClock
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
def processes() -> Iterator[HubProcesses]:
    with hub_processes() as processes:
        yield processes


def some_faults(chance: random.Random) -> list[Fault]:
    """Where a fault strikes: in the handshake, before, in or after a body, or in an answer."""
    faults: list[Fault] = []
    for _ in range(chance.randint(1, 6)):
        direction = chance.choice(["up", "up", "down"])
        after = chance.choice([0, 300, 900, 1_500, 2_500, 20_000, 76_000, 160_000])
        if direction == "down":
            after = chance.choice([0, 700, 1_400, 1_700, 1_900, 2_300, 3_000])
        after += chance.randrange(300)
        kind = chance.choice(["close", "reset", "reset", "restart"])
        faults.append(Fault(direction, after, kind))  # type: ignore[arg-type]
    if chance.random() < 0.2:
        faults.append(Fault("down", chance.randrange(3_000), "silence"))
    return faults


class Journey:
    """One post, one hub, a bad line and a stick."""

    def __init__(self, hub: KilledHub, line: BadLine, stick: Path, chance: random.Random) -> None:
        self.hub = hub
        self.line = line
        self.stick = stick
        self.chance = chance
        self.outbox = MemoryOutbox(hub.card)

    def trip(self) -> None:
        """By one road or the other, with all that waits, some of it, or some of it twice."""
        waiting = list(self.outbox.waiting())
        if self.chance.random() < 0.3:
            waiting = self.chance.choices(waiting, k=2)
        if self.chance.random() < 0.2:
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

    def note(self, delivery: Delivery) -> None:
        self.outbox.note(delivery)

    def expect_no_false_word(self) -> None:
        stored = self.hub.hub.referrals()
        for sequence, receipt in self.outbox.receipts.items():
            assert receipt.refused is None
            items = range((sequence - 1) * ITEMS, sequence * ITEMS)
            assert {ref_item(number).id for number in items} <= set(stored)


def run_journey(world: World, processes: HubProcesses, folder: Path, seed: int) -> Counter[str]:
    """What happened to the line on the way."""
    chance = seeded(seed)
    shutil.copytree(world.folder.root, folder / "hub")
    (folder / "stick").mkdir()
    faults = some_faults(chance)
    with (
        killable(HubFolder(folder / "hub"), processes) as hub,
        bad_line(hub, faults) as line,
    ):
        journey = Journey(hub, line, folder / "stick", chance)
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
    shutil.rmtree(folder / "hub")
    shutil.rmtree(folder / "stick")
    return Counter(fault.kind for fault in line.happened)


@pytest.mark.skipif(os.name == "nt", reason="no fork there")
@pytest.mark.parametrize("seed", range(3))
def test_each_referral_arrives_once_over_a_bad_line(
    world: World, processes: HubProcesses, tmp_path: Path, seed: int
) -> None:
    run_journey(world, processes, tmp_path, seed)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no fork there")
def test_each_referral_arrives_once_over_a_bad_line_many_times(
    world: World,
    processes: HubProcesses,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    happened: Counter[str] = Counter()
    for seed in range(1000, 1000 + rounds(25, 2_000)):
        happened += run_journey(world, processes, tmp_path, seed)
    record_property("faults", dict(happened))
    assert set(happened) == {"close", "reset", "restart", "silence"}


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
