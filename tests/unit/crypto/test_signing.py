from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.signing import SigningKey, verify
from frontline.errors import SignatureRefusedError

KEY = SigningKey.from_seed(bytes(range(32)))
CONTENT = b"content"


def test_a_known_seed_gives_the_known_key_of_the_standard() -> None:
    # RFC 8032, section 7.1, test 1.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    assert SigningKey.from_seed(seed).public == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )


def test_a_signature_holds_for_its_purpose_and_content_alone() -> None:
    signature = KEY.sign("bundle", CONTENT)

    verify(KEY.public, "bundle", CONTENT, signature)
    for purpose, content in (("receipt", CONTENT), ("bundle", b"other"), ("bundlec", b"ontent")):
        with pytest.raises(SignatureRefusedError):
            verify(KEY.public, purpose, content, signature)


@given(at=st.integers(0, 511))
def test_any_flipped_bit_is_refused(at: int) -> None:
    raw = bytearray(bytes.fromhex(KEY.sign("bundle", CONTENT)))
    raw[at // 8] ^= 1 << (at % 8)

    with pytest.raises(SignatureRefusedError):
        verify(KEY.public, "bundle", CONTENT, raw.hex())


@pytest.mark.parametrize("other", [str.upper, lambda text: text + "00", lambda text: text[:-2]])
def test_only_one_spelling_of_a_signature_counts(other: object) -> None:
    assert callable(other)
    with pytest.raises(SignatureRefusedError):
        verify(KEY.public, "bundle", CONTENT, other(KEY.sign("bundle", CONTENT)))


def test_the_seed_never_shows() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)
