"""A real program, signed in with secrets on its pages, that locks for good when it is told to."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from frontline.app.locking import LOCKED, replace_process
from frontline.app.places import OVERRIDE
from frontline.domain.identity import IdentitySheet
from frontline.services.identities import Identities
from frontline.services.screenings import OpenScreening, ScreeningService
from tests.support.clock import SettableClock
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_worker import say
from tests.support.desktop_worker_desk import TALK
from tests.support.vault_posts import OFFICER, cheap_derivation


class Replacing(PlayedDesktop):
    """Its lock is the real one: this process ends, and a new program stands in its place."""

    def _replace(self, mode: str) -> None:
        self.replaced.append(mode)
        replace_process(mode)


class Forgetful(PlayedDesktop):
    """Goes on in the same process after a lock, with everything let go of: what a test must
    notice."""

    def _replace(self, mode: str) -> None:
        self.replaced.append(mode)


def lock_for_real(root: Path, name: str, notes: str) -> None:
    _play(Replacing, root, name, notes)


def lock_in_name_only(root: Path, name: str, notes: str) -> None:
    _play(Forgetful, root, name, notes)


def _play(kind: type[PlayedDesktop], root: Path, name: str, notes: str) -> None:
    """Says the secrets that only it knows, then waits for the signal to lock."""
    os.environ[OVERRIDE] = str(root / "post")
    QApplication(["frontline"])
    with cheap_derivation():
        played = kind(root, root / "none", {}, SettableClock())
        played.start()
        played.sign_in(OFFICER.name, OFFICER.passphrase)
    table = played.in_vault(lambda: _table(played, name, notes))
    navigator = played.now.navigator
    assert navigator is not None
    navigator._open(table)
    played.case()._show_identity()
    played.hand.wait(lambda: _shows(played, notes), "the notes")
    keys = played.workplace.desk.session.keys
    orders: list[int] = []
    signal.signal(signal.SIGUSR1, lambda number, _frame: orders.append(number))
    say("secrets", keys.identity, keys.seed.hex(), table.case.code)
    played.hand.wait(lambda: bool(orders), "the order to lock")
    played.now.lock()
    say("locked", LOCKED)


def _table(played: PlayedDesktop, name: str, notes: str) -> OpenScreening:
    desk = played.workplace.desk
    table = ScreeningService(desk).start(TALK, desk.vault.sites.sites()[0].id, "es")
    Identities(desk).save(table.case, IdentitySheet(names=name, notes=notes))
    return table


def _shows(played: PlayedDesktop, text: str) -> bool:
    areas = played.now.window.findChildren(QPlainTextEdit)
    return any(text in area.toPlainText() for area in areas)
