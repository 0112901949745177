"""The still picture of a screening that pages are drawn from."""

from __future__ import annotations

import pytest

from frontline.domain.identifiers import QuestionId
from frontline.services.interview_state import finding_state, interview_state
from tests.support.desks import DECEIVED, FULL, RAPID, Office, an_office
from tests.support.vault_posts import SITE

AGE, PROMISE, RECRUITED = (
    QuestionId("age_group"),
    QuestionId("job_as_promised"),
    QuestionId("recruited"),
)


@pytest.fixture
def office() -> Office:
    return an_office()


def test_a_new_screening_stands_at_its_first_question(office: Office) -> None:
    state = interview_state(office.started())

    assert (state.position, state.before) == (AGE, None)
    assert state.after == QuestionId("nationality")
    assert (state.answered, state.saved_at, state.shown) == (0, None, ())
    assert not state.is_settled
    section = state.section_of(AGE)
    assert section is not None
    assert section.id == "start"


def test_what_was_answered_and_shown_is_counted(office: Office) -> None:
    state = interview_state(office.started(**DECEIVED))

    assert state.answered == len(DECEIVED)
    assert state.answered < state.total
    assert state.saved_at == office.clock.now()
    assert {"deceived_about_job", "excessive_hours"} <= set(state.shown)
    assert state.values[QuestionId("hours")] == 15


def test_a_page_whose_question_has_gone_is_left(office: Office) -> None:
    table = office.started(age_group="adult", alone="yes", recruited="yes")
    office.screenings.move_to(table, PROMISE)
    assert interview_state(table).position == PROMISE

    office.screenings.answer(table, RECRUITED, "no")
    office.screenings.move_to(table, PROMISE)

    assert interview_state(table).position not in (PROMISE, None)


def test_a_finding_says_where_to_go_on(office: Office) -> None:
    table = office.screenings.start(RAPID, SITE.id, "es")
    office.screenings.answer_all(
        table,
        (
            (AGE, "child"),
            (RECRUITED, "yes"),
            (QuestionId("papers"), "seen"),
            (QuestionId("journey"), "other"),
        ),
    )

    state = finding_state(table)

    assert (state.exit, state.next_instrument) == ("talk", FULL)
    assert state.assessment.finding.band.value == "possible"
    assert state.interview.screening == table.screening
