"""Ways around the cost of guessing: cheaper slots, restarts, clocks set back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontline.crypto.passphrase import FLOOR_ITERATIONS, FLOOR_MEMORY_KIB, Hardness
from frontline.errors import SlotDamagedError, ThrottledError, WrongPassphraseError
from frontline.storage.throttle import FREE_TRIES
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, RealPost


def sign_in(post: RealPost, passphrase: str = OFFICER.passphrase) -> None:
    vault, _session = post.keeper().sign_in(OFFICER.name, passphrase)
    vault.close()


def test_the_floor_is_what_was_decided_and_new_slots_stand_above_it() -> None:
    assert (FLOOR_MEMORY_KIB, FLOOR_ITERATIONS) == (64 * 1024, 3)
    assert Hardness().memory_kib >= FLOOR_MEMORY_KIB
    assert Hardness().iterations >= FLOOR_ITERATIONS


@pytest.mark.parametrize(
    ("name", "floor"),
    [("FLOOR_MEMORY_KIB", FLOOR_MEMORY_KIB), ("FLOOR_ITERATIONS", FLOOR_ITERATIONS)],
)
def test_a_cheap_slot_is_refused_even_where_its_mac_is_true(
    post: RealPost, monkeypatch: pytest.MonkeyPatch, name: str, floor: int
) -> None:
    """The control is every other test here: with the floor lowered the same post opens."""
    sign_in(post)
    monkeypatch.setattr(f"frontline.crypto.passphrase.{name}", floor)

    with pytest.raises(SlotDamagedError) as refused:
        sign_in(post)
    assert refused.value.facts["reason"] == "hardness"
    with pytest.raises(SlotDamagedError):
        post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)


def test_the_recovery_sheet_needs_no_slot_of_a_passphrase(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("frontline.crypto.passphrase.FLOOR_ITERATIONS", FLOOR_ITERATIONS)
        post.keeper().recover(post.sheet.key, OFFICER.name, NEW_PASSPHRASE)

    sign_in(post, NEW_PASSPHRASE)


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(days=1), timedelta(days=4000)])
def test_neither_a_restart_nor_a_clock_set_back_shortens_the_wait(
    post: RealPost, back: timedelta
) -> None:
    for _ in range(FREE_TRIES + 2):
        with pytest.raises(WrongPassphraseError):
            sign_in(post, NEW_PASSPHRASE)
        post.clock.advance(timedelta(seconds=4))
    with pytest.raises(WrongPassphraseError):
        sign_in(post, NEW_PASSPHRASE)

    post.clock.advance(-back)
    with pytest.raises(ThrottledError) as first:
        sign_in(post)
    with pytest.raises(ThrottledError) as second:
        sign_in(post)
    assert first.value.facts["seconds"] == second.value.facts["seconds"] == 8
    post.clock.advance(timedelta(seconds=8))
    sign_in(post)
