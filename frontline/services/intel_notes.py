"""Notes on suspects for law enforcement: written from a case, sealed, and unreadable here.

The link from case to note is known at the post alone and leads one way. Nothing in the note leads
back, and what was written of the person is looked for in it before it is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from frontline.domain.cases import Case
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import NoteId
from frontline.domain.intel import KeptNote, NoteState
from frontline.errors import FrontlineError
from frontline.errors_of_channels import NoteEmptyError, NoteNamesPersonError, NoteNotFoundError
from frontline.services.case_access import require_case
from frontline.services.desk import Desk
from frontline.services.identities import opened_sheet
from frontline.services.permissions import Action
from frontline.services.search import folded
from frontline.services.stores import SealedBundle
from frontline.wire.focal_point import FOCAL_POINT_KIND, FocalPoint, read_focal_point
from frontline.wire.intel import IntelNote, NoteContent, seal_note
from frontline.wire.receipt import put_aside_by

# Shorter ones stand in any text.
_LEAST_LETTERS = 4
_NUMBER = re.compile(r"\d(?:[\s().+/-]*\d){5,}")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """`by` is who wrote it; what it says is nowhere here."""

    note: KeptNote
    state: NoteState
    by: str


class IntelNotes:
    def __init__(self, desk: Desk, trusted_keys: Collection[str]) -> None:
        self._desk = desk
        self._trusted_keys = trusted_keys

    def focal_points(self, case: Case) -> tuple[FocalPoint, ...]:
        """Those of the country of the case's site. One whose signature does not hold is none."""
        require_case(self._desk, Action.WRITE_NOTE, case)
        country = self.country(case)
        found = []
        for stored in self._desk.vault.documents.newest(FOCAL_POINT_KIND):
            try:
                found.append(read_focal_point(stored.content, self._trusted_keys))
            except FrontlineError:
                continue
        return tuple(each for each in found if each.country == country)

    def country(self, case: Case) -> str:
        require_case(self._desk, Action.WRITE_NOTE, case)
        sites = {site.id: site for site in self._desk.vault.sites.sites()}
        return sites[case.site].country

    def words_of_person(self, case: Case, content: NoteContent) -> tuple[str, ...]:
        """Words of the person's own details, and their case code, that stand in the note."""
        require_case(self._desk, Action.WRITE_NOTE, case)
        written = _words(" ".join(content.lines))
        return tuple(sorted(self._of_person(case) & written))

    def seal(
        self, case: Case, content: NoteContent, to: FocalPoint, others: Collection[str] = ()
    ) -> KeptNote:
        """Seal and store it; it goes out with the next bundles. `others`: words that stand in the
        person's details too, and of which the officer said that they are somebody else's here,
        such as the name of a family.

        Raises CaseNotFoundError, NoteEmptyError, NoteNamesPersonError, NoteTooLongError.
        """
        desk = self._desk
        require_case(desk, Action.WRITE_NOTE, case)
        if not content.says_something:
            raise NoteEmptyError
        found = set(self.words_of_person(case, content)) - set(others)
        if found:
            raise NoteNamesPersonError(words=len(found))
        identifier = NoteId(desk.chance.uuid())
        note = IntelNote(note=identifier.hex, **dict(content))
        kept = KeptNote(
            id=identifier,
            made_at=desk.clock.now(),
            made_by=desk.session.user.id,
            focal_point=to.mark,
            sealed=seal_note(note, to.recipients),
        )
        desk.vault.notes.add_note(kept, case.id, desk.deed(DeedKind.NOTE_SEALED, identifier))
        return kept

    def listed(self, case: Case) -> tuple[NoteLine, ...]:
        """Those that were written from this case, the newest first."""
        require_case(self._desk, Action.CARRY_NOTE, case)
        vault = self._desk.vault
        own, states = set(vault.notes.notes_of(case.id)), note_states(self._bundles())
        names = {user.id: user.name for user in vault.users.everybody()}
        return tuple(
            NoteLine(note, states.get(note.id, NoteState.WAITING), names.get(note.made_by, ""))
            for note in reversed(vault.notes.notes())
            if note.id in own
        )

    def file(self, case: Case, note: NoteId) -> bytes:
        """The sealed file, to be carried to the focal point. Raises NoteNotFoundError."""
        for line in self.listed(case):
            if line.note.id == note:
                return line.note.sealed
        raise NoteNotFoundError(note=str(note))

    def carried(self, case: Case, note: NoteId) -> None:
        """It was saved. Raises NoteNotFoundError."""
        self.file(case, note)
        self._desk.vault.notes.mark_carried(note, self._desk.deed(DeedKind.NOTE_SAVED, note))

    def _bundles(self) -> tuple[SealedBundle, ...]:
        return self._desk.vault.outbox.bundles(only_unacknowledged=False)

    def _of_person(self, case: Case) -> frozenset[str]:
        sealed, words = self._desk.vault.identities.envelope(case.id), _words(case.code)
        if sealed is None:
            return words
        sheet = opened_sheet(self._desk, sealed)
        return words | _words(f"{sheet.names}\n{sheet.contact}\n{sheet.papers}")


def note_states(bundles: Collection[SealedBundle]) -> Mapping[NoteId, NoteState]:
    """Of every note that is in a bundle."""
    found: dict[NoteId, NoteState] = {}
    for bundle in bundles:
        aside = put_aside_by(bundle.receipt) if bundle.notes and bundle.receipt else frozenset()
        for note in bundle.notes:
            if bundle.receipt is None:
                found[note] = NoteState.ON_ITS_WAY
            else:
                is_aside = note.hex in aside
                found[note] = NoteState.PUT_ASIDE if is_aside else NoteState.ARRIVED
    return found


def _words(text: str) -> frozenset[str]:
    """In small letters and without accents. Numbers are one word, however they are grouped."""
    plain = folded(text)
    numbers = ("".join(filter(str.isalnum, found)) for found in _NUMBER.findall(plain))
    spaced = "".join(letter if letter.isalnum() else " " for letter in plain)
    words = (*spaced.split(), *numbers)
    return frozenset(word for word in words if len(word) >= _LEAST_LETTERS)
