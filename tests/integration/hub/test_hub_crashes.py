"""The processor may end at any point; the next one finishes its work, and nothing is twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import Engine, event

from frontline.hub.keys import HubFolder
from frontline.hub.processor import Processor
from frontline.hub.register import Judged
from frontline.hub.setup import renew_epoch
from frontline.wire.receipt import read_receipt
from tests.support.clock import SettableClock
from tests.support.hub import Hub, SeededChance, new_hub, opened, ref_item, rounds, seeded
from tests.support.hub_processes import HubProcesses, hub_processes

BUNDLES = 2
PATIENCE_MS = 60_000
ITEMS = 4


class PowerCutError(Exception):
    pass


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> HubFolder:
    """A hub that has received, and looked into nothing yet."""
    folder = new_hub(tmp_path_factory.mktemp("waiting") / "hub")
    with opened(folder) as hub:
        post = hub.post()
        for at in range(BUNDLES):
            hub.receive(post.seal(*(ref_item(10 * at + number) for number in range(ITEMS))))
    return folder


def expected() -> dict[str, str]:
    items = [ref_item(10 * at + number) for at in range(BUNDLES) for number in range(ITEMS)]
    return {item.id: item.content for item in items}


@contextmanager
def copy_of(folder: HubFolder, to: Path) -> Iterator[HubFolder]:
    shutil.copytree(folder.root, to)
    yield HubFolder(to)
    shutil.rmtree(to)


def cut_power(engines: list[Engine], at: int) -> Callable[[], bool]:
    """Raise at the `at`-th statement or commit; the answer tells whether it came to that."""
    calls = 0

    def count(*_arguments: object) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            raise PowerCutError

    for engine in engines:
        event.listen(engine, "before_cursor_execute", count)
        event.listen(engine, "commit", count)
    return lambda: calls >= at


def engines_of(hub: Hub) -> list[Engine]:
    return [hub.mailroom._engine, hub.processor._register._engine]


def expect_consistent(hub: Hub) -> None:
    """What a post has been told holds: each receipt speaks of referrals that are there."""
    stored = hub.referrals()
    held = hub.mailroom.held("post-a", 0, 99)
    for each in held:
        if each.receipt is not None:
            receipt = read_receipt(each.receipt, hub.card.verify_key)
            wanted = {ref_item(10 * (receipt.sequence - 1) + at).id for at in range(ITEMS)}
            assert wanted <= set(stored)


def expect_finished(hub: Hub) -> None:
    hub.processor.process_waiting()
    assert hub.referrals() == expected()
    assert hub.mailroom.waiting() == ()
    assert hub.counts()["accepted"] == BUNDLES
    expect_consistent(hub)


def cut_everywhere(
    start: HubFolder, tmp_path: Path, work: Callable[[Hub], object]
) -> Iterator[HubFolder]:
    """For n = 1, 2, … until it runs clean: do the work, with the power cut at the n-th call."""
    for at in range(1, 1000):
        with copy_of(start, tmp_path / "copy") as folder:
            with opened(folder) as hub, suppress(PowerCutError):
                is_cut = cut_power(engines_of(hub), at)
                work(hub)
            yield folder
            if not is_cut():
                return


@pytest.mark.slow
def test_power_may_be_cut_at_any_statement(waiting: HubFolder, tmp_path: Path) -> None:
    cuts = 0
    for folder in cut_everywhere(waiting, tmp_path, lambda hub: hub.processor.process_waiting()):
        cuts += 1
        with opened(folder) as hub:
            expect_consistent(hub)
            expect_finished(hub)
    assert cuts > 10 * BUNDLES


def record(processor: Processor, judged: Judged) -> bytes:
    return processor._register.record(judged, partial(processor._receipt, judged))


@pytest.mark.slow
def test_a_receipt_put_out_before_the_rows_would_lose_referrals(
    waiting: HubFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the order the other way round is caught by the same cuts."""

    def carelessly(hub: Hub) -> None:
        processor = hub.processor
        for device, sequence in hub.mailroom.waiting():
            judged = processor._judge(device, sequence)
            receipt = processor._receipt(judged, judged.items, ())
            hub.mailroom.publish(device, sequence, receipt.content)
            record(processor, judged)

    # It would put the loss right on the next start.
    monkeypatch.setattr(Processor, "reconcile", lambda _processor: None)
    caught = 0
    for folder in cut_everywhere(waiting, tmp_path, carelessly):
        with opened(folder) as hub:
            try:
                expect_consistent(hub)
            except AssertionError:
                caught += 1
    assert caught > 0


