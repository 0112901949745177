"""Many facts in little memory are the same facts."""

from __future__ import annotations

from frontline.statistics.facts import FactReader, fact_of
from tests.support.hub import seeded
from tests.support.national import a_record


def test_what_is_read_with_others_is_what_is_read_alone() -> None:
    chance, reader = seeded(3), FactReader()
    records = [a_record(chance, number) for number in range(200)]

    assert [reader.read(each) for each in records] == [fact_of(each) for each in records]


def test_what_is_the_same_in_two_is_one_object() -> None:
    reader = FactReader()
    one, other = (reader.read(a_record(seeded(3), 1)) for _ in range(2))
    alike = reader.read(a_record(seeded(3), 1).model_copy(update={"month": "2031-01"}))

    assert one is other
    assert alike != one
    assert (alike.methods is one.methods, alike.services is one.services) == (True, True)
    assert all(a is b for a, b in zip(alike.values, one.values, strict=True) if a == b)
