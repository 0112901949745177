"""No network at all: every try of this process to reach anybody is refused and kept."""

from __future__ import annotations

import errno
import socket
import threading
from typing import NoReturn

import pytest

_DOORS = ("connect", "connect_ex", "sendto", "sendmsg")


class NoNetwork:
    """`tries` has the name of the thread for each try, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tries: list[str] = []
        for door in _DOORS:
            monkeypatch.setattr(socket.socket, door, self._refuse)
        monkeypatch.setattr(socket, "create_connection", self._refuse)
        monkeypatch.setattr(socket, "getaddrinfo", self._refuse)

    def _refuse(self, *_arguments: object, **_named: object) -> NoReturn:
        self.tries.append(threading.current_thread().name)
        raise OSError(errno.ENETUNREACH, "the network is blocked for this test")
