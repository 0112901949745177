"""What a serving hub tells about itself: counted answers, and a line of JSON for each.

Neither names a post nor an address: when a post calls is nobody's business who reads logs.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KINDS = {"bundles": "upload", "devices": "receipts", "health": "health"}
_FACTS = "facts"
_MILLISECONDS = 1000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: to what kind of call, with which code and status."""

    kind: str
    code: str
    status: int


class Tally:
    """How many answers of each kind this worker gave since it was started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: Counter[Answered] = Counter()
        self._bytes = 0

    def add(self, answered: Answered, received: int) -> None:
        with self._lock:
            self._answers[answered] += 1
            self._bytes += received

    def answers(self) -> Mapping[Answered, int]:
        with self._lock:
            return dict(self._answers)

    def received_bytes(self) -> int:
        with self._lock:
            return self._bytes


def say_code(scope_state: MutableMapping[str, Any], code: str) -> None:
    """The code that this request is answered with, for tally and log."""
    scope_state["code"] = code


class Watched:
    """ASGI: counts and logs what the application below answers."""

    def __init__(
        self, app: ASGIApp, tally: Tally, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._app = app
        self._tally = tally
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = _Seen()

        async def receiving() -> Message:
            message = await receive()
            seen.received += len(message.get("body", b""))
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
            await send(message)

        begun = self._seconds()
        try:
            await self._app(scope, receiving, sending)
        finally:
            code = scope.get("state", {}).get("code", "ok" if seen.is_good else "fault")
            answered = Answered(_kind(scope["path"]), code, seen.status)
            self._tally.add(answered, seen.received)
            took = round((self._seconds() - begun) * _MILLISECONDS)
            _log(answered, seen.received, took)


@dataclass(slots=True)
class _Seen:
    status: int = 500
    received: int = 0

    @property
    def is_good(self) -> bool:
        return self.status < 400


def _kind(path: str) -> str:
    # A caller chooses the path, so nothing of it is passed on.
    return _KINDS.get("".join(path.split("/")[2:3]), "other")


def _log(answered: Answered, received: int, milliseconds: int) -> None:
    facts = {
        "kind": answered.kind,
        "code": answered.code,
        "status": answered.status,
        "bytes": received,
        "milliseconds": milliseconds,
    }
    log.info("answered", extra={_FACTS: facts})


class JsonLines(logging.Formatter):
    """One JSON object for each line: `at`, `level`, `event`, and the facts of the event.

    An exception is told by its type alone: its text may hold what must not be written down.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= getattr(record, _FACTS, {})
        if record.exc_info is not None and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=True)


@contextmanager
def logging_as_json(level: int = logging.INFO) -> Iterator[None]:
    """Until this ends, whatever this process logs goes to stderr, one JSON object a line."""
    handler, root = logging.StreamHandler(), logging.getLogger()
    handler.setFormatter(JsonLines())
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
