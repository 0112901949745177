"""The floor under passphrases."""

from __future__ import annotations

import pytest

from frontline.errors import WeakPassphraseError
from frontline.services.vaults import NewUser, RecoverySheet, check_passphrase
from tests.support.vault_posts import OFFICER


@pytest.mark.parametrize(
    "passphrase",
    [
        "four different words here",
        "cinco gatos duermen bien",
        "twelve-chars",
        "päßwörter-äöü",
        "пять слов есть здесь",
    ],
)
def test_four_words_or_twelve_characters_are_enough(passphrase: str) -> None:
    check_passphrase(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "short",
        "eleven-char",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "one one one one",
        "ab cd ef gh",
        "                  ",
    ],
)
def test_what_is_short_or_says_one_thing_again_and_again_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError) as refused:
        check_passphrase(passphrase)
    assert refused.value.facts == {}


def test_passphrases_names_and_the_recovery_key_are_not_shown() -> None:
    sheet = RecoverySheet("AGE-SECRET-KEY-1XYZ", "ABCD-1234")

    for shown in (repr(OFFICER), repr(sheet)):
        for secret in (OFFICER.name, OFFICER.passphrase, sheet.key):
            assert secret not in shown
    assert isinstance(OFFICER, NewUser)
