"""Settings: passphrase, documents, hub. Looks and language are the window's own business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.outbox import Outbox
from frontline.services.permissions import Action
from frontline.services.stores import StoredDocument
from frontline.services.vaults import VaultKeeper
from frontline.ui.tasks import TaskRunner
from frontline.wire.cards import HubCard, read_card


class Done(StrEnum):
    """What was just done; the view has the words."""

    PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a step
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class SettingsState:
    """`proposed_hub` waits for somebody to compare its fingerprint."""

    documents: tuple[StoredDocument, ...] = ()
    hub: HubCard | None = None
    proposed_hub: HubCard | None = None
    may_install: bool = False
    may_set_hub: bool = False
    device_card: bytes = b""
    done: Done | None = None
    error: FrontlineError | None = None


# Applied on the window's thread to the state of the moment.
Change = Callable[[SettingsState], SettingsState]


class SettingsViewModel(QObject):
    """Signals:
    state_changed(SettingsState).
    """

    state_changed = Signal(object)

    def __init__(
        self, desk: Desk, documents: Documents, keeper: VaultKeeper, runner: TaskRunner
    ) -> None:
        super().__init__()
        self._desk = desk
        self._documents = documents
        self._outbox = Outbox(desk)
        self._keeper = keeper
        self._runner = runner
        self.state = SettingsState(
            may_install=desk.session.may(Action.INSTALL_DOCUMENTS),
            may_set_hub=desk.session.may(Action.SET_HUB),
        )

    def load(self) -> None:
        self._do(lambda: self._read(None))

    def change_passphrase(self, old: str, new: str) -> None:
        name = self._desk.session.user.name

        def work() -> Change:
            self._keeper.change_passphrase(name, old, new)
            return self._read(Done.PASSPHRASE)

        self._do(work)

    def propose_hub(self, card: bytes) -> None:
        try:
            self._update(replace(self.state, proposed_hub=read_card(card, HubCard), error=None))
        except FrontlineError as error:
            self._on_refused(error)

    def trust_proposed_hub(self) -> None:
        proposed = self.state.proposed_hub
        if proposed is None:
            return

        def work() -> Change:
            self._outbox.set_hub(proposed.canonical())
            return self._read(Done.HUB)

        self._do(work)

    def _read(self, done: Done | None) -> Change:
        card = self._desk.vault.outbox.hub_card()
        hub = read_card(card, HubCard) if card is not None else None
        documents = self._documents.installed()
        device_card = self._outbox.device_card().canonical()

        def change(state: SettingsState) -> SettingsState:
            return replace(
                state,
                documents=documents,
                hub=hub,
                # Proposed in the meantime or not: only setting a hub settles it.
                proposed_hub=None if done is Done.HUB else state.proposed_hub,
                device_card=device_card,
                done=done,
                error=None,
            )

        return change

    def _do(self, work: Callable[[], Change]) -> None:
        self._runner.submit(
            work,
            done=lambda change: self._update(change(self.state)),
            failed=self._on_refused,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, done=None, error=error))

    def _update(self, state: SettingsState) -> None:
        self.state = state
        self.state_changed.emit(state)
