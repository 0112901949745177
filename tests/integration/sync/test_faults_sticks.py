"""Fault family 12: sticks that are pulled, full, locked, exchanged, or shared by two posts. Nothing
is lost in silence, nothing half is taken. Counted: FRONTLINE_FAULTS=many asks for the long run.

The sticks are those of tests/support/fat_stick.py; real small media are in test_media.py."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from frontline.errors import FolderUnusableError, ReceiptRefusedError
from frontline.hub.keys import HubFolder
from frontline.hub.mail import import_folder
from frontline.services.roads import Delivery
from frontline.sync.folder import FolderTransport
from tests.support.fat_stick import FatStick, Trouble
from tests.support.fault_report import report
from tests.support.hub import Hub, Post, new_hub, opened, ref_item, rounds, seeded
from tests.support.hub_outbox import MemoryOutbox

pytestmark = pytest.mark.slow

MOST_LEGS = 14
BUNDLES = 2
# A bundle is about this long.
BUNDLE = 84_000


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> HubFolder:
    return new_hub(tmp_path_factory.mktemp("template") / "hub")


def some_trouble(chance: random.Random) -> tuple[str, Trouble]:
    pulled = Trouble(pulled_at=chance.randrange(14))
    return chance.choice(
        [
            ("pulled while written", pulled),
            ("pulled while written", pulled),
            ("pulled, and had lied", replace(pulled, lies=True)),
            ("full", Trouble(room=chance.randrange(3 * BUNDLE))),
            ("read-only", Trouble(is_read_only=True)),
        ]
    )


class Mail:
    """Two posts with one stick, a second stick, and a hub. Every leg may go wrong."""

    def __init__(self, hub: Hub, root: Path, chance: random.Random) -> None:
        self.hub = hub
        self.chance = chance
        self.sticks = [root / "stick-0", root / "stick-1"]
        for stick in self.sticks:
            stick.mkdir()
        posts = [hub.post("post-a", 1), hub.post("post-a-1", 2)]
        self.outboxes = [MemoryOutbox(hub.card) for _ in posts]
        self.sealed: dict[str, bytes] = {}
        for number, (post, outbox) in enumerate(zip(posts, self.outboxes, strict=True)):
            self._fill(post, outbox, number * BUNDLES)
        self.happened: Counter[str] = Counter()
        self.half_taken = 0
        self.false_words = 0

    def _fill(self, post: Post, outbox: MemoryOutbox, first: int) -> None:
        for number in range(first, first + BUNDLES):
            outbox.add(post.seal(ref_item(number)))

    def leg(self) -> None:
        stick = self.sticks[0]
        if self.chance.random() < 0.15:
            self.happened["exchanged for another"] += 1
            stick = self.sticks[1]
        doing = self.chance.choice([self._to_stick, self._to_stick, self._at_hub])
        if self.chance.random() < 0.6:
            self._in_trouble(stick, doing)
        else:
            doing(stick)
        if self.chance.random() < 0.1:
            self._in_capitals(stick)
        self.look()

    def settle(self) -> None:
        """A sound stick, there and back, until all is known."""
        for _ in range(3):
            for doing in (self._to_stick, self._at_hub, self._to_stick):
                for _post in range(4):
                    doing(self.sticks[0])
                self.look()

    def look(self) -> None:
        """Whether the hub took what no post sealed, and whether a post counts what it has not."""
        held = self.hub.referrals()
        true = {ref_item(number).id: ref_item(number).content for number in range(2 * BUNDLES)}
        self.half_taken += sum(true.get(item) != content for item, content in held.items())
        for number, outbox in enumerate(self.outboxes):
            acknowledged = {
                ref_item(number * BUNDLES + sequence - 1).id for sequence in outbox.receipts
            }
            self.false_words += len(acknowledged - set(held))

    def _to_stick(self, stick: Path) -> None:
        outbox = self.chance.choice(self.outboxes)
        with suppress(FolderUnusableError):
            delivery = FolderTransport(stick).carry(outbox.waiting(), self.hub.card)
            for receipt in delivery.receipts:
                # A torn one does not keep the others out.
                with suppress(ReceiptRefusedError):
                    outbox.note(Delivery((), (receipt,)))
            outbox.note(replace(delivery, receipts=()))

    def _at_hub(self, stick: Path) -> None:
        with suppress(FolderUnusableError):
            import_folder(stick, self.hub.mailroom, self.hub.processor)

    def _in_trouble(self, stick: Path, doing: Callable[[Path], None]) -> None:
        name, trouble = some_trouble(self.chance)
        fat = FatStick(stick, trouble)
        with fat.in_use():
            doing(stick)
        if fat.has_failed:
            self.happened[name] += 1
        if trouble.pulled_at is not None:
            fat.after_pull(self.chance)

    def _in_capitals(self, stick: Path) -> None:
        """As a computer without long names writes them."""
        for path in stick.iterdir():
            path.rename(stick / path.name.upper())
        self.happened["names in capitals"] += 1


def run_mail(template: HubFolder, root: Path, seed: int) -> Mail:
    shutil.copytree(template.root, root / "hub")
    with opened(HubFolder(root / "hub")) as hub:
        mail = Mail(hub, root, seeded(seed))
        for _ in range(MOST_LEGS):
            mail.leg()
        mail.settle()
        assert mail.hub.mailroom.counts()["forks"] == 0
        mail.happened["lost"] = 2 * BUNDLES - len(hub.referrals())
        mail.happened["lost"] += sum(not outbox.is_done for outbox in mail.outboxes)
    shutil.rmtree(root)
    return mail


def test_no_stick_loses_anything_in_silence_or_brings_half_of_it(
    template: HubFolder, tmp_path: Path
) -> None:
    happened: Counter[str] = Counter()
    wrong = {}
    seeds = range(rounds(5, 150))
    for seed in seeds:
        mail = run_mail(template, tmp_path / str(seed), seed)
        happened += mail.happened
        if mail.happened["lost"] or mail.half_taken or mail.false_words:
            wrong[seed] = (mail.happened["lost"], mail.half_taken, mail.false_words)
    for name, count in sorted(happened.items()):
        report(12, f"stick {name}", count, 0, 0)
    lost = sum(each[0] for each in wrong.values())
    unseen = sum(each[1] + each[2] for each in wrong.values())
    report(12, "two posts with one stick", len(seeds), lost, unseen)
    assert wrong == {}
    assert sum(happened.values()) >= rounds(20, 500)


def test_a_pull_at_every_call_leaves_nothing_half_that_a_hub_would_take(
    template: HubFolder, tmp_path: Path
) -> None:
    """Of one journey: each call in turn, with a stick that is honest and one that lies."""
    taken, count = [], 0
    with opened(template) as hub:
        post = hub.post("post-pulled", 5)
        parcels = (post.seal(ref_item(70)), post.seal(ref_item(71)))
        whole = {parcel.content for parcel in parcels}
        for lies in (False, True):
            for at in range(16):
                for seed in range(rounds(1, 20)):
                    stick = tmp_path / "stick"
                    stick.mkdir()
                    fat = FatStick(stick, Trouble(pulled_at=at, lies=lies))
                    with fat.in_use(), suppress(FolderUnusableError):
                        FolderTransport(stick).carry(parcels, hub.card)
                    fat.after_pull(seeded(seed))
                    count += 1
                    mail = import_folder(stick, hub.mailroom, hub.processor)
                    found = {path.read_bytes() for path in stick.glob("*.flb")}
                    taken.append(len(mail.accepted) > len(found & whole))
                    shutil.rmtree(stick)
    report(12, "stick pulled at every call", count, 0, sum(taken))
    assert sum(taken) == 0


def test_a_hub_that_takes_what_it_finds_would_hold_halves(
    template: HubFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the sticks above do hold halves under whole names."""
    monkeypatch.setattr("frontline.sync.folder.put_whole", straight)
    halves = 0
    with opened(template) as hub:
        parcel = hub.post("post-straight", 6).seal(ref_item(80))
        for seed in range(20):
            stick = tmp_path / str(seed)
            stick.mkdir()
            fat = FatStick(stick, Trouble(pulled_at=2))
            with fat.in_use(), suppress(FolderUnusableError, OSError):
                FolderTransport(stick).carry((parcel,), hub.card)
            fat.after_pull(seeded(seed))
            found = [path.read_bytes() for path in stick.glob("*.flb")]
            halves += sum(content != parcel.content for content in found)
    assert halves > 0


def straight(folder: Path, name: str, content: bytes) -> None:
    """Under its last name from the first byte on."""
    import os  # noqa: PLC0415

    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(handle, content)
    os.close(handle)


def test_an_outbox_that_believes_the_stick_would_lose_what_was_pulled(
    template: HubFolder, tmp_path: Path
) -> None:
    """Control: what a lying stick was given counts as handed over, and is not there."""
    stick = tmp_path / "stick"
    lost = 0
    with opened(template) as hub:
        post = hub.post("post-lied-to", 7)
        for seed in range(20):
            stick.mkdir()
            parcel = post.seal(ref_item(90 + seed))
            fat = FatStick(stick, Trouble(pulled_at=40, lies=True))
            with fat.in_use():
                delivery = FolderTransport(stick).carry((parcel,), hub.card)
            fat.after_pull(seeded(seed))
            import_folder(stick, hub.mailroom, hub.processor)
            is_there = ref_item(90 + seed).id in hub.referrals()
            lost += delivery.delivered == (parcel.sequence,) and not is_there
            shutil.rmtree(stick)
    assert lost > 0
