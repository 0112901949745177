"""The log of answers: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.domain.answers import AnswerValue, Money
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import AnswerEventId
from frontline.errors import ScreeningClosedError, StorageUnwritableError
from tests.support.vault_posts import CHANCE, Bench

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow

VALUES: tuple[AnswerValue, ...] = (
    "yes",
    "año nuevo ﷺ 𝛼",
    (),
    ("threats", "debt"),
    0,
    -7,
    date(1999, 12, 31),
    Money(1250, "USD"),
)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_an_answer_comes_back_equal(bench: Bench, value: AnswerValue) -> None:
    case, screening = bench.added()
    event = bench.an_event(screening, 1, value)

    bench.answer(screening, event)

    assert bench.vault.cases.answers(case.id) == (event,)


def test_several_answers_are_one_deed(bench: Bench) -> None:
    case, screening = bench.added()
    before = bench.vault.audit.head().count
    events = tuple(bench.an_event(screening, number) for number in (1, 2, 3))

    bench.answer(screening, *events)

    assert bench.vault.cases.answers(case.id) == events
    assert bench.vault.audit.head().count == before + 1


def test_no_answers_are_no_deed(bench: Bench) -> None:
    _case, screening = bench.added()
    before = bench.vault.audit.head()

    bench.vault.cases.append_answers(screening.id, (), None, bench.deed())

    assert bench.vault.audit.head() == before


def test_the_same_answers_again_are_harmless(bench: Bench) -> None:
    case, screening = bench.added()
    event = bench.an_event(screening, 1)
    bench.answer(screening, event)
    before = bench.vault.audit.head()

    bench.answer(screening, event)

    assert bench.vault.cases.answers(case.id) == (event,)
    assert bench.vault.audit.head() == before


def test_what_a_save_that_was_cut_off_had_stored_is_not_stored_twice(bench: Bench) -> None:
    case, screening = bench.added()
    events = tuple(bench.an_event(screening, number) for number in (1, 2))
    bench.answer(screening, events[0])

    bench.answer(screening, *events)

    assert bench.vault.cases.answers(case.id) == events
    bench.vault.audit.verify()


def test_another_answer_in_a_place_that_is_taken_is_refused(bench: Bench) -> None:
    case, screening = bench.added()
    event = bench.an_event(screening, 1)
    bench.answer(screening, event)
    before = bench.vault.audit.head()

    with pytest.raises(StorageUnwritableError):
        bench.answer(screening, replace(event, value="no"), bench.an_event(screening, 2))
    assert bench.vault.cases.answers(case.id) == (event,)
    assert bench.vault.audit.head() == before


def test_a_correction_is_a_new_event_that_names_the_old(bench: Bench) -> None:
    case, screening = bench.added()
    first = bench.an_event(screening, 1, "yes")
    second = replace(bench.an_event(screening, 2, "no"), replaces=first.id)

    bench.answer(screening, first)
    bench.answer(screening, second)

    assert bench.vault.cases.answers(case.id) == (first, second)


def test_a_closed_screening_takes_no_answer(bench: Bench) -> None:
    case, screening = bench.added()
    finding = Finding(Band.NONE_OBSERVED, urgent=False)
    deed = bench.deed(DeedKind.SCREENING_CLOSED, screening.id)
    bench.vault.cases.close_screening(screening.id, bench.clock.now(), finding, deed)
    before = bench.vault.audit.head()

    with pytest.raises(ScreeningClosedError):
        bench.answer(screening, bench.an_event(screening, 1))
    assert bench.vault.cases.answers(case.id) == ()
    assert bench.vault.audit.head() == before


def test_the_log_of_a_case_has_the_answers_of_all_its_screenings_in_order(bench: Bench) -> None:
    case, first = bench.added()
    second = bench.a_screening(case)
    bench.vault.cases.add_screening(second, bench.deed(DeedKind.SCREENING_STARTED, second.id))
    events = [
        bench.an_event(first, 1),
        bench.an_event(second, 2),
        bench.an_event(first, 3),
    ]

    for event, screening in zip(events, (first, second, first), strict=True):
        bench.answer(screening, event)

    assert bench.vault.cases.answers(case.id) == tuple(events)


def test_answers_of_one_case_are_not_those_of_another(bench: Bench) -> None:
    case, screening = bench.added()
    other, _screening = bench.added()
    bench.answer(screening, bench.an_event(screening, 1))

    assert len(bench.vault.cases.answers(case.id)) == 1
    assert bench.vault.cases.answers(other.id) == ()


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.text(max_size=40),
    st.one_of(
        st.text(max_size=60),
        st.integers(-(2**60), 2**60),
        st.dates(),
        st.lists(st.text(max_size=5), max_size=4).map(tuple),
        st.builds(Money, st.integers(0, 2**50), st.sampled_from(["USD", "PYG"])),
    ),
)
def test_whatever_is_answered_comes_back_and_is_vouched_for(
    real: Bench, question: str, value: AnswerValue
) -> None:
    case, screening = real.added()
    event = replace(
        real.an_event(screening, 1, value, question), replaces=AnswerEventId(CHANCE.uuid())
    )

    real.answer(screening, event)

    assert real.vault.cases.answers(case.id) == (event,)
    real.vault.audit.verify()
