"""Wrong tries: four are free, then each costs a longer wait, also over restarts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from frontline.errors import ThrottledError
from frontline.storage.throttle import FREE_TRIES, LONGEST_WAIT, Throttle
from tests.support.clock import SettableClock

SECOND = timedelta(seconds=1)


class Door:
    """A throttle as sign-in uses it; each try is made by a new process."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "tries"
        self.clock = SettableClock()

    def throttle(self) -> Throttle:
        return Throttle(self.path, self.clock)

    def wrong(self) -> None:
        self.throttle().begin()

    def left(self) -> int:
        """Seconds still to wait, 0 where a try would be let through; tries nothing."""
        throttle = self.throttle()
        try:
            throttle.begin()
        except ThrottledError as error:
            return int(error.facts["seconds"])
        throttle.withdraw()
        return 0


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_four_wrong_tries_are_free(door: Door) -> None:
    for _ in range(FREE_TRIES):
        assert door.left() == 0
        door.wrong()

    assert door.left() == 0


def test_waits_double_up_to_five_minutes(door: Door) -> None:
    for _ in range(FREE_TRIES):
        door.wrong()
    waits = []
    for _ in range(12):
        door.wrong()
        waits.append(door.left())
        door.clock.advance(timedelta(seconds=waits[-1]))

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
    assert timedelta(seconds=waits[-1]) == LONGEST_WAIT


def test_a_wait_ends_with_its_last_second(door: Door) -> None:
    for _ in range(FREE_TRIES + 2):
        door.wrong()
        door.clock.advance(timedelta(seconds=door.left()))
    door.wrong()
    wait = door.left()

    door.clock.advance(timedelta(seconds=wait - 1))
    assert door.left() == 1
    door.clock.advance(SECOND)
    assert door.left() == 0


def test_trying_before_the_wait_is_over_does_not_make_it_longer(door: Door) -> None:
    for _ in range(FREE_TRIES + 1):
        door.wrong()

    for _ in range(10):
        with pytest.raises(ThrottledError):
            door.wrong()
    assert door.left() == 2


def test_a_right_passphrase_clears_the_count(door: Door) -> None:
    for _ in range(FREE_TRIES):
        door.wrong()
    throttle = door.throttle()
    throttle.begin()
    throttle.succeed()

    for _ in range(FREE_TRIES + 1):
        assert door.left() == 0
        door.wrong()
    assert door.left() == 2


def test_a_try_that_told_nothing_is_not_counted(door: Door) -> None:
    for _ in range(20):
        throttle = door.throttle()
        throttle.begin()
        throttle.withdraw()

    assert door.left() == 0


def test_ending_the_program_in_mid_try_does_not_undo_it(door: Door) -> None:
    for _ in range(FREE_TRIES + 1):
        door.throttle().begin()

    assert door.left() == 2


@pytest.mark.parametrize("back", [SECOND, timedelta(days=3650)])
def test_setting_the_clock_back_neither_shortens_the_wait_nor_makes_it_endless(
    door: Door, back: timedelta
) -> None:
    for _ in range(FREE_TRIES + 1):
        door.wrong()

    door.clock.advance(-back)
    assert door.left() == 2
    door.clock.advance(timedelta(seconds=2))
    assert door.left() == 0


@pytest.mark.parametrize("content", [b"", b"x" * 20, b"x" * 500])
def test_a_damaged_count_is_taken_as_one_that_is_used_up(door: Door, content: bytes) -> None:
    door.path.write_bytes(content)

    assert door.left() == 2
    door.clock.advance(timedelta(seconds=2))
    assert door.left() == 0


def test_the_count_names_nobody(door: Door) -> None:
    door.wrong()

    assert len(door.path.read_bytes()) == 20
