"""Ports of the vault for who may work on a case, for the sealed sheets of persons, and for search.

As in services/stores.py: a change and its Deed are written in one transaction, or neither is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from frontline.domain.cases import Case, CaseAccess, Screening
from frontline.domain.chance import Chance
from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId, UserId


@dataclass(frozen=True, slots=True)
class Envelope:
    """An age file, and the recipients it was sealed to, in order of their text.

    `readers` is empty for one that an earlier version wrote: it is not known then.
    """

    sealed: bytes = field(repr=False)
    readers: tuple[str, ...] = ()


class IdentityStore(Protocol):
    def save_envelope(
        self, case: CaseId, sealed: bytes, deed: Deed, readers: Sequence[str] = ()
    ) -> None: ...

    def envelope(self, case: CaseId) -> bytes | None: ...

    def readers(self, case: CaseId) -> tuple[str, ...]:
        """The recipients its envelope is sealed to; empty where there is none, or not known."""
        ...

    def envelopes(self, cases: Collection[CaseId]) -> Mapping[CaseId, bytes]:
        """Of those of `cases` that have one."""
        ...


class SlotStore(Protocol):
    def put(self, sealed: bytes, chance: Chance) -> None:
        """Replace a dummy, drawn by lot, with no entry anywhere. Raises SlotsFullError."""
        ...


class ShareStore(Protocol):
    def access(self, case: Case) -> CaseAccess:
        """Who opened it is the owner until it is handed over."""
        ...

    def given_to(self, user: UserId) -> tuple[CaseId, ...]:
        """Cases shared with or handed over to somebody, the latest first."""
        ...

    def sealed(self) -> Sequence[tuple[CaseAccess, tuple[str, ...]]]:
        """Every case that has an envelope, with the recipients it is sealed to, as in Envelope."""
        ...

    def set_access(self, access: CaseAccess, envelope: Envelope | None, deed: Deed) -> None:
        """Let exactly these people work on the case from now on, with the envelope sealed anew.

        Shares that are not in `access` end. None leaves the envelope as it is.
        """
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a search: the start of a word of a case's text, or one of its `marks`."""

    word: str
    marks: tuple[str, ...] = ()


class SearchStore(Protocol):
    def find(self, wanted: Sequence[Wanted], user: UserId | None, most: int) -> tuple[CaseId, ...]:
        """Cases that have every word, the newest first; with `user` only those they may work on."""
        ...

    def with_last_screening(self, cases: Sequence[CaseId]) -> tuple[tuple[Case, Screening], ...]:
        """These cases in this order, each with its last screening, whose position may be left out;
        without those that do not exist."""
        ...

    def sealed_cases(self, user: UserId | None) -> tuple[CaseId, ...]:
        """Those with an identity envelope, the newest first: all of them, or those that `user`
        may work on."""
        ...

    def check(self, start: int, most: int) -> int | None:
        """Compare up to `most` cases of the index with the tables, from `start` on, and put right
        what differs. Where to go on, None at the end. Harmless when repeated."""
        ...
