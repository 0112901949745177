"""People of the post: who has an account, adding and taking away, and the recovery sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.identifiers import UserId
from frontline.domain.officials import AccessRole, User
from frontline.errors import FrontlineError, NameTakenError
from frontline.services.accounts import Accounts
from frontline.services.permissions import Action, Session
from frontline.services.vaults import NewUser, RecoveryKind, RecoverySheet
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.new_user import TAKEN, user_problems


class PeopleStep(StrEnum):
    """Which of the pages is shown."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"
    RECOVERY = "recovery"
    SHEET = "sheet"


class Done(StrEnum):
    """What was just done; the view has the words."""

    ADDED = "added"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REMOVED = "removed"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class PeopleState:
    """`roles` are those the user may give and whose accounts they may change. `subject` is whom
    the page asks about, or to whom something was just done. Of `sheets` the first is shown."""

    step: PeopleStep = PeopleStep.LIST
    people: tuple[User, ...] = ()
    roles: tuple[AccessRole, ...] = ()
    subject: User | None = None
    sheets: tuple[RecoverySheet, ...] = field(default=(), repr=False)
    is_busy: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    done: Done | None = None
    error: FrontlineError | None = None


class PeopleViewModel(QObject):
    """Signals:
    state_changed(PeopleState).
    """

    state_changed = Signal(object)

    def __init__(self, accounts: Accounts, session: Session, runner: TaskRunner) -> None:
        super().__init__()
        self._accounts = accounts
        self._runner = runner
        self.own = session.user.id
        self.may_set_recovery = session.may(Action.SET_RECOVERY)
        self.state = PeopleState()

    def load(self) -> None:
        self._do(lambda: None, None, None)

    def may_change(self, user: User) -> bool:
        return user.id != self.own and user.access in self.state.roles

    def show_list(self) -> None:
        """Leave whatever was asked. Sheets that were proposed are forgotten."""
        self._update(PeopleState(people=self.state.people, roles=self.state.roles))

    def ask_whom_to_add(self) -> None:
        self._ask(PeopleStep.ADD)

    def ask_to_remove(self, user: UserId) -> None:
        self._ask(PeopleStep.REMOVE, self._named(user))

    def ask_about_recovery(self) -> None:
        self._ask(PeopleStep.RECOVERY)

    def add(self, new: NewUser, again: str) -> None:
        """`again` is the passphrase typed a second time."""
        problems = user_problems(new.name, new.passphrase, again)
        if problems:
            self._update(replace(self.state, problems=problems, error=None))
            return
        self._do(lambda: self._accounts.add(new), Done.ADDED, None)

    def suspend(self, user: UserId) -> None:
        self._do(lambda: self._accounts.suspend(user), Done.SUSPENDED, self._named(user))

    def reinstate(self, user: UserId) -> None:
        self._do(lambda: self._accounts.reinstate(user), Done.REINSTATED, self._named(user))

    def remove(self) -> None:
        """Whom the page asks about."""
        subject = self.state.subject
        if subject is not None:
            self._do(lambda: self._accounts.remove(subject.id), Done.REMOVED, subject)

    def propose_recovery(self, kind: RecoveryKind) -> None:
        if self.state.is_busy:
            return
        self._begin()
        self._runner.submit(
            lambda: self._accounts.propose_recovery(kind),
            done=self._on_proposed,
            failed=self._on_refused,
        )

    def sheet_is_safe(self) -> None:
        """It was printed or written down. With the last one the new sheets come into force."""
        left = self.state.sheets[1:]
        if left:
            self._update(replace(self.state, sheets=left))
        else:
            self._do(self._accounts.set_recovery, Done.RECOVERY, None)

    def _do(self, work: Callable[[], object], done: Done | None, subject: User | None) -> None:
        if self.state.is_busy:
            return
        self._begin()

        def change() -> PeopleState:
            made = work()
            about = made if isinstance(made, User) else subject
            people, roles = self._accounts.people(), self._accounts.roles()
            return PeopleState(people=people, roles=roles, subject=about, done=done)

        self._runner.submit(change, done=self._update, failed=self._on_refused)

    def _begin(self) -> None:
        self._update(replace(self.state, is_busy=True, problems={}, done=None, error=None))

    def _ask(self, step: PeopleStep, subject: User | None = None) -> None:
        state = self.state
        self._update(PeopleState(step, state.people, state.roles, subject))

    def _named(self, user: UserId) -> User | None:
        return next((each for each in self.state.people if each.id == user), None)

    def _on_proposed(self, sheets: tuple[RecoverySheet, ...]) -> None:
        self._update(replace(self.state, step=PeopleStep.SHEET, sheets=sheets, is_busy=False))

    def _on_refused(self, error: FrontlineError) -> None:
        problems = {"name": TAKEN} if isinstance(error, NameTakenError) else {}
        shown = None if problems else error
        self._update(replace(self.state, is_busy=False, problems=problems, error=shown))

    def _update(self, state: PeopleState) -> None:
        self.state = state
        self.state_changed.emit(state)
