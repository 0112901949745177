"""A real hub on the loopback, over TLS, in a thread; and a bad line in front of it."""

from __future__ import annotations

import select
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Literal

from frontline.hub.keys import HubFolder
from frontline.hub.server import HubServer, listen, process_uploads
from frontline.hub.service import create_service
from frontline.wire.cards import HubCard
from tests.support.hub import Hub, opened
from tests.support.hub_processes import HubProcesses

HOST = "127.0.0.1"
_PATIENCE_SECONDS = 20
_DELAY_SECONDS = 0.2


class RunningHub:
    """Start, stop and start again at the same port. `card` is what posts have."""

    def __init__(self, folder: HubFolder, *, looks_inside: bool = True) -> None:
        self.folder = folder
        self._looks_inside = looks_inside
        self._stack = ExitStack()
        self._server: HubServer | None = None
        self.port = 0
        self.starts = 0

    @property
    def card(self) -> HubCard:
        return self.card_at(self.port)

    def card_at(self, port: int) -> HubCard:
        return self.hub.card.model_copy(update={"url": f"https://{HOST}:{port}"})

    def start(self) -> None:
        self.starts += 1
        self.hub: Hub = self._stack.enter_context(opened(self.folder))
        uploaded = process_uploads(self.hub.processor) if self._looks_inside else _nothing
        service = create_service(self.hub.card, self.hub.mailroom, uploaded)
        listener = listen(HOST, self.port)
        self.port = listener.getsockname()[1]
        ready = Event()
        self._server = HubServer(service, self.folder.tls, listener, ready.set)
        self._thread = Thread(target=self._server.serve_until_told)
        self._thread.start()
        assert ready.wait(_PATIENCE_SECONDS)

    def stop(self) -> None:
        assert self._server is not None
        self._server.should_exit = True
        # Connections are cut and not waited for: a restart is not polite.
        self._server.force_exit = True
        self._thread.join(_PATIENCE_SECONDS)
        assert not self._thread.is_alive()
        self._stack.close()

    def restart(self) -> None:
        self.stop()
        self.start()


def _nothing() -> None: ...


@contextmanager
def running(folder: HubFolder, *, looks_inside: bool = True) -> Iterator[RunningHub]:
    hub = RunningHub(folder, looks_inside=looks_inside)
    hub.start()
    try:
        yield hub
    finally:
        hub.stop()


class KilledHub:
    """A hub in a process of its own, which a restart kills. `hub` is a second look at its files."""

    def __init__(self, folder: HubFolder, hub: Hub, processes: HubProcesses) -> None:
        self._folder = folder
        self.hub = hub
        self._processes = processes
        self.port = processes.serve(0, folder)

    @property
    def card(self) -> HubCard:
        return self.card_at(self.port)

    def card_at(self, port: int) -> HubCard:
        return self.hub.card.model_copy(update={"url": f"https://{HOST}:{port}"})

    def restart(self) -> None:
        self._processes.kill()
        self._processes.serve(self.port, self._folder)


@contextmanager
def killable(folder: HubFolder, processes: HubProcesses) -> Iterator[KilledHub]:
    with opened(folder) as hub:
        try:
            yield KilledHub(folder, hub, processes)
        finally:
            processes.kill()


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one connection once `after` bytes went in `direction`.

    "silence": nothing more is passed on, in either direction, until the caller gives up.
    "delay": nothing for a while, and then the rest.
    """

    direction: Literal["up", "down"]
    after: int
    kind: Literal["close", "reset", "silence", "restart", "delay"]


@dataclass
class BadLine:
    """Passes connections on to `port`; each takes the next of `faults`, the rest go through.

    "restart" kills the hub and starts it again.
    """

    port: int
    faults: list[Fault]
    restart: Callable[[], None]
    happened: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._listener = socket.create_server((HOST, 0))
        self.own_port: int = self._listener.getsockname()[1]
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        # shutdown() wakes accept(), which close() alone does not.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(_PATIENCE_SECONDS)
            assert not thread.is_alive()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                fault = self.faults.pop(0) if self.faults else None
            thread = Thread(target=self._pass_on, args=(caller, fault))
            self._threads.append(thread)
            thread.start()

    def _pass_on(self, caller: socket.socket, fault: Fault | None) -> None:
        with caller:
            try:
                hub = socket.create_connection((HOST, self.port), _PATIENCE_SECONDS)
            except OSError:
                return
            with hub, suppress(OSError):
                if _pump(caller, hub, fault) and fault is not None:
                    self.happened.append(fault)
                    self._fail(caller, hub, fault)

    def _fail(self, caller: socket.socket, hub: socket.socket, fault: Fault) -> None:
        match fault.kind:
            case "restart":
                with self._lock:
                    self.restart()
            case "silence":
                # The caller's patience ends it.
                select.select([caller], [], [], _PATIENCE_SECONDS)
                while caller.recv(65536):
                    pass
            case "delay":
                Event().wait(_DELAY_SECONDS)
                _pump(caller, hub, None)
            case "reset":
                for each in (caller, hub):
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case _:
                pass


def _pump(caller: socket.socket, hub: socket.socket, fault: Fault | None) -> bool:
    """Until one side ends; True where the fault's moment came before."""
    passed = {"up": 0, "down": 0}
    while True:
        ready, _, _ = select.select([caller, hub], [], [], _PATIENCE_SECONDS)
        for source in ready:
            direction, target = ("up", hub) if source is caller else ("down", caller)
            room = 65536
            if fault is not None and fault.direction == direction:
                room = fault.after - passed[direction]
                if room <= 0:
                    return True
            data = source.recv(min(room, 65536))
            if not data:
                return False
            target.sendall(data)
            passed[direction] += len(data)
        if not ready:
            return False


@contextmanager
def bad_line(hub: RunningHub | KilledHub, faults: list[Fault]) -> Iterator[BadLine]:
    line = BadLine(hub.port, list(faults), hub.restart)
    try:
        yield line
    finally:
        line.close()
