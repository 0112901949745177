"""Slots: a secret that opens and is none, a data key that is none."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import new_sealing_key, seal
from frontline.domain.identifiers import UserId
from frontline.errors import (
    AccountSuspendedError,
    RecoveryNotReadyError,
    SlotDamagedError,
    WrongPassphraseError,
)
from frontline.services.permissions import UserKeys
from frontline.storage.recovery import recovered_secret
from frontline.storage.slots import (
    Slot,
    SlotTable,
    UserSecret,
    Wrapping,
    new_slot,
    normalised_name,
    normalised_passphrase,
    open_slot,
    sealed_data_key,
)
from tests.support.vault_posts import CHANCE, CHEAP, cheap_derivation

RECOVERY, USER = new_sealing_key(), new_sealing_key()
DATA_KEY = bytes(range(32))
SECRET = UserSecret(UserId(CHANCE.uuid()), UserKeys(USER.identity, b"s" * 32))
PASSPHRASE = "walnut river \u00e9toile seven"


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_derivation():
        yield


@pytest.fixture(scope="module")
def table() -> SlotTable:
    sealed = sealed_data_key(DATA_KEY, RECOVERY.recipient)
    empty = SlotTable(0, "ab" * 16, RECOVERY.recipient, sealed)
    wrapping = Wrapping.under(PASSPHRASE, CHEAP, CHANCE)
    return empty.with_slot(new_slot(empty, "Ana", SECRET, DATA_KEY, wrapping))


@pytest.fixture
def slot(table: SlotTable) -> Slot:
    found = table.slot_of("ANA ")
    assert found is not None
    return found


def test_a_slot_opens_however_the_accents_were_typed(slot: Slot) -> None:
    decomposed = PASSPHRASE.replace("\u00e9", "e\u0301")

    assert decomposed != PASSPHRASE
    assert open_slot(slot, decomposed) == (SECRET, DATA_KEY)


def test_the_recovery_key_gives_the_secret_back(slot: Slot) -> None:
    assert recovered_secret(slot, RECOVERY.identity) == SECRET


def test_a_new_slot_takes_the_place_of_the_one_with_its_name(table: SlotTable, slot: Slot) -> None:
    again = table.with_slot(replace(slot, verify_key="00"))

    assert [each.verify_key for each in again.slots] == ["00"]
    assert again.generation == table.generation + 1


@pytest.mark.parametrize("data_key", [b"", b"x" * 31, b"x" * 33])
def test_a_data_key_of_another_length_is_damage(slot: Slot, data_key: bytes) -> None:
    forged = replace(slot, data_key=sealed_data_key(data_key, USER.recipient))

    with pytest.raises(SlotDamagedError):
        open_slot(forged, PASSPHRASE)


@pytest.mark.parametrize("sealed", ["no base64!", base64.b64encode(b"no age file").decode()])
def test_what_does_not_unseal_is_damage(slot: Slot, sealed: str) -> None:
    with pytest.raises(SlotDamagedError):
        open_slot(replace(slot, data_key=sealed), PASSPHRASE)
    with pytest.raises(SlotDamagedError):
        recovered_secret(replace(slot, for_recovery=sealed), RECOVERY.identity)


def test_a_suspended_slot_opens_nothing_and_says_so_only_to_who_knows_the_passphrase(
    slot: Slot,
) -> None:
    suspended = replace(slot, data_key="")

    with pytest.raises(AccountSuspendedError):
        open_slot(suspended, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        open_slot(suspended, "not the passphrase")


def test_a_slot_that_is_not_sealed_for_recovery_yet_says_so(slot: Slot) -> None:
    with pytest.raises(RecoveryNotReadyError):
        recovered_secret(replace(slot, for_recovery=""), RECOVERY.identity)


GOOD = {"identity": USER.identity, "seed": "00" * 32, "user": "ab" * 16}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        canonical_json(GOOD | {"more": "x"}),
        canonical_json(GOOD | {"seed": "xy"}),
        canonical_json(GOOD | {"user": "x"}),
        canonical_json(GOOD | {"identity": "AGE-SECRET-KEY-1"}),
        canonical_json(GOOD | {"seed": 5}),
    ],
)
def test_a_secret_of_another_form_is_damage(slot: Slot, content: bytes) -> None:
    sealed = base64.b64encode(seal(content, [RECOVERY.recipient])).decode()

    with pytest.raises(SlotDamagedError):
        recovered_secret(replace(slot, for_recovery=sealed), RECOVERY.identity)


def test_secrets_are_in_no_repr(table: SlotTable, slot: Slot) -> None:
    shown = f"{table} {slot} {SECRET}"

    assert USER.identity not in shown
    assert slot.data_key not in shown


def test_names_and_passphrases_have_one_form() -> None:
    assert normalised_name("  \uff21na\tM\u00dcLLER ") == "ana m\u00fcller"
    assert normalised_passphrase("e\u0301 A") == "\u00e9 A"
