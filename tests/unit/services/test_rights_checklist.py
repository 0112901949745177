"""A screening with signs of trafficking is closed once each right has an answer of any kind."""

from __future__ import annotations

import pytest

from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band
from frontline.domain.identifiers import QuestionId
from frontline.domain.officials import AccessRole
from frontline.domain.rights import Kept, RightsLine, RightsSaid, question_of
from frontline.errors import CaseNotFoundError, NotPermittedError, ScreeningClosedError
from frontline.errors_of_rights import RightsOpenError
from frontline.screening.assessment import assess, bounds_of
from frontline.services.assistance import AssistancePlans
from frontline.services.interview_state import finding_state
from frontline.services.oversight import Oversight
from frontline.services.referrals import Referrals
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.screenings import OpenScreening
from tests.support.desks import DECEIVED, Office, a_session, an_office
from tests.support.rights import give_rights


@pytest.fixture
def office() -> Office:
    return an_office()


def kept(office: Office, table: OpenScreening) -> dict[RightsLine, Kept]:
    return {entry.line: entry.kept for entry in RightsChecklist(office.desk).entries(table)}


def test_with_an_open_line_nothing_is_closed_and_the_error_names_the_lines(office: Office) -> None:
    table = office.started(**DECEIVED)
    open_lines = [line for line, each in kept(office, table).items() if each is Kept.NOT_RECORDED]
    assert len(open_lines) == len(RightsLine)
    with pytest.raises(RightsOpenError) as refused:
        office.screenings.close(table)
    assert refused.value.facts["lines"] == " ".join(open_lines)
    assert not office.vault.cases.screening(table.screening.id).is_closed


@pytest.mark.parametrize("said", RightsSaid)
def test_any_answer_opens_the_way_and_a_reason_why_not_is_no_yes(
    office: Office, said: RightsSaid
) -> None:
    table = office.started(**DECEIVED)
    give_rights(office.desk, table, said)
    wanted = {RightsSaid.GIVEN: Kept.YES, RightsSaid.NOT_DUE: Kept.NOT_DUE}.get(said, Kept.NO)
    assert set(kept(office, table).values()) == {wanted}
    office.screenings.close(table)
    assert table.screening.is_closed
    overseer = office.signed_in(a_session(AccessRole.OVERSIGHT))
    (case,) = Oversight(overseer.desk).page().cases
    assert set(case.rights.values()) == {wanted}


def test_what_the_talk_and_the_plan_tell_needs_no_word(office: Office) -> None:
    table = office.started(**DECEIVED)
    answers = {"privacy_kept": "yes", "interpreter_kept": "linked", "informed_kept": "no"}
    office.screenings.answer_all(table, [(QuestionId(q), each) for q, each in answers.items()])
    AssistancePlans(office.desk).choose(table, AssistanceService.CONSULAR, Choice.DECLINED)
    assert kept(office, table) == {
        RightsLine.PRIVACY: Kept.YES,
        RightsLine.INTERPRETER: Kept.NO,
        RightsLine.INFORMED: Kept.NO,
        RightsLine.COMPLAINT_ROUTE: Kept.NOT_RECORDED,
        RightsLine.HELP_OFFERED: Kept.YES,
        RightsLine.CHOICES_RECORDED: Kept.YES,
        RightsLine.CONSULAR_OR_CHILD_RIGHTS: Kept.YES,
    }
    with pytest.raises(RightsOpenError) as refused:
        office.screenings.close(table)
    assert refused.value.facts["lines"] == RightsLine.COMPLAINT_ROUTE
    RightsChecklist(office.desk).say(table, RightsLine.COMPLAINT_ROUTE, RightsSaid.LEFT)
    office.screenings.close(table)


def test_a_deed_done_later_counts_more_than_a_word_that_it_was_not(office: Office) -> None:
    table = office.started(**DECEIVED)
    give_rights(office.desk, table, RightsSaid.SAFETY_FIRST)
    AssistancePlans(office.desk).choose(table, AssistanceService.LEGAL, Choice.LATER)
    assert kept(office, table)[RightsLine.HELP_OFFERED] is Kept.YES


def test_a_word_can_be_corrected_and_the_first_one_stays_in_the_log(office: Office) -> None:
    table, checklist = office.started(**DECEIVED), RightsChecklist(office.desk)
    checklist.say(table, RightsLine.INFORMED, RightsSaid.NOT_AVAILABLE)
    checklist.say(table, RightsLine.INFORMED, RightsSaid.GIVEN)
    assert kept(office, table)[RightsLine.INFORMED] is Kept.YES
    log = office.vault.cases.answers(table.case.id)
    first, second = [e for e in log if e.question == question_of(RightsLine.INFORMED)]
    assert (second.replaces, second.value) == (first.id, "given")
    assert office.deeds[-1] is DeedKind.ANSWERS_RECORDED
    assert office.screenings.resume(table.screening.id).log == table.log


def test_without_signs_nothing_is_asked_at_the_end(office: Office) -> None:
    table = office.started(age_group="adult")
    assert bounds_of(table.interview).finding.band not in (Band.POSSIBLE, Band.PRESUMED)
    office.screenings.close(table)
    assert table.screening.is_closed


def test_finding_plan_and_referral_do_not_wait_for_it_and_read_nothing_of_it(
    office: Office,
) -> None:
    table, other = office.started(**DECEIVED), office.started(**DECEIVED)
    give_rights(office.desk, table, RightsSaid.NOT_WANTED)
    assert assess(table.interview) == assess(other.interview)
    assert finding_state(other).assessment.finding.band is Band.PRESUMED
    assert AssistancePlans(office.desk).lines(other) == AssistancePlans(office.desk).lines(table)
    previews = [Referrals(office.desk).preview(each) for each in (table, other)]
    assert previews[0].model_copy(update={"token": ""}) == previews[1].model_copy(
        update={"token": ""}
    )
    assert "rights" not in previews[0].model_dump_json()
    Referrals(office.desk).make(other)


def test_who_may_not_work_on_the_case_says_nothing_and_a_closed_one_takes_no_word(
    office: Office,
) -> None:
    table = office.started(**DECEIVED)
    colleague = office.signed_in(a_session())
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    given = (RightsLine.PRIVACY, RightsSaid.GIVEN)
    with pytest.raises(CaseNotFoundError):
        RightsChecklist(colleague.desk).entries(table)
    with pytest.raises(CaseNotFoundError):
        RightsChecklist(colleague.desk).say(table, *given)
    with pytest.raises(NotPermittedError):
        RightsChecklist(supervisor.desk).say(table, *given)
    assert len(RightsChecklist(supervisor.desk).entries(table)) == len(RightsLine)
    give_rights(office.desk, table)
    office.screenings.close(table)
    with pytest.raises(ScreeningClosedError):
        RightsChecklist(office.desk).say(table, *given)
