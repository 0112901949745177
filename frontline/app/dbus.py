"""D-Bus through Qt, for app/suspend.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusVariant,
)

from frontline.app.suspend import Said, SuspendWatch

# A bus that does not answer must not hold up the first page.
_PATIENCE_MS = 300


class QtBus:
    """Implements Bus."""

    def __init__(self, connection: QDBusConnection) -> None:
        self._connection = connection
        self._listeners: list[_Listener] = []

    def listen(self, service: str, path: str, interface: str, name: str, said: Said) -> None:
        if not self._connection.isConnected():
            return
        listener = _Listener(said)
        self._listeners.append(listener)
        # Its own description asks for bytes, which it does not take.
        slot: Any = SLOT("received(QDBusMessage)")
        self._connection.connect(service, path, interface, name, listener, slot)

    def ask(
        self, service: str, path: str, interface: str, method: str, *given: object
    ) -> Sequence[object]:
        if not self._connection.isConnected():
            return ()
        call = QDBusMessage.createMethodCall(service, path, interface, method)
        call.setArguments(list(given))
        answer = self._connection.call(call, QDBus.CallMode.Block, _PATIENCE_MS)
        if answer.type() != QDBusMessage.MessageType.ReplyMessage:
            return ()
        return [_plain(argument) for argument in answer.arguments()]


class _Listener(QObject):
    def __init__(self, said: Said) -> None:
        super().__init__()
        self._said = said

    @Slot(QDBusMessage)
    def received(self, message: QDBusMessage) -> None:
        self._said([_plain(argument) for argument in message.arguments()])


def watch_for_suspend(on_away: Callable[[], None]) -> SuspendWatch:
    """On the buses of this machine, where it has any."""
    # Asked for without an address, the library would start a session bus of its own.
    has_session = bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    session = QDBusConnection.sessionBus() if has_session else QDBusConnection("none")
    return SuspendWatch(QtBus(QDBusConnection.systemBus()), QtBus(session), on_away)


def _plain(argument: Any) -> object:
    match argument:
        case QDBusVariant():
            return argument.variant()
        case QDBusObjectPath():
            return argument.path()
        case _:
            return argument
