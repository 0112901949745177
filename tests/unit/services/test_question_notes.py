"""A note on a question: sealed with the person's details, and read by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import QuestionId
from frontline.domain.identity import LONGEST_NOTE, IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.errors import (
    BadInputError,
    CaseNotFoundError,
    NotPermittedError,
    ScreeningClosedError,
    SealedDataError,
)
from frontline.screening.assessment import assess
from frontline.services.answer_lists import answer_list
from frontline.services.identities import Identities
from frontline.services.interview_state import interview_state
from frontline.services.question_notes import QuestionNotes
from frontline.services.referrals import Referrals
from frontline.services.screenings import OpenScreening
from frontline.services.search import Search
from frontline.services.sharing import Sharing
from tests.support.desks import DECEIVED, Office, a_session, an_office

WISH, OTHER = QuestionId("referral_wish"), QuestionId("journey")
NOTE = "She looked at the door: Quetzalvane waits outside."
CANARY = "Quetzalvane"
SHEET = IdentitySheet(names="Invented Person", contact="by the bakery")


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def table(office: Office) -> OpenScreening:
    found = office.started(**DECEIVED)
    QuestionNotes(office.desk).save(found, WISH, NOTE)
    return found


def test_a_note_is_there_again_and_each_look_is_recorded(
    office: Office, table: OpenScreening
) -> None:
    again = office.screenings.resume(table.screening.id)
    before = office.deeds
    assert QuestionNotes(office.desk).read(again, WISH) == NOTE
    assert QuestionNotes(office.desk).read(again, OTHER) == ""
    assert office.deeds[len(before) :] == [DeedKind.IDENTITY_VIEWED] * 2


def test_where_a_note_is_is_told_without_a_look_at_it(office: Office, table: OpenScreening) -> None:
    before = office.deeds
    again = office.screenings.resume(table.screening.id)
    assert again.noted == interview_state(again).noted == table.noted == {WISH}
    lines = [line for section in answer_list(office.desk, again).sections for line in section.lines]
    assert [line.question for line in lines if line.has_note] == [WISH]
    assert office.deeds == before


def test_details_and_notes_never_write_over_each_other(
    office: Office, table: OpenScreening
) -> None:
    identities, notes = Identities(office.desk), QuestionNotes(office.desk)
    identities.save(table.case, SHEET)
    assert notes.read(table, WISH) == NOTE
    notes.save(table, OTHER, "by her cousin's word")
    kept = identities.read(table.case)
    assert (kept.names, kept.contact) == (SHEET.names, SHEET.contact)
    assert set(kept.question_notes) == {WISH, OTHER}


def test_a_text_without_words_takes_the_note_away(office: Office, table: OpenScreening) -> None:
    QuestionNotes(office.desk).save(table, WISH, " \n ")
    assert table.noted == frozenset()
    assert Identities(office.desk).read(table.case).is_empty


def test_the_next_talk_with_the_person_knows_the_notes(
    office: Office, table: OpenScreening
) -> None:
    following = office.screenings.go_on_with(table, table.screening.instrument)
    assert following.noted == {WISH}
    assert QuestionNotes(office.desk).read(following, WISH) == NOTE


def test_who_may_not_read_the_details_reads_no_note_and_is_told_of_none(
    office: Office, table: OpenScreening
) -> None:
    colleague = office.signed_in(a_session())
    with pytest.raises(CaseNotFoundError):
        QuestionNotes(colleague.desk).read(table, WISH)
    with pytest.raises(CaseNotFoundError):
        QuestionNotes(colleague.desk).save(table, WISH, "mine")
    newcomer = office.signed_in(a_session(AccessRole.SUPERVISOR))
    assert newcomer.screenings.resume(table.screening.id).noted == frozenset()
    with pytest.raises(SealedDataError):
        QuestionNotes(newcomer.desk).read(table, WISH)


def test_who_the_case_is_shared_with_reads_and_writes_and_a_supervisor_reads(
    office: Office, table: OpenScreening
) -> None:
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    colleague = office.signed_in(a_session())
    Sharing(office.desk).share(table.case, colleague.desk.session.user.id)
    theirs = colleague.screenings.resume(table.screening.id)
    QuestionNotes(colleague.desk).save(theirs, WISH, NOTE + " He left.")
    looked = supervisor.screenings.resume(table.screening.id)
    assert looked.noted == {WISH}
    assert QuestionNotes(supervisor.desk).read(looked, WISH).endswith("He left.")
    assert not QuestionNotes(supervisor.desk).may_write(looked)
    with pytest.raises(NotPermittedError):
        QuestionNotes(supervisor.desk).save(looked, WISH, "no")


def test_a_closed_screening_an_unknown_question_and_a_long_text_are_refused(
    office: Office, table: OpenScreening
) -> None:
    notes = QuestionNotes(office.desk)
    for question, text in ((QuestionId("nobody_asks"), "x"), (WISH, "x" * (LONGEST_NOTE + 1))):
        with pytest.raises(BadInputError):
            notes.save(table, question, text)
    table.screening = replace(table.screening, closed_at=office.clock.now())
    assert not notes.may_write(table)
    with pytest.raises(ScreeningClosedError):
        notes.save(table, WISH, "late")
    assert notes.read(table, WISH) == NOTE


def test_no_finding_referral_search_or_record_of_deeds_holds_a_word_of_it(
    office: Office, table: OpenScreening
) -> None:
    bare = office.started(**DECEIVED)
    assert assess(table.interview) == assess(bare.interview)
    record = Referrals(office.desk).preview(table)
    assert CANARY not in record.model_dump_json()
    assert record.model_copy(update={"token": ""}) == Referrals(office.desk).preview(
        bare
    ).model_copy(update={"token": ""})
    search = Search(office.desk)
    looked = search.look_in_sheets(CANARY, search.begin_in_sheets(CANARY))
    assert looked.cases == ()
    assert CANARY not in repr(office.vault.audit.deeds)
    sealed = office.vault.identities.envelope(table.case.id)
    assert sealed is not None
    assert CANARY.encode() not in sealed
    assert CANARY not in repr(Identities(office.desk).read(table.case))
