from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.sealing import new_sealing_key, open_sealed, seal, sealing_key
from frontline.errors import SealedDataError

ONE, OTHER, STRANGER = new_sealing_key(), new_sealing_key(), new_sealing_key()


@given(content=st.binary(max_size=300))
def test_every_recipient_opens_it_and_nobody_else(content: bytes) -> None:
    sealed = seal(content, [ONE.recipient, OTHER.recipient])

    assert open_sealed(sealed, ONE.identity) == content
    assert open_sealed(sealed, OTHER.identity) == content
    with pytest.raises(SealedDataError):
        open_sealed(sealed, STRANGER.identity)


def test_it_is_a_plain_age_file() -> None:
    assert seal(b"content", [ONE.recipient]).startswith(b"age-encryption.org/v1\n")


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_or_cut_file_opens_to_nothing(place: float, bit: int) -> None:
    sealed = seal(b"content" * 20, [ONE.recipient])
    at = int(place * len(sealed))
    changed = bytearray(sealed)
    changed[at] ^= 1 << bit

    for broken in (bytes(changed), sealed[:at]):
        with pytest.raises(SealedDataError):
            open_sealed(broken, ONE.identity)


@pytest.mark.parametrize("recipients", [[], ["age1nonsense"], [""], [ONE.identity]])
def test_nothing_is_sealed_to_nobody(recipients: list[str]) -> None:
    with pytest.raises(SealedDataError):
        seal(b"content", recipients)


def test_the_pair_of_a_known_identity_is_found_again() -> None:
    assert sealing_key(ONE.identity) == ONE
    with pytest.raises(SealedDataError):
        sealing_key("AGE-SECRET-KEY-1NONSENSE")
    assert ONE.identity not in repr(ONE)
