from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.domain.answer_json import answer_from_json, answer_to_json
from frontline.domain.answers import AnswerEvent, AnswerValue, Money, current_answers, is_open
from frontline.domain.identifiers import AnswerEventId, QuestionId, ScreeningId, UserId
from frontline.errors import BadInputError

WHEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
VALUES: st.SearchStrategy[AnswerValue] = st.one_of(
    st.text(),
    st.integers(),
    st.dates(),
    st.lists(st.text()).map(tuple),
    st.builds(Money, st.integers(), st.text(max_size=3)),
)


def event(sequence: int, question: str, value: AnswerValue) -> AnswerEvent:
    return AnswerEvent(
        AnswerEventId(UUID(int=sequence)),
        ScreeningId(UUID(int=8)),
        sequence,
        QuestionId(question),
        value,
        WHEN,
        UserId(UUID(int=9)),
    )


@given(value=VALUES)
def test_every_value_comes_back_from_json(value: AnswerValue) -> None:
    assert answer_from_json(answer_to_json(value)) == value


@pytest.mark.parametrize(
    "raw",
    [
        None,
        True,
        1.5,
        [1],
        {},
        {"date": "2026-02-30"},
        {"date": "2026-02-01", "more": 1},
        {"minor": "1", "currency": "EUR"},
        {"minor": 1},
    ],
)
def test_what_no_answer_looks_like_is_refused(raw: object) -> None:
    with pytest.raises(BadInputError):
        answer_from_json(raw)


def test_a_correction_stands_and_the_first_answer_stays_in_the_log() -> None:
    log = [event(1, "debt", "no"), event(2, "papers", "yes"), event(3, "debt", "yes")]

    assert current_answers(log) == {"debt": "yes", "papers": "yes"}
    assert log[0].value == "no"


@pytest.mark.parametrize("value", [None, "unknown", "declined", "not_asked", "could_not_observe"])
def test_silence_is_never_read_as_no(value: str | None) -> None:
    assert is_open(value)


@pytest.mark.parametrize("value", ["no", "not_seen", "yes", (), 0, date(2026, 1, 1)])
def test_what_was_said_is_known(value: AnswerValue) -> None:
    assert not is_open(value)


def test_an_answer_does_not_show_in_the_text_of_its_event() -> None:
    assert "whatever was said" not in repr(event(1, "debt", "whatever was said"))
