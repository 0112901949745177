"""Names, contacts, papers and notes: sealed to who may work on the case, and to supervisors.

A colleague who can open the vault cannot read them; they hold no key that fits.

Whom an envelope should be sealed to changes: a case is shared, somebody becomes a supervisor or is
one no more. Sharing seals anew at once, because whoever shares can open it. For the rest, `reseal`
runs after each sign-in and does what the user who signed in can do: nobody else's key is there.
Until then a new supervisor is refused, with an error and not with an empty sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from frontline.crypto.sealing import open_sealed, seal
from frontline.domain.cases import Case, CaseAccess
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId, LegId, QuestionId
from frontline.domain.identity import IdentitySheet
from frontline.errors import SealedDataError
from frontline.services.case_access import may_do, readers_of, require_case
from frontline.services.case_stores import Envelope
from frontline.services.desk import Desk
from frontline.services.permissions import Action


class Identities:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, case: Case, sheet: IdentitySheet) -> None:
        """All but the notes on questions and the names of places, which stay as they are.

        Raises CaseNotFoundError for a case that is neither theirs nor shared with them,
        SealedDataError where there is a sheet that does not open.
        """
        stored = self._stored(case)
        kept = {"question_notes": stored.question_notes, "route_places": stored.route_places}
        self._write(case, sheet.model_copy(update=kept))

    def save_note(self, case: Case, question: QuestionId, text: str) -> None:
        """In place of the one before; "" takes it away. Raises as save."""
        stored = self._stored(case)
        others = {name: note for name, note in stored.question_notes.items() if name != question}
        notes = {**others, question: text} if text else others
        self._write(case, stored.model_copy(update={"question_notes": notes}))

    def save_places(self, case: Case, names: Mapping[LegId, str]) -> None:
        """What the places on the person's route are called, in place of all before. Raises as
        save."""
        self._write(case, self._stored(case).model_copy(update={"route_places": dict(names)}))

    def _stored(self, case: Case) -> IdentitySheet:
        """What is to be changed; nobody is shown it."""
        require_case(self._desk, Action.SCREEN, case)
        sealed = self._desk.vault.identities.envelope(case.id)
        return IdentitySheet() if sealed is None else opened_sheet(self._desk, sealed)

    def _write(self, case: Case, sheet: IdentitySheet) -> None:
        desk = self._desk
        access = desk.vault.shares.access(case)
        envelope = self._sealed(sheet.model_dump_json().encode(), access)
        deed = desk.deed(DeedKind.IDENTITY_SAVED, case.id)
        desk.vault.identities.save_envelope(case.id, envelope.sealed, deed, envelope.readers)

    def read(self, case: Case) -> IdentitySheet:
        """An empty sheet where none was written. Each look is recorded.

        Raises CaseNotFoundError for a case that is not theirs to read, SealedDataError where it
        is and the envelope has not been sealed to them yet.
        """
        desk = self._desk
        require_case(desk, Action.READ_IDENTITY, case)
        sealed = desk.vault.identities.envelope(case.id)
        if sealed is None:
            return IdentitySheet()
        sheet = opened_sheet(desk, sealed)
        desk.vault.audit.record(desk.deed(DeedKind.IDENTITY_VIEWED, case.id))
        return sheet

    def sealed_for(self, access: CaseAccess) -> Envelope | None:
        """The envelope of a case, sealed anew for `access`; None where there is none. Not stored.

        Raises SealedDataError where the signed-in user cannot open it.
        """
        sealed = self._desk.vault.identities.envelope(access.case)
        if sealed is None:
            return None
        return self._sealed(open_sealed(sealed, self._desk.session.keys.identity), access)

    def out_of_date(self) -> tuple[CaseId, ...]:
        """Cases whose envelope is not sealed to exactly those it should be, and which the
        signed-in user should be able to open."""
        users, own = self._desk.vault.users.users(), self._desk.session.user.recipient
        found = []
        for access, readers in self._desk.vault.shares.sealed():
            wanted = tuple(sorted(user.recipient for user in readers_of(access, users)))
            # Whom an earlier version sealed to is not known: then it is tried.
            if readers != wanted and own in (readers or wanted):
                found.append(access.case)
        return tuple(found)

    def reseal(self, cases: Sequence[CaseId]) -> int:
        """Seal these envelopes to those they should be sealed to; how many it was done for.

        One that the user cannot open stays as it is, for somebody who can.
        """
        desk, done = self._desk, 0
        for case in cases:
            access = desk.vault.shares.access(desk.vault.cases.case(case))
            try:
                envelope = self.sealed_for(access)
            except SealedDataError:
                continue
            if envelope is not None:
                deed = desk.deed(DeedKind.IDENTITY_RESEALED, case)
                desk.vault.identities.save_envelope(case, envelope.sealed, deed, envelope.readers)
                done += 1
        return done

    def _sealed(self, content: bytes, access: CaseAccess) -> Envelope:
        readers = readers_of(access, self._desk.vault.users.users())
        recipients = tuple(sorted(user.recipient for user in readers))
        return Envelope(seal(content, recipients), recipients)


def noted_questions(desk: Desk, case: Case) -> frozenset[QuestionId]:
    """Those on which there is a note; none where the sheet is not theirs to read. Which they are
    is no look at what was written."""
    sealed = desk.vault.identities.envelope(case.id)
    if sealed is None or not may_do(desk, Action.READ_IDENTITY, case):
        return frozenset()
    try:
        return frozenset(opened_sheet(desk, sealed).question_notes)
    except SealedDataError:
        return frozenset()


def named_places(desk: Desk, case: Case) -> Mapping[LegId, str]:
    """What places on the route are called, for what is done with it and not to be shown: showing
    is `read`. Raises CaseNotFoundError, SealedDataError."""
    require_case(desk, Action.READ_IDENTITY, case)
    sealed = desk.vault.identities.envelope(case.id)
    return {} if sealed is None else opened_sheet(desk, sealed).route_places


def opened_sheet(desk: Desk, sealed: bytes) -> IdentitySheet:
    """Raises SealedDataError."""
    content = open_sealed(sealed, desk.session.keys.identity)
    try:
        return IdentitySheet.model_validate_json(content)
    except ValidationError as error:
        raise SealedDataError(reason="form") from error
