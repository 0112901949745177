from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.errors import HubUnreachableError
from frontline.wire.exchange import CodeAnswer, HeldAnswer, HeldEntry, HubHealth, read_answer
from tests.support.hub_forgery import damaged

HELD = HeldAnswer(held=(HeldEntry(sequence=1, payload_sha256="1" * 64, receipt="{}"),), more=False)


def test_an_answer_that_was_written_is_read_again() -> None:
    assert read_answer(HELD.model_dump_json().encode(), HeldAnswer) == HELD


@pytest.mark.parametrize("kind", [HubHealth, HeldAnswer, CodeAnswer])
@given(content=st.one_of(st.binary(max_size=200), damaged(HELD.model_dump_json().encode())))
def test_any_answer_is_read_or_counts_as_no_answer(kind: type[HeldAnswer], content: bytes) -> None:
    try:
        found = read_answer(content, kind)
    except HubUnreachableError:
        return
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    "content",
    [
        b'{"hub":"hub-test","epoch":1,"version":"2"}',
        b'{"hub":"hub-test","epoch":"1"}',
        b'{"hub":"../x","epoch":1}',
        b'{"hub":"hub-test"}',
    ],
)
def test_health_says_which_hub_and_epoch_and_nothing_else(content: bytes) -> None:
    with pytest.raises(HubUnreachableError):
        read_answer(content, HubHealth)
