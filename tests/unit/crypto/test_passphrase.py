from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from frontline.crypto.passphrase import (
    FLOOR_ITERATIONS,
    FLOOR_MEMORY_KIB,
    Hardness,
    WrappedSecret,
    unwrap_secret,
    wrap_secret,
)
from frontline.errors import SlotDamagedError, WrongPassphraseError

CHEAPEST = Hardness(FLOOR_MEMORY_KIB, FLOOR_ITERATIONS)
SECRET, ENTROPY = b"s" * 32, bytes(range(28))
PASSPHRASE = "olive grove by the river"


@pytest.fixture(scope="module")
def wrapped() -> WrappedSecret:
    return wrap_secret(SECRET, PASSPHRASE, "user-1", ENTROPY, CHEAPEST)


def test_the_passphrase_opens_it(wrapped: WrappedSecret) -> None:
    assert unwrap_secret(wrapped, PASSPHRASE, "user-1") == SECRET


@pytest.mark.parametrize("wrong", ["", "Olive grove by the river", PASSPHRASE + " "])
def test_a_wrong_passphrase_is_told_apart_from_damage(wrapped: WrappedSecret, wrong: str) -> None:
    with pytest.raises(WrongPassphraseError):
        unwrap_secret(wrapped, wrong, "user-1")


def test_a_slot_put_in_anothers_place_is_damage(wrapped: WrappedSecret) -> None:
    with pytest.raises(SlotDamagedError):
        unwrap_secret(wrapped, PASSPHRASE, "user-2")


@pytest.mark.parametrize("name", [field.name for field in fields(WrappedSecret)])
def test_no_field_can_be_changed(wrapped: WrappedSecret, name: str) -> None:
    value = getattr(wrapped, name)
    changed = value + 1 if isinstance(value, int) else _other_hex(value)

    with pytest.raises((SlotDamagedError, WrongPassphraseError)):
        unwrap_secret(with_field(wrapped, name, changed), PASSPHRASE, "user-1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", FLOOR_MEMORY_KIB - 1),
        ("memory_kib", 2**31),
        ("iterations", FLOOR_ITERATIONS - 1),
        ("iterations", 10_000),
        ("salt", "zz"),
        ("nonce", "00"),
        ("sealed", "not hex"),
    ],
)
def test_a_slot_made_cheap_or_costly_is_refused_before_any_work(
    wrapped: WrappedSecret, name: str, value: object
) -> None:
    with pytest.raises(SlotDamagedError):
        unwrap_secret(with_field(wrapped, name, value), PASSPHRASE, "user-1")


def with_field(wrapped: WrappedSecret, name: str, value: object) -> WrappedSecret:
    return WrappedSecret(**{**asdict(wrapped), name: value})


def _other_hex(text: str) -> str:
    return ("1" if text[0] == "0" else "0") + text[1:]
