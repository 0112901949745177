"""Updates of the hub, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from frontline.domain.deeds import Deed
from frontline.errors_of_updates import UpdateOlderError
from frontline.services.update_store import StoredUpdate, UpdateState
from tests.support.vault_audit import MemoryAudit


@dataclass
class MemoryUpdateStore:
    audit: MemoryAudit
    held: dict[tuple[str, int], StoredUpdate] = field(default_factory=dict)

    def add(self, update: StoredUpdate, deed: Deed) -> None:
        newest = max((number for hub, number in self.held if hub == update.hub), default=0)
        if update.number <= newest:
            raise UpdateOlderError(newest=newest, number=update.number)
        self.held[update.hub, update.number] = update
        self.audit.record(deed)

    def settle(self, update: StoredUpdate, state: UpdateState, deed: Deed) -> None:
        content = b"" if state is UpdateState.ACCEPTED else update.content
        self.held[update.hub, update.number] = replace(update, state=state, content=content)
        self.audit.record(deed)

    def updates(self, hub: str) -> tuple[StoredUpdate, ...]:
        return tuple(each for (of, _number), each in sorted(self.held.items()) if of == hub)
