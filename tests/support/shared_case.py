"""A post in memory with an officer who has a case, two colleagues, and a supervisor."""

from __future__ import annotations

from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole, User
from frontline.errors import SealedDataError
from frontline.services.identities import Identities, opened_sheet
from frontline.services.screenings import OpenScreening
from frontline.services.sharing import Sharing
from tests.support.desks import DECEIVED, Office, a_session, an_office

SHEET = IdentitySheet(names="Invented Person", notes="Nobody is called that.")


class Post:
    """An officer with a case, two colleagues, and a supervisor."""

    def __init__(self) -> None:
        self.officer = an_office()
        self.colleague = self.officer.signed_in(a_session())
        self.other = self.officer.signed_in(a_session())
        self.supervisor = self.officer.signed_in(a_session(AccessRole.SUPERVISOR))
        self.table: OpenScreening = self.officer.started(**DECEIVED)
        self.case = self.table.case
        Identities(self.officer.desk).save(self.case, SHEET)
        self.officer.vault.audit.deeds.clear()

    def share(self, to: Office | None = None) -> None:
        Sharing(self.officer.desk).share(self.case, user(to or self.colleague).id)

    def reads(self, office: Office) -> bool:
        """With the key they hold, whatever they are permitted."""
        sealed = self.officer.vault.identities.envelope(self.case.id)
        assert sealed is not None
        try:
            return opened_sheet(office.desk, sealed) == SHEET
        except SealedDataError:
            return False

    def readers(self) -> list[Office]:
        everybody = (self.officer, self.colleague, self.other, self.supervisor)
        return [office for office in everybody if self.reads(office)]


def user(office: Office) -> User:
    return office.desk.session.user