def test_two_processors_at_once_take_each_bundle_in_once(
    waiting: HubFolder, tmp_path: Path
) -> None:
    with copy_of(waiting, tmp_path / "copy") as folder, opened(folder) as one:
        with opened(folder) as other:
            for device, sequence in one.mailroom.waiting():
                judged = other.processor._judge(device, sequence)
                one.processor.process_waiting()
                receipt = record(other.processor, judged)
                assert receipt == one.mailroom.held(device, sequence - 1, 1)[0].receipt
        expect_finished(one)


def test_a_register_put_back_from_a_backup_is_filled_again(
    waiting: HubFolder, tmp_path: Path
) -> None:
    with copy_of(waiting, tmp_path / "copy") as folder:
        backup = folder.register.read_bytes()
        with opened(folder) as hub:
            expect_finished(hub)
        folder.register.write_bytes(backup)

        with opened(folder) as hub:
            assert hub.referrals() == {}
            expect_finished(hub)


def test_after_a_restore_every_receipt_is_signed_anew(waiting: HubFolder, tmp_path: Path) -> None:
    with copy_of(waiting, tmp_path / "copy") as folder:
        with opened(folder) as hub:
            expect_finished(hub)
            before = hub.mailroom.held("post-a", 0, 99)
        renewed = renew_epoch(folder, SettableClock(), SeededChance(5))

        for _ in range(2):
            with opened(folder) as hub:
                expect_finished(hub)
                after = hub.mailroom.held("post-a", 0, 99)
                for old, new in zip(before, after, strict=True):
                    was = read_receipt(old.receipt or b"", hub.card.verify_key)
                    now = read_receipt(new.receipt or b"", hub.card.verify_key)
                    assert now.epoch == renewed.epoch
                    # What is known on the day of signing may be more by now.
                    of_the_day = {"epoch": was.epoch, "head": was.head, "audit": was.audit}
                    assert now.model_copy(update=of_the_day) == was


@pytest.mark.slow
def test_power_may_be_cut_while_receipts_are_signed_anew(
    waiting: HubFolder, tmp_path: Path
) -> None:
    with copy_of(waiting, tmp_path / "done") as done:
        with opened(done) as hub:
            expect_finished(hub)
        renewed = hub.card.model_copy(update={"epoch": 99})

        def reissue(hub: Hub) -> None:
            hub.processor._card = renewed
            hub.processor.reconcile()
            hub.processor.process_waiting()

        for folder in cut_everywhere(done, tmp_path, reissue):
            folder.card.write_bytes(renewed.canonical())
            with opened(folder) as hub:
                expect_finished(hub)
                epochs = {
                    read_receipt(held.receipt or b"", hub.card.verify_key).epoch
                    for held in hub.mailroom.held("post-a", 0, 99)
                }
                assert epochs == {renewed.epoch}


def undisturbed(processes: HubProcesses, start: HubFolder, tmp_path: Path) -> float:
    """Milliseconds that it takes just now when nobody kills it."""
    with copy_of(start, tmp_path / "copy") as folder:
        begun = perf_counter()
        assert processes.process_for(PATIENCE_MS, folder)
        return (perf_counter() - begun) * 1000


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no fork there")
def test_kill_9_at_random_points(waiting: HubFolder, tmp_path: Path) -> None:
    """Real processes, killed by the system; each round goes on until one of them finishes."""
    chance = seeded(20261122)
    tries, kills = rounds(25, 2_000), 0
    with hub_processes() as processes:
        for _ in range(tries):
            # Taken anew: other work on the machine comes and goes.
            longest = 1.5 * undisturbed(processes, waiting, tmp_path)
            with copy_of(waiting, tmp_path / "copy") as folder:
                while not processes.process_for(chance.uniform(1, longest), folder):
                    kills += 1
                    # And one may come to need many times what another needed.
                    longest *= 1.1
                    with opened(folder) as hub:
                        expect_consistent(hub)
                with opened(folder) as hub:
                    expect_finished(hub)
    # Two of three draws are shorter than the work, unless the machine was busy just before.
    assert kills > tries / 5, f"only {kills} kills in {tries} rounds"
