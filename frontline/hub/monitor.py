"""What the operators of a hub watch: numbers for Prometheus, and whether the database answers.

    GET /metrics    counts in the text form of Prometheus; no post is named
    GET /ready      200 where the hub could take a bundle now, else 503

It listens at an address of its own, which posts and the internet do not reach.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

from frontline.errors import FrontlineError
from frontline.hub.service import SILENT
from frontline.hub.watch import Tally

_PREFIX = "frontline_hub_"
_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_LABELS = {"refused": "reason", "quarantined": "reason"}

Counts = Callable[[], Mapping[str, object]]


def exposition(counts: Mapping[str, object], tally: Tally) -> str:
    """Numbers of the database as gauges, numbers of this worker as counters. Texts are left out."""
    lines: list[str] = []
    for name, value in counts.items():
        if isinstance(value, int):
            lines += [f"# TYPE {_PREFIX}{name} gauge", f"{_PREFIX}{name} {value}"]
        elif isinstance(value, dict):
            lines.append(f"# TYPE {_PREFIX}{name} gauge")
            label = _LABELS.get(name, "of")
            lines += [f'{_PREFIX}{name}{{{label}="{of}"}} {number}' for of, number in value.items()]
    lines.append(f"# TYPE {_PREFIX}answers_total counter")
    for answered, number in tally.answers().items():
        labels = f'kind="{answered.kind}",code="{answered.code}",status="{answered.status}"'
        lines.append(f"{_PREFIX}answers_total{{{labels}}} {number}")
    lines += [
        f"# TYPE {_PREFIX}received_bytes_total counter",
        f"{_PREFIX}received_bytes_total {tally.received_bytes()}",
    ]
    return "\n".join(lines) + "\n"


def create_monitor(counts: Counts, answers: Callable[[], None], tally: Tally) -> FastAPI:
    """`answers` returns where the database does: balancers ask often, and counting takes long."""
    monitor = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, telemetry=SILENT)

    @monitor.get("/metrics")
    def metrics() -> PlainTextResponse:
        try:
            return PlainTextResponse(exposition(counts(), tally), media_type=_TEXT)
        except FrontlineError as error:
            return PlainTextResponse(error.code, 503)

    @monitor.get("/ready")
    def ready() -> PlainTextResponse:
        try:
            answers()
        except FrontlineError as error:
            return PlainTextResponse(error.code, 503)
        return PlainTextResponse("ready")

    return monitor


@contextmanager
def monitoring(listener: socket.socket, monitor: FastAPI) -> Iterator[None]:
    """Answer on the listener, in a thread, until this ends."""
    server = uvicorn.Server(
        uvicorn.Config(
            monitor,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
        )
    )
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="monitor")
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
