"""Sleep, a locked screen and a change of users lock the program; no bus at all is no trouble."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from frontline.app.dbus import QtBus, watch_for_suspend
from frontline.app.suspend import (
    LOGIN,
    LOGIN_PATH,
    MANAGER,
    PROPERTIES,
    SESSION,
    Said,
    SuspendWatch,
)

OWN = "/org/freedesktop/login1/session/_37"
SAVER = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")


@dataclass
class FakeBus:
    """Implements Bus. `answers` are by method; `asked` notes what was asked with what."""

    answers: dict[str, Sequence[object]] = field(default_factory=dict)
    heard: dict[tuple[str, ...], Said] = field(default_factory=dict)
    asked: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)

    def listen(self, service: str, path: str, interface: str, name: str, said: Said) -> None:
        self.heard[service, path, interface, name] = said

    def ask(
        self, _service: str, _path: str, _interface: str, method: str, *given: object
    ) -> Sequence[object]:
        self.asked.append((method, given))
        return self.answers.get(method, ())

    def say(self, *signal: str, arguments: Sequence[object] = ()) -> None:
        self.heard[signal](arguments)


@dataclass
class Machine:
    """A machine with a desktop session; `locks` counts."""

    def __post_init__(self) -> None:
        self.system = FakeBus({"GetSession": [OWN], "Get": [True], "Inhibit": [object()]})
        self.session = FakeBus()
        self.locks: list[str] = []
        self.watch = SuspendWatch(self.system, self.session, lambda: self.locks.append("lock"))


def test_the_machine_going_to_sleep_locks_and_waits_for_it() -> None:
    machine = Machine()
    machine.system.say(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", arguments=[False])
    assert machine.locks == []
    machine.system.say(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", arguments=[True])
    assert machine.locks == ["lock"]
    assert ("Inhibit", ("sleep", "Frontline", "", "delay")) in machine.system.asked


def test_a_locked_session_locks() -> None:
    machine = Machine()
    machine.system.say(LOGIN, OWN, SESSION, "Lock")
    assert machine.locks == ["lock"]


def test_somebody_elses_session_in_front_locks() -> None:
    machine = Machine()
    changed = (LOGIN, OWN, PROPERTIES, "PropertiesChanged")
    machine.system.say(*changed, arguments=[SESSION])
    assert machine.locks == []
    machine.system.answers["Get"] = [False]
    machine.system.say(*changed, arguments=[SESSION])
    assert machine.locks == ["lock"]


def test_a_screen_saver_locks() -> None:
    machine = Machine()
    machine.session.say(*SAVER, "ActiveChanged", arguments=[False])
    assert machine.locks == []
    machine.session.say(*SAVER, "ActiveChanged", arguments=[True])
    assert machine.locks == ["lock"]


def test_without_logind_the_rest_is_still_heard() -> None:
    system, session, locks = FakeBus(), FakeBus(), list[str]()
    SuspendWatch(system, session, lambda: locks.append("lock"))
    session.say(*SAVER, "ActiveChanged", arguments=[True])
    assert locks == ["lock"]
    assert len(system.heard) == 1


def test_no_bus_at_all_is_silent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    nothing = QtBus(QDBusConnection("nothing of that name"))
    nothing.listen(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", lambda _given: None)
    assert nothing.ask(LOGIN, LOGIN_PATH, MANAGER, "Inhibit") == ()
    locks = list[str]()
    watch_for_suspend(lambda: locks.append("lock"))
    assert locks == []


@pytest.fixture
def address() -> Iterator[str]:
    """Of a real bus that is nobody else's."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no D-Bus on this machine")
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def test_signals_come_through_a_real_bus(address: str, qtbot: QtBot) -> None:
    login = QDBusConnection.connectToBus(address, "test-login")
    own = QDBusConnection.connectToBus(address, "test-own")
    assert login.registerService(LOGIN)
    locks = list[str]()
    watch = SuspendWatch(QtBus(own), QtBus(own), lambda: locks.append("lock"))

    for is_going in (False, True):
        signal = QDBusMessage.createSignal(LOGIN_PATH, MANAGER, "PrepareForSleep")
        signal.setArguments([is_going])
        assert login.send(signal)
    qtbot.waitUntil(lambda: bool(locks))

    assert locks == ["lock"]
    assert watch._path == ""
    for name in ("test-login", "test-own"):
        QDBusConnection.disconnectFromBus(name)
