"""Who the person is: sealed to the officer who wrote it and to supervisors, and each look told."""

from __future__ import annotations

import pytest

from frontline.crypto.sealing import seal
from frontline.domain.deeds import DeedKind
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.errors import CaseNotFoundError, NotPermittedError, SealedDataError
from frontline.services.identities import Identities, opened_sheet
from tests.support.desks import Office, a_session, an_office

SHEET = IdentitySheet(names="Invented Person", notes="Nobody is called that.")


@pytest.fixture
def office() -> Office:
    return an_office()


def test_where_nothing_was_written_the_sheet_is_empty_and_nobody_looked(office: Office) -> None:
    case = office.started().case
    before = office.deeds

    assert Identities(office.desk).read(case).is_empty
    assert office.deeds == before


def test_the_officer_and_every_supervisor_can_read_it_and_each_look_is_recorded(
    office: Office,
) -> None:
    supervisors = [office.signed_in(a_session(AccessRole.SUPERVISOR)) for _ in range(2)]
    case = office.started().case
    Identities(office.desk).save(case, SHEET)

    for reader in (office, *supervisors):
        assert Identities(reader.desk).read(case) == SHEET
    assert office.deeds[-4:] == [DeedKind.IDENTITY_SAVED, *[DeedKind.IDENTITY_VIEWED] * 3]


def test_a_colleague_with_the_same_vault_cannot_read_it(office: Office) -> None:
    colleague = office.signed_in(a_session())
    case = office.started().case
    Identities(office.desk).save(case, SHEET)
    before = office.deeds

    with pytest.raises(CaseNotFoundError):
        Identities(colleague.desk).read(case)
    sealed = office.vault.identities.envelope(case.id)
    assert sealed is not None
    with pytest.raises(SealedDataError):
        opened_sheet(colleague.desk, sealed)
    assert office.deeds == before


def test_a_colleague_is_not_told_either_that_nothing_was_written(office: Office) -> None:
    colleague = office.signed_in(a_session())

    with pytest.raises(CaseNotFoundError):
        Identities(colleague.desk).read(office.started().case)


def test_a_colleague_cannot_write_over_it(office: Office) -> None:
    colleague = office.signed_in(a_session())
    case = office.started().case
    Identities(office.desk).save(case, SHEET)

    with pytest.raises(CaseNotFoundError):
        Identities(colleague.desk).save(case, IdentitySheet(names="Somebody Else"))
    assert Identities(office.desk).read(case) == SHEET


def test_a_supervisor_who_came_later_cannot_read_what_was_sealed_before(office: Office) -> None:
    case = office.started().case
    Identities(office.desk).save(case, SHEET)
    newcomer = office.signed_in(a_session(AccessRole.SUPERVISOR))

    with pytest.raises(SealedDataError):
        Identities(newcomer.desk).read(case)


def test_nothing_of_it_lies_open_in_the_vault(office: Office) -> None:
    case = office.started().case
    Identities(office.desk).save(case, SHEET)

    sealed = office.vault.identities.envelope(case.id)

    assert sealed is not None
    assert b"Invented" not in sealed
    assert "Invented" not in repr(SHEET)


def test_a_supervisor_may_not_write_it(office: Office) -> None:
    supervisor = office.signed_in(a_session(AccessRole.SUPERVISOR))
    case = office.started().case

    with pytest.raises(NotPermittedError):
        Identities(supervisor.desk).save(case, SHEET)


def test_an_envelope_with_something_else_in_it_is_refused(office: Office) -> None:
    case = office.started().case
    odd = seal(b'{"names": "x", "shoe_size": 43}', [office.desk.session.user.recipient])
    deed = office.desk.deed(DeedKind.IDENTITY_SAVED, case.id)
    office.vault.identities.save_envelope(case.id, odd, deed)

    with pytest.raises(SealedDataError):
        Identities(office.desk).read(case)
