"""Setting up a new post, step by step. Nothing is stored before the last step."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum

from PySide6.QtCore import QObject, Signal

from frontline.domain.chance import Chance
from frontline.domain.identifiers import SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.errors import FrontlineError
from frontline.services.vaults import (
    NewUser,
    PostSetup,
    RecoveryKind,
    RecoverySheet,
    VaultKeeper,
    check_passphrase,
)
from frontline.ui.tasks import TaskRunner


class SetupStep(IntEnum):
    SUPERVISOR = 0
    OFFICER = 1
    SITE = 2
    RECOVERY = 3


@dataclass(frozen=True, slots=True)
class SetupState:
    """`problems` maps the name of a field to what is wrong with it, as an error."""

    step: SetupStep = SetupStep.SUPERVISOR
    supervisor: NewUser | None = None
    officer: NewUser | None = None
    site: Site | None = None
    # Those still to be printed; the first is shown.
    sheets: tuple[RecoverySheet, ...] = field(default=(), repr=False)
    recovery: RecoveryKind = RecoveryKind.SHEET
    is_busy: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    error: FrontlineError | None = None


# What can be wrong with a field; the view has the words.
MISSING, DIFFERENT, WEAK, TAKEN = "missing", "different", "weak", "taken"


class SetupViewModel(QObject):
    """Signals:
    state_changed(SetupState).
    finished(): the vault is there and the sheet was dealt with.
    """

    state_changed = Signal(object)
    finished = Signal()

    def __init__(self, keeper: VaultKeeper, runner: TaskRunner, chance: Chance) -> None:
        super().__init__()
        self._keeper = keeper
        self._runner = runner
        self._chance = chance
        self.state = SetupState()

    def set_user(self, name: str, passphrase: str, again: str, official: OfficialRole) -> None:
        """The supervisor, then the officer."""
        is_officer = self.state.step is SetupStep.OFFICER
        access = AccessRole.OFFICER if is_officer else AccessRole.SUPERVISOR
        problems = _user_problems(name, passphrase, again)
        first = self.state.supervisor
        if is_officer and first is not None and first.name.casefold() == name.strip().casefold():
            problems["name"] = TAKEN
        if problems:
            self._update(replace(self.state, problems=problems))
            return
        user = NewUser(name.strip(), passphrase, access, official)
        if is_officer:
            self._update(SetupState(SetupStep.SITE, self.state.supervisor, user))
        else:
            self._update(SetupState(SetupStep.OFFICER, user))

    def set_site(
        self, label: str, kind: SiteKind, setting: SiteSetting, country: str, region: str
    ) -> None:
        """Where the post works, and then make it."""
        problems = {} if label.strip() else {"label": MISSING}
        if not country:
            problems["country"] = MISSING
        code = f"{country}-{region.strip().upper()}"
        if not (1 <= len(region.strip()) <= 3 and region.strip().isalnum()):
            problems["region"] = MISSING
        if problems:
            self._update(replace(self.state, problems=problems))
            return
        site = Site(SiteId(self._chance.uuid()), label.strip(), kind, setting, country, code)
        self._create(replace(self.state, site=site, problems={}))

    def choose_recovery(self, kind: RecoveryKind) -> None:
        """Before the last step of input: one sheet, or one for each of three holders."""
        self._update(replace(self.state, recovery=kind))

    def back(self) -> None:
        if SetupStep.SUPERVISOR < self.state.step < SetupStep.RECOVERY:
            self._update(SetupState(SetupStep(self.state.step - 1), self.state.supervisor))

    def sheet_is_safe(self) -> None:
        """The recovery sheet was printed or written down; it cannot be shown again."""
        self._update(replace(self.state, sheets=self.state.sheets[1:]))
        if not self.state.sheets:
            self.finished.emit()

    def _create(self, state: SetupState) -> None:
        supervisor, officer, site = state.supervisor, state.officer, state.site
        if supervisor is None or officer is None or site is None:
            return
        setup = PostSetup(supervisor, officer, site, state.recovery)
        self._update(replace(state, is_busy=True, error=None))
        self._runner.submit(
            lambda: self._keeper.create(setup), done=self._on_created, failed=self._on_refused
        )

    def _on_created(self, sheets: tuple[RecoverySheet, ...]) -> None:
        self._update(SetupState(SetupStep.RECOVERY, sheets=sheets))

    def _on_refused(self, error: FrontlineError) -> None:
        self._update(replace(self.state, is_busy=False, error=error))

    def _update(self, state: SetupState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _user_problems(name: str, passphrase: str, again: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not name.strip():
        problems["name"] = MISSING
    try:
        check_passphrase(passphrase)
    except FrontlineError:
        problems["passphrase"] = WEAK
    if passphrase != again:
        problems["again"] = DIFFERENT
    return problems
