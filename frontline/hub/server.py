"""Serving the hub over TLS with its own certificate."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from frontline.domain.clock import Clock
from frontline.errors import BadInputError, FrontlineError
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder, TlsFiles, read_hub_card
from frontline.hub.monitor import Counts, create_monitor, monitoring
from frontline.hub.processor import Processor
from frontline.hub.service import create_service
from frontline.hub.watch import Tally
from frontline.wire.cards import HubCard

_MOST_AT_ONCE = 100
_GRACE_SECONDS = 5.0
_BACKLOG = 128
_HTTPS = 443
_HIGHEST_PORT = 65535

log = logging.getLogger(__name__)


class HubServer(uvicorn.Server):
    """Calls `ready` once it answers. `should_exit` set to True ends it. Without `tls` it speaks
    plainly, for a proxy before it."""

    def __init__(
        self,
        service: FastAPI,
        tls: TlsFiles | None,
        listener: socket.socket,
        ready: Callable[[], None],
    ) -> None:
        super().__init__(
            uvicorn.Config(
                service,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                # Addresses name posts, so they are not written down line by line.
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_AT_ONCE,
                ssl_certfile=None if tls is None else tls.certificate,
                ssl_keyfile=None if tls is None else tls.key,
                ssl_context_factory=None if tls is None else _only_tls_1_3,
            )
        )
        self._listener = listener
        self._ready = ready

    def serve_until_told(self) -> None:
        self.run(sockets=[self._listener])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Callers that fell silent would never close their side. Hanging up ends their requests
        # in the ordinary way; cancelling them, as the library would, looks like a fault.
        alarm = asyncio.get_running_loop().call_later(_GRACE_SECONDS, self._hang_up)
        await super().shutdown(sockets)
        alarm.cancel()
        self._hang_up()
        await asyncio.sleep(0)

    def _hang_up(self) -> None:
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


@dataclass(frozen=True, slots=True)
class Serving:
    """`host` and `port` where they are not the card's; port 0 takes any that is free. `server` is
    the address of a database, `monitor` host and port for the operators' own listener."""

    looks_inside: bool
    host: str | None = None
    port: int | None = None
    server: str | None = field(default=None, repr=False)
    tls: TlsFiles | None = None
    monitor: tuple[str, int] | None = None


def serve_hub(
    folder: HubFolder, clock: Clock, serving: Serving, ready: Callable[[str], None]
) -> None:
    """Serve until the process is told to end; `ready` gets the address once the hub answers.

    Raises BadInputError where there is no hub, no key to look inside with, no such address, or
    another certificate than the card's, which posts would not trust.
    """
    card = read_hub_card(folder)
    if serving.tls is not None:
        require_the_cards(card, serving.tls)
    url = urlsplit(card.url)
    port = serving.port if serving.port is not None else url.port or _HTTPS
    desk, tally = HubDesk(folder, clock, serving.server), Tally()
    with ExitStack() as stack:
        mailroom = stack.enter_context(desk.mailroom())
        uploaded: Callable[[], None] = _leave_closed
        counts: Counts = mailroom.counts
        if serving.looks_inside:
            uploaded = process_uploads(stack.enter_context(desk.processor(mailroom)))
            counts = desk.counts
        if serving.monitor is not None:
            watched = stack.enter_context(listen(*serving.monitor))
            monitor = create_monitor(counts, mailroom.answers, tally)
            stack.enter_context(monitoring(watched, monitor))
        listener = stack.enter_context(listen(serving.host or url.hostname or "", port))
        service = create_service(card, mailroom, uploaded, tally)
        told = address(card, listener)
        if serving.tls is None:
            told = told.replace("https://", "http://")
        HubServer(service, serving.tls, listener, lambda: ready(told)).serve_until_told()


def require_the_cards(card: HubCard, tls: TlsFiles) -> None:
    """Raises BadInputError unless this is the certificate that posts were given."""
    try:
        found = tls.certificate.read_text("ascii")
    except (OSError, ValueError) as error:
        raise BadInputError(reason="tls-files") from error
    if found.strip() != card.certificate.strip() or not tls.key.is_file():
        raise BadInputError(reason="tls-files")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises BadInputError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if not 0 <= port <= _HIGHEST_PORT:
        raise BadInputError(reason="cannot-listen", port=port)
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise BadInputError(reason="cannot-listen", port=port) from error
    # Connections inherit it. asyncio sets it only on sockets of its own making, and without it
    # every answer waits 40 ms for the caller's delayed acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(card: HubCard, listener: socket.socket) -> str:
    """Where posts reach a hub that listens here: the card's host, the socket's port."""
    host = urlsplit(card.url).hostname or ""
    return f"https://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


def process_uploads(processor: Processor) -> Callable[[], None]:
    """What a hub of one machine does after each upload: look inside at once.

    It begins with what waits already, because a post does not send again what is held.
    """
    # The register would keep two of them apart; this saves opening every bundle twice.
    lock = Lock()

    def process() -> None:
        with lock:
            try:
                processor.process_waiting()
            except FrontlineError as error:
                # The bundle is held, so the upload counts; the processor tries again next time.
                log.warning("processing stopped: %s", error)

    process()
    return process


def _leave_closed() -> None:
    """What an ingest host does after each upload: nothing, for it could not."""


def _only_tls_1_3(_config: uvicorn.Config, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    # Both ends are ours, so nothing older has to be spoken.
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
