"""The port through which cases are held, and taken away. Implemented by `frontline.storage`."""

from __future__ import annotations

from typing import Protocol

from frontline.domain.deeds import Deed
from frontline.domain.identifiers import CaseId
from frontline.domain.retention import HoldReason, KeptCase, Proposal, Removal


class RetentionStore(Protocol):
    def kept(self) -> tuple[KeptCase, ...]:
        """Every case, in the order they were opened."""
        ...

    def set_hold(self, case: CaseId, reason: HoldReason, deed: Deed) -> None:
        """In place of another reason. Raises StorageUnwritableError for an unknown case."""
        ...

    def lift_hold(self, case: CaseId, deed: Deed) -> None:
        """Harmless where there is none."""
        ...

    def propose(self, proposal: Proposal, deed: Deed) -> None:
        """The first who proposes the same stays who proposed it."""
        ...

    def withdraw(self, case: CaseId, removal: Removal, deed: Deed) -> None:
        """Harmless where it was not proposed."""
        ...

    def proposals(self) -> tuple[Proposal, ...]:
        """In the order they were made."""
        ...

    def erase_identity(self, case: CaseId, deed: Deed) -> None:
        """The envelope and the proposal go; answers and finding stay. Harmless when repeated."""
        ...

    def purge(self, case: CaseId, deed: Deed) -> None:
        """Everything that belongs to the case goes, in one transaction with an entry that vouches
        for its absence. Harmless when repeated."""
        ...
