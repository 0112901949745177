"""Codes under a key: the quick way makes what the library makes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.mac import hex_maker, mac


@given(st.binary(max_size=200), st.binary(max_size=200), st.lists(st.binary(max_size=300)))
def test_the_quick_way_makes_the_same_codes(
    key: bytes, purpose: bytes, contents: list[bytes]
) -> None:
    made = hex_maker(key, purpose)

    assert [made(each) for each in contents] == [
        mac(key, purpose + each).hex() for each in contents
    ]
