"""What the audit chain vouches for is one row and no other."""

from __future__ import annotations

from typing import Any

from frontline.crypto.mac import mac
from frontline.storage.content import ANSWERS, AUDITED, RowMacs, answer_bytes, row_bytes


def test_the_mac_of_a_row_is_the_one_of_crypto() -> None:
    key, row = b"k" * 32, (b"c", "text", 5, None)
    table = AUDITED["sites"]

    made = RowMacs(key).content_mac(table, row)

    assert made == mac(key, b"sites\n" + row_bytes(row)).hex()


def test_no_two_rows_have_the_same_bytes() -> None:
    rows: list[tuple[Any, ...]] = [
        ("ab", "c"),
        ("a", "bc"),
        ("ab", b"c"),
        ("ab", None),
        ("ab", ""),
        ("abc",),
        ("1", 1),
        (1, "1"),
        ("é", "e"),
    ]

    assert len({row_bytes(row) for row in rows}) == len(rows)


def test_no_two_answers_have_the_same_bytes() -> None:
    ids = [bytes([number]) * 16 for number in range(5)]
    row = (ids[0], 12, ids[1], ids[2], "q1", '"v"', 345, ids[3], None)
    others = [
        (ids[1], 12, ids[0], *row[3:]),
        (ids[0], 1, *row[2:6], 2345, *row[7:]),
        (*row[:4], "q", '1"v"', *row[6:]),
        (*row[:8], ids[4]),
        (*row[:8], b""),
        (*row[:4], "q1" + '"', 'v"', *row[6:]),
    ]

    assert len({answer_bytes(each) for each in [row, *others[:4], others[5]]}) == 6
    assert ANSWERS.to_bytes is answer_bytes
