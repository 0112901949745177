"""Screenings: started, answered, corrected, resumed, carried on, closed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band
from frontline.domain.identifiers import InstrumentId, QuestionId, ScreeningId, SiteId
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import (
    AnswerNotAllowedError,
    DiskFullError,
    InstrumentNotFoundError,
    InstrumentNotPermittedError,
    ScreeningClosedError,
    ScreeningNotFoundError,
    SiteMissingError,
)
from tests.support.desks import (
    DECEIVED,
    FULL,
    RAPID,
    Office,
    a_session,
    an_office,
    core_pack,
)
from tests.support.rights import give_rights
from tests.support.vault_posts import CHANCE, SITE

AGE, HOURS, JOURNEY = QuestionId("age_group"), QuestionId("hours"), QuestionId("journey")


@pytest.fixture
def office() -> Office:
    return an_office()


def test_a_start_opens_a_case_with_its_first_screening(office: Office) -> None:
    table = office.screenings.start(FULL, SITE.id, "es")

    screening, me = table.screening, office.desk.session.user.id
    assert (table.case.site, table.case.opened_by, screening.started_by) == (SITE.id, me, me)
    assert (screening.pack, screening.pack_version, screening.person_language) == ("core", 1, "es")
    assert screening.started_at == office.clock.now()
    assert office.vault.cases.screenings(table.case.id) == (replace(screening, position=None),)
    assert table.screening.position == AGE
    assert office.deeds == [DeedKind.CASE_OPENED]


def test_a_cases_code_can_be_read_aloud_and_tells_nothing(office: Office) -> None:
    codes = {office.started().case.code for _ in range(50)}

    assert len(codes) == 50
    for code in codes:
        assert re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", code)


def test_a_screening_needs_a_site_that_is_there(office: Office) -> None:
    with pytest.raises(SiteMissingError):
        office.screenings.start(FULL, SiteId(CHANCE.uuid()), "es")

    assert office.deeds == []


def test_an_unknown_questionnaire_starts_nothing(office: Office) -> None:
    with pytest.raises(InstrumentNotFoundError):
        office.screenings.start(InstrumentId("horoscope"), SITE.id, "es")

    assert office.deeds == []


def test_a_questionnaire_is_for_its_official_roles_alone() -> None:
    office = an_office(a_session(official=OfficialRole.POLICE))

    listed = office.screenings.instruments_for(SITE)

    assert all(OfficialRole.POLICE in each.roles for each in listed)
    assert FULL in {each.id for each in listed}
    assert RAPID not in {each.id for each in listed}
    assert office.screenings.start(FULL, SITE.id, "es").screening.instrument == FULL
    with pytest.raises(InstrumentNotPermittedError):
        office.screenings.start(RAPID, SITE.id, "es")


def test_questionnaires_made_for_the_site_come_first(office: Office) -> None:
    border = Site(
        SiteId(CHANCE.uuid()), "x", SiteKind.LAND_BORDER, SiteSetting.BORDER, "XA", "XA-1"
    )

    at_airport = [each.id for each in office.screenings.instruments_for(SITE)]
    at_border = [each.id for each in office.screenings.instruments_for(border)]

    assert at_airport == [RAPID, FULL]
    assert at_border == [FULL, RAPID]


def test_an_answer_is_in_the_vault_before_it_counts(office: Office) -> None:
    table = office.started()
    office.screenings.answer(table, AGE, "child")

    (event,) = office.vault.cases.answers(table.case.id)
    assert (event.question, event.value, event.sequence) == (AGE, "child", 1)
    assert event.answered_at == office.clock.now()
    assert event.replaces is None
    assert table.log == (event,)
    assert table.interview.value(AGE) == "child"
    assert office.deeds[-1] is DeedKind.ANSWERS_RECORDED


def test_an_answer_that_the_disk_did_not_take_counts_nowhere(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = office.started(age_group="adult")
    before = (table.log, table.screening)

    def full(*_arguments: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(office.vault.cases, "append_answers", full)
    with pytest.raises(DiskFullError):
        office.screenings.answer(table, HOURS, 15)

    assert (table.log, table.screening) == before
    assert table.interview.value(HOURS) is None


def test_a_correction_names_what_it_replaces(office: Office) -> None:
    table = office.started(hours=12)
    first = table.log[-1]
    office.clock.advance(timedelta(minutes=3))

    office.screenings.answer(table, HOURS, 15)

    second = table.log[-1]
    assert (second.replaces, second.sequence, second.value) == (first.id, 2, 15)
    assert table.last_event(HOURS) == second
    assert office.vault.cases.answers(table.case.id) == (first, second)
    assert table.interview.value(HOURS) == 15


def test_of_two_answers_to_one_question_at_once_the_second_replaces_the_first(
    office: Office,
) -> None:
    table = office.started()
    office.screenings.answer_all(table, ((HOURS, 12), (HOURS, 15)))

    first, second = table.log
    assert second.replaces == first.id


@pytest.mark.parametrize(
    ("question", "value"), [("age_group", "old"), ("hours", -1), ("hours", "many"), ("journey", 3)]
)
def test_a_value_that_is_no_answer_is_refused_and_so_are_those_beside_it(
    office: Office, question: str, value: AnswerValue
) -> None:
    table = office.started()
    before = office.deeds

    with pytest.raises(AnswerNotAllowedError):
        office.screenings.answer_all(table, ((JOURNEY, "self"), (QuestionId(question), value)))

    assert office.vault.cases.answers(table.case.id) == ()
    assert table.interview.value(JOURNEY) is None
    assert office.deeds == before


def test_a_question_of_another_pack_is_refused(office: Office) -> None:
    table = office.started()

    with pytest.raises(InstrumentNotFoundError):
        office.screenings.answer(table, QuestionId("star_sign"), "yes")


def test_a_closed_screening_takes_no_answer(office: Office) -> None:
    table = office.started(**DECEIVED)
    give_rights(office.desk, table)
    office.screenings.close(table)
    before = office.vault.cases.answers(table.case.id)

    with pytest.raises(ScreeningClosedError):
        office.screenings.answer(table, HOURS, 8)

    assert office.vault.cases.answers(table.case.id) == before
    assert table.interview.value(HOURS) == 15


def test_closing_keeps_the_finding_as_it_stands(office: Office) -> None:
    table = office.started(**DECEIVED)
    office.clock.advance(timedelta(minutes=9))
    give_rights(office.desk, table)
    office.screenings.close(table)

    stored = office.vault.cases.screening(table.screening.id)
    assert stored.finding is not None
    assert stored.finding.band is Band.PRESUMED
    assert stored.closed_at == office.clock.now()
    assert table.screening.is_closed
    assert office.deeds[-1] is DeedKind.SCREENING_CLOSED
    with pytest.raises(ScreeningClosedError):
        office.screenings.close(table)


def test_a_screening_comes_back_as_it_was_left(office: Office) -> None:
    table = office.started(**DECEIVED)
    office.screenings.move_to(table, JOURNEY)
    office.screenings.speak(table, "fr")

    again = office.screenings.resume(table.screening.id)

    assert again.interview.answers() == table.interview.answers()
    assert again.screening == table.screening
    assert (again.screening.position, again.screening.person_language) == (JOURNEY, "fr")
    assert again.log == table.log


def test_moving_on_the_screen_is_no_deed_and_changes_no_closed_screening(office: Office) -> None:
    table = office.started(**DECEIVED)
    before = office.deeds
    office.screenings.move_to(table, JOURNEY)
    assert office.deeds == before

    give_rights(office.desk, table)
    office.screenings.close(table)
    office.screenings.move_to(table, HOURS)
    assert office.vault.cases.screening(table.screening.id).position == JOURNEY


def test_open_screenings_are_listed_for_whoever_opened_them(office: Office) -> None:
    mine = office.started()
    closed = office.started(**DECEIVED)
    give_rights(office.desk, closed)
    office.screenings.close(closed)
    newest = office.started()
    colleague = office.signed_in(a_session())
    theirs = colleague.started()

    listed = [screening.id for _case, screening in office.screenings.unfinished()]

    assert listed == [newest.screening.id, mine.screening.id]
    assert [s.id for _case, s in colleague.screenings.unfinished()] == [theirs.screening.id]


def test_a_colleagues_screening_is_not_there(office: Office) -> None:
    table = office.started(**DECEIVED)
    colleague = office.signed_in(a_session())
    before = office.deeds

    for act in (
        lambda: colleague.screenings.resume(table.screening.id),
        lambda: colleague.screenings.go_on_with(table, FULL),
        lambda: colleague.screenings.answer(table, HOURS, 8),
        lambda: colleague.screenings.close(table),
        lambda: colleague.screenings.resume(ScreeningId(CHANCE.uuid())),
    ):
        with pytest.raises(ScreeningNotFoundError):
            act()
    assert office.deeds == before


def test_another_questionnaire_begins_with_what_is_known(office: Office) -> None:
    first = office.screenings.start(RAPID, SITE.id, "ar")
    office.screenings.answer(first, AGE, "adult")

    second = office.screenings.go_on_with(first, FULL)

    assert second.case == first.case
    assert second.screening.instrument == FULL
    assert second.screening.person_language == "ar"
    assert second.interview.value(AGE) == "adult"
    assert second.screening.position != AGE
    assert len(office.vault.cases.screenings(first.case.id)) == 2
    assert office.deeds[-1] is DeedKind.SCREENING_STARTED


def test_an_open_screening_ends_on_the_pack_it_began_with(office: Office) -> None:
    table = office.started(age_group="adult")
    office.documents.install_shipped([core_pack(2)])

    again = office.screenings.resume(table.screening.id)
    fresh = office.started()

    assert again.interview.compiled.pack.version == again.screening.pack_version == 1
    assert fresh.interview.compiled.pack.version == fresh.screening.pack_version == 2
