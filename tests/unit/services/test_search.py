"""Search as an officer has it: own and shared cases, words in their language, sealed sheets."""

from __future__ import annotations

import pytest

from frontline.crypto import sealing
from frontline.domain.deeds import DeedKind
from frontline.domain.identity import IdentitySheet
from frontline.domain.marks import URGENT, mark
from frontline.domain.officials import AccessRole
from frontline.errors import NotPermittedError
from frontline.services.identities import Identities
from frontline.services.screenings import OpenScreening
from frontline.services.search import Search, folded, terms_of, wanted_of
from frontline.services.sharing import Sharing
from tests.support.desks import DECEIVED, Office, a_session, an_office

SHEET = IdentitySheet(
    names="María-José Núñez",
    contact="+57 (300) 123-45.67",
    papers="PX 99817",
    notes="Kommt aus Łódź",
)
WORDS = (("Aeropuerto o puerto aéreo", mark("airport", "site")), ("Urgente", URGENT))


@pytest.fixture
def office() -> Office:
    return an_office()


def in_sheets(search: Search, text: str) -> list[str]:
    cases = search.begin_in_sheets(text)
    return [found.case.code for found in search.found(search.look_in_sheets(text, cases).cases)]


def told(office: Office, sheet: IdentitySheet = SHEET) -> OpenScreening:
    table = office.started(**DECEIVED)
    Identities(office.desk).save(table.case, sheet)
    return table


def test_words_of_ones_language_find_the_codes_they_stand_for(office: Office) -> None:
    table = office.started()

    for text in ("aeropuerto", "AERO", "aéreo", f"puerto {table.case.code}"):
        assert [found.case for found in Search(office.desk).by_text(text, WORDS)] == [table.case]
    for text in ("ae", "urgente", "aeropuerto farm"):
        assert Search(office.desk).by_text(text, WORDS) == ()


def test_a_result_says_whose_case_it_is_and_brings_its_last_screening(office: Office) -> None:
    table = office.started()
    again = office.screenings.go_on_with(table, table.screening.instrument)

    (found,) = Search(office.desk).by_text(table.case.code, ())
    assert found.owner == office.desk.session.user
    assert found.screening.id == again.screening.id


def test_officers_find_their_own_and_what_is_shared_and_supervisors_all(office: Office) -> None:
    table = told(office)
    colleague = office.signed_in(a_session())
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    Identities(office.desk).reseal(Identities(office.desk).out_of_date())

    def finders() -> list[Office]:
        found = []
        for each in (office, colleague, supervisor):
            search = Search(each.desk)
            by_text = [hit.case for hit in search.by_text(table.case.code, ())]
            assert by_text == [table.case] * len(in_sheets(search, "nunez"))
            found += [each] if by_text else []
        return found

    assert finders() == [office, supervisor]
    Sharing(office.desk).share(table.case, colleague.desk.session.user.id)
    assert finders() == [office, colleague, supervisor]
    Sharing(office.desk).take_back(table.case, colleague.desk.session.user.id)
    assert finders() == [office, supervisor]


def test_an_index_that_names_a_colleagues_case_shows_nothing_of_it(office: Office) -> None:
    table = office.started()
    colleague = office.signed_in(a_session())

    assert Search(colleague.desk).found([table.case.id]) == ()


@pytest.mark.parametrize("access", [AccessRole.TRAINER, AccessRole.ADMINISTRATOR])
def test_others_search_nothing(office: Office, access: AccessRole) -> None:
    search = Search(office.signed_in(a_session(access)).desk)
    for call in (
        lambda: search.by_text("x", ()),
        lambda: search.begin_in_sheets("x"),
        lambda: search.look_in_sheets("x", ()),
    ):
        with pytest.raises(NotPermittedError):
            call()


@pytest.mark.parametrize(
    "text", ["nunez", "MARÍA núñez", "jose", "3001234567", "300 123", "99817", "kommt", "57300"]
)
def test_a_person_is_found_by_any_part_of_what_they_told(office: Office, text: str) -> None:
    table = told(office)
    told(office, IdentitySheet(names="Somebody Else"))

    assert in_sheets(Search(office.desk), text) == [table.case.code]


def test_every_word_has_to_be_in_one_sheet(office: Office) -> None:
    told(office)
    told(office, IdentitySheet(names="Somebody Else"))

    assert in_sheets(Search(office.desk), "nunez somebody") == []
    assert in_sheets(Search(office.desk), " - ") == []


def test_each_search_in_sheets_is_recorded_without_what_was_searched(office: Office) -> None:
    search = Search(office.desk)
    in_sheets(search, "nobody")
    assert DeedKind.IDENTITIES_SEARCHED not in office.deeds
    told(office)
    in_sheets(search, "nunez")

    deed = office.vault.audit.deeds[-1]
    assert deed.kind is DeedKind.IDENTITIES_SEARCHED
    assert deed.target == str(office.desk.session.user.id)


def test_a_sheet_is_opened_once_in_a_session_and_again_when_it_changed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, opened = told(office), list[bytes]()

    def counting(sealed: bytes, identity: str) -> bytes:
        opened.append(sealed)
        return sealing.open_sealed(sealed, identity)

    monkeypatch.setattr("frontline.services.identities.open_sealed", counting)
    search = Search(office.desk)
    for _ in range(3):
        assert in_sheets(search, "nunez")
    assert len(opened) == 1

    Identities(office.desk).save(table.case, IdentitySheet(names="Ana"))
    opened.clear()
    assert in_sheets(search, "nunez") == []
    assert in_sheets(search, "ana") == [table.case.code]
    assert len(opened) == 1


def test_sheets_that_do_not_open_are_counted(office: Office) -> None:
    told(office)
    newcomer = office.signed_in(a_session(AccessRole.SUPERVISOR))
    search = Search(newcomer.desk)

    looked = search.look_in_sheets("nunez", search.begin_in_sheets("nunez"))
    assert (looked.cases, looked.unopened) == ((), 1)


def test_what_is_typed_is_cut_into_words_and_folded() -> None:
    assert terms_of("  a-b  (  Ñ ") == ("a-b", "Ñ")
    assert folded("ÑANDÚ Straße") == "nandu strasse"
    (wanted,) = wanted_of("AÉREO", WORDS)
    assert wanted.marks == ("xqzsiteairport",)
