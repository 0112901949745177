"""Names, contacts, papers and notes: sealed to the officer who wrote them and to supervisors.

A colleague who can open the vault cannot read them; they hold no key that fits.
"""

from __future__ import annotations

from pydantic import ValidationError

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import AccessRole
from frontline.errors import CaseNotFoundError, SealedDataError
from frontline.services.desk import Desk
from frontline.services.permissions import Action


class Identities:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, case: Case, sheet: IdentitySheet) -> None:
        """Raises CaseNotFoundError for a case of somebody else."""
        desk = self._desk
        desk.session.require(Action.SCREEN)
        if case.opened_by != desk.session.user.id:
            raise CaseNotFoundError
        recipients = {desk.session.user.recipient} | {
            user.recipient
            for user in desk.vault.users.users()
            if user.access is AccessRole.SUPERVISOR
        }
        sealed = seal(sheet.model_dump_json().encode(), sorted(recipients))
        deed = desk.deed(DeedKind.IDENTITY_SAVED, case.id)
        desk.vault.identities.save_envelope(case.id, sealed, deed)

    def read(self, case: Case) -> IdentitySheet:
        """An empty sheet where none was written. Each look is recorded.

        Raises SealedDataError where the signed-in user is not one it was sealed to.
        """
        desk = self._desk
        desk.session.require(Action.READ_IDENTITY)
        sealed = desk.vault.identities.envelope(case.id)
        if sealed is None:
            return IdentitySheet()
        content = open_sealed(sealed, desk.session.keys.identity)
        desk.vault.audit.record(desk.deed(DeedKind.IDENTITY_VIEWED, case.id))
        try:
            return IdentitySheet.model_validate_json(content)
        except ValidationError as error:
            raise SealedDataError(reason="form") from error
