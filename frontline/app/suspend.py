"""Locks when the machine goes to sleep, or when somebody locks or leaves its desktop session.

On Linux logind and the screen saver say so over D-Bus. Where there is no bus nothing is said, and
the idle watch, which reads the clock, locks at the first touch after a sleep (app/idle.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Protocol

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
# Where each desktop says that its screen is locked: service, path, interface.
SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)

Said = Callable[[Sequence[object]], None]


class Bus(Protocol):
    """One D-Bus. A bus that is not there takes everything and says nothing."""

    def listen(self, service: str, path: str, interface: str, name: str, said: Said) -> None:
        """`said` gets the arguments of each such signal."""
        ...

    def ask(
        self, service: str, path: str, interface: str, method: str, *given: object
    ) -> Sequence[object]:
        """What the method answers; nothing where nobody does."""
        ...


class SuspendWatch:
    """Calls `on_away` at each of these; it has to bear being called twice."""

    def __init__(self, system: Bus, session: Bus, on_away: Callable[[], None]) -> None:
        self._system = system
        self._on_away = on_away
        system.listen(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", self._if_true)
        # Held until this process is replaced: the machine waits so long before it sleeps.
        self._delay = self._ask_manager("Inhibit", "sleep", "Frontline", "", "delay")
        self._path = self._own_session()
        if self._path:
            system.listen(LOGIN, self._path, SESSION, "Lock", self._always)
            system.listen(LOGIN, self._path, PROPERTIES, "PropertiesChanged", self._look)
        for service, path, interface in SCREEN_SAVERS:
            session.listen(service, path, interface, "ActiveChanged", self._if_true)

    def _own_session(self) -> str:
        """The object of this session, "" where logind knows none."""
        answer = self._ask_manager("GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
        return str(answer[0]) if answer else ""

    def _ask_manager(self, method: str, *given: object) -> Sequence[object]:
        return self._system.ask(LOGIN, LOGIN_PATH, MANAGER, method, *given)

    def _always(self, _arguments: Sequence[object]) -> None:
        self._on_away()

    def _if_true(self, arguments: Sequence[object]) -> None:
        if arguments and arguments[0] is True:
            self._on_away()

    def _look(self, _arguments: Sequence[object]) -> None:
        """Somebody else's session is in front now, as after a change of users."""
        found = self._system.ask(LOGIN, self._path, PROPERTIES, "Get", SESSION, "Active")
        if found and found[0] is False:
            self._on_away()
