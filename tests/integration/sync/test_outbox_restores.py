"""A hub that is put back from a backup, again and again: in the end it has everything once."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from frontline.domain.referrals import ReferralState
from frontline.hub.keys import HubFolder
from frontline.services.receipts import Receipts
from tests.support.fault_report import report
from tests.support.hub import new_hub, rounds
from tests.support.outbox_restores import RestlessHub

pytestmark = pytest.mark.slow

Steps = list[tuple[str, int]]

HAPPENS = ("queue", "send", "send_and_be_killed", "carry_by_stick", "take_in_stick", "answer")
HONEST = (*HAPPENS, "back_up", "restore")
FORGETFUL = (*HONEST, "restore_and_say_nothing")
# Receipts of an old epoch come back on a stick that lay about while the hub was put back again.
LATE_STICK: Steps = [
    ("queue", 0),
    ("carry_by_stick", 0),
    ("restore", 0),
    ("take_in_stick", 0),
    ("restore", 0),
    ("send", 9),
    ("restore", 0),
    ("queue", 0),
    ("send", 9),
    ("carry_by_stick", 0),
]
LOST_AND_SAID: Steps = [("queue", 0), ("send", 9), ("restore", 0)]
LOST_AND_NOT_SAID: Steps = [("queue", 0), ("send", 9), ("restore_and_say_nothing", 0)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> HubFolder:
    return new_hub(tmp_path_factory.mktemp("template") / "hub")


@contextmanager
def a_world(template: HubFolder) -> Iterator[RestlessHub]:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(RestlessHub(template, Path(folder))) as world,
    ):
        yield world


def play(world: RestlessHub, steps: Steps) -> None:
    for name, number in steps:
        getattr(world, name)(number)
        expect_true_counts(world)


def play_honestly(world: RestlessHub, steps: Steps) -> None:
    for step in steps:
        play(world, [step])
        # As long as nobody told the post, it cannot know what the hub lost.
        if world.knows_the_epoch:
            assert world.acknowledged() <= set(world.hub.referrals())


def expect_true_counts(world: RestlessHub) -> None:
    counts, receipts = world.post.outbox.counts(), world.receipts()
    assert counts.waiting + counts.sent + counts.acknowledged == len(world.queued)
    assert counts.acknowledged == sum(receipt.items for receipt in receipts)
    assert len({receipt.epoch for receipt in receipts}) <= 1


def expect_everything_once(world: RestlessHub) -> None:
    found = world.hub.referrals()
    assert found == {str(each.id): each.record.decode() for each in world.queued}
    counts = world.hub.counts()
    assert (counts["refused"], counts["quarantined"]) == ({}, {})
    assert world.hub.mailroom.counts()["forks"] == 0
    assert world.post.outbox.counts().acknowledged == len(world.queued)
    arrived = {ReferralState.ACKNOWLEDGED, ReferralState.ANSWERED}
    assert {world.post.state(each) for each in world.queued} <= arrived


def some_steps(names: tuple[str, ...]) -> st.SearchStrategy[Steps]:
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 11)), max_size=30)


@example(LATE_STICK)
@example(LOST_AND_SAID)
@settings(max_examples=8)
@given(some_steps(HONEST))
def test_in_the_end_everything_is_at_the_hub_once(template: HubFolder, steps: Steps) -> None:
    with a_world(template) as world:
        play_honestly(world, steps)
        world.settle()
        expect_everything_once(world)


def count(happened: Counter[str]) -> None:
    for name, said in (
        ("restore", "hub put back, and said so"),
        ("restore_and_say_nothing", "hub put back, and nobody said so"),
        ("send_and_be_killed", "post killed before it noted what arrived"),
        ("take_in_stick", "stick that lay about"),
    ):
        if happened[name]:
            report(11, said, happened[name], 0, 0)


def test_in_the_end_everything_is_at_the_hub_once_many_times(template: HubFolder) -> None:
    happened: Counter[str] = Counter()

    @settings(max_examples=rounds(80, 1_000))
    @given(some_steps(HONEST))
    def live(steps: Steps) -> None:
        happened.update(name for name, _number in steps)
        with a_world(template) as world:
            play_honestly(world, steps)
            world.settle()
            expect_everything_once(world)

    live()
    count(happened)


def test_so_it_is_where_nobody_said_that_the_hub_was_put_back(template: HubFolder) -> None:
    happened: Counter[str] = Counter()

    @example(LOST_AND_NOT_SAID)
    @settings(max_examples=rounds(60, 1_000))
    @given(some_steps(FORGETFUL))
    def live(steps: Steps) -> None:
        happened.update(name for name, _number in steps)
        with a_world(template) as world:
            play(world, steps)
            world.settle()
            expect_everything_once(world)

    live()
    count(happened)


@pytest.mark.parametrize("steps", [LOST_AND_SAID, LOST_AND_NOT_SAID], ids=["said", "not-said"])
def test_an_outbox_that_believes_a_receipt_for_ever_would_lose_referrals(
    template: HubFolder, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: without taking receipts back, what a restored hub lost stays lost."""
    monkeypatch.setattr(Receipts, "_void", lambda _receipts, _sequences: None)
    with a_world(template) as world:
        play(world, steps)
        world.settle()
        assert len(world.hub.referrals()) == 1
        assert len(world.queued) == 2
