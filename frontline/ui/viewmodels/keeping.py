"""Backups, and how long cases are kept: what is there, what is due, what waits for a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import CaseId, UserId
from frontline.domain.retention import HoldReason, KeptCase, Removal
from frontline.errors import FrontlineError
from frontline.services.backup_store import Backup
from frontline.services.backups import Backups
from frontline.services.permissions import Action, Session
from frontline.services.retention import DueRemoval, Retention
from frontline.ui.tasks import TaskRunner


class Done(StrEnum):
    """What was just done; the view has the words."""

    BACKED_UP = "backed-up"
    CHECKED = "checked"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class KeepingState:
    """`states_periods` is False where the country's pack names no periods."""

    me: UserId
    may_propose: bool
    may_confirm: bool
    backups: tuple[Backup, ...] = ()
    due: tuple[DueRemoval, ...] = ()
    waiting: tuple[DueRemoval, ...] = ()
    held: tuple[KeptCase, ...] = ()
    states_periods: bool = True
    is_busy: bool = False
    done: Done | None = None
    error: FrontlineError | None = None


class KeepingViewModel(QObject):
    """Signals:
    state_changed(KeepingState).
    """

    state_changed = Signal(object)

    def __init__(
        self, session: Session, backups: Backups, retention: Retention, runner: TaskRunner
    ) -> None:
        super().__init__()
        self._session = session
        self._backups = backups
        self._retention = retention
        self._runner = runner
        self.state = KeepingState(
            me=session.user.id,
            may_propose=session.may(Action.APPLY_RETENTION),
            may_confirm=session.may(Action.CONFIRM_REMOVAL),
        )

    def load(self) -> None:
        self._do(None, lambda: None)

    def back_up(self, root: Path | None = None) -> None:
        """On this machine, or below `root`."""
        self._do(Done.BACKED_UP, lambda: self._backups.make(root))

    def check(self, backup: Backup) -> None:
        self._do(Done.CHECKED, lambda: self._backups.check(backup))

    def propose(self, each: DueRemoval) -> None:
        self._do(Done.PROPOSED, lambda: self._retention.propose(each.case.id, each.removal))

    def withdraw(self, each: DueRemoval) -> None:
        proposal = each.proposal
        if proposal is not None:
            self._do(Done.WITHDRAWN, lambda: self._retention.withdraw(proposal))

    def confirm(self, chosen: tuple[DueRemoval, ...]) -> None:
        """All of them in one run: the vault is encrypted anew once, at its end."""
        proposals = [each.proposal for each in chosen if each.proposal is not None]
        self._do(Done.REMOVED, lambda: self._retention.confirm(proposals))

    def hold(self, case: CaseId, reason: HoldReason) -> None:
        self._do(Done.HELD, lambda: self._retention.hold(case, reason))

    def lift_hold(self, case: CaseId) -> None:
        self._do(Done.RELEASED, lambda: self._retention.lift_hold(case))

    def mine_to_confirm(self) -> tuple[DueRemoval, ...]:
        """What others proposed and nothing holds."""
        return tuple(
            each
            for each in self.state.waiting
            if each.proposal is not None
            and each.proposal.by != self.state.me
            and each.case.hold is None
        )

    def erase_on_request(self, code: str) -> None:
        """The person of that case asked for it."""
        self._do(
            Done.PROPOSED,
            lambda: self._retention.propose(self._retention.case_of(code).id, Removal.IDENTITY),
        )

    def hold_by_code(self, code: str, reason: HoldReason) -> None:
        self._do(Done.HELD, lambda: self._retention.hold(self._retention.case_of(code).id, reason))

    def _do(self, done: Done | None, work: Callable[[], object]) -> None:
        def all_of_it() -> KeepingState:
            work()
            return self._read(done)

        self._update(replace(self.state, is_busy=True, error=None, done=None))
        self._runner.submit(all_of_it, done=self._update, failed=self._on_refused)

    def _read(self, done: Done | None) -> KeepingState:
        retention, session = self._retention, self._session
        return replace(
            self.state,
            backups=self._backups.listed(),
            due=retention.due(),
            waiting=retention.proposals(),
            held=retention.held() if session.may(Action.LEGAL_HOLD) else (),
            states_periods=retention.periods() is not None,
            is_busy=False,
            done=done,
            error=None,
        )

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, done=None, error=error))

    def _update(self, state: KeepingState) -> None:
        self.state = state
        self.state_changed.emit(state)
