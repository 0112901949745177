"""Finding a case: by its code, place, questionnaire, finding or referral, or by what was told.

Two ways that never mix. What does not identify anybody is in an index in the vault. What does is
only in the sealed sheets: those which the user can open are opened in memory, a few at a time,
kept for the session, and never written anywhere. A hit among them names the case and shows nothing
of the sheet; opening it is a look, and recorded as one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import CaseId, UserId
from frontline.domain.identity import IdentitySheet
from frontline.domain.officials import User
from frontline.errors import SealedDataError
from frontline.services.case_access import may_do
from frontline.services.case_stores import Wanted
from frontline.services.desk import Desk
from frontline.services.identities import opened_sheet
from frontline.services.permissions import Action, Thing

MOST = 20
# Shorter words are the start of too many others to stand for a code.
_SHORTEST = 3
# An age file ends with the tag of its last part, which is another with each sealing.
_TAG = 16

Vocabulary = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A case, its last screening, and whose it is."""

    case: Case
    screening: Screening
    owner: User | None


@dataclass(frozen=True, slots=True)
class Looked:
    """Cases whose sheet has every word, and how many sheets did not open."""

    cases: tuple[CaseId, ...]
    unopened: int


def folded(text: str) -> str:
    """Without accents and case, so that a name is found however it was typed."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def terms_of(text: str) -> tuple[str, ...]:
    """What was typed, word by word; signs alone are no word."""
    words = unicodedata.normalize("NFC", text).split()
    return tuple(word for word in words if any(map(str.isalnum, word)))


def wanted_of(text: str, vocabulary: Vocabulary) -> tuple[Wanted, ...]:
    """Each word with the codes whose words begin like it. `vocabulary`: words and mark."""
    return tuple(Wanted(term, _marks(folded(term), vocabulary)) for term in terms_of(text))


def _marks(start: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if len(start) < _SHORTEST:
        return ()
    found = {
        mark
        for words, mark in vocabulary
        if any(word.startswith(start) for word in folded(words).split())
    }
    return tuple(sorted(found))


class Search:
    """Lives as long as a session does, because of the sheets it keeps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # The tag of the envelope that was opened, and its text as it is searched.
        self._sheets: dict[CaseId, tuple[bytes, str]] = {}

    def by_text(self, text: str, vocabulary: Vocabulary) -> tuple[Found, ...]:
        """The newest first, MOST of them at most."""
        whose = self._whose()
        wanted = wanted_of(text, vocabulary)
        return self.found(self._desk.vault.search.find(wanted, whose, MOST))

    def by_code(self, text: str) -> tuple[Found, ...]:
        """The cases whose code begins like `text`, whatever stands between its letters."""
        typed = _letters(text)
        found = self.by_text(text, ()) if typed else ()
        return tuple(each for each in found if _letters(each.case.code).startswith(typed))

    def found(self, cases: Sequence[CaseId]) -> tuple[Found, ...]:
        """Those of them that the user may read, whatever an index says."""
        vault = self._desk.vault
        users = {user.id: user for user in vault.users.everybody()}
        shown = []
        for case, screening in vault.search.with_last_screening(cases):
            if may_do(self._desk, Action.SEARCH, case):
                owner = users.get(vault.shares.access(case).owner)
                shown.append(Found(case, screening, owner))
        return tuple(shown)

    def begin_in_sheets(self, text: str) -> tuple[CaseId, ...]:
        """The cases whose sheets to look through, the newest first; the search is recorded."""
        desk, whose = self._desk, self._whose()
        if not terms_of(text):
            return ()
        cases = desk.vault.search.sealed_cases(whose)
        if cases:
            user = desk.session.user.id
            desk.vault.audit.record(desk.deed(DeedKind.IDENTITIES_SEARCHED, user))
        return cases

    def look_in_sheets(self, text: str, cases: Sequence[CaseId]) -> Looked:
        """Which of `cases` have every word in their sheet. Opens what was not opened yet."""
        self._whose()
        terms = [folded(term) for term in terms_of(text)]
        sealed, hits, unopened = self._desk.vault.identities.envelopes(cases), [], 0
        for case in cases:
            sheet = self._sheet(case, sealed)
            unopened += sheet is None
            if sheet and terms and all(term in sheet for term in terms):
                hits.append(case)
        return Looked(tuple(hits), unopened)

    def _sheet(self, case: CaseId, sealed: Mapping[CaseId, bytes]) -> str | None:
        """ "" where there is none any more, None where it does not open."""
        envelope = sealed.get(case)
        if envelope is None:
            return ""
        tag, text = self._sheets.get(case, (b"", ""))
        if tag != envelope[-_TAG:]:
            try:
                text = _searched(opened_sheet(self._desk, envelope))
            except SealedDataError:
                return None
            self._sheets[case] = (envelope[-_TAG:], text)
        return text

    def _whose(self) -> UserId | None:
        """None for somebody who may search all cases. Raises NotPermittedError."""
        session = self._desk.session
        session.require(Action.SEARCH)
        is_all = session.may(Action.SEARCH, Thing.COLLEAGUES_CASE)
        return None if is_all else session.user.id


def _letters(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter.isalnum())


def _searched(sheet: IdentitySheet) -> str:
    """Numbers once more without what stands between their digits."""
    told = f"{sheet.names}\n{sheet.contact}\n{sheet.papers}\n{sheet.notes}"
    digits = [
        "".join(letter for letter in each if letter.isdigit())
        for each in (sheet.contact, sheet.papers)
    ]
    return "\n".join((folded(told), *digits))
