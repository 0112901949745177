"""What is held in few bytes while the record of deeds is checked is what was put in."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.mac import digest
from frontline.storage.content import GONE
from frontline.storage.vouched import KEY_BYTES, CompactMap, Vouched, mac_key

# Few of them, and alike, so that one is often found within two others.
KEYS = st.lists(st.sampled_from([b"\1", b"\1\1", b"\2"]), min_size=KEY_BYTES, max_size=KEY_BYTES)
KEY = KEYS.map(lambda parts: b"".join(parts)[:KEY_BYTES])
VALUE = st.binary(min_size=2, max_size=2)
ROWS = 50_000
BYTES_A_ROW = 48


def macs(count: int) -> list[bytes]:
    return [digest("row", str(number).encode()).encode() for number in range(count)]


@given(st.lists(st.tuples(KEY, st.one_of(st.none(), VALUE)), max_size=60))
def test_a_compact_map_is_a_map(steps: list[tuple[bytes, bytes | None]]) -> None:
    compact, plain = CompactMap(2), dict[bytes, bytes]()
    for key, value in steps:
        if value is None:
            assert compact.pop(key) == plain.pop(key, None)
        else:
            compact.put(key, value)
            plain[key] = value

    assert dict(compact.items()) == plain
    assert len(compact) == len(plain)


def test_a_row_of_the_log_is_found_once_and_what_is_left_is_missing() -> None:
    vouched, (first, second) = Vouched(), macs(2)
    vouched.take(b"answers " + first + b"\nanswers " + second, 7, is_late=False)

    assert vouched.logged == 2
    assert vouched.is_logged(mac_key(first))
    assert not vouched.is_logged(mac_key(first))
    assert [each.sequence for each in vouched.missing()] == [7]


def test_the_last_entry_of_a_row_counts_and_one_that_is_gone_is_not_missed() -> None:
    vouched, (first, second) = Vouched(), macs(2)
    vouched.take(b"sites/a " + first + b"\nsites/b " + first, 1, is_late=False)
    vouched.take(b"sites/a " + second, 2, is_late=False)
    vouched.take(b"sites/b " + GONE.encode(), 3, is_late=False)

    assert vouched.missing()[0].sequence == 2
    assert len(vouched.missing()) == 1
    assert vouched.latest(b"sites/a") == (mac_key(second), 2)
    assert vouched.latest(b"sites/a") is None


@pytest.mark.parametrize("text", [b"", b"gone?", b"ab", b"zz" * 32])
def test_what_is_no_mac_is_like_no_row_and_is_missed(text: bytes) -> None:
    vouched = Vouched()
    vouched.take(b"sites/a " + text, 1, is_late=False)

    assert len(vouched.missing()) == 1
    told = vouched.latest(b"sites/a")
    assert told is not None
    assert told[0] not in {mac_key(each) for each in macs(50)}


def test_what_was_written_meanwhile_is_kept_apart() -> None:
    vouched, (first,) = Vouched(), macs(1)
    vouched.take(b"answers " + first, 1, is_late=True)

    assert not vouched.is_logged(mac_key(first))
    assert mac_key(first) in vouched.late
    assert vouched.missing() == []


def test_a_row_takes_few_bytes() -> None:
    given_macs = macs(ROWS)
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        vouched = Vouched()
        for number, each in enumerate(given_macs):
            vouched.take(b"answers " + each, number, is_late=False)
        held, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (held - before) / ROWS < BYTES_A_ROW
