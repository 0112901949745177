from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.crypto.canonical import canonical_json, parse_canonical_json

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8")))
VALUES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(st.text(st.characters(codec="utf-8")), below, max_size=4),
    ),
    max_leaves=12,
)


@given(value=VALUES)
def test_what_was_written_is_read_back(value: object) -> None:
    assert parse_canonical_json(canonical_json(value), max_depth=12) == value


@given(value=st.dictionaries(st.text(max_size=4), st.integers(), max_size=5), data=st.data())
def test_one_value_has_one_form(value: dict[str, int], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(value.items()))))

    assert canonical_json(shuffled) == canonical_json(value)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1}\n',
        b'"\\u0061"',
        b"1.0",
        b"1e3",
        b"NaN",
        b"-0",
        b'"\\ud800"',
        b"\xff",
        b"",
    ],
)
def test_any_other_spelling_is_refused(content: bytes) -> None:
    assert not is_read(content)


def is_read(content: bytes) -> bool:
    try:
        parse_canonical_json(content)
    except ValueError:
        return False
    return True


def test_depth_has_a_limit_that_costs_nothing_to_check() -> None:
    assert not is_read(b"[" * 100_000 + b"]" * 100_000)
    with pytest.raises(ValueError, match="too deep"):
        parse_canonical_json(b"[[[[]]]]", max_depth=2)


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, (2.0,), object()])
def test_fractions_and_strange_objects_are_never_written(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_control_a_plain_reader_would_take_what_is_refused_here() -> None:
    assert json.loads(b'{"a":1,"a":2}') == {"a": 2}
